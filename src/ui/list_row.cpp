#include "ui/list_row.h"

#include <cmath>

#include "ui/widgets.h"

namespace wangge::ui {

float list_row_height(const Ui& ui, const ListRow& row) {
  return ui.px(row.below.empty() ? 28 : 46);
}

bool list_row(Ui& ui, const char* name, const ListRow& row, const std::string& hint) {
  const Palette& p = *ui.colours;
  const float height = list_row_height(ui, row), width = ImGui::GetContentRegionAvail().x;
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const bool clicked = ImGui::InvisibleButton(name, {width, height});
  note(ui, name);
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (row.current || ImGui::IsItemHovered()) {
    list->AddRectFilled(low, {low.x + width, low.y + height},
                        row.current ? p.accent_soft : p.window, ui.px(6));
  }
  explain(ui, hint);
  const float line = ui.px(28);
  const float y = low.y + std::floor((line - ImGui::GetFontSize()) / 2);
  const float left = low.x + ui.px(row.mark == nullptr ? 8 : 28), right = low.x + width - ui.px(8);
  if (row.mark != nullptr) list->AddText({low.x + ui.px(8), y}, row.mark_colour, row.mark);
  const float number = ImGui::CalcTextSize(row.number.c_str()).x;
  list->AddText({right - number, y}, p.text, row.number.c_str());
  const float room = right - left - (number > 0 ? number + ui.px(8) : 0);
  list->AddText({left, y}, row.current ? p.accent : p.text, shortened(row.text, room).c_str());
  if (row.below.empty()) return clicked;
  ImGui::PushFont(ui.fonts.small);
  list->AddText({left, low.y + ui.px(25)}, p.secondary, shortened(row.below, right - left).c_str());
  ImGui::PopFont();
  return clicked;
}

}  // namespace wangge::ui
