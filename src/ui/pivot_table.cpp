#include "ui/pivot_table.h"

#include <algorithm>
#include <cmath>

#include "ui/group_table.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

using analysis::PivotTable;
using session::StatisticsView;

// ImGui's tables take 64 columns; two are names and totals.
constexpr std::size_t most_columns = 60;

std::size_t shown_columns(const PivotTable& pivot) {
  return std::min(pivot.column_keys.size(), most_columns);
}

float text_width(const std::string& text) { return ImGui::CalcTextSize(text.c_str()).x; }

void take_over(const Ui& ui, const std::shared_ptr<const StatisticsView>& view, PivotState& state) {
  if (state.of == view) return;
  state = {};
  state.of = view;
  state.lines = lines_of_cells(*view);
  const PivotTable& pivot = *view->pivot;
  std::vector<double> numbers = pivot.row_totals;
  for (const auto& row : pivot.cells) numbers.insert(numbers.end(), row.begin(), row.end());
  numbers.push_back(pivot.total);
  state.style = style_of(view->request.measures.front().aggregate, numbers);
  const auto width_of = [&](double number) {
    return text_width(statistic_text(number, state.style));
  };
  state.name_width = text_width(pivot.down);
  for (const std::string& key : pivot.row_keys) {
    state.name_width = std::max(state.name_width, text_width(key_text(key)));
  }
  state.name_width = std::clamp(state.name_width, ui.px(48), ui.px(104));
  state.total_width = std::max(text_width(tr("Total")), width_of(pivot.total));
  for (const double total : pivot.row_totals) {
    state.total_width = std::max(state.total_width, width_of(total));
  }
  for (std::size_t c = 0; c < shown_columns(pivot); ++c) {
    float width = std::max(std::min(text_width(key_text(pivot.column_keys[c])), ui.px(96)),
                           width_of(pivot.column_totals[c]));
    for (const auto& row : pivot.cells) width = std::max(width, width_of(row[c]));
    state.widths.push_back(std::ceil(width));
  }
}

void draw_heads(Ui& ui, const PivotTable& pivot) {
  ImGui::TableNextRow();
  ImGui::TableSetColumnIndex(0);
  ImGui::PushStyleColor(ImGuiCol_Text, ui.colours->secondary);
  fitted(ui, pivot.down, ImGui::GetContentRegionAvail().x);
  ImGui::TableSetColumnIndex(1);
  right_aligned(tr("Total"));
  for (std::size_t c = 0; c < shown_columns(pivot); ++c) {
    if (!ImGui::TableSetColumnIndex(static_cast<int>(c) + 2)) continue;
    const std::string key = key_text(pivot.column_keys[c]);
    const std::string shown = shortened(key, ImGui::GetContentRegionAvail().x);
    right_aligned(shown);
    if (shown != key) explain(ui, key);
  }
  ImGui::PopStyleColor();
}

/// The first line stays in sight below the heads: what each column adds up to.
void draw_totals(const PivotTable& pivot, NumberStyle style) {
  ImGui::TableNextRow();
  ImGui::TableSetColumnIndex(0);
  table_cell(tr("Total"), false, true);
  ImGui::TableSetColumnIndex(1);
  table_cell(statistic_text(pivot.total, style), true, true);
  for (std::size_t c = 0; c < shown_columns(pivot); ++c) {
    if (!ImGui::TableSetColumnIndex(static_cast<int>(c) + 2)) continue;
    table_cell(statistic_text(pivot.column_totals[c], style), true, true);
  }
}

void draw_cell(Ui& ui, const session::Snapshot& snapshot, const PivotState& state, std::size_t row,
               std::size_t column, Outbox& out) {
  const std::size_t line = state.lines[row][column];
  if (line == PivotState::no_line) {
    ImGui::PushStyleColor(ImGuiCol_Text, ui.colours->disabled);
    right_aligned("·");
    ImGui::PopStyleColor();
    return;
  }
  const PivotTable& pivot = *state.of->pivot;
  const std::string text = statistic_text(pivot.cells[row][column], state.style);
  ImGui::PushID(static_cast<int>(line));
  const float free = ImGui::GetContentRegionAvail().x - text_width(text);
  if (ImGui::Selectable("##cell", is_selected(snapshot, *state.of, state.of->table.lines[line]))) {
    out.act(session::SelectGroup{line});
  }
  note(ui, ("statistics/cell/" + std::to_string(row) + "/" + std::to_string(column)).c_str());
  explain(ui, key_text(pivot.row_keys[row]) + " · " + key_text(pivot.column_keys[column]) + "\n" +
                  pivot.measure + ": " + text + "\n" + tr("Click to select its rows"));
  ImGui::SameLine(0, std::max(free, 0.0F));
  ImGui::TextUnformatted(text.c_str());
  ImGui::PopID();
}

void draw_row(Ui& ui, const session::Snapshot& snapshot, const PivotState& state, std::size_t row,
              Outbox& out) {
  const PivotTable& pivot = *state.of->pivot;
  ImGui::TableNextRow();
  ImGui::TableSetColumnIndex(0);
  fitted(ui, key_text(pivot.row_keys[row]), ImGui::GetContentRegionAvail().x);
  ImGui::TableSetColumnIndex(1);
  table_cell(statistic_text(pivot.row_totals[row], state.style), true, true);
  for (std::size_t c = 0; c < shown_columns(pivot); ++c) {
    if (!ImGui::TableSetColumnIndex(static_cast<int>(c) + 2)) continue;
    draw_cell(ui, snapshot, state, row, c, out);
  }
}

}  // namespace

std::vector<std::vector<std::size_t>> lines_of_cells(const StatisticsView& view) {
  const PivotTable& pivot = *view.pivot;
  std::vector<std::vector<std::size_t>> lines(
      pivot.row_keys.size(),
      std::vector<std::size_t>(pivot.column_keys.size(), PivotState::no_line));
  // Groups come in the order of their keys, and each row of them ends with its subtotal.
  std::size_t row = 0, column = 0;
  for (std::size_t i = 0; i < view.table.lines.size() && row < lines.size(); ++i) {
    const analysis::GroupLine& line = view.table.lines[i];
    if (line.depth == 1) {
      ++row;
      column = 0;
      continue;
    }
    if (line.depth != 2) continue;
    while (column < pivot.column_keys.size() && pivot.column_keys[column] != line.keys[1]) ++column;
    if (column < pivot.column_keys.size()) lines[row][column++] = i;
  }
  return lines;
}

void draw_pivot_table(Ui& ui, const session::Snapshot& snapshot, PivotState& state, float height,
                      Outbox& out) {
  take_over(ui, snapshot.statistics, state);
  const PivotTable& pivot = *state.of->pivot;
  const std::size_t columns = shown_columns(pivot);
  if (columns < pivot.column_keys.size()) {
    secondary(ui, trf("The first {} of {} columns are shown; “Copy as text” takes them all.",
                      columns, pivot.column_keys.size()));
    height =
        std::max(height - ImGui::GetItemRectSize().y - ImGui::GetStyle().ItemSpacing.y, ui.px(120));
  }
  const std::string id = "##statistics/pivot/" + std::to_string(columns);
  constexpr auto flags =
      ImGuiTableFlags_ScrollX | ImGuiTableFlags_ScrollY | ImGuiTableFlags_BordersInnerH;
  if (!ImGui::BeginTable(id.c_str(), static_cast<int>(columns) + 2, flags, {0, height})) return;
  ImGui::TableSetupScrollFreeze(2, 2);
  ImGui::TableSetupColumn("", ImGuiTableColumnFlags_WidthFixed, state.name_width);
  ImGui::TableSetupColumn("", ImGuiTableColumnFlags_WidthFixed, state.total_width);
  for (const float width : state.widths) {
    ImGui::TableSetupColumn("", ImGuiTableColumnFlags_WidthFixed, width);
  }
  draw_heads(ui, pivot);
  draw_totals(pivot, state.style);
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(pivot.row_keys.size()));
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      draw_row(ui, snapshot, state, static_cast<std::size_t>(i), out);
    }
  }
  ImGui::EndTable();
}

}  // namespace wangge::ui
