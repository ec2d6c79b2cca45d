#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "geo/packed.h"
#include "model/layer.h"

namespace wangge::analysis {

/// The relations of GEOS (OGC Simple Features), read as "target <predicate> by", and a distance.
enum class Predicate {
  intersects,
  within,
  contains,
  overlaps,
  touches,
  crosses,
  equals,
  disjoint,
  within_distance,
};
std::string_view predicate_key(Predicate predicate);
std::optional<Predicate> predicate_from_key(std::string_view key);

/// One mark a feature of `target`: 1 where it stands in the relation to at least one feature of
/// `by` (disjoint: to none). Features without geometry stand in none. Invalid polygons are mended
/// (GEOSMakeValid) for the question only.
///
/// distance_m  for within_distance, in metres of the CRS that both are in
/// errors      cancelled, invalid_argument (a distance below 0)
/// cost        an index over `by` and prepared geometries; about 50,000 polygon pairs a second;
///             points within a distance of points as near_points.h, points in polygons as
///             points_in_polygons.h
Result<std::vector<std::uint8_t>> marks_by(const geo::PackedGeometry& target,
                                           const geo::PackedGeometry& by, Predicate predicate,
                                           double distance_m, Progress& progress);

/// The same as rows.
Result<model::Rows> select_by(const geo::PackedGeometry& target, const geo::PackedGeometry& by,
                              Predicate predicate, double distance_m, Progress& progress);

}  // namespace wangge::analysis
