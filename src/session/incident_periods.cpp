#include "session/incident_periods.h"

#include "analysis/time_window.h"

namespace wangge::session {
namespace {

/// What comes before [from, until): for a whole day, week, month, quarter or year that before it.
TimeSpan span_before(Seconds from, Seconds until) {
  using analysis::WindowKind;
  for (const WindowKind kind : {WindowKind::day, WindowKind::week, WindowKind::month,
                                WindowKind::quarter, WindowKind::year}) {
    const analysis::TimeWindow window = analysis::calendar_window(kind, from);
    if (window.from != from || window.until != until) continue;
    const auto before = analysis::window_before(window);
    return {before->from, before->until};
  }
  return {from - (until - from), from};
}

Seconds a_year_before(Seconds t) {
  CivilTime civil = to_civil(t);
  civil.year -= 1;
  if (civil.month == 2 && civil.day == 29) civil.day = 28;
  return from_civil(civil);
}

}  // namespace

std::optional<TimeSpan> compared_span(const TicketView& tickets, const ComparePeriod& with) {
  using With = ComparePeriod::With;
  if (with.with == With::chosen) {
    return with.until > with.from ? std::optional(TimeSpan{with.from, with.until}) : std::nullopt;
  }
  const auto& [from, until] = std::pair(tickets.filter.from, tickets.filter.until);
  if (with.with == With::none || !from || !until || *until <= *from) return std::nullopt;
  if (with.with == With::year_before) {
    return TimeSpan{a_year_before(*from), a_year_before(*until)};
  }
  return span_before(*from, *until);
}

bool is_covered(const TicketFacts& facts, const TimeSpan& span) {
  return span.from < facts.until && span.until > facts.first;
}

model::Rows rows_of(const TicketView& tickets, const TimeSpan& span) {
  TicketFilter filter = tickets.filter;
  filter.from = span.from, filter.until = span.until;
  return analysis::passing(*tickets.facts->layer, filter);
}

TicketFilter without_time(TicketFilter filter) {
  filter.from.reset(), filter.until.reset();
  return filter;
}

TicketFilter time_of(const TicketFilter& filter) {
  TicketFilter time;
  time.from = filter.from, time.until = filter.until, time.time_mode = filter.time_mode;
  return time;
}

}  // namespace wangge::session
