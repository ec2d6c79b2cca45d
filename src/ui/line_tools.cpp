#include "ui/line_tools.h"

namespace wangge::ui {
namespace {

constexpr double handle_px = 10;  // a vertex is taken from that near

/// The vertex of the units nearest to a place, within `reach_m`.
std::optional<geo::Point> nearest_vertex(const MapContext& context, geo::Point place,
                                         double reach_m) {
  const model::LayerEntry* units = context.snapshot.workspace->find(context.snapshot.plan->units);
  const auto tree = units == nullptr ? nullptr : context.index(units->id);
  if (!tree) return std::nullopt;
  std::optional<geo::Point> nearest;
  double best = reach_m;
  const geo::Box box = geo::Box{place.x, place.y, place.x, place.y}.padded(reach_m);
  tree->query(box, [&](std::uint32_t unit) {
    for (const geo::Point p : units->layer->geometry.feature_points(unit)) {
      const double away = geo::distance(p, place);
      if (away < best) best = away, nearest = p;
    }
  });
  return nearest;
}

void add_corner(MapState& map, geo::Point place) {
  const double least_m = 2 * map.camera.metres_per_pixel;
  if (map.line.empty() || geo::distance(map.line.back(), place) > least_m) {
    map.line.push_back(place);
  }
}

}  // namespace

bool draws_line(Tool tool) { return tool == Tool::border || tool == Tool::cut; }

void finish_line(MapState& map, const RedrawState& redraw, Outbox& out) {
  if (map.line.size() >= 2) {
    if (map.tool == Tool::border) {
      out.act(session::DrawBorder{redraw.current, map.line});
    } else {
      out.act(session::CutUnit{map.line});
    }
  }
  map.line.clear();
}

void use_line_tool(const MapMouse& mouse, Tool tool, MapState& map, const RedrawState& redraw,
                   Outbox& out) {
  if (!draws_line(tool) || !map.cursor) return;
  if (mouse.double_clicked) {
    finish_line(map, redraw, out);
    map.drag = Drag::none;
    return;
  }
  if (mouse.pressed) {
    add_corner(map, *map.cursor);
    map.drag = Drag::line;
  } else if (map.drag == Drag::line && (mouse.dx != 0 || mouse.dy != 0)) {
    const double step_m = 6 * map.camera.metres_per_pixel;
    if (geo::distance(map.line.back(), *map.cursor) > step_m) add_corner(map, *map.cursor);
  }
  if (mouse.released && map.drag == Drag::line) map.drag = Drag::none;
}

void use_vertex_tool(const MapContext& context, const MapMouse& mouse, float scale, MapState& map,
                     Outbox& out) {
  if (!map.cursor) return;
  const double reach_m = handle_px * scale * map.camera.metres_per_pixel;
  if (map.drag == Drag::vertex) {
    if (!mouse.released) return;
    if (!mouse.clicked && map.vertex) out.act(session::MoveVertex{map.vertex, *map.cursor});
    map.drag = Drag::none;
    return;
  }
  map.vertex = nearest_vertex(context, *map.cursor, reach_m);
  if (!mouse.pressed) return;
  if (mouse.ctrl) {
    out.act(session::MoveVertex{std::nullopt, *map.cursor, reach_m});
  } else if (mouse.shift) {
    if (map.vertex) out.act(session::MoveVertex{map.vertex, std::nullopt});
  } else if (map.vertex) {
    map.drag = Drag::vertex;
  }
}

}  // namespace wangge::ui
