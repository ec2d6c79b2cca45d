#pragma once

#include <optional>

#include "analysis/time_window.h"
#include "session/snapshot.h"
#include "ui/filter_wish.h"

namespace wangge::ui {

/// A window of time that moves over the tickets, by hand or by itself.
struct Playback {
  analysis::WindowKind kind = analysis::WindowKind::rolling;
  int days = 30;       ///< of a rolling window
  int step_days = 1;   ///< of a rolling or cumulative one
  float steps_s = 2;   ///< steps a second
  bool loops = false;  ///< begins again at the end instead of stopping
  bool playing = false;
  double waited_s = 0;  ///< since the last step
};

/// The window that is looked at: the filter's time, or the last there is.
analysis::TimeWindow window_now(const Playback& playback, const session::TicketFilter& filter,
                                const session::TicketFacts& facts);
/// Where playing begins.
analysis::TimeWindow first_window(const Playback& playback, const session::TicketFacts& facts);
/// Whether the tickets end with the window.
bool at_end(const analysis::TimeWindow& window, const session::TicketFacts& facts);

/// Asks for another window.
void show_window(const session::Snapshot& snapshot, const analysis::TimeWindow& window,
                 FilterWish& filter, Outbox& out);
/// Moves by so many steps, not beyond the first and the last ticket.
void step(const session::Snapshot& snapshot, const Playback& playback, int steps,
          FilterWish& filter, Outbox& out);
/// Plays or pauses; at the end, and without a time, it begins at the first ticket.
void toggle_playing(const session::Snapshot& snapshot, Playback& playback, FilterWish& filter,
                    Outbox& out);
/// Goes on where a step is due and the one before has arrived: no frame is left out, however long
/// it takes to make.
///
/// passed_s  since the last call
void play_on(const session::Snapshot& snapshot, Playback& playback, double passed_s,
             FilterWish& filter, Outbox& out);

}  // namespace wangge::ui
