#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/layer.h"

namespace wangge::analysis {

/// Cuts a whole number into parts in proportion to weights: each part is its share rounded down,
/// and the units left go one each to the largest remainders (Hamilton; ties to the earlier). The
/// sum is `total` exactly. Weights that are negative or not finite count as 0; where all are 0 the
/// parts are equal. Without weights there are no parts.
std::vector<std::int64_t> share_out(std::int64_t total, std::span<const double> weights);

/// What became of the total of one community.
struct HouseholdTotal {
  std::size_t community = 0;  ///< its row
  std::int64_t total = 0, placed = 0;
  std::size_t buildings = 0;  ///< that share it
};

/// Households a building, from the totals of the communities.
struct HouseholdShares {
  std::vector<std::int64_t>
      households;                      ///< one a building; -1: it lies in no community with a total
  std::vector<HouseholdTotal> totals;  ///< one a community that has a total
  std::size_t outside = 0;             ///< buildings in no community
  std::size_t off_total = 0;           ///< communities whose total could not be kept
};

/// Dasymetric mapping: the households of every community onto its buildings in proportion to
/// floors × ground in m² (where floors are not known: height at 3 m a floor, else 1 floor). A
/// building belongs to the community that owns its label point (the half-open rule of METHODS §8).
/// Buildings whose households are known keep them and the others share the rest. The sum of a
/// community's buildings is its total exactly, unless it has no building, or all are known, or the
/// known ones have more: then HouseholdTotal tells both.
///
/// known        one a building, -1 for not known; empty: none is
/// communities  field households (rounded to whole numbers; negative or not finite: no total)
/// buildings    polygons; fields floors, height_m
/// errors       invalid_argument: no areas, no column of households
/// source       Wright 1936, Geographical Review 26(1); Hamilton's method for the remainders
Result<HouseholdShares> share_households(const model::Layer& buildings,
                                         const model::Layer& communities,
                                         std::span<const std::int64_t> known = {});

/// What a column says of the households of every row, as share_households() wants it: whole
/// numbers, "2119.0" too; -1 for anything else.
std::vector<std::int64_t> known_households(const model::Column& column);

/// What a column of a table says of the households of every building, by keys compared as
/// join_table() does; -1 where it says nothing.
/// errors  invalid_argument for a column that does not exist
Result<std::vector<std::int64_t>> known_from_table(const model::Layer& buildings,
                                                   const std::string& building_key,
                                                   const model::Layer& table,
                                                   const std::string& table_key,
                                                   const std::string& value);

/// The buildings with their households, in the column that holds them already or in a new one
/// "households". Buildings without a share keep what they have.
///
/// households  one a building; -1: not known
model::Layer with_households(const model::Layer& buildings,
                             std::span<const std::int64_t> households);

}  // namespace wangge::analysis
