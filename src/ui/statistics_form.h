#pragma once

#include "session/snapshot.h"
#include "ui/column_offer.h"
#include "ui/ui.h"

namespace wangge::ui {

/// What is counted, of which rows, by which groups. True when something was chosen.
///
/// offered  the columns of the wish's layer
bool draw_statistics_form(Ui& ui, const session::Snapshot& snapshot, const OfferedColumns& offered,
                          session::ShowStatistics& wish);

}  // namespace wangge::ui
