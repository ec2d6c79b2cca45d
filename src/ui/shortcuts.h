#pragma once

#include "ui/ui.h"
#include "ui/window_state.h"

namespace wangge::ui {

/// Keys that work wherever the mouse is, unless a text is being typed.
void use_shortcuts(const session::Snapshot& snapshot, WindowState& state, Outbox& out);

}  // namespace wangge::ui
