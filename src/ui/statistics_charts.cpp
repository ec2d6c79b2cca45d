#include "ui/statistics_charts.h"

#include <algorithm>
#include <numeric>

#include "ui/chart.h"
#include "ui/group_table.h"
#include "ui/pivot_table.h"
#include "ui/statistics_page.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

using analysis::Aggregate;
using session::StatisticsView;

constexpr std::size_t most_series = 8;  // that can be told apart by colour

/// The lines of the first key, as places in GroupTable::lines: groups, or subtotals of two keys.
std::vector<std::size_t> lines_of_first_key(const analysis::GroupTable& table) {
  std::vector<std::size_t> lines;
  for (std::size_t i = 0; i < table.lines.size(); ++i) {
    if (table.lines[i].depth == 1) lines.push_back(i);
  }
  return lines;
}

/// Of the first measure; what is drawn of quartiles, but as boxes, are their medians.
std::string measure_heading(const analysis::GroupTable& table) {
  const bool quartiles = table.measures.front().aggregate == Aggregate::quartiles;
  return quartiles ? tr("Median") : table.headings[table.keys];
}

/// No rows are none of them, but no mean.
double drawn(double value, Aggregate aggregate) {
  const bool adds_up = aggregate == Aggregate::count || aggregate == Aggregate::sum;
  return std::isnan(value) && adds_up ? 0 : value;
}

std::optional<std::size_t> selected_of(const session::Snapshot& snapshot,
                                       const std::vector<std::size_t>& lines) {
  const StatisticsView& view = *snapshot.statistics;
  const auto at = std::ranges::find_if(
      lines, [&](std::size_t line) { return is_selected(snapshot, view, view.table.lines[line]); });
  if (at == lines.end()) return {};
  return static_cast<std::size_t>(at - lines.begin());
}

/// Which line was clicked; nothing: none.
std::optional<std::size_t> draw_bars(Ui& ui, const session::Snapshot& snapshot) {
  const StatisticsView& view = *snapshot.statistics;
  const auto lines = lines_of_first_key(view.table);
  const Aggregate aggregate = view.request.measures.front().aggregate;
  const bool over_time = view.request.keys.front().step != analysis::GroupKey::Step::none;
  BarChart chart;
  for (const std::size_t line : lines) {
    chart.bars.push_back({view.table.lines[line].keys[0], view.table.lines[line].values[0]});
  }
  chart.unit = measure_heading(view.table);
  chart.sorted = !over_time;
  chart.most_bars = over_time ? 120 : 30;
  chart.adds_up = aggregate == Aggregate::count || aggregate == Aggregate::sum;
  chart.selected = selected_of(snapshot, lines);
  const auto clicked = draw_bar_chart(ui, "statistics/bars", chart);
  return clicked ? std::optional(lines[*clicked]) : std::nullopt;
}

std::optional<std::size_t> draw_boxes(Ui& ui, const session::Snapshot& snapshot) {
  const StatisticsView& view = *snapshot.statistics;
  const auto lines = lines_of_first_key(view.table);
  BoxChart chart;
  for (const std::size_t line : lines) {
    chart.groups.push_back({view.table.lines[line].keys[0], view.table.lines[line].boxes[0]});
  }
  chart.unit = view.table.headings[view.table.keys];
  chart.selected = selected_of(snapshot, lines);
  const auto clicked = draw_box_chart(ui, "statistics/boxes", chart);
  return clicked ? std::optional(lines[*clicked]) : std::nullopt;
}

/// One line over the steps of the only key. What has no time has no place on it.
std::optional<std::size_t> draw_one_line(Ui& ui, const StatisticsView& view, ImVec2 size) {
  auto lines = lines_of_first_key(view.table);
  std::erase_if(lines, [&](std::size_t at) { return view.table.lines[at].keys[0].empty(); });
  const Aggregate aggregate = view.request.measures.front().aggregate;
  LineChart chart;
  chart.series.push_back({measure_heading(view.table), {}});  // tells the unit as well
  for (const std::size_t line : lines) {
    chart.steps.push_back(view.table.lines[line].keys[0]);
    chart.series[0].values.push_back(drawn(view.table.lines[line].values[0], aggregate));
  }
  const auto clicked = draw_line_chart(ui, "statistics/lines", chart, size);
  return clicked ? std::optional(lines[clicked->step]) : std::nullopt;
}

/// The columns of a pivot with the greatest totals, in its order.
std::vector<std::size_t> greatest_columns(const analysis::PivotTable& pivot) {
  std::vector<std::size_t> columns(pivot.column_keys.size());
  std::iota(columns.begin(), columns.end(), std::size_t{0});
  std::ranges::stable_sort(columns, [&](std::size_t a, std::size_t b) {
    const double x = pivot.column_totals[a], y = pivot.column_totals[b];
    return std::isnan(y) ? !std::isnan(x) : x > y;
  });
  columns.resize(std::min(columns.size(), most_series));
  std::ranges::sort(columns);
  return columns;
}

/// A line for each value of the second key.
std::optional<std::size_t> draw_lines(Ui& ui, const StatisticsView& view, ImVec2 size) {
  const analysis::PivotTable& pivot = *view.pivot;
  const Aggregate aggregate = view.request.measures.front().aggregate;
  const auto columns = greatest_columns(pivot);
  if (columns.size() < pivot.column_keys.size()) {
    secondary(ui,
              trf("The {} greatest of {} are drawn.", columns.size(), pivot.column_keys.size()));
    size.y -= ImGui::GetItemRectSize().y + ImGui::GetStyle().ItemSpacing.y;
  }
  LineChart chart;
  chart.unit = pivot.measure;
  chart.steps = pivot.row_keys;
  // What has no time is the last key, and has no place on a line over time.
  if (!chart.steps.empty() && chart.steps.back().empty()) chart.steps.pop_back();
  for (const std::size_t column : columns) {
    LineChart::Series series{key_text(pivot.column_keys[column]), {}};
    for (std::size_t row = 0; row < chart.steps.size(); ++row) {
      series.values.push_back(drawn(pivot.cells[row][column], aggregate));
    }
    chart.series.push_back(std::move(series));
  }
  const auto clicked = draw_line_chart(ui, "statistics/lines", chart, size);
  if (!clicked) return {};
  const std::size_t line = lines_of_cells(view)[clicked->step][columns[clicked->series]];
  return line == PivotState::no_line ? std::nullopt : std::optional(line);
}

}  // namespace

void draw_statistics_chart(Ui& ui, const session::Snapshot& snapshot, StatisticsAs as, float height,
                           Outbox& out) {
  const StatisticsView& view = *snapshot.statistics;
  ImGui::BeginChild("##statistics/chart", {0, height});
  const ImVec2 size{ImGui::GetContentRegionAvail().x, std::min(height, ui.px(320))};
  const auto clicked = as == StatisticsAs::bars    ? draw_bars(ui, snapshot)
                       : as == StatisticsAs::boxes ? draw_boxes(ui, snapshot)
                       : view.pivot                ? draw_lines(ui, view, size)
                                                   : draw_one_line(ui, view, size);
  ImGui::EndChild();
  if (clicked) out.act(session::SelectGroup{*clicked});
}

}  // namespace wangge::ui
