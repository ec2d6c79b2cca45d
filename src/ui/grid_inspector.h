#pragma once

#include "ui/redraw_panel.h"

namespace wangge::ui {

/// What is known of the current grid, and what can be done with it as a whole: lock, split, merge,
/// give up, describe.
void draw_grid_inspector(Ui& ui, const session::Snapshot& snapshot, RedrawState& state,
                         Outbox& out);

}  // namespace wangge::ui
