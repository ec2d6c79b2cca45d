#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "analysis/plan_figures.h"

namespace wangge::analysis {

/// What grids are balanced by.
enum class BalanceMeasure : std::uint8_t { households, population, buildings, area };
double value_of(const GridFigures& figures, BalanceMeasure measure);

struct BalanceOptions {
  BalanceMeasure measure = BalanceMeasure::households;
  double tolerance = 0.10;                 ///< of the ideal: smaller deviations are fine
  double band_low = 300, band_high = 500;  ///< the norm for households of a grid (DOMAIN)
  bool operator==(const BalanceOptions&) const = default;
};

/// What the units tell: households where they have any, else residents, buildings, ground.
BalanceMeasure likely_measure(const PlanGround& ground);

struct GridBalance {
  std::uint32_t community = PlanGround::no_community;
  double value = 0;
  double ideal = 0;      ///< the community's total by its number of grids
  double deviation = 0;  ///< value / ideal − 1; 0 where the ideal is 0
  /// Households that are missing to the band (negative) or beyond it; 0 within, and where no unit
  /// has households.
  double off_band = 0;
  bool operator==(const GridBalance&) const = default;
};

struct CommunityBalance {
  std::uint32_t community = PlanGround::no_community;
  double total = 0;       ///< of all its units, those in no grid among them
  double unassigned = 0;  ///< of its units in no grid
  std::size_t grids = 0;  ///< retired ones are none
  double ideal = 0;
  double spread = 0;  ///< top to bottom: (largest − smallest grid) / ideal
  bool operator==(const CommunityBalance&) const = default;
};

/// How even a plan is (METHODS §2).
struct PlanBalance {
  std::vector<GridBalance> grids;             ///< one a grid of the plan; of retired ones all 0
  std::vector<CommunityBalance> communities;  ///< those that have grids or units, in their order
  double worst = 0;                           ///< largest |deviation|
  double spread = 0;                          ///< the largest of the communities'
  double variation = 0;  ///< standard deviation of value / ideal over the grids, by its mean
  double gini = 0;       ///< of value / ideal
  /// No plan with these grids per community deviates less from the street's mean: the largest
  /// |community's ideal / street's mean − 1|.
  double lower_bound = 0;
  std::size_t beyond_tolerance = 0, beyond_band = 0;  ///< grids
  bool operator==(const PlanBalance&) const = default;
};

/// figures  one a grid and last the unassigned, as plan_figures() gives them
/// cost     O(grids + units)
PlanBalance plan_balance(const PlanGround& ground, const model::Plan& plan,
                         std::span<const GridFigures> figures, const BalanceOptions& options);

/// The community a grid may not leave: the one its record names; no_community where it names none
/// of the ground's.
std::uint32_t community_of(const PlanGround& ground, const model::GridRecord& grid);
/// Of every grid the community it counts to: the one its record names, else the one that most of
/// its ground lies in.
std::vector<std::uint32_t> communities_of_grids(const PlanGround& ground, const model::Plan& plan);

}  // namespace wangge::analysis
