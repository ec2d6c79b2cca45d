#pragma once

#include <compare>
#include <cstdint>
#include <vector>

#include "analysis/spatial.h"

namespace wangge::analysis {

struct RelatedPair {
  std::uint32_t first = 0, second = 0;
  auto operator<=>(const RelatedPair&) const = default;
};

/// All pairs for which "first <predicate> second" holds, by first, then second. Both are valid
/// (valid_shapes.h); the answer is GEOS's for every pair, but it is asked only where a border runs
/// through the other feature's box.
///
/// predicate   any but disjoint, which nearly all pairs are
/// distance_m  for within_distance
/// cost        200,000 buildings and 1,024 grids of 84 vertices: 0.25 s of one core, on all of them
std::vector<RelatedPair> related_pairs(const geo::PackedGeometry& first,
                                       const geo::PackedGeometry& second, Predicate predicate,
                                       double distance_m, Progress& progress);

}  // namespace wangge::analysis
