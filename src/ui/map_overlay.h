#pragma once

#include "ui/map_view.h"

namespace wangge::ui {

// What lies over the picture of the map. `area` is the map's rectangle on the screen.

/// Dots of a hypothesis about coordinates, outline of the current grid, brush, box, ring, drawn
/// question.
void draw_gesture(Ui& ui, const MapContext& context, const MapState& map, RedrawState& redraw,
                  const MapArea& area);
/// Scale bar, north arrow, demo mark, heat legend.
void draw_decor(Ui& ui, const MapContext& context, const MapState& map, const MapArea& area);
/// The hover text of what is under the cursor.
void draw_identify(Ui& ui, const MapContext& context, const MapState& map);

}  // namespace wangge::ui
