#include "ui/plan_overlay.h"

#include <algorithm>
#include <cmath>

#include "ui/icons.h"
#include "ui/on_map.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

void draw_lines(Ui& ui, const geo::PackedGeometry& lines, const MapState& map, const MapArea& area,
                ImU32 colour, float width) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const geo::Box view = map.camera.view_box();
  std::vector<ImVec2> line;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!lines.box(i).intersects(view)) continue;
    line.clear();
    for (const geo::Point p : lines.ring(i)) line.push_back(on_screen(map, area, p));
    list->AddPolyline(line.data(), static_cast<int>(line.size()), colour, 0, ui.px(width));
  }
}

/// Strokes at 45° over a feature, in pixels of the screen: of each stroke what lies inside.
///
/// turn  1: rising strokes, −1: falling ones
void hatch(const geo::PackedGeometry& polygons, std::size_t feature, const MapState& map,
           const MapArea& area, float gap, ImU32 colour, float turn = 1) {
  struct Edge {
    ImVec2 a, b;
  };
  std::vector<Edge> edges;
  float low = 1e9F, high = -1e9F;
  for (auto part = polygons.features().begin(feature); part < polygons.features().end(feature);
       ++part) {
    for (auto r = polygons.parts().begin(part); r < polygons.parts().end(part); ++r) {
      const auto ring = polygons.ring(r);
      for (std::size_t i = 1; i < ring.size(); ++i) {
        edges.push_back({on_screen(map, area, ring[i - 1]), on_screen(map, area, ring[i])});
        low = std::min(low, edges.back().a.x + turn * edges.back().a.y);
        high = std::max(high, edges.back().a.x + turn * edges.back().a.y);
      }
    }
  }
  const ImVec2 end{area.low.x + area.size.x, area.low.y + area.size.y};
  low = std::max(low, area.low.x + (turn > 0 ? area.low.y : -end.y));
  high = std::min(high, end.x + (turn > 0 ? end.y : -area.low.y));
  ImDrawList* list = ImGui::GetWindowDrawList();
  std::vector<float> crossings;
  // A stroke is the line x + turn · y = sum; along it x tells the place.
  for (float sum = std::ceil(low / gap) * gap; sum < high; sum += gap) {
    crossings.clear();
    for (const Edge& edge : edges) {
      const float a = edge.a.x + turn * edge.a.y - sum, b = edge.b.x + turn * edge.b.y - sum;
      if ((a < 0) != (b < 0)) crossings.push_back(edge.a.x + (edge.b.x - edge.a.x) * (a / (a - b)));
    }
    std::sort(crossings.begin(), crossings.end());
    for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) {
      list->AddLine({crossings[i], turn * (sum - crossings[i])},
                    {crossings[i + 1], turn * (sum - crossings[i + 1])}, colour, 1);
    }
  }
}

void draw_locked(Ui& ui, const session::PlanView& plan, const MapState& map, RedrawState& redraw,
                 const MapArea& area) {
  const geo::PackedGeometry& locked = redraw.locked.refresh(plan);
  const ImU32 ink = with_alpha(ui.colours->text, 90);
  const geo::Box view = map.camera.view_box();
  for (std::size_t i = 0; i < locked.size(); ++i) {
    if (!locked.has_geometry(i) || !locked.box(i).intersects(view)) continue;
    hatch(locked, i, map, area, ui.px(9), ink);
  }
}

/// Cross-hatching over what is in another grid than in the compared plan.
void draw_changed(Ui& ui, const MapContext& context, const MapState& map, RedrawState& redraw,
                  const MapArea& area) {
  const geo::PackedGeometry& changed =
      redraw.changed.refresh(*context.snapshot.plan, context.snapshot.comparison);
  const ImU32 ink = with_alpha(ui.colours->bad, 150);
  for (std::size_t i = 0; i < changed.size(); ++i) {
    hatch(changed, i, map, area, ui.px(10), ink);
    hatch(changed, i, map, area, ui.px(10), ink, -1);
  }
}

/// The tools that give units to a grid.
bool gives(Tool tool) {
  return tool == Tool::brush || tool == Tool::rectangle || tool == Tool::lasso;
}

void draw_refusal(Ui& ui, const MapContext& context, const MapState& map, const RedrawState& redraw,
                  const MapArea& area) {
  const session::PlanView& plan = *context.snapshot.plan;
  if (!gives(map.tool) || !map.cursor || ImGui::GetIO().KeyAlt) return;
  if (!map.hover || map.hover->layer != plan.units) return;
  const std::uint32_t unit = map.hover->row;
  const auto place = static_cast<std::size_t>(redraw.current);
  const std::uint32_t community =
      place < plan.plan->grids.size()
          ? analysis::community_of(*plan.ground, plan.plan->grids[place])
          : analysis::PlanGround::no_community;
  const analysis::Refusal reason =
      analysis::refusal(*plan.ground, *plan.plan, unit, redraw.current, community, redraw.source);
  const std::string text =
      analysis::refusal_sentence(*plan.ground, *plan.plan, unit, redraw.current, reason);
  if (text.empty()) return;
  const ImVec2 at = on_screen(map, area, *map.cursor);
  draw_tag_beside(ui, at, area, std::string(icon::warning) + "  " + text, ui.colours->bad);
}

}  // namespace

void draw_plan_overlay(Ui& ui, const MapContext& context, const MapState& map, RedrawState& redraw,
                       const MapArea& area) {
  if (!context.snapshot.plan) return;
  const session::PlanView& plan = *context.snapshot.plan;
  draw_lines(ui, plan.ground->closed_borders, map, area, with_alpha(ui.colours->bad, 170), 3);
  draw_locked(ui, plan, map, redraw, area);
  if (context.snapshot.comparison && redraw.look == CompareLook::differences) {
    draw_changed(ui, context, map, redraw, area);
  }
  if (redraw.current != model::unassigned) {
    draw_lines(ui, redraw.outline.refresh(plan, redraw.current), map, area, ui.colours->accent, 3);
  }
  draw_refusal(ui, context, map, redraw, area);
}

}  // namespace wangge::ui
