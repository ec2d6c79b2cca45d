#pragma once

#include "session/snapshot.h"
#include "ui/ui.h"

namespace wangge::ui {

/// The button, and the popup behind it, in which layers are chosen that part units, and the gates
/// through them.
void draw_barriers_choice(Ui& ui, const session::Snapshot& snapshot, Outbox& out);

}  // namespace wangge::ui
