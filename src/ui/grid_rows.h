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
  double buildings = 0;
  double value = 0;      ///< what grids are balanced by
  double ideal = 0;      ///< of the community: its total by its number of grids
  double deviation = 0;  ///< value / ideal - 1; 0 where the ideal is 0
  double off_band = 0;   ///< households missing to the norm band (negative) or beyond it
  std::uint32_t pieces = 0;
  analysis::Compactness shape;
  bool locked = false;
  int colour = -1;  ///< 0 … 5 as on the map; -1: the grid has no unit
};

struct GridList {
  std::vector<GridRow> rows;  ///< one a grid of the plan that is not given up, in its order
  GridRow unassigned;         ///< name and means empty
  bool balanced = false;      ///< whether there is anything to balance by

  const GridRow* find(model::GridIndex grid) const;
};

/// What the plan and its figures say about each grid.
GridList grid_list(const session::PlanView& plan);

}  // namespace wangge::ui
