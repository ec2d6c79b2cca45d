#pragma once

#include "ui/map_overlay.h"

namespace wangge::ui {

/// The measured line over the map with its numbers beside the cursor, or beside its end where it
/// has ended; the leg to the cursor belongs to it while it is being drawn.
void draw_ruler(Ui& ui, const MapState& map, const MapArea& area);

}  // namespace wangge::ui
