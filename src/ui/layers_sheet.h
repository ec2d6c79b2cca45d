#pragma once

#include <cstddef>
#include <vector>

#include "session/snapshot.h"
#include "ui/ui.h"

namespace wangge::ui {

/// What is ticked of the offer that is shown.
struct LayersSheetState {
  std::size_t offer = 0;
  std::vector<char> ticked;  ///< one a layer of the offer
};

/// Whether a layer is ticked from the start: not an empty one, not a program's own notes.
bool is_worth_opening(const io::LayerListing& layer);

/// The sheet on which is chosen which layers of a file are opened, over the window while there is
/// an offer. Nothing of it is remembered.
void draw_layers_sheet(Ui& ui, const session::Snapshot& snapshot, LayersSheetState& state,
                       Outbox& out);

}  // namespace wangge::ui
