#pragma once

#include "ui/map_overlay.h"

namespace wangge::ui {

/// What redrawing adds to the map: the border of the current grid, hatching over what is locked,
/// and at the cursor why the unit below it cannot be given to the current grid.
void draw_plan_overlay(Ui& ui, const MapContext& context, const MapState& map, RedrawState& redraw,
                       const MapArea& area);

}  // namespace wangge::ui
