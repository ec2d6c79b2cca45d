#pragma once

#include "session/snapshot.h"
#include "ui/ui.h"

namespace wangge::ui {

/// Four numbers of the tickets that pass the filter: how many, per day, closed in time, days to
/// closing; beside them the change against the compared period.
void draw_incident_figures(Ui& ui, const session::Snapshot& snapshot);

}  // namespace wangge::ui
