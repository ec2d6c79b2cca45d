#pragma once

#include "session/snapshot.h"
#include "ui/group_table.h"
#include "ui/pivot_table.h"
#include "ui/statistics_wish.h"
#include "ui/ui.h"

namespace wangge::ui {

enum class StatisticsAs : std::uint8_t { table, pivot, bars, lines, boxes };

/// Rows by groups: a table, a pivot, a chart.
struct StatisticsPage {
  session::ShowStatistics wish;  ///< what the form says
  bool touched = false;          ///< somebody chose something: no more guessing
  OfferedColumns offered;
  std::optional<StatisticsGround> asked;  ///< what the last question stood on
  StatisticsAs as = StatisticsAs::table;
  GroupTableState table;
  PivotState pivot;
  std::string export_path;  ///< chosen, and not written yet
  /// What was copied to the clipboard, for as long as it is shown.
  std::shared_ptr<const session::StatisticsView> copied;
};

/// Counts rows by groups in the background and shows what came of it: whatever changes in the form,
/// or in the rows that are counted, is asked for at once (session::ShowStatistics).
void draw_statistics_page(Ui& ui, const session::Snapshot& snapshot, StatisticsPage& page,
                          Outbox& out);

}  // namespace wangge::ui
