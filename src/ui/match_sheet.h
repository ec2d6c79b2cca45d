#pragma once

#include "session/snapshot.h"
#include "ui/ui.h"

namespace wangge::ui {

/// What is asked for on the sheet; open while `layer` is one that is open.
struct MatchSheet {
  model::LayerId layer = model::no_layer, buildings = model::no_layer,
                 other_names = model::no_layer;
  int address = -1;
  float min_score = static_cast<float>(analysis::usual_min_score), tolerance_m = 100;
};

/// With what is most likely meant: the column that holds addresses, the layer of buildings.
MatchSheet ask_for_match(const session::Snapshot& snapshot, model::LayerId layer);

/// The sheet on which a table is placed by its addresses.
void draw_match_sheet(Ui& ui, const session::Snapshot& snapshot, MatchSheet& sheet, Outbox& out);

}  // namespace wangge::ui
