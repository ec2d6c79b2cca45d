#pragma once

#include <memory>

#include "render/camera.h"
#include "session/snapshot.h"
#include "ui/ui.h"

namespace wangge::ui {

/// What of a result is looked at.
struct TableCardState {
  std::shared_ptr<const session::TableResult> of;  ///< the result that the others belong to
  bool far_apart = false;                          ///< the rows far from their address
  std::size_t at = 0;                              ///< which of them
  float body_height = 0;                           ///< of the page of counts, in pixels
  float top = 0;                                   ///< of the card on the screen
};

/// What became of the last work on tables as a card in the lower left of the map: how many rows of
/// addresses have a building and why the others have none, how well a table fitted, what households
/// came where. Rows that lie far from their address are stepped through: each step moves the map.
///
/// low, size  the map's rectangle on the screen; a line on it goes from the row to its address
void draw_table_card(Ui& ui, const session::Snapshot& snapshot, const render::Camera& camera,
                     TableCardState& state, ImVec2 low, ImVec2 size, Outbox& out);

}  // namespace wangge::ui
