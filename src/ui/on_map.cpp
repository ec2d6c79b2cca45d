#include "ui/on_map.h"

#include "ui/widgets.h"

namespace wangge::ui {

ImVec2 on_screen(const MapState& map, const MapArea& area, geo::Point p) {
  const geo::Point s = map.camera.screen_from_map(p);
  return {area.low.x + static_cast<float>(s.x), area.low.y + static_cast<float>(s.y)};
}

void draw_tag(const Ui& ui, ImVec2 low, const std::string& text, ImU32 text_colour) {
  const ImVec2 size = ImGui::CalcTextSize(text.c_str());
  const ImVec2 high{low.x + size.x + ui.px(16), low.y + size.y + ui.px(8)};
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddRectFilled(low, high, with_alpha(ui.colours->panel, 225), ui.px(6));
  list->AddText({low.x + ui.px(8), low.y + ui.px(4)}, text_colour, text.c_str());
}

}  // namespace wangge::ui
