#pragma once

#include "ui/join_sheet.h"

namespace wangge::ui {

/// What is asked for on the sheet; open while `buildings` is a layer that is open.
struct HouseholdsSheet {
  model::LayerId buildings = model::no_layer, communities = model::no_layer,
                 table = model::no_layer;
  int total = -1;  ///< column of the communities
  KeyPair keys;
  int value = -1;  ///< column of the table
};

/// With the layer that has totals: communities, else grids.
HouseholdsSheet ask_for_households(const session::Snapshot& snapshot, model::LayerId buildings);

/// The sheet on which households come onto buildings.
void draw_households_sheet(Ui& ui, const session::Snapshot& snapshot, HouseholdsSheet& sheet,
                           Outbox& out);

}  // namespace wangge::ui
