#pragma once

#include "session/snapshot.h"
#include "ui/ui.h"

namespace wangge::ui {

/// How even the plan is, in four numbers; while a proposal is open also what they were before, with
/// the buttons that accept and reject it.
void draw_plan_numbers(Ui& ui, const session::Snapshot& snapshot, Outbox& out);

}  // namespace wangge::ui
