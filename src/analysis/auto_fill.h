#pragma once

#include <vector>

#include "analysis/plan_ground.h"
#include "model/plan.h"

namespace wangge::analysis {

struct FilledPlan {
  std::vector<model::Reassign> moves;
  std::vector<std::uint32_t> undecidable;  ///< no grid beside them may take them; ascending
};

/// Gives every unit of no grid to the neighbouring grid with the longest shared border that may
/// take it (plan_rules.h), from the grids inwards: each round the units that lie against a grid.
/// Equal borders go to the grid with fewer households, then to the first.
///
/// cost  O(units × rounds)
FilledPlan fill_unassigned(const PlanGround& ground, const model::Plan& plan);

}  // namespace wangge::analysis
