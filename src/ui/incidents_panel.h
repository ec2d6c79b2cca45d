#pragma once

#include "ui/condition_choice.h"
#include "ui/incident_themes.h"
#include "ui/league_table.h"
#include "ui/period_choice.h"

namespace wangge::ui {

struct IncidentsState {
  FilterWish filter;  ///< shared with the time line
  ConditionChoice conditions;
  PeriodChoice period;
  ThemeChoice theme;
  LeagueState league;
  bool week_open = false;
};

/// Tickets: which are counted, four numbers and what they are held against, what is on the map,
/// when they come, and the table of grids.
void draw_incidents_panel(Ui& ui, const session::Snapshot& snapshot, IncidentsState& state,
                          MapState& map, Outbox& out);

/// The filter with the time range of the `days` days before `end`; 0: all time.
analysis::TicketFilter last_days(analysis::TicketFilter filter, Seconds end, int days);

}  // namespace wangge::ui
