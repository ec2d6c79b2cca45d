#include "geo/geos.h"

#include <utility>
#include <vector>

namespace wangge::geo {
namespace {

struct Context {
  GEOSContextHandle_t handle = GEOS_init_r();
  Context() {
    GEOSContext_setNoticeMessageHandler_r(
        handle, [](const char*, void*) {}, nullptr);
    GEOSContext_setErrorMessageHandler_r(
        handle, [](const char*, void*) {}, nullptr);
  }
  ~Context() { GEOS_finish_r(handle); }
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
};

GEOSCoordSequence* sequence(std::span<const Point> points) {
  return GEOSCoordSeq_copyFromBuffer_r(geos_context(), &points.data()->x,
                                       static_cast<unsigned>(points.size()), 0, 0);
}

GEOSGeometry* ring_to_geos(std::span<const Point> points) {
  if (points.size() < 4) return nullptr;
  return GEOSGeom_createLinearRing_r(geos_context(), sequence(points));
}

GEOSGeometry* part_to_geos(const PackedGeometry& g, std::size_t part) {
  const auto context = geos_context();
  const auto first = g.parts().begin(part), last = g.parts().end(part);
  if (first == last) return nullptr;
  if (g.kind() == Kind::points) {
    const Point p = g.ring(first).front();
    return GEOSGeom_createPointFromXY_r(context, p.x, p.y);
  }
  if (g.kind() == Kind::lines) {
    if (g.ring(first).size() < 2) return nullptr;
    return GEOSGeom_createLineString_r(context, sequence(g.ring(first)));
  }
  GEOSGeometry* shell = ring_to_geos(g.ring(first));
  if (shell == nullptr) return nullptr;
  std::vector<GEOSGeometry*> holes;
  for (auto ring = first + 1; ring < last; ++ring) {
    if (GEOSGeometry* hole = ring_to_geos(g.ring(ring))) holes.push_back(hole);
  }
  return GEOSGeom_createPolygon_r(context, shell, holes.data(),
                                  static_cast<unsigned>(holes.size()));
}

void append_points(PackedGeometry& into, const GEOSGeometry* simple) {
  const auto context = geos_context();
  const GEOSCoordSequence* coordinates = GEOSGeom_getCoordSeq_r(context, simple);
  unsigned size = 0;
  GEOSCoordSeq_getSize_r(context, coordinates, &size);
  for (unsigned i = 0; i < size; ++i) {
    Point p;
    GEOSCoordSeq_getXY_r(context, coordinates, i, &p.x, &p.y);
    into.add_point(p);
  }
  into.end_ring();
}

void append_parts(PackedGeometry& into, const GEOSGeometry* geometry) {
  const auto context = geos_context();
  if (geometry == nullptr || GEOSisEmpty_r(context, geometry) == 1) return;
  const int type = GEOSGeomTypeId_r(context, geometry);
  if (type == GEOS_POINT || type == GEOS_LINESTRING || type == GEOS_LINEARRING) {
    if ((type == GEOS_POINT) != (into.kind() == Kind::points) || into.kind() == Kind::polygons)
      return;
    append_points(into, geometry);
    into.end_part();
  } else if (type == GEOS_POLYGON) {
    if (into.kind() != Kind::polygons) return;
    append_points(into, GEOSGetExteriorRing_r(context, geometry));
    const int holes = GEOSGetNumInteriorRings_r(context, geometry);
    for (int i = 0; i < holes; ++i)
      append_points(into, GEOSGetInteriorRingN_r(context, geometry, i));
    into.end_part();
  } else {
    const int parts = GEOSGetNumGeometries_r(context, geometry);
    for (int i = 0; i < parts; ++i) append_parts(into, GEOSGetGeometryN_r(context, geometry, i));
  }
}

void collect_parts(const GEOSGeometry* geometry, int dimensions,
                   std::vector<GEOSGeometry*>& parts) {
  const auto context = geos_context();
  if (GEOSGeomTypeId_r(context, geometry) < GEOS_MULTIPOINT) {
    if (GEOSGeom_getDimensions_r(context, geometry) == dimensions) {
      parts.push_back(GEOSGeom_clone_r(context, geometry));
    }
    return;
  }
  const int count = GEOSGetNumGeometries_r(context, geometry);
  for (int i = 0; i < count; ++i) {
    collect_parts(GEOSGetGeometryN_r(context, geometry, i), dimensions, parts);
  }
}

/// A collection of one kind: of a polygon with a spike, the polygon. GEOS answers no question about
/// relations of mixed collections.
GeosGeometry without_lesser_parts(GeosGeometry mixed) {
  const auto context = geos_context();
  const int dimensions = GEOSGeom_getDimensions_r(context, mixed.get());
  std::vector<GEOSGeometry*> parts;
  collect_parts(mixed.get(), dimensions, parts);
  if (parts.size() == 1) return GeosGeometry(parts.front());
  const int type = dimensions == 0   ? GEOS_MULTIPOINT
                   : dimensions == 1 ? GEOS_MULTILINESTRING
                                     : GEOS_MULTIPOLYGON;
  return GeosGeometry(GEOSGeom_createCollection_r(context, type, parts.data(),
                                                  static_cast<unsigned>(parts.size())));
}

}  // namespace

GEOSContextHandle_t geos_context() {
  thread_local const Context context;
  return context.handle;
}

GeosGeometry to_geos(const PackedGeometry& geometry, std::size_t feature) {
  std::vector<GEOSGeometry*> parts;
  for (auto part = geometry.features().begin(feature); part < geometry.features().end(feature);
       ++part) {
    if (GEOSGeometry* made = part_to_geos(geometry, part)) parts.push_back(made);
  }
  if (parts.empty()) return nullptr;
  if (parts.size() == 1) return GeosGeometry(parts.front());
  const int type = geometry.kind() == Kind::points  ? GEOS_MULTIPOINT
                   : geometry.kind() == Kind::lines ? GEOS_MULTILINESTRING
                                                    : GEOS_MULTIPOLYGON;
  return GeosGeometry(GEOSGeom_createCollection_r(geos_context(), type, parts.data(),
                                                  static_cast<unsigned>(parts.size())));
}

GeosGeometry to_valid_geos(const PackedGeometry& geometry, std::size_t feature) {
  GeosGeometry made = to_geos(geometry, feature);
  if (made && GEOSisValid_r(geos_context(), made.get()) != 1) {
    made.reset(GEOSMakeValid_r(geos_context(), made.get()));
    if (made && GEOSGeomTypeId_r(geos_context(), made.get()) == GEOS_GEOMETRYCOLLECTION) {
      made = without_lesser_parts(std::move(made));
    }
  }
  return made;
}

void append_from_geos(PackedGeometry& into, const GEOSGeometry* geometry) {
  append_parts(into, geometry);
  into.end_feature();
}

}  // namespace wangge::geo
