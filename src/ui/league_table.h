#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "ui/area_controls.h"

namespace wangge::ui {

enum class LeagueOrder { rank, name, value };

struct LeagueState {
  LeagueOrder by = LeagueOrder::rank;
  bool reversed = false;
  /// Places in GridTable::league, kept while table and order stay the same.
  struct Sorted {
    std::shared_ptr<const session::GridTable> of;
    LeagueOrder by = LeagueOrder::rank;
    bool reversed = false;
    std::vector<std::uint32_t> places;
    double most = 0;  ///< the upper end of the bars
  } sorted;
};

/// The grids from the worst to the best by what is certain of them. A click selects a grid, a
/// double click zooms to it.
void draw_league_table(Ui& ui, const session::Snapshot& snapshot, LeagueState& state,
                       AreaControls& controls, Outbox& out);

/// What the hover says of a grid: its value, what it is made of, how certain it is, why it has no
/// rank.
std::string league_story(const session::GridTable& table, const analysis::LeagueRow& row);

}  // namespace wangge::ui
