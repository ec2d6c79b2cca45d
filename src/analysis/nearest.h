#pragma once

#include <cstdint>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "geo/packed.h"

namespace wangge::analysis {

/// The smallest distance between two features in the unit of the coordinates, 0 where they meet;
/// of mended polygons (geo::to_valid_geos). Infinite where one has no geometry.
double feature_distance(const geo::PackedGeometry& a, std::size_t of_a,
                        const geo::PackedGeometry& b, std::size_t of_b);

/// From a feature to the nearest of `by`; infinite where there is none.
double distance_to_nearest(const geo::PackedGeometry& target, std::size_t row,
                           const geo::PackedGeometry& by);

/// One mark a feature of `target`: 1 where it is one of the `count` nearest to some feature of
/// `by`. Of equal distances the feature that comes first wins.
///
/// errors  cancelled
/// cost    an index over the targets; between points 10 µs a feature of `by`, with others what
///         GEOS takes for the distances to the features around it
Result<std::vector<std::uint8_t>> nearest_features(const geo::PackedGeometry& target,
                                                   const geo::PackedGeometry& by, std::size_t count,
                                                   Progress& progress);

}  // namespace wangge::analysis
