#include "analysis/plan_balance.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace wangge::analysis {
namespace {

double value_of_unit(const PlanGround& ground, std::size_t unit, BalanceMeasure measure) {
  switch (measure) {
    case BalanceMeasure::households:
      return ground.households[unit];
    case BalanceMeasure::population:
      return ground.population[unit];
    case BalanceMeasure::buildings:
      return ground.buildings[unit];
    case BalanceMeasure::area:
      return ground.area_m2[unit];
  }
  return 0;
}

double off_band(double households, const BalanceOptions& options) {
  if (households < options.band_low) return households - options.band_low;
  return std::max(0.0, households - options.band_high);
}

bool any(const std::vector<double>& numbers) {
  return std::any_of(numbers.begin(), numbers.end(), [](double number) { return number > 0; });
}

/// source  Gini 1912, by the ordered form: Σ (2i − n − 1) x_i / (n Σ x)
double gini_of(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const double sum = std::accumulate(values.begin(), values.end(), 0.0);
  if (!(sum > 0)) return 0;
  const auto n = static_cast<double>(values.size());
  double weighted = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    weighted += (2 * static_cast<double>(i + 1) - n - 1) * values[i];
  }
  return weighted / (n * sum);
}

void sum_up(PlanBalance& balance, const std::vector<double>& shares) {
  if (shares.empty()) return;
  const auto n = static_cast<double>(shares.size());
  const double mean = std::accumulate(shares.begin(), shares.end(), 0.0) / n;
  double squares = 0;
  for (const double share : shares) squares += (share - mean) * (share - mean);
  balance.variation = mean > 0 ? std::sqrt(squares / n) / mean : 0;
  balance.gini = gini_of(shares);
}

}  // namespace

BalanceMeasure likely_measure(const PlanGround& ground) {
  return any(ground.households)   ? BalanceMeasure::households
         : any(ground.population) ? BalanceMeasure::population
         : any(ground.buildings)  ? BalanceMeasure::buildings
                                  : BalanceMeasure::area;
}

double value_of(const GridFigures& figures, BalanceMeasure measure) {
  switch (measure) {
    case BalanceMeasure::households:
      return figures.households;
    case BalanceMeasure::population:
      return figures.population;
    case BalanceMeasure::buildings:
      return figures.buildings;
    case BalanceMeasure::area:
      return figures.area_m2;
  }
  return 0;
}

std::uint32_t community_of(const PlanGround& ground, const model::GridRecord& grid) {
  return ground.community_named(grid.community);
}

std::vector<std::uint32_t> communities_of_grids(const PlanGround& ground, const model::Plan& plan) {
  std::vector<std::uint32_t> communities;
  for (const model::GridRecord& grid : plan.grids) {
    communities.push_back(community_of(ground, grid));
  }
  std::map<std::pair<std::size_t, std::uint32_t>, double> area_m2;
  for (std::size_t unit = 0; unit < ground.size(); ++unit) {
    const auto grid = static_cast<std::size_t>(plan.grid_of_unit[unit]);
    if (grid < communities.size() && communities[grid] == PlanGround::no_community) {
      area_m2[{grid, ground.community[unit]}] += ground.area_m2[unit];
    }
  }
  std::vector<double> most_m2(communities.size());
  for (const auto& [key, area] : area_m2) {
    const auto& [grid, community] = key;
    if (area > most_m2[grid]) most_m2[grid] = area, communities[grid] = community;
  }
  return communities;
}

PlanBalance plan_balance(const PlanGround& ground, const model::Plan& plan,
                         std::span<const GridFigures> figures, const BalanceOptions& options) {
  struct Sum {
    CommunityBalance balance;
    double largest = 0, smallest = 0;
  };
  std::map<std::uint32_t, Sum> sums;
  for (std::size_t unit = 0; unit < ground.size(); ++unit) {
    Sum& sum = sums[ground.community[unit]];
    const double value = value_of_unit(ground, unit, options.measure);
    const bool free = plan.grid_of_unit[unit] == model::unassigned;
    sum.balance.total += value;
    if (free) sum.balance.unassigned += value;
  }
  const std::vector<std::uint32_t> communities = communities_of_grids(ground, plan);
  PlanBalance balance;
  balance.grids.resize(plan.grids.size());
  for (std::size_t g = 0; g < plan.grids.size(); ++g) {
    if (plan.grids[g].retired) continue;
    GridBalance& grid = balance.grids[g];
    grid.community = communities[g];
    grid.value = value_of(figures[g], options.measure);
    Sum& sum = sums[grid.community];
    const bool first = sum.balance.grids++ == 0;
    sum.largest = first ? grid.value : std::max(sum.largest, grid.value);
    sum.smallest = first ? grid.value : std::min(sum.smallest, grid.value);
  }
  double total = 0;
  std::size_t grids = 0;
  for (auto& [community, sum] : sums) {
    CommunityBalance& one = sum.balance;
    one.community = community;
    if (one.grids > 0) {
      one.ideal = one.total / static_cast<double>(one.grids);
      if (one.ideal > 0) one.spread = (sum.largest - sum.smallest) / one.ideal;
      total += one.total;
      grids += one.grids;
    }
    balance.spread = std::max(balance.spread, one.spread);
    balance.communities.push_back(one);
  }
  const double mean = grids > 0 ? total / static_cast<double>(grids) : 0;
  for (const CommunityBalance& one : balance.communities) {
    if (one.grids > 0 && mean > 0) {
      balance.lower_bound = std::max(balance.lower_bound, std::abs(one.ideal / mean - 1));
    }
  }
  std::vector<double> shares;
  const bool known = any(ground.households);
  for (std::size_t g = 0; g < plan.grids.size(); ++g) {
    if (plan.grids[g].retired) continue;
    GridBalance& grid = balance.grids[g];
    grid.ideal = sums[grid.community].balance.ideal;
    if (known) grid.off_band = off_band(figures[g].households, options);
    if (grid.off_band != 0) ++balance.beyond_band;
    if (!(grid.ideal > 0)) continue;
    grid.deviation = grid.value / grid.ideal - 1;
    shares.push_back(grid.value / grid.ideal);
    balance.worst = std::max(balance.worst, std::abs(grid.deviation));
    if (std::abs(grid.deviation) > options.tolerance) ++balance.beyond_tolerance;
  }
  sum_up(balance, shares);
  return balance;
}

}  // namespace wangge::analysis
