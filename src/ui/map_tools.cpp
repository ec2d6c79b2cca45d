#include "ui/map_tools.h"

#include <algorithm>
#include <cmath>

#include "ui/line_tools.h"

namespace wangge::ui {
namespace {

constexpr double click_tolerance_px = 5;

bool redrawing(const MapContext& context) {
  return context.mode == Mode::redraw && context.snapshot.plan != nullptr;
}

/// The tool that is really in hand: assigning tools rest outside of redrawing, Alt picks a grid.
Tool tool_now(const MapContext& context, const MapMouse& mouse, const MapState& map) {
  if (map.drawing_question) return Tool::lasso;
  if (map.tool == Tool::measure) return Tool::measure;
  const bool selects =
      map.tool == Tool::select || map.tool == Tool::rectangle || map.tool == Tool::lasso;
  if (!redrawing(context) && !selects) return Tool::select;
  if (redrawing(context) && mouse.alt) return Tool::eyedropper;
  return map.tool;
}

/// The layer that a click means before all others: while grids tell of tickets them and not what
/// stands in them, unless somebody chose another layer.
model::LayerId meant_first(const MapContext& context) {
  if (context.active != model::no_layer) return context.active;
  const auto areas = areas_shown(context);
  if (!areas || areas->request.of != session::AreasShown::grids) return model::no_layer;
  const model::LayerEntry* grids = context.snapshot.workspace->find(model::Role::grids);
  return grids == nullptr ? model::no_layer : grids->id;
}

void add_rows(model::Rows& rows, const model::Rows& more) {
  model::Rows all;
  std::set_union(rows.begin(), rows.end(), more.begin(), more.end(), std::back_inserter(all));
  rows = std::move(all);
}

/// Units already in the grid need no move.
void assign(const MapContext& context, model::Rows units, const RedrawState& redraw, Outbox& out) {
  const auto& of = context.snapshot.plan->plan->grid_of_unit;
  std::erase_if(
      units, [&](std::uint32_t unit) { return unit >= of.size() || of[unit] == redraw.current; });
  if (!units.empty()) {
    out.act(session::AssignUnits{std::move(units), redraw.current, redraw.source});
  }
}

/// Gives what the brush touches to the current grid at once, so that all numbers follow the hand.
void paint(const MapContext& context, const MapMouse& mouse, MapState& map,
           const RedrawState& redraw, Outbox& out) {
  const auto* units = context.snapshot.workspace->find(context.snapshot.plan->units);
  const auto tree = units == nullptr ? nullptr : context.index(units->id);
  if (!tree) return;
  const double radius = map.brush_m;
  // A quick hand leaves gaps between frames: touch the way between as well.
  const double way = std::hypot(mouse.dx, mouse.dy) * map.camera.metres_per_pixel;
  const int steps = std::clamp(static_cast<int>(way / std::max(radius, 0.01)), 0, 64);
  model::Rows touched;
  for (int i = 0; i <= steps; ++i) {
    const double t = steps == 0 ? 0 : static_cast<double>(i) / steps;
    const geo::Point at =
        map.camera.map_from_screen({mouse.at.x - t * mouse.dx, mouse.at.y - t * mouse.dy});
    add_rows(touched, pick_brush(*units, *tree, at, radius));
  }
  model::Rows fresh;
  std::set_difference(touched.begin(), touched.end(), map.stroke.begin(), map.stroke.end(),
                      std::back_inserter(fresh));
  if (fresh.empty()) return;
  add_rows(map.stroke, fresh);
  out.act(session::AssignUnits{std::move(fresh), redraw.current, redraw.source, map.gesture});
}

void click(const MapContext& context, const MapMouse& mouse, Outbox& out, const MapState& map) {
  const bool keeps = mouse.shift || mouse.ctrl;
  if (!map.hover) {
    if (!keeps && !context.snapshot.selection->empty()) out.act(session::ClearSelection{});
    return;
  }
  out.act(session::Select{map.hover->layer,
                          {map.hover->row},
                          mouse.ctrl    ? session::SelectMode::toggle
                          : mouse.shift ? session::SelectMode::add
                                        : session::SelectMode::replace});
}

/// What a finished box or ring found: assigned while redrawing, else selected.
void finish_area(const MapContext& context, const MapMouse& mouse, MapState& map,
                 const RedrawState& redraw, bool selects, Outbox& out) {
  const bool assigns = redrawing(context) && !selects;
  const model::LayerEntry* entry =
      redrawing(context) ? context.snapshot.workspace->find(context.snapshot.plan->units)
                         : layer_to_select(context.snapshot, context.active);
  const auto tree = entry == nullptr ? nullptr : context.index(entry->id);
  if (!tree) return;
  model::Rows rows;
  if (map.drag == Drag::box) {
    const geo::Point end = map.camera.map_from_screen(mouse.at);
    geo::Box box;
    box.grow(map.drag_start);
    box.grow(end);
    rows = pick_box(*entry, *tree, box);
  } else {
    rows = pick_ring(*entry, *tree, map.ring);
  }
  if (assigns) {
    assign(context, std::move(rows), redraw, out);
  } else {
    out.act(session::Select{
        entry->id, std::move(rows),
        mouse.ctrl || mouse.shift ? session::SelectMode::add : session::SelectMode::replace});
  }
}

void forget_gesture(MapState& map) {
  map.drag = Drag::none;
  map.ring.clear();
  map.stroke.clear();
}

void begin(const MapContext& context, const MapMouse& mouse, Tool tool, MapState& map,
           const RedrawState& redraw, Outbox& out) {
  map.drag_start = map.camera.map_from_screen(mouse.at);
  map.ring.clear();
  map.stroke.clear();
  if (mouse.space || mouse.middle_pressed) {
    map.drag = Drag::pan;
    return;
  }
  switch (tool) {
    case Tool::select:
      map.drag = mouse.shift ? Drag::box : Drag::pan;
      break;
    case Tool::measure:
      map.drag = Drag::pan;
      break;
    case Tool::rectangle:
      map.drag = Drag::box;
      break;
    case Tool::lasso:
      map.drag = Drag::ring;
      map.ring.push_back(map.drag_start);
      break;
    case Tool::brush:
      map.drag = Drag::stroke;
      ++map.gesture;
      paint(context, mouse, map, redraw, out);
      break;
    case Tool::eyedropper:
    case Tool::border:
    case Tool::cut:
    case Tool::vertex:
      map.drag = Drag::none;
      break;
  }
}

void go_on(const MapContext& context, const MapMouse& mouse, MapState& map,
           const RedrawState& redraw, Outbox& out) {
  switch (map.drag) {
    case Drag::pan:
      if (mouse.dx != 0 || mouse.dy != 0) {
        map.camera = map.camera.panned(mouse.dx, mouse.dy);
        map.follows_data = false;
      }
      break;
    case Drag::ring: {
      const geo::Point at = map.camera.map_from_screen(mouse.at);
      if (geo::distance(at, map.ring.back()) > 3 * map.camera.metres_per_pixel)
        map.ring.push_back(at);
      break;
    }
    case Drag::stroke:
      if (mouse.dx != 0 || mouse.dy != 0) paint(context, mouse, map, redraw, out);
      break;
    case Drag::none:
    case Drag::box:
    case Drag::line:
    case Drag::vertex:
      break;
  }
}

void end(const MapContext& context, const MapMouse& mouse, Tool tool, MapState& map,
         RedrawState& redraw, Outbox& out) {
  switch (map.drag) {
    case Drag::box:
      if (mouse.clicked) {
        click(context, mouse, out, map);
      } else {
        finish_area(context, mouse, map, redraw, tool == Tool::select, out);
      }
      break;
    case Drag::ring:
      if (map.drawing_question && map.ring.size() >= 3) {
        map.question = map.ring;
        map.question.push_back(map.ring.front());
        map.drawing_question = false;
      } else if (!map.drawing_question && !mouse.clicked) {
        finish_area(context, mouse, map, redraw, false, out);
      }
      break;
    case Drag::stroke:
      out.act(session::EndGesture{});
      break;
    case Drag::pan:
      if (!mouse.clicked || mouse.space) break;
      if (tool == Tool::select) click(context, mouse, out, map);
      if (tool == Tool::measure) add_point(map.ruler, map.drag_start);
      break;
    case Drag::none:
    case Drag::line:
    case Drag::vertex:
      break;
  }
  forget_gesture(map);
}

}  // namespace

bool drop_gesture(MapState& map, Outbox& out) {
  const bool any = map.drag != Drag::none || !map.line.empty();
  map.line.clear();
  if (map.drag == Drag::stroke) out.act(session::CancelGesture{});
  forget_gesture(map);
  return any;
}

void toggle_measuring(MapState& map, Outbox& out) {
  drop_gesture(map, out);
  map.tool = map.tool == Tool::measure ? Tool::select : Tool::measure;
}

void use_mouse(const MapContext& context, const MapMouse& mouse, float scale, MapState& map,
               RedrawState& redraw, Outbox& out) {
  const Tool tool = tool_now(context, mouse, map);
  map.cursor.reset();
  if (mouse.over) map.cursor = map.camera.map_from_screen(mouse.at);
  if (mouse.over && mouse.wheel != 0) {
    map.camera = map.camera.zoomed_about(mouse.at, std::pow(1.25, mouse.wheel));
    map.follows_data = false;
  }
  if (mouse.right_clicked && map.drag == Drag::none) map.asked_place = map.cursor;
  const bool moved = mouse.dx != 0 || mouse.dy != 0 || mouse.wheel != 0;
  if (!mouse.over || tool == Tool::measure) {
    map.hover.reset();
  } else {
    const PickRules rules{
        map.camera.metres_per_pixel, click_tolerance_px * scale * map.camera.metres_per_pixel,
        meant_first(context), redrawing(context), areas_shown(context) != nullptr};
    map.hover = map.drag == Drag::pan && moved
                    ? std::nullopt
                    : pick(*context.snapshot.workspace, context.index, *map.cursor, rules);
  }

  if (tool == Tool::measure && mouse.double_clicked && !mouse.space) {
    end_line(map.ruler);
    return;
  }
  const bool pans = mouse.space || map.drag == Drag::pan;
  if (!pans && (draws_line(tool) || tool == Tool::vertex) && !mouse.middle_pressed) {
    use_line_tool(mouse, tool, map, redraw, out);
    if (tool == Tool::vertex) use_vertex_tool(context, mouse, scale, map, out);
    return;
  }
  if (mouse.over && (mouse.pressed || mouse.middle_pressed)) {
    if (tool == Tool::eyedropper && !mouse.space && redrawing(context) && mouse.pressed) {
      if (map.hover) redraw.current = context.snapshot.plan->plan->grid_of_unit[map.hover->row];
      if (map.tool == Tool::eyedropper) map.tool = Tool::brush;
      return;
    }
    begin(context, mouse, tool, map, redraw, out);
  } else if (map.drag != Drag::none) {
    go_on(context, mouse, map, redraw, out);
  }
  if (map.drag != Drag::none && (mouse.released || mouse.middle_released)) {
    end(context, mouse, tool, map, redraw, out);
  }
}

std::string tool_hint(const MapState& map, Mode mode) {
  if (map.drawing_question) return tr("Draw a ring around the area of the question. Esc gives up.");
  const bool redraw = mode == Mode::redraw;
  switch (map.tool) {
    case Tool::select:
      return {};
    case Tool::brush:
      return redraw ? tr("Paint units into the current grid. Alt picks a grid, [ and ] change the "
                         "size.")
                    : "";
    case Tool::rectangle:
      return redraw ? tr("Drag a box: its units go to the current grid.")
                    : tr("Drag a box to select; Shift adds.");
    case Tool::lasso:
      return redraw ? tr("Draw a ring: the units in it go to the current grid.")
                    : tr("Draw a ring to select; Shift adds.");
    case Tool::eyedropper:
      return redraw ? tr("Click a grid to make it the current one.") : "";
    case Tool::border:
      return redraw
                 ? tr("Draw the new border from edge to edge through the current grid and the one "
                      "beside it; double click or Enter ends it.")
                 : "";
    case Tool::cut:
      return redraw ? tr("Draw across a unit, from outside to outside; double click or Enter cuts.")
                    : "";
    case Tool::vertex:
      return redraw
                 ? tr("Drag a vertex of a border; Ctrl + click adds one, Shift + click takes one "
                      "away.")
                 : "";
    case Tool::measure:
      return map.ruler.ended
                 ? tr("Measured. Click to begin another line; Esc clears, D puts the tool away.")
                 : tr("Click points; double click or Enter ends, Backspace takes the last one "
                      "back.");
  }
  return {};
}

}  // namespace wangge::ui
