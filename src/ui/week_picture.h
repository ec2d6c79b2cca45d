#pragma once

#include "session/snapshot.h"
#include "ui/ui.h"

namespace wangge::ui {

/// Hours by weekdays, a cell the stronger in colour the more tickets it has. A click selects those
/// of a cell.
void draw_week_picture(Ui& ui, const session::Snapshot& snapshot, bool& open, Outbox& out);

}  // namespace wangge::ui
