#pragma once

#include <string>
#include <vector>

#include "analysis/mend_options.h"

namespace wangge::analysis {

/// Blocks that are too small to be a unit go to the neighbour with the longest border in the same
/// area.
struct BlockOptions {
  double smallest_m2 = 300;  ///< whatever stands on them
  double narrowest_m = 12;   ///< the strip between two carriageways; only where no building stands
  bool operator==(const BlockOptions&) const = default;
};

/// By what the size of a unit is measured.
enum class UnitMeasure { households, buildings };

/// How units are made.
struct UnitOptions {
  MendOptions mend;     ///< for the communities, or the areas that become units
  BlockOptions blocks;  ///< what is too small to be a unit
  UnitMeasure measure = UnitMeasure::households;
  double most = 120;   ///< blocks with more are cut between their buildings; 0: always; infinite:
                       ///< never
  double target = 60;  ///< what a unit of such a block should have; 0: a unit a building
  /// Columns of the buildings, by name, whose sums the units get beside households and population.
  std::vector<std::string> carry = {};
  bool operator==(const UnitOptions&) const = default;
};

}  // namespace wangge::analysis
