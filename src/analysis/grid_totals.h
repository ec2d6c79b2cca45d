#pragma once

#include <vector>

#include "model/layer.h"
#include "model/plan.h"

namespace wangge::analysis {

/// What a grid holds, summed over its units.
struct GridTotals {
  std::size_t units = 0;
  double area_m2 = 0;
  double households = 0;  ///< 0 where the units do not say
  double population = 0;
  bool operator==(const GridTotals&) const = default;
};

/// One a grid of the plan, and last the unassigned units: grids.size() + 1 entries. Households and
/// population come from the units' mapped columns; missing values count as 0.
std::vector<GridTotals> grid_totals(const model::Layer& units, const model::Plan& plan);

}  // namespace wangge::analysis
