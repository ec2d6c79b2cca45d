#pragma once

#include "session/snapshot.h"
#include "ui/ui.h"

namespace wangge::ui {

/// The strip at the top: files, undo and redo, modes, language, theme, help.
void draw_toolbar(Ui& ui, const session::Snapshot& snapshot, Mode mode, bool table_open,
                  Outbox& out);

}  // namespace wangge::ui
