#pragma once

#include "session/snapshot.h"
#include "ui/statistic_text.h"
#include "ui/ui.h"

namespace wangge::ui {

/// What is worked out once of a pivot.
struct PivotState {
  static constexpr std::size_t no_line = static_cast<std::size_t>(-1);

  std::shared_ptr<const session::StatisticsView> of;  ///< what the others belong to
  std::vector<std::vector<std::size_t>> lines;        ///< of the cells: places in GroupTable::lines
  NumberStyle style;
  float name_width = 0, total_width = 0;  ///< in pixels
  std::vector<float> widths;
};

/// Which line of the table of groups each cell of its pivot is; no_line: it has no rows.
std::vector<std::vector<std::size_t>> lines_of_cells(const session::StatisticsView& view);

/// One key down, the other across. Heads and totals stay in sight; a click on a cell selects its
/// rows. The view must have a pivot.
void draw_pivot_table(Ui& ui, const session::Snapshot& snapshot, PivotState& state, float height,
                      Outbox& out);

}  // namespace wangge::ui
