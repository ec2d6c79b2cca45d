#pragma once

#include "session/snapshot.h"
#include "ui/map_state.h"
#include "ui/ui.h"

namespace wangge::ui {

/// One map, or with it that of the compared period: on one side of a divider, or side by side.
/// While no period is compared, asking for two maps compares with the one before.
void draw_period_switch(Ui& ui, const session::Snapshot& snapshot, MapState& map, Outbox& out);

}  // namespace wangge::ui
