#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/spatial.h"
#include "base/progress.h"
#include "geo/packed.h"

namespace wangge::analysis {

/// One mark a feature of `target`: 1 where its point stands in the relation to at least one polygon
/// of `by` (disjoint: where it intersects one, for the caller to turn round). The meaning is that
/// of GEOS, by exact arithmetic: inside is within, on the border touches, both intersect. Invalid
/// polygons are mended. Where it is cancelled some marks are missing.
///
/// returns  nothing where it does not answer: for other kinds and relations, several points a
///          feature, polygons that mending leaves a line of
/// cost     a million points, a few polygons: 20 ms of processor time
std::optional<std::vector<std::uint8_t>> points_in_polygons(const geo::PackedGeometry& target,
                                                            const geo::PackedGeometry& by,
                                                            Predicate predicate,
                                                            const Progress& progress);

}  // namespace wangge::analysis
