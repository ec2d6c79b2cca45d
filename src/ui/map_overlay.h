#pragma once

#include "ui/map_view.h"

namespace wangge::ui {

// What lies over the picture of the map. `area` is the map's rectangle on the screen.

/// Dots of a hypothesis about coordinates, outline of the current grid, brush, box, ring, drawn
/// question, measured line.
void draw_gesture(Ui& ui, const MapContext& context, const MapState& map, RedrawState& redraw,
                  const MapArea& area);
/// Scale bar and north arrow, lower left.
void draw_scale_bar(Ui& ui, const MapState& map, const MapArea& area);
/// Demo mark, legends of what is measured.
void draw_decor(Ui& ui, const MapContext& context, MapState& map, const MapArea& area);
/// The hover text of what is under the cursor: the grid or bin with its value, else the feature;
/// and the value of the heat surface.
///
/// heat, areas  that the map under the cursor shows; null: none
void draw_identify(Ui& ui, const MapContext& context, const MapState& map,
                   const session::HeatView* heat, const session::AreaView* areas);

}  // namespace wangge::ui
