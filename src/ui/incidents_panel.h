#pragma once

#include "session/snapshot.h"
#include "ui/ui.h"

namespace wangge::ui {

struct IncidentsState {
  float sigma_m = 100;
  int kernel = 0;                                     ///< place in the list of kernels
  bool all_categories = false, all_statuses = false;  ///< show every chip
  bool by_count = true;                               ///< order of the table: most tickets first
};

/// Tickets: what is counted (classes, states, time), the heat surface, four numbers and the table
/// of grids.
void draw_incidents_panel(Ui& ui, const session::Snapshot& snapshot, IncidentsState& state,
                          Outbox& out);

/// The time range of the last `days` days of the tickets (by the newest report, not by today's
/// clock); 0: all time.
analysis::TicketFilter last_days(const session::TicketView& tickets, int days);

}  // namespace wangge::ui
