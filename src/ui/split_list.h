#pragma once

#include "session/snapshot.h"
#include "ui/ui.h"

namespace wangge::ui {

/// Which areas the borders of grids cut: estates of the buildings or areas of a layer, the ones
/// with most households outside their largest part first. A click moves the map to the area.
void draw_split_list(Ui& ui, const session::Snapshot& snapshot, Outbox& out);

}  // namespace wangge::ui
