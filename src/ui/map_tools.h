#pragma once

#include "ui/map_view.h"

namespace wangge::ui {

/// The mouse over the map in this frame, in pixels of the map's picture.
struct MapMouse {
  geo::Point at;
  double dx = 0, dy = 0;  ///< since the last frame
  double wheel = 0;
  bool over = false;  ///< over the map and nothing else
  bool pressed = false, released = false, double_clicked = false;
  bool middle_pressed = false, middle_released = false;
  bool clicked = false;  ///< released without having been dragged
  bool right_clicked = false;
  bool shift = false, ctrl = false, alt = false, space = false;
};

/// Moves the camera and runs the tool in hand; ends of gestures become actions.
void use_mouse(const MapContext& context, const MapMouse& mouse, float scale, MapState& map,
               RedrawState& redraw, Outbox& out);

/// Gives up the gesture that is under way and takes back what it did; false when there was none.
bool drop_gesture(MapState& map, Outbox& out);

/// Takes the tool that measures in hand, or puts it away.
void toggle_measuring(MapState& map, Outbox& out);

}  // namespace wangge::ui
