#pragma once

#include "session/snapshot.h"
#include "ui/ui.h"

namespace wangge::ui {

/// Whether there is work to decide about that was found after the program had ended. Work that is
/// not shown yet waits while there are changes, whose place it would take.
bool asks_about_found_work(const session::Snapshot& snapshot);
/// The card that asks.
void draw_recovery_card(Ui& ui, const session::Snapshot& snapshot, ImVec2 low, ImVec2 size,
                        Outbox& out);

}  // namespace wangge::ui
