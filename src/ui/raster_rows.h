#pragma once

#include "model/workspace.h"
#include "ui/ui.h"

namespace wangge::ui {

/// The background of the map in the layer panel: the rasters, the topmost first, each with eye,
/// name, how much of it is shown, and a menu.
void draw_raster_rows(Ui& ui, const model::Workspace& workspace, Outbox& out);

}  // namespace wangge::ui
