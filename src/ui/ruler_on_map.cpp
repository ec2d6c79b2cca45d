#include "ui/ruler_on_map.h"

#include <algorithm>
#include <cmath>

#include "ui/on_map.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

/// Dashes from one place to another.
void draw_dashes(Ui& ui, ImVec2 from, ImVec2 to, ImU32 colour) {
  const float dash = ui.px(6), gap = ui.px(5);
  const float way = std::hypot(to.x - from.x, to.y - from.y);
  // Legs that reach far out of the picture would be thousands of strokes.
  if (way < 1 || way > 400 * (dash + gap)) return;
  const ImVec2 step{(to.x - from.x) / way, (to.y - from.y) / way};
  for (float at = 0; at < way; at += dash + gap) {
    const float end = std::min(at + dash, way);
    ImGui::GetWindowDrawList()->AddLine({from.x + step.x * at, from.y + step.y * at},
                                        {from.x + step.x * end, from.y + step.y * end}, colour,
                                        ui.px(1.5F));
  }
}

std::string numbers(const RulerFigures& figures, bool legs) {
  std::string text = trf("Length {}", distance_text(figures.length_m));
  if (legs) text += "\n" + trf("Last leg {}", distance_text(figures.last_leg_m));
  if (figures.area_m2) text += "\n" + trf("Area {}", ground_text(*figures.area_m2));
  if (figures.crosses_itself) {
    text += "\n" + std::string(tr("No area: the line crosses itself."));
  }
  return text;
}

}  // namespace

void draw_ruler(Ui& ui, const MapState& map, const MapArea& area) {
  const Ruler& ruler = map.ruler;
  if (ruler.points.empty()) return;
  std::vector<geo::Point> line = ruler.points;
  const bool drawing = map.tool == Tool::measure && !ruler.ended;
  if (drawing && map.cursor && line.back() != *map.cursor) line.push_back(*map.cursor);
  std::vector<ImVec2> shown;
  for (const geo::Point p : line) shown.push_back(on_screen(map, area, p));

  ImDrawList* list = ImGui::GetWindowDrawList();
  const Palette& p = *ui.colours;
  const ImU32 halo = with_alpha(p.panel, 220);
  const RulerFigures figures = measured(line);
  if (figures.area_m2) draw_dashes(ui, shown.back(), shown.front(), p.accent);
  const auto count = static_cast<int>(shown.size());
  list->AddPolyline(shown.data(), count, halo, 0, ui.px(6));
  list->AddPolyline(shown.data(), count, p.accent, 0, ui.px(2));
  for (std::size_t i = 0; i < ruler.points.size(); ++i) {
    list->AddCircleFilled(shown[i], ui.px(5), halo);
    list->AddCircleFilled(shown[i], ui.px(3), p.accent);
  }
  if (line.size() < 2) return;
  ImGui::PushFont(ui.fonts.small);
  draw_tag_beside(ui, shown.back(), area, numbers(figures, line.size() > 2), p.text);
  ImGui::PopFont();
}

}  // namespace wangge::ui
