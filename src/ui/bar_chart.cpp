// See chart.h.
#include <algorithm>
#include <numeric>

#include "ui/chart.h"
#include "ui/chart_parts.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

/// What is drawn: the bars that are shown and what the others come to.
struct Drawn {
  std::vector<std::size_t> shown;
  std::size_t others = 0;
  double other_sum = 0;
};

Drawn drawn_of(const BarChart& chart) {
  Drawn drawn{bars_shown(chart)};
  drawn.others = chart.bars.size() - drawn.shown.size();
  std::vector<bool> is_shown(chart.bars.size());
  for (const std::size_t bar : drawn.shown) is_shown[bar] = true;
  for (std::size_t bar = 0; bar < chart.bars.size(); ++bar) {
    const double value = chart.bars[bar].value;
    if (!is_shown[bar] && std::isfinite(value)) drawn.other_sum += value;
  }
  return drawn;
}

std::string share_text(const BarChart& chart, double value) {
  double sum = 0;
  for (const ChartBar& bar : chart.bars) {
    if (std::isfinite(bar.value)) sum += bar.value;
  }
  if (!chart.adds_up || !(sum > 0) || !std::isfinite(value)) return {};
  return "\n" + trf("{:.1f} % of all", 100 * value / sum);
}

void draw_bar(const Ui& ui, const ChartRow& row, const ChartAxis& axis, double value, ImU32 fill) {
  if (!std::isfinite(value)) return;
  const auto x = [&](double number) {
    return row.plot_from + (row.plot_to - row.plot_from) * static_cast<float>(axis.share(number));
  };
  const float zero = std::round(x(0)), end = x(value);
  // The smallest number is still seen to be none of nothing.
  const float low = std::min(zero, end), high = std::max({zero, end, low + (value != 0 ? 1 : 0)});
  ImGui::GetWindowDrawList()->AddRectFilled({low, row.low.y + ui.px(4)},
                                            {high, row.high.y - ui.px(4)}, fill, ui.px(2));
}

}  // namespace

std::vector<std::size_t> bars_shown(const BarChart& chart) {
  std::vector<std::size_t> order(chart.bars.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  if (chart.sorted) {
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      const double x = chart.bars[a].value, y = chart.bars[b].value;
      return std::isnan(x) || std::isnan(y) ? !std::isnan(x) && std::isnan(y) : x > y;
    });
  }
  if (order.size() > chart.most_bars) order.resize(chart.most_bars);
  return order;
}

ChartAxis bar_axis(const BarChart& chart) {
  double least = 0, most = 0;
  for (const std::size_t bar : bars_shown(chart)) {
    const double value = chart.bars[bar].value;
    if (std::isfinite(value)) least = std::min(least, value), most = std::max(most, value);
  }
  // Bars are told by their numbers: they need no round axis, only the same one.
  return most > least ? ChartAxis{least, most, most - least} : ChartAxis{};
}

std::optional<std::size_t> draw_bar_chart(Ui& ui, const char* name, const BarChart& chart) {
  if (chart.bars.empty()) {
    secondary(ui, tr("There are no bars to draw: no row passes the conditions."));
    return std::nullopt;
  }
  const Drawn drawn = drawn_of(chart);
  const std::string other = trf("{} other", with_separators(static_cast<long long>(drawn.others)));
  const bool other_bar = drawn.others > 0 && chart.adds_up;
  float names = 0, numbers = 0;
  const auto measure = [&](const std::string& text, double value) {
    names = std::max(names, ImGui::CalcTextSize(text.c_str()).x);
    numbers = std::max(numbers, ImGui::CalcTextSize(chart_number(value).c_str()).x);
  };
  for (const std::size_t bar : drawn.shown) {
    measure(shown_name(chart.bars[bar].name), chart.bars[bar].value);
  }
  if (other_bar) measure(other, drawn.other_sum);
  const ChartAxis axis = bar_axis(chart);
  const ChartColumns columns = chart_columns(ui, names, numbers);
  const Palette& p = *ui.colours;

  std::optional<std::size_t> clicked;
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  for (const std::size_t bar : drawn.shown) {
    const ChartBar& one = chart.bars[bar];
    const std::string id = std::string(name) + "/" + std::to_string(bar);
    const bool selected = chart.selected == bar;
    const ChartRow row =
        chart_row(ui, id, columns, shown_name(one.name), chart_number(one.value), selected);
    draw_bar(ui, row, axis, one.value, row.hovered ? with_alpha(p.accent, 190) : p.accent);
    explain(ui, shown_name(one.name) + "\n" + with_unit(chart_number(one.value), chart.unit) +
                    share_text(chart, one.value));
    if (row.clicked) clicked = bar;
  }
  if (other_bar) {
    chart_row(ui, std::string(name) + "/other", columns, other, chart_number(drawn.other_sum),
              false);
    explain(ui, other + "\n" + with_unit(chart_number(drawn.other_sum), chart.unit) +
                    share_text(chart, drawn.other_sum));
  }
  ImGui::PopStyleVar();
  if (drawn.others > 0 && !chart.adds_up) {
    secondary(ui,
              trf("{} more are not drawn.", with_separators(static_cast<long long>(drawn.others))));
  }
  return clicked;
}

}  // namespace wangge::ui
