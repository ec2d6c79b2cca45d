#pragma once

#include <optional>

#include "session/snapshot.h"
#include "ui/ui.h"

namespace wangge::ui {

struct TimelineState {
  std::optional<std::size_t> drag_from, drag_to;  ///< bins, while a range is drawn
};

/// The histogram of the tickets over time; dragging over it sets the filter's time range, a double
/// click takes it away.
void draw_timeline(Ui& ui, const session::Snapshot& snapshot, TimelineState& state, Outbox& out);

}  // namespace wangge::ui
