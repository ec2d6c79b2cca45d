#include "ui/fold.h"

#include <cmath>

#include "ui/icons.h"
#include "ui/widgets.h"

namespace wangge::ui {

bool fold(Ui& ui, const char* name, const std::string& text, const std::string& aside,
          const std::string& hint, bool& open) {
  const Palette& p = *ui.colours;
  ImGui::PushFont(ui.fonts.small);
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x, height = ui.px(28);
  if (ImGui::InvisibleButton(name, {width, height})) open = !open;
  note(ui, name);
  const ImU32 colour = ImGui::IsItemHovered() ? p.text : p.secondary;
  explain(ui, hint);
  hairline(ui, low, {low.x + width, low.y});
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float y = low.y + std::floor((height - ImGui::GetFontSize()) / 2);
  list->AddText({low.x, y}, colour, open ? icon::down : icon::right);
  const float x = low.x + ui.px(20);
  const std::string shown = shortened(text, width - ui.px(20));
  list->AddText({x, y}, colour, shown.c_str());
  const float room = width - ui.px(32) - ImGui::CalcTextSize(shown.c_str()).x;
  const std::string beside = shortened(aside, room);
  const float right = low.x + width - ImGui::CalcTextSize(beside.c_str()).x;
  list->AddText({right, y}, p.accent, beside.c_str());
  ImGui::PopFont();
  return open;
}

bool check_row(Ui& ui, const char* name, const std::string& text, const std::string& count,
               Check check, float indent) {
  const Palette& p = *ui.colours;
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x, height = ui.px(26);
  const bool clicked = ImGui::InvisibleButton(name, {width, height});
  note(ui, name);
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (ImGui::IsItemHovered()) {
    list->AddRectFilled(low, {low.x + width, low.y + height}, p.window, ui.px(6));
  }
  const float side = ui.px(16);
  const ImVec2 box{low.x + ui.px(6 + indent), low.y + std::floor((height - side) / 2)};
  const ImVec2 end{box.x + side, box.y + side};
  if (check == Check::off) {
    list->AddRect(box, end, p.line_strong, ui.px(3));
  } else {
    list->AddRectFilled(box, end, p.accent, ui.px(3));
  }
  if (check == Check::some) {
    list->AddRectFilled({box.x + ui.px(4), box.y + side / 2 - ui.px(1)},
                        {end.x - ui.px(4), box.y + side / 2 + ui.px(1)}, p.on_accent);
  } else if (check == Check::on) {
    list->AddLine({box.x + ui.px(4), box.y + ui.px(8)}, {box.x + ui.px(7), box.y + ui.px(11)},
                  p.on_accent, ui.px(2));
    list->AddLine({box.x + ui.px(7), box.y + ui.px(11)}, {box.x + ui.px(12), box.y + ui.px(5)},
                  p.on_accent, ui.px(2));
  }
  const float y = low.y + std::floor((height - ImGui::GetFontSize()) / 2);
  const float left = end.x + ui.px(8), right = low.x + width - ui.px(6);
  const float number = ImGui::CalcTextSize(count.c_str()).x;
  list->AddText({right - number, y}, p.secondary, count.c_str());
  const std::string shown = shortened(text, right - number - ui.px(8) - left);
  list->AddText({left, y}, p.text, shown.c_str());
  if (shown != text) explain(ui, text);
  return clicked;
}

}  // namespace wangge::ui
