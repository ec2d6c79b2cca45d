#pragma once

#include "session/snapshot.h"
#include "ui/ui.h"

namespace wangge::ui {

struct CheckPage {
  float neck_m = static_cast<float>(analysis::usual_neck_m);
  std::string by;  ///< who checks, as the check list says it
  int shown = 0;   ///< check list, split areas
};

/// The check list before approval, each line of which leads to its findings, and the areas that the
/// borders of grids cut.
void draw_check_page(Ui& ui, const session::Snapshot& snapshot, CheckPage& page, Outbox& out);

}  // namespace wangge::ui
