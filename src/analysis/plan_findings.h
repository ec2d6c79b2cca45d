#pragma once

#include <span>
#include <vector>

#include "analysis/finding.h"
#include "analysis/neck.h"
#include "analysis/plan_balance.h"
#include "base/progress.h"
#include "base/result.h"

namespace wangge::analysis {

struct PlanCheckOptions {
  BalanceOptions balance;  ///< the norm for households
  double neck_m = usual_neck_m;
};

/// What speaks against a plan, or is worth a look (R25, R34): units in no grid and units that
/// overlap, grids without units, in pieces, touching themselves at a point, with thin necks
/// (neck.h), inside another one, off the norm, across communities, with missing or equal codes,
/// without officers. By grid, what concerns the whole plan first. Grids that were given up are not
/// looked at.
///
///   in pieces      each piece but the one with most households; pieces are those of PlanFigures
///   at a point     four or more stretches of the grid's border meet there
///   inside another against one other grid only, and not against the outside (METHODS §3)
///
/// figures, balance  as plan_figures() and plan_balance() give them
/// returns  findings whose `row` and `other` are grids of the plan, and `units` those of the ground
/// cost     O(units), and necks() of every grid: 61 ms for 20,000 units in 1,000 grids (two cores)
/// errors   cancelled
Result<std::vector<Finding>> plan_findings(const PlanGround& ground, const model::Plan& plan,
                                           std::span<const GridFigures> figures,
                                           const PlanBalance& balance,
                                           const PlanCheckOptions& options, Progress& progress);

}  // namespace wangge::analysis
