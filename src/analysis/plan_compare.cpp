#include "analysis/plan_compare.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <unordered_map>

#include "analysis/best_pairs.h"

namespace wangge::analysis {
namespace {

using model::GridIndex;
using model::Plan;

bool is_grid(const Plan& plan, GridIndex grid) {
  return static_cast<std::size_t>(grid) < plan.grids.size();
}
std::uint32_t number(GridIndex grid) { return static_cast<std::uint32_t>(grid); }

std::vector<Flow> flows_between(const PlanGround& ground, const Plan& before, const Plan& now) {
  std::map<std::pair<GridIndex, GridIndex>, UnitSums> sums;
  for (std::uint32_t unit = 0; unit < ground.size(); ++unit) {
    sums[{before.grid_of_unit[unit], now.grid_of_unit[unit]}].add(ground, unit);
  }
  std::vector<Flow> flows;
  flows.reserve(sums.size());
  for (const auto& [pair, sum] : sums) flows.push_back({pair.first, pair.second, sum, false});
  return flows;
}

/// Thousandths of a household and square decimetres: finer than either is counted.
Gain gain_of(const Flow& flow, const Plan& before, const Plan& now) {
  const bool same_code = before.grids[number(flow.before)].code == now.grids[number(flow.now)].code;
  return {std::llround(flow.sums.households * 1e3), std::llround(flow.sums.area_m2 * 1e2),
          same_code ? 1 : 0};
}

void match(const Plan& before, const Plan& now, PlanComparison& made) {
  std::vector<PossiblePair> pairs;
  for (const Flow& flow : made.flows) {
    if (!is_grid(before, flow.before) || !is_grid(now, flow.now)) continue;
    pairs.push_back({number(flow.before), number(flow.now), gain_of(flow, before, now)});
  }
  made.now_of.assign(before.grids.size(), model::unassigned);
  made.before_of.assign(now.grids.size(), model::unassigned);
  const auto partners = best_pairs(pairs, before.grids.size(), now.grids.size());
  const auto pair_up = [&](std::uint32_t old_grid, std::uint32_t new_grid) {
    made.now_of[old_grid] = GridIndex{new_grid};
    made.before_of[new_grid] = GridIndex{old_grid};
  };
  for (std::uint32_t grid = 0; grid < partners.size(); ++grid) {
    if (partners[grid] != no_partner) pair_up(grid, partners[grid]);
  }
  std::unordered_map<std::string, std::uint32_t> by_code;
  for (std::uint32_t grid = 0; grid < now.grids.size(); ++grid) {
    if (made.before_of[grid] == model::unassigned && now.is_open(GridIndex{grid})) {
      by_code.emplace(now.grids[grid].code, grid);
    }
  }
  for (std::uint32_t grid = 0; grid < before.grids.size(); ++grid) {
    if (made.now_of[grid] != model::unassigned || !before.is_open(GridIndex{grid})) continue;
    const auto found = by_code.find(before.grids[grid].code);
    if (found != by_code.end()) pair_up(grid, found->second), by_code.erase(found);
  }
}

void list_fates(const Plan& before, const Plan& now, PlanComparison& made) {
  for (std::uint32_t grid = 0; grid < before.grids.size(); ++grid) {
    if (made.now_of[grid] == model::unassigned && before.is_open(GridIndex{grid})) {
      made.ended.emplace_back(GridIndex{grid});
    }
  }
  for (std::uint32_t grid = 0; grid < now.grids.size(); ++grid) {
    if (!now.is_open(GridIndex{grid})) continue;
    const GridIndex was = made.before_of[grid];
    if (was == model::unassigned) {
      made.born.emplace_back(GridIndex{grid});
      continue;
    }
    const model::GridRecord& old = before.grids[number(was)];
    if (old.code != now.grids[grid].code || old.name != now.grids[grid].name) {
      made.renamed.emplace_back(GridIndex{grid});
    }
  }
}

bool other_officers(const Plan& before, const Plan& now, const Flow& flow) {
  if (!is_grid(before, flow.before) || !is_grid(now, flow.now)) return !flow.stays;
  const std::string& old = before.grids[number(flow.before)].officers;
  const std::string& current = now.grids[number(flow.now)].officers;
  return old.empty() || current.empty() ? !flow.stays : old != current;
}

}  // namespace

void UnitSums::add(const PlanGround& ground, std::uint32_t unit) {
  ++units;
  households += ground.households[unit];
  population += ground.population[unit];
  buildings += ground.buildings[unit];
  area_m2 += ground.area_m2[unit];
}

PlanComparison compare_plans(const PlanGround& ground, const Plan& before, const Plan& now) {
  PlanComparison made;
  made.flows = flows_between(ground, before, now);
  match(before, now, made);
  list_fates(before, now, made);
  const auto stays = [&](GridIndex old, GridIndex current) {
    return is_grid(before, old) ? is_grid(now, current) && made.now_of[number(old)] == current
                                : !is_grid(now, current);
  };
  for (Flow& flow : made.flows) {
    flow.stays = stays(flow.before, flow.now);
    if (other_officers(before, now, flow)) made.new_officer_households += flow.sums.households;
  }
  for (std::uint32_t unit = 0; unit < ground.size(); ++unit) {
    made.total.add(ground, unit);
    if (stays(before.grid_of_unit[unit], now.grid_of_unit[unit])) continue;
    made.moved.push_back(unit);
    made.moved_sums.add(ground, unit);
  }
  return made;
}

std::vector<ChangedBuilding> changed_buildings(const PlanGround& ground, const Plan& before,
                                               const Plan& now, const PlanComparison& comparison) {
  std::vector<std::uint8_t> moved(ground.size());
  for (const std::uint32_t unit : comparison.moved) moved[unit] = 1;
  std::vector<ChangedBuilding> changed;
  for (std::uint32_t row = 0; row < ground.unit_of_building.size(); ++row) {
    const std::uint32_t unit = ground.unit_of_building[row];
    if (unit >= moved.size() || moved[unit] == 0) continue;
    changed.push_back({row, before.grid_of_unit[unit], now.grid_of_unit[unit]});
  }
  std::sort(changed.begin(), changed.end(), [](const auto& a, const auto& b) {
    return std::tie(a.now, a.before, a.row) < std::tie(b.now, b.before, b.row);
  });
  return changed;
}

}  // namespace wangge::analysis
