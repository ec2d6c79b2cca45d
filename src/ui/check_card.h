#pragma once

#include <memory>
#include <optional>

#include "session/snapshot.h"
#include "ui/map_view.h"
#include "ui/ui.h"

namespace wangge::ui {

/// Which finding is looked at.
struct CheckCardState {
  std::shared_ptr<const session::CheckView> of;  ///< the check that `at` counts in
  std::size_t at = 0;
  std::optional<std::size_t> wanted;  ///< asked for from elsewhere: gone to with the next frame
  bool done = false;                  ///< what was mended is stepped through, not what is left
  bool closed = false;                ///< the card; the page of the plan keeps the findings
  float gap_width_m = 1;              ///< that mending fills up to
};

/// What was found wrong with a layer as a card in the lower left of the map: one finding at a time,
/// steps to the next and the one before; each step moves the map to the place and selects the
/// feature. It offers to mend; then it shows what was done, what is left and the balance of areas.
///
/// low, size  the map's rectangle on the screen
void draw_check_card(Ui& ui, const session::Snapshot& snapshot, CheckCardState& state, ImVec2 low,
                     ImVec2 size, Outbox& out);
/// A ring on the map round the finding that is looked at.
void mark_finding(const Ui& ui, const session::Snapshot& snapshot, const CheckCardState& state,
                  const MapState& map, const MapArea& area);

}  // namespace wangge::ui
