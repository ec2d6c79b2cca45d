#pragma once

#include <memory>
#include <vector>

#include "analysis/grid_codes.h"
#include "session/snapshot.h"
#include "ui/ui.h"

namespace wangge::ui {

/// The codes that a pattern would give, before they are taken over.
struct RenumberSheet {
  bool open = false;
  analysis::CodeRule rule;
  int first = 1;
  std::string reserved;  ///< as typed, with commas or spaces between

  // What was made of it, for this rule and plan.
  std::shared_ptr<const model::Plan> of;
  analysis::CodeRule made_by;
  std::vector<analysis::CodeChange> changes;
  std::string problem;  ///< why there are none
};

/// A pattern, a first number and reserved codes, and below them old and new code of every grid
/// that would change.
void draw_renumber_sheet(Ui& ui, const session::Snapshot& snapshot, RenumberSheet& sheet,
                         Outbox& out);

}  // namespace wangge::ui
