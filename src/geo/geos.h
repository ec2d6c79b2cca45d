#pragma once

#include <geos_c.h>

#include <memory>

#include "geo/packed.h"

namespace wangge::geo {

// GEOS by its reentrant C API. Every thread has a context of its own (geos_context()); a geometry
// may be read by any thread but is destroyed through the context it is handed with; prepared
// geometries stay on the thread that made them.

/// This thread's context. Lives as long as the thread; GEOS's messages are kept out of stderr.
GEOSContextHandle_t geos_context();

struct GeosDelete {
  void operator()(GEOSGeometry* geometry) const { GEOSGeom_destroy_r(geos_context(), geometry); }
};
using GeosGeometry = std::unique_ptr<GEOSGeometry, GeosDelete>;

struct GeosPreparedDelete {
  void operator()(const GEOSPreparedGeometry* prepared) const {
    GEOSPreparedGeom_destroy_r(geos_context(), prepared);
  }
};
using GeosPrepared = std::unique_ptr<const GEOSPreparedGeometry, GeosPreparedDelete>;

/// A feature as a GEOS geometry: (multi)point, (multi)line string, (multi)polygon. Null where the
/// feature has no geometry or GEOS refuses it (a ring of fewer than four points).
GeosGeometry to_geos(const PackedGeometry& geometry, std::size_t feature);
/// The same, mended by GEOSMakeValid where it is not valid: a polygon without its spikes, but a
/// line where nothing else is left of it. Never a mixed collection.
GeosGeometry to_valid_geos(const PackedGeometry& geometry, std::size_t feature);
/// Appends a geometry as one feature; parts of another kind than `into`'s are left out.
void append_from_geos(PackedGeometry& into, const GEOSGeometry* geometry);

}  // namespace wangge::geo
