#include "analysis/auto_fill.h"

#include <algorithm>
#include <map>

#include "analysis/plan_balance.h"
#include "analysis/plan_rules.h"

namespace wangge::analysis {

using model::GridIndex;

FilledPlan fill_unassigned(const PlanGround& ground, const model::Plan& plan) {
  FilledPlan filled;
  std::vector<std::uint32_t> community(plan.grids.size());
  std::vector<double> households(plan.grids.size());
  for (std::size_t g = 0; g < plan.grids.size(); ++g) {
    community[g] = community_of(ground, plan.grids[g]);
  }
  std::vector<std::uint32_t> open;
  for (std::uint32_t unit = 0; unit < plan.grid_of_unit.size(); ++unit) {
    const auto grid = static_cast<std::size_t>(plan.grid_of_unit[unit]);
    if (grid < households.size()) {
      households[grid] += ground.households[unit];
    } else {
      open.push_back(unit);
    }
  }
  model::Plan running = plan;
  const auto best_for = [&](std::uint32_t unit) {
    std::map<GridIndex, double> borders;
    for (const auto& neighbour : ground.graph.of(unit)) {
      const GridIndex grid = running.grid_of_unit[neighbour.unit];
      if (grid != model::unassigned) borders[grid] += neighbour.shared_m;
    }
    GridIndex best = model::unassigned;
    double longest = 0;
    for (const auto& [grid, shared_m] : borders) {
      const auto place = static_cast<std::size_t>(grid);
      if (refusal(ground, running, unit, grid, community[place]) != Refusal::none) continue;
      const bool better =
          best == model::unassigned || shared_m > longest ||
          (shared_m == longest && households[place] < households[static_cast<std::size_t>(best)]);
      if (better) best = grid, longest = shared_m;
    }
    return best;
  };
  while (!open.empty()) {
    std::vector<model::Reassign> round;
    for (const std::uint32_t unit : open) {
      const GridIndex grid = best_for(unit);
      if (grid != model::unassigned) {
        round.push_back({model::UnitIndex{unit}, model::unassigned, grid});
      }
    }
    if (round.empty()) break;
    for (const model::Reassign& move : round) {
      const auto unit = static_cast<std::size_t>(move.unit);
      running.grid_of_unit[unit] = move.to;
      households[static_cast<std::size_t>(move.to)] += ground.households[unit];
    }
    filled.moves.insert(filled.moves.end(), round.begin(), round.end());
    std::erase_if(
        open, [&](std::uint32_t unit) { return running.grid_of_unit[unit] != model::unassigned; });
  }
  filled.undecidable = std::move(open);
  return filled;
}

}  // namespace wangge::analysis
