#pragma once

#include <optional>

#include "session/snapshot.h"
#include "ui/ui.h"

namespace wangge::ui {

struct IncidentsState {
  float sigma_m = 100;
  int kernel = 0;                                     ///< place in the list of kernels
  bool all_categories = false, all_statuses = false;  ///< show every chip

  std::vector<model::LayerId> made_room;  ///< points hidden while the heat surface is shown
  /// First and last report of the layer, whole days.
  struct Dates {
    model::LayerPtr of;
    Seconds begin = 0, end = 0;
  } dates;
  /// Tickets of the period of the same length just before the filter's; none without such a period.
  struct Before {
    std::shared_ptr<const session::TicketView> of;
    std::optional<std::size_t> count;
  } before;
};

/// Tickets: what is counted (classes, states, time), the heat surface, four numbers and the table
/// of grids.
void draw_incidents_panel(Ui& ui, const session::Snapshot& snapshot, IncidentsState& state,
                          Outbox& out);

/// The filter with the time range of the `days` days before `end`; 0: all time.
analysis::TicketFilter last_days(analysis::TicketFilter filter, Seconds end, int days);

}  // namespace wangge::ui
