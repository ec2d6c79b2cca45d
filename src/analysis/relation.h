#pragma once

#include "analysis/spatial.h"
#include "geo/geos.h"

namespace wangge::analysis {

/// Whether "target <predicate> by" holds, as GEOS says; for disjoint whether it does not. The
/// prepared geometry is `by`, so that relations with a direction are asked the other way round:
/// "target within by" is "by contains target".
///
/// by_plain     what `by` was prepared of
/// distance_m   for within_distance
bool stands_in_relation(const GEOSPreparedGeometry* by, const GEOSGeometry* by_plain,
                        const GEOSGeometry* target, Predicate predicate, double distance_m);

}  // namespace wangge::analysis
