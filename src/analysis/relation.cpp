#include "analysis/relation.h"

namespace wangge::analysis {

bool stands_in_relation(const GEOSPreparedGeometry* by, const GEOSGeometry* by_plain,
                        const GEOSGeometry* target, Predicate predicate, double distance_m) {
  const auto context = geo::geos_context();
  switch (predicate) {
    case Predicate::intersects:
    case Predicate::disjoint:
      return GEOSPreparedIntersects_r(context, by, target) == 1;
    case Predicate::within:
      return GEOSPreparedContains_r(context, by, target) == 1;
    case Predicate::contains:
      return GEOSPreparedWithin_r(context, by, target) == 1;
    case Predicate::overlaps:
      return GEOSPreparedOverlaps_r(context, by, target) == 1;
    case Predicate::touches:
      return GEOSPreparedTouches_r(context, by, target) == 1;
    case Predicate::crosses:
      return GEOSPreparedCrosses_r(context, by, target) == 1;
    case Predicate::equals:
      return GEOSEquals_r(context, by_plain, target) == 1;
    case Predicate::within_distance:
      return GEOSPreparedDistanceWithin_r(context, by, target, distance_m) == 1;
  }
  return false;
}

}  // namespace wangge::analysis
