#pragma once

#include "ui/redraw_panel.h"

namespace wangge::ui {

/// The plan held against another: which, how the map shows it, and what differs.
void draw_compare_page(Ui& ui, const session::Snapshot& snapshot, RedrawState& state, Outbox& out);

}  // namespace wangge::ui
