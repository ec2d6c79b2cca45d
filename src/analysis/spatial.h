#pragma once

#include <optional>
#include <string_view>

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

/// The rows of `target` that stand in the relation to at least one feature of `by` (disjoint: to
/// none). Invalid polygons are mended (GEOSMakeValid) for the question only.
///
/// distance_m  for within_distance, in metres of the CRS that both are in
/// errors      cancelled
/// cost        an index over `by` and prepared geometries; about 50,000 polygon pairs a second
Result<model::Rows> select_by(const geo::PackedGeometry& target, const geo::PackedGeometry& by,
                              Predicate predicate, double distance_m, Progress& progress);

}  // namespace wangge::analysis
