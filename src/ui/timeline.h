#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "ui/playback.h"

namespace wangge::ui {

struct TimelineState {
  std::optional<std::size_t> drag_from, drag_to;  ///< bins, while a range is drawn
  Playback playback;
  /// Selected tickets, one a bin, kept while neither bins nor selection change.
  struct Selected {
    std::shared_ptr<const std::vector<analysis::TimeBin>> of;
    std::shared_ptr<const model::Selection> selection;
    std::vector<std::size_t> counts;
  } selected;
};

/// The histogram of the tickets over time, those that are selected in a second colour. Dragging
/// over it sets the filter's time range, a double click takes it away, Ctrl + click selects the
/// tickets of a bar. Above it the window that plays.
void draw_timeline(Ui& ui, const session::Snapshot& snapshot, TimelineState& state,
                   FilterWish& filter, Outbox& out);

}  // namespace wangge::ui
