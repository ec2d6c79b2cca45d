#pragma once

#include "ui/window_state.h"

namespace wangge::ui {

/// Carries out what concerns the window alone; what it asks of the session is added to out.actions.
/// Language and demo are the caller's.
void obey(const Command& command, const session::Snapshot& snapshot, WindowState& state,
          Outbox& out);

}  // namespace wangge::ui
