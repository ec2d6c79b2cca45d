#pragma once

#include <string>
#include <vector>

#include "session/snapshot.h"

namespace wangge::ui {

/// A grid as the lists show it.
struct GridRow {
  model::GridIndex grid{};
  std::string code, name, community, theme;
  std::size_t units = 0;
  double households = 0, population = 0, area_m2 = 0;
  double community_mean = 0;  ///< households of the community's grids, on average
  double deviation = 0;       ///< households / community_mean - 1; 0 where the mean is 0
  int colour = -1;            ///< 0 … 5 as on the map; -1: the grid has no unit
};

struct GridList {
  std::vector<GridRow> rows;  ///< one a grid of the plan, in its order
  GridRow unassigned;         ///< name and means empty
  bool has_households = false;
};

/// What the plan and its totals say about each grid.
GridList grid_list(const session::PlanView& plan);

}  // namespace wangge::ui
