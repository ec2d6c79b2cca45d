// See chart.h.
#include <algorithm>
#include <limits>

#include "model/category_hue.h"
#include "ui/chart.h"
#include "ui/chart_axis.h"
#include "ui/chart_parts.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

using Series = LineChart::Series;

struct Frame {
  ImVec2 low, high;  // of the area that lines are drawn in
  std::size_t steps;
  ChartAxis axis;
  float x(std::size_t step) const {
    const float share = steps < 2 ? 0.5F : static_cast<float>(step) / static_cast<float>(steps - 1);
    return low.x + (high.x - low.x) * share;
  }
  float y(double number) const {
    return high.y - (high.y - low.y) * static_cast<float>(axis.share(number));
  }
  std::size_t step_at(float mouse) const {
    if (steps < 2) return 0;
    const float share = (mouse - low.x) / std::max(1.0F, high.x - low.x);
    return static_cast<std::size_t>(std::clamp(std::round(share * static_cast<float>(steps - 1)),
                                               0.0F, static_cast<float>(steps - 1)));
  }
};

ImU32 colour_of(std::size_t series) { return to_imgui(model::category_hue(series)); }

double value_at(const Series& series, std::size_t step) {
  return step < series.values.size() ? series.values[step]
                                     : std::numeric_limits<double>::quiet_NaN();
}

void draw_axes(const Ui& ui, const LineChart& chart, const Frame& frame, ImVec2 low, float right) {
  const Palette& p = *ui.colours;
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (!chart.unit.empty()) list->AddText(low, p.secondary, chart.unit.c_str());
  for (const double tick : frame.axis.ticks()) {
    const float y = std::round(frame.y(tick));
    hairline(ui, {frame.low.x, y}, {frame.high.x, y});
    const std::string text = frame.axis.text(tick);
    const ImVec2 size = ImGui::CalcTextSize(text.c_str());
    list->AddText({frame.low.x - ui.px(6) - size.x, y - size.y / 2}, p.secondary, text.c_str());
  }
  float free = low.x;
  for (std::size_t step = 0; step < frame.steps; ++step) {
    const std::string& text = chart.steps[step];
    const float wide = ImGui::CalcTextSize(text.c_str()).x;
    const float x = std::clamp(frame.x(step) - wide / 2, low.x, std::max(low.x, right - wide));
    if (x < free) continue;
    list->AddText({x, frame.high.y + ui.px(4)}, p.secondary, text.c_str());
    free = x + wide + ui.px(12);
  }
}

/// A gap where there is no number; a number between two gaps is a dot.
void draw_line(const Ui& ui, const Series& series, const Frame& frame, ImU32 colour) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  for (std::size_t step = 0; step < frame.steps; ++step) {
    const double now = value_at(series, step);
    if (!std::isfinite(now)) continue;
    const ImVec2 at{frame.x(step), frame.y(now)};
    const double before =
        step == 0 ? std::numeric_limits<double>::quiet_NaN() : value_at(series, step - 1);
    if (std::isfinite(before)) {
      list->AddLine({frame.x(step - 1), frame.y(before)}, at, colour, ui.px(2));
    } else if (!std::isfinite(value_at(series, step + 1))) {
      list->AddCircleFilled(at, ui.px(3), colour);
    }
  }
}

struct Label {
  std::size_t series;
  float y;
};

/// Names beside the ends of the lines, moved apart so that none lies on another; those that have
/// no room are left to the hover text.
std::vector<Label> labels_of(const LineChart& chart, const Frame& frame, float height) {
  std::vector<Label> labels;
  for (std::size_t s = 0; s < chart.series.size(); ++s) {
    for (std::size_t step = frame.steps; step-- > 0;) {
      const double value = value_at(chart.series[s], step);
      if (!std::isfinite(value)) continue;
      labels.push_back({s, frame.y(value) - height / 2});
      break;
    }
  }
  const auto room = static_cast<std::size_t>(std::max(1.0F, (frame.high.y - frame.low.y) / height));
  if (labels.size() > room) labels.resize(room);
  std::stable_sort(labels.begin(), labels.end(),
                   [](const Label& a, const Label& b) { return a.y < b.y; });
  float free = frame.low.y - height / 2;
  for (Label& label : labels) free = (label.y = std::max(label.y, free)) + height;
  // Back up from below where the last ones were pushed out.
  float bottom = frame.high.y + height / 2;
  for (std::size_t i = labels.size(); i-- > 0;) {
    labels[i].y = std::min(labels[i].y, bottom - height);
    bottom = labels[i].y;
  }
  return labels;
}

/// The line nearest to the mouse at a step.
std::size_t nearest_series(const LineChart& chart, const Frame& frame, std::size_t step) {
  const float mouse = ImGui::GetIO().MousePos.y;
  std::size_t nearest = 0;
  float least = std::numeric_limits<float>::max();
  for (std::size_t s = 0; s < chart.series.size(); ++s) {
    const double value = value_at(chart.series[s], step);
    if (!std::isfinite(value)) continue;
    const float distance = std::abs(frame.y(value) - mouse);
    if (distance < least) nearest = s, least = distance;
  }
  return nearest;
}

std::string story(const LineChart& chart, std::size_t step, std::size_t nearest) {
  constexpr std::size_t most_lines = 12;
  std::string text = chart.steps[step];
  const auto line = [&](std::size_t s) {
    text += "\n" + trf("{}: {}", shown_name(chart.series[s].name),
                       with_unit(chart_number(value_at(chart.series[s], step)), chart.unit));
  };
  line(nearest);
  for (std::size_t s = 0; s < std::min(chart.series.size(), most_lines); ++s) {
    if (s != nearest) line(s);
  }
  return text;
}

}  // namespace

std::optional<LineChartPoint> draw_line_chart(Ui& ui, const char* name, const LineChart& chart,
                                              ImVec2 size) {
  double least = 0, most = 0;
  float names = 0;
  bool any = false;
  for (const Series& series : chart.series) {
    for (std::size_t step = 0; step < chart.steps.size(); ++step) {
      const double value = value_at(series, step);
      if (!std::isfinite(value)) continue;
      any = true;
      least = std::min(least, value), most = std::max(most, value);
    }
    names = std::max(names, ImGui::CalcTextSize(shown_name(series.name).c_str()).x);
  }
  if (!any) {
    secondary(ui, tr("There is no line to draw: no row that passes has a time and a number."));
    return std::nullopt;
  }
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const float text = ImGui::GetFontSize();
  const float above = (chart.unit.empty() ? 0 : text) + std::round(text / 2);
  names = std::min(names + ui.px(22), std::round(size.x * 0.3F));
  const ChartAxis axis = chart_axis(
      least, most, std::max(2, static_cast<int>((size.y - above - text) / (2.5F * text))));
  float ticks = 0;
  for (const double tick : axis.ticks()) {
    ticks = std::max(ticks, ImGui::CalcTextSize(axis.text(tick).c_str()).x);
  }
  const Frame frame{{low.x + ticks + ui.px(8), low.y + above},
                    {low.x + size.x - names, low.y + size.y - text - ui.px(6)},
                    chart.steps.size(),
                    axis};
  const bool clicked = ImGui::InvisibleButton(name, size);
  note(ui, name);
  const bool hovered = ImGui::IsItemHovered();
  const Palette& p = *ui.colours;
  draw_axes(ui, chart, frame, low, low.x + size.x);
  for (std::size_t s = 0; s < chart.series.size(); ++s) {
    draw_line(ui, chart.series[s], frame, colour_of(s));
  }
  ImDrawList* list = ImGui::GetWindowDrawList();
  for (const Label& label : labels_of(chart, frame, text)) {
    const std::string shown =
        shortened(shown_name(chart.series[label.series].name), names - ui.px(22));
    list->AddCircleFilled({frame.high.x + ui.px(13), label.y + text / 2}, ui.px(4),
                          colour_of(label.series));
    list->AddText({frame.high.x + ui.px(20), label.y}, p.text, shown.c_str());
  }
  if (!hovered) return std::nullopt;
  const std::size_t step = frame.step_at(ImGui::GetIO().MousePos.x);
  const std::size_t nearest = nearest_series(chart, frame, step);
  hairline(ui, {frame.x(step), frame.low.y}, {frame.x(step), frame.high.y});
  for (std::size_t s = 0; s < chart.series.size(); ++s) {
    const double value = value_at(chart.series[s], step);
    if (!std::isfinite(value)) continue;
    const ImVec2 at{frame.x(step), frame.y(value)};
    list->AddCircleFilled(at, ui.px(s == nearest ? 4 : 3), colour_of(s));
    list->AddCircle(at, ui.px(s == nearest ? 4 : 3), p.panel);
  }
  explain(ui, story(chart, step, nearest));
  if (!clicked) return std::nullopt;
  return LineChartPoint{nearest, step};
}

}  // namespace wangge::ui
