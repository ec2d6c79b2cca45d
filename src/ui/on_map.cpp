#include "ui/on_map.h"

#include <algorithm>

#include "ui/widgets.h"

namespace wangge::ui {
namespace {

ImVec2 tag_size(const Ui& ui, const std::string& text) {
  const ImVec2 size = ImGui::CalcTextSize(text.c_str());
  return {size.x + ui.px(16), size.y + ui.px(8)};
}

}  // namespace

ImVec2 on_screen(const MapState& map, const MapArea& area, geo::Point p) {
  const geo::Point s = map.camera.screen_from_map(p);
  return {area.low.x + static_cast<float>(s.x), area.low.y + static_cast<float>(s.y)};
}

void draw_tag(const Ui& ui, ImVec2 low, const std::string& text, ImU32 text_colour) {
  const ImVec2 size = tag_size(ui, text);
  const ImVec2 high{low.x + size.x, low.y + size.y};
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddRectFilled(low, high, with_alpha(ui.colours->panel, 225), ui.px(6));
  list->AddText({low.x + ui.px(8), low.y + ui.px(4)}, text_colour, text.c_str());
}

void draw_tag_beside(const Ui& ui, ImVec2 place, const MapArea& area, const std::string& text,
                     ImU32 text_colour) {
  const ImVec2 size = tag_size(ui, text);
  const float away = ui.px(16);
  ImVec2 low{place.x + away, place.y + away};
  const ImVec2 end{area.low.x + area.size.x, area.low.y + area.size.y};
  if (low.x + size.x > end.x) low.x = std::max(area.low.x, end.x - size.x);
  if (low.y + size.y > end.y) low.y = place.y - away - size.y;
  draw_tag(ui, low, text, text_colour);
}

}  // namespace wangge::ui
