// See chart.h.
#include <algorithm>

#include "ui/chart.h"
#include "ui/chart_parts.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

using analysis::Box;

std::string n_text(const Box& box) {
  return trf("n = {}", with_separators(static_cast<long long>(box.n)));
}

std::string story(const BoxChart& chart, const BoxChart::Group& group) {
  std::string text = shown_name(group.name) + "\n" + n_text(group.box);
  if (group.box.n == 0) return text + "\n" + tr("It has no numbers.");
  const auto line = [&](const char* what, double number) {
    text += "\n" + trf("{}: {}", what, with_unit(chart_number(number), chart.unit));
  };
  line(tr("Maximum"), group.box.most);
  line(tr("Upper quartile"), group.box.q3);
  line(tr("Median"), group.box.median);
  line(tr("Lower quartile"), group.box.q1);
  line(tr("Minimum"), group.box.least);
  return text;
}

/// Places of numbers within a line.
class Scale {
 public:
  Scale(const ChartRow& row, const ChartAxis& axis)
      : from_(row.plot_from), wide_(row.plot_to - row.plot_from), axis_(axis) {}
  float operator()(double number) const {
    return from_ + wide_ * static_cast<float>(axis_.share(number));
  }

 private:
  float from_, wide_;
  const ChartAxis& axis_;
};

void draw_box(const Ui& ui, const ChartRow& row, const Scale& x, const Box& box) {
  const Palette& p = *ui.colours;
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float y = row.middle(), half = ui.px(7), end = ui.px(4);
  list->AddLine({x(box.low_whisker), y}, {x(box.q1), y}, p.secondary);
  list->AddLine({x(box.q3), y}, {x(box.high_whisker), y}, p.secondary);
  for (const double whisker : {box.low_whisker, box.high_whisker}) {
    list->AddLine({x(whisker), y - end}, {x(whisker), y + end}, p.secondary);
  }
  const ImVec2 low{x(box.q1), y - half}, high{std::max(x(box.q3), x(box.q1) + 1), y + half};
  list->AddRectFilled(low, high, with_alpha(p.accent, row.hovered ? 120 : 80));
  list->AddRect(low, high, p.accent);
  list->AddLine({x(box.median), y - half}, {x(box.median), y + half}, p.text, ui.px(2));
  for (const double number : box.beyond) {
    list->AddCircle({x(number), y}, ui.px(2), p.secondary, 8);
  }
}

/// The number beyond the whiskers under the mouse.
std::optional<double> number_at(const Ui& ui, const Scale& x, const Box& box) {
  const float mouse = ImGui::GetIO().MousePos.x;
  std::optional<double> nearest;
  float least = ui.px(4);
  for (const double number : box.beyond) {
    const float distance = std::abs(x(number) - mouse);
    if (distance <= least) nearest = number, least = distance;
  }
  return nearest;
}

void draw_axis(const Ui& ui, const ChartColumns& columns, const ChartAxis& axis, ImVec2 low,
               float top, const std::string& unit) {
  const Palette& p = *ui.colours;
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float from = low.x + columns.names, to = low.x + columns.width - columns.numbers;
  float free = low.x;  // right of the texts so far
  for (const double tick : axis.ticks()) {
    const float x = std::round(from + (to - from) * static_cast<float>(axis.share(tick)));
    list->AddLine({x, top}, {x, low.y + ui.px(3)}, p.line);
    const std::string text = axis.text(tick);
    const float wide = ImGui::CalcTextSize(text.c_str()).x;
    const float text_x = std::clamp(x - wide / 2, low.x, low.x + columns.width - wide);
    if (text_x < free) continue;
    list->AddText({text_x, low.y + ui.px(4)}, p.secondary, text.c_str());
    free = text_x + wide + ui.px(8);
  }
  ImGui::Dummy({columns.width, ui.px(6) + ImGui::GetFontSize()});
  if (!unit.empty()) secondary(ui, unit);
}

}  // namespace

std::optional<std::size_t> draw_box_chart(Ui& ui, const char* name, const BoxChart& chart) {
  double least = 0, most = 0;
  float names = 0, numbers = 0;
  bool any = false;
  for (const BoxChart::Group& group : chart.groups) {
    names = std::max(names, ImGui::CalcTextSize(shown_name(group.name).c_str()).x);
    numbers = std::max(numbers, ImGui::CalcTextSize(n_text(group.box).c_str()).x);
    if (group.box.n == 0) continue;
    any = true;
    least = std::min(least, group.box.least), most = std::max(most, group.box.most);
  }
  if (!any) {
    secondary(ui, tr("There are no boxes to draw: no group has numbers."));
    return std::nullopt;
  }
  const ChartColumns columns = chart_columns(ui, names, numbers);
  const float plot = columns.width - columns.names - columns.numbers;
  const ChartAxis axis = chart_axis(least, most, std::max(2, static_cast<int>(plot / ui.px(60))));
  std::optional<std::size_t> clicked;
  const float top = ImGui::GetCursorScreenPos().y;
  // Lines of the axis lie below the boxes.
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->ChannelsSplit(2);
  list->ChannelsSetCurrent(1);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  for (std::size_t i = 0; i < chart.groups.size(); ++i) {
    const BoxChart::Group& group = chart.groups[i];
    const std::string id = std::string(name) + "/" + std::to_string(i);
    const ChartRow row =
        chart_row(ui, id, columns, shown_name(group.name), n_text(group.box), chart.selected == i);
    if (row.clicked) clicked = i;
    const Scale x(row, axis);
    if (group.box.n > 0) draw_box(ui, row, x, group.box);
    if (!row.hovered) continue;
    const auto number = number_at(ui, x, group.box);
    explain(ui, number ? trf("{}: {}, beyond the whiskers", shown_name(group.name),
                             with_unit(chart_number(*number), chart.unit))
                       : story(chart, group));
  }
  list->ChannelsSetCurrent(0);
  draw_axis(ui, columns, axis, ImGui::GetCursorScreenPos(), top, chart.unit);
  list->ChannelsMerge();
  ImGui::PopStyleVar();
  return clicked;
}

}  // namespace wangge::ui
