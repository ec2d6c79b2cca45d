#include "ui/playback.h"

#include <algorithm>

namespace wangge::ui {

using analysis::TimeWindow;
using analysis::WindowKind;

TimeWindow window_now(const Playback& playback, const session::TicketFilter& filter,
                      const session::TicketFacts& facts) {
  const Seconds until = filter.until.value_or(facts.until);
  const Seconds step_s = playback.step_days * day_s;
  switch (playback.kind) {
    case WindowKind::rolling:
      // A range drawn by hand rolls on with the length that it has.
      if (filter.from && filter.until) return {WindowKind::rolling, *filter.from, until, step_s};
      return analysis::rolling_window(playback.days, until, step_s);
    case WindowKind::cumulative:
      return analysis::cumulative_window(facts.first, until, step_s);
    default:
      return analysis::calendar_window(playback.kind, until - 1);
  }
}

TimeWindow first_window(const Playback& playback, const session::TicketFacts& facts) {
  const Seconds step_s = playback.step_days * day_s;
  switch (playback.kind) {
    case WindowKind::rolling:
      return analysis::rolling_window(playback.days, facts.first + playback.days * day_s, step_s);
    case WindowKind::cumulative:
      return analysis::cumulative_window(facts.first, facts.first + step_s, step_s);
    default:
      return analysis::calendar_window(playback.kind, facts.first);
  }
}

bool at_end(const TimeWindow& window, const session::TicketFacts& facts) {
  return window.until >= facts.until;
}

void show_window(const session::Snapshot& snapshot, const TimeWindow& window, FilterWish& filter,
                 Outbox& out) {
  session::SetTicketFilter wish = filter.now(snapshot);
  wish.filter.from = window.from;
  wish.filter.until = window.until;
  filter.ask(snapshot, std::move(wish), out);
}

void step(const session::Snapshot& snapshot, const Playback& playback, int steps,
          FilterWish& filter, Outbox& out) {
  const session::TicketFacts& facts = *snapshot.tickets->facts;
  const session::SetTicketFilter now = filter.now(snapshot);
  const TimeWindow window = window_now(playback, now.filter, facts);
  const TimeWindow next = analysis::moved(window, steps);
  const bool nothing_there = next.until <= facts.first || next.from >= facts.until ||
                             (steps > 0 && at_end(window, facts)) || next.until <= next.from;
  if (!nothing_there) show_window(snapshot, next, filter, out);
}

void toggle_playing(const session::Snapshot& snapshot, Playback& playback, FilterWish& filter,
                    Outbox& out) {
  const session::TicketFacts& facts = *snapshot.tickets->facts;
  playback.playing = !playback.playing && facts.first < facts.until;
  playback.waited_s = 0;
  if (!playback.playing) return;
  const session::SetTicketFilter now = filter.now(snapshot);
  const bool timed = now.filter.from && now.filter.until;
  if (!timed || at_end(window_now(playback, now.filter, facts), facts)) {
    show_window(snapshot, first_window(playback, facts), filter, out);
  }
}

void play_on(const session::Snapshot& snapshot, Playback& playback, double passed_s,
             FilterWish& filter, Outbox& out) {
  if (!playback.playing) return;
  playback.waited_s += passed_s;
  if (playback.waited_s < 1 / std::max(0.01, static_cast<double>(playback.steps_s))) return;
  if (!filter.arrived(snapshot)) return;
  playback.waited_s = 0;
  const session::TicketFacts& facts = *snapshot.tickets->facts;
  const TimeWindow window = window_now(playback, filter.now(snapshot).filter, facts);
  if (!at_end(window, facts)) {
    show_window(snapshot, analysis::moved(window, 1), filter, out);
  } else if (playback.loops) {
    show_window(snapshot, first_window(playback, facts), filter, out);
  } else {
    playback.playing = false;
  }
}

}  // namespace wangge::ui
