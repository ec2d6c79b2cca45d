#pragma once

#include "ui/condition_choice.h"

namespace wangge::ui {

/// The conditions in force as chips that a click takes away, on three lines at most, the button for
/// more of them, and how many tickets pass.
void draw_incident_chips(Ui& ui, const session::Snapshot& snapshot, ConditionChoice& choice,
                         FilterWish& filter, Outbox& out);

}  // namespace wangge::ui
