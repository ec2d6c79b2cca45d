#pragma once

#include "ui/window_state.h"

namespace wangge::ui {

/// Carries out what concerns the window alone; what it asks of the session is added to out.actions.
/// Language and demo are the caller's.
void obey(const Command& command, const session::Snapshot& snapshot, WindowState& state,
          Outbox& out);

/// Opens files that were chosen or dropped. A workspace takes the place of all that is open, after
/// the question what becomes of its changes.
///
/// changed  whether there are any
void open_paths(std::vector<std::string> paths, bool changed, WindowState& state, Outbox& out);
/// Where it was saved before, or after the question where.
void save_workspace(const session::Snapshot& snapshot, WindowState& state, Outbox& out);

}  // namespace wangge::ui
