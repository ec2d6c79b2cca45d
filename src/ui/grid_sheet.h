#pragma once

#include <optional>

#include "session/snapshot.h"
#include "ui/ui.h"

namespace wangge::ui {

/// What is typed on the sheet of a grid.
struct GridSheet {
  model::GridIndex grid = model::unassigned;  ///< none: the sheet is closed
  model::GridRecord record;
};

/// The sheet that describes a grid: name, code, theme with strategy and stars, officers.
void draw_grid_sheet(Ui& ui, const session::Snapshot& snapshot, GridSheet& sheet, Outbox& out);

/// Opens the sheet for a grid of the plan.
void open_grid_sheet(const session::Snapshot& snapshot, model::GridIndex grid, GridSheet& sheet);

}  // namespace wangge::ui
