#pragma once

#include <set>

#include "session/snapshot.h"
#include "ui/ui.h"

namespace wangge::ui {

struct LayerPanelState {
  std::set<model::LayerId> unfolded;  ///< legend shown
  std::set<model::LayerId> seen;      ///< so that new ones unfold their legend once
};

/// What is shown: the layers, the topmost first, each with eye, swatch, name, count, menu, and its
/// legend. Rasters follow, as the background. Sets `active` when a layer is chosen.
void draw_layer_panel(Ui& ui, const session::Snapshot& snapshot, LayerPanelState& state,
                      model::LayerId& active, Outbox& out);

}  // namespace wangge::ui
