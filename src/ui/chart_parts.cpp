#include "ui/chart_parts.h"

#include <algorithm>

#include "ui/widgets.h"

namespace wangge::ui {

ChartColumns chart_columns(const Ui& ui, float widest_name, float widest_number) {
  const float width = std::max(1.0F, ImGui::GetContentRegionAvail().x);
  // Long names must leave room for what is drawn.
  return {width, std::min(widest_name + ui.px(8), std::round(width * 0.4F)),
          widest_number + ui.px(8)};
}

ChartRow chart_row(Ui& ui, const std::string& id, const ChartColumns& columns,
                   const std::string& name, const std::string& number, bool selected) {
  const Palette& p = *ui.colours;
  const float height = ui.px(24);
  ChartRow row{};
  row.low = ImGui::GetCursorScreenPos();
  row.high = {row.low.x + columns.width, row.low.y + height};
  row.plot_from = row.low.x + columns.names;
  row.plot_to = std::max(row.plot_from + 1, row.high.x - columns.numbers);
  row.clicked = ImGui::InvisibleButton(id.c_str(), {columns.width, height});
  row.hovered = ImGui::IsItemHovered();
  note(ui, id.c_str());
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (row.hovered || selected) {
    list->AddRectFilled(row.low, row.high, selected ? p.accent_soft : p.window, ui.px(4));
  }
  const float y = row.low.y + std::floor((height - ImGui::GetFontSize()) / 2);
  list->AddText({row.low.x, y}, p.text, shortened(name, columns.names - ui.px(8)).c_str());
  list->AddText({row.high.x - ImGui::CalcTextSize(number.c_str()).x, y}, p.text, number.c_str());
  return row;
}

std::string shown_name(const std::string& name) { return name.empty() ? tr("none") : name; }

std::string with_unit(const std::string& number, const std::string& unit) {
  return unit.empty() ? number : number + " " + unit;
}

}  // namespace wangge::ui
