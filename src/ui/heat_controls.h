#pragma once

#include <memory>

#include "session/snapshot.h"
#include "ui/ui.h"

namespace wangge::ui {

struct HeatControls {
  session::ShowHeat wish;
  std::shared_ptr<const session::HeatView> seen;
  bool details = false;  ///< unfolded
};

/// How the heat surface is made; every change asks for another one.
void draw_heat_controls(Ui& ui, const session::Snapshot& snapshot, HeatControls& controls,
                        Outbox& out);

}  // namespace wangge::ui
