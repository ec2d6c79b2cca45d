#pragma once

#include "session/snapshot.h"
#include "ui/ui.h"

namespace wangge::ui {

/// What was done, step by step; a click goes back or forward to it.
void draw_history_page(Ui& ui, const session::Snapshot& snapshot, Outbox& out);

}  // namespace wangge::ui
