#pragma once

#include "session/snapshot.h"
#include "ui/map_state.h"
#include "ui/ui.h"

namespace wangge::ui {

/// The strip at the top: files, undo and redo, modes, measuring, table, language, theme, help.
void draw_toolbar(Ui& ui, const session::Snapshot& snapshot, Mode mode, bool table_open,
                  MapState& map, Outbox& out);

}  // namespace wangge::ui
