#pragma once

#include <memory>

#include "session/snapshot.h"
#include "ui/map_view.h"
#include "ui/ui.h"

namespace wangge::ui {

/// What of a result is looked at.
struct TableCardState {
  std::shared_ptr<const session::TableResult> of;  ///< the result that the others belong to
  bool far_apart = false;                          ///< the rows far from their address
  std::size_t at = 0;                              ///< which of them
  float body_height = 0;                           ///< of the page of counts, in pixels
};

/// What became of the last work on tables as a card in the lower left of the map: how many rows of
/// addresses have a building and why the others have none, how well a table fitted, what households
/// came where. Rows that lie far from their address are stepped through: each step moves the map.
///
/// low, size  the map's rectangle on the screen
void draw_table_card(Ui& ui, const session::Snapshot& snapshot, TableCardState& state, ImVec2 low,
                     ImVec2 size, Outbox& out);
/// A line on the map from the row that is looked at to its address.
void mark_far_apart(const Ui& ui, const session::Snapshot& snapshot, const TableCardState& state,
                    const MapState& map, const MapArea& area);

}  // namespace wangge::ui
