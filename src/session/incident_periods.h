#pragma once

// Inside of the session: periods of time that tickets are compared over.

#include <optional>

#include "session/incident_views.h"

namespace wangge::session {

struct TimeSpan {
  Seconds from = 0, until = 0;
  bool operator==(const TimeSpan&) const = default;
};

/// The period that the one of the filter is compared with; nothing where there is none. A whole
/// unit of the calendar is preceded by the unit before, whatever its length.
std::optional<TimeSpan> compared_span(const TicketView& tickets, const ComparePeriod& with);

/// Whether any ticket could lie in it: a map of a time before the first one would show zeros that
/// nobody counted.
bool is_covered(const TicketFacts& facts, const TimeSpan& span);

/// The tickets that pass all of the filter, but with another time.
model::Rows rows_of(const TicketView& tickets, const TimeSpan& span);

TicketFilter without_time(TicketFilter filter);
/// The time of a filter and nothing else: what hazards are shown of.
TicketFilter time_of(const TicketFilter& filter);

}  // namespace wangge::session
