#pragma once

#include <span>
#include <vector>

#include "analysis/group_levels.h"

namespace wangge::analysis {

/// One measure of all groups of every depth.
struct GroupValues {
  std::vector<std::vector<double>> values;  ///< [depth][group]
  std::vector<std::vector<Box>> boxes;      ///< the same, only of quartiles
};

/// errors  as group_rows
Result<GroupValues> group_values(const model::Layer& layer, const GroupLevels& groups,
                                 const GroupMeasure& measure);

/// The number that `share` of the sorted numbers lie below, by linear interpolation between ranks.
/// Puts the numbers into another order; there is at least one.
/// source  Hyndman and Fan 1996, "Sample quantiles in statistical packages", type 7
double quantile_of(std::span<double> numbers, double share);
/// Puts the numbers, at least one, into another order.
Box box_of(std::span<double> numbers);

}  // namespace wangge::analysis
