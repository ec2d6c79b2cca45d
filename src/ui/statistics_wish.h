#pragma once

#include "session/snapshot.h"
#include "ui/column_offer.h"

namespace wangge::ui {

/// What is asked of a layer before somebody chooses: its rows by grid, else by community, else by
/// the column that tells kinds apart.
session::ShowStatistics usual_statistics(const session::Snapshot& snapshot,
                                         const model::LayerEntry& entry,
                                         const OfferedColumns& offered);
/// Whether every column that it names is still there, and none of its keys shows persons.
bool can_be_asked(const session::ShowStatistics& wish, const OfferedColumns& offered);

/// What rows of a layer can be grouped by.
std::vector<session::GroupBy> offered_keys(const session::Snapshot& snapshot,
                                           const model::Layer& layer,
                                           const OfferedColumns& offered);

/// Everything that statistics depend on: when one of them is another, they are asked for again.
struct StatisticsGround {
  session::ShowStatistics wish;
  model::LayerPtr layer, communities, grids;          ///< areas only where a key needs them
  std::shared_ptr<const model::Rows> shown;           ///< only where the shown rows are counted
  std::shared_ptr<const model::Selection> selection;  ///< only where the selected ones are
  Language language = Language::english;              ///< of the headings
  bool operator==(const StatisticsGround&) const = default;
};
StatisticsGround ground_of(const session::Snapshot& snapshot, const session::ShowStatistics& wish);

/// How many rows a choice of rows has now.
std::size_t rows_of(const session::Snapshot& snapshot, const model::LayerEntry& entry,
                    session::RowsOf of);

}  // namespace wangge::ui
