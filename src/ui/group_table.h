#pragma once

#include "session/snapshot.h"
#include "ui/line_order.h"
#include "ui/ui.h"

namespace wangge::ui {

/// How the lines of statistics are sorted, and their order while nothing changes.
struct GroupTableState {
  int column = 0;  ///< 0: the groups; then the numbers
  bool ascending = true;

  std::shared_ptr<const session::StatisticsView> of;  ///< what the others belong to
  std::vector<NumberColumn> numbers;
  std::vector<float> widths;  ///< of the numbers, in pixels
  std::vector<std::uint32_t> order;
};

/// Groups with their numbers: subtotals before what they are made of, the total last. A click on a
/// head sorts, a click on a line selects its rows.
void draw_group_table(Ui& ui, const session::Snapshot& snapshot, GroupTableState& state,
                      float height, Outbox& out);

/// Whether the rows of a line are what is selected.
bool is_selected(const session::Snapshot& snapshot, const session::StatisticsView& view,
                 const analysis::GroupLine& line);
/// A number or text of a table, right-aligned or not, heavier where it sums up others.
void table_cell(const std::string& text, bool right, bool heavy);

}  // namespace wangge::ui
