#pragma once

#include <memory>
#include <vector>

#include "session/snapshot.h"
#include "ui/ui.h"

namespace wangge::ui {

/// What the lists of a comparison are made from, kept while it stays the same.
struct ChangeLists {
  std::shared_ptr<const session::ComparisonView> of;
  std::vector<analysis::Flow> flows;  ///< that leave their grid, most households first
  std::vector<analysis::ChangedBuilding> buildings;
  int shown = 0;  ///< flows, buildings

  void refresh(const session::PlanView& plan,
               const std::shared_ptr<const session::ComparisonView>& comparison);
};

/// From which grid to which households go, and which grids are new, ended or renamed; a click
/// selects the units. Or the buildings that change, with their chiefs and officers.
void draw_change_lists(Ui& ui, const session::Snapshot& snapshot, ChangeLists& lists, Outbox& out);

}  // namespace wangge::ui
