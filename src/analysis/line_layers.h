#pragma once

#include "geo/packed.h"

namespace wangge::analysis {

/// Appends the lines of a feature, or the outlines of a polygon, one feature each: what cuts areas.
/// Points are left out.
inline void add_outlines(geo::PackedGeometry& lines, const geo::PackedGeometry& geometry,
                         std::size_t feature) {
  if (geometry.kind() == geo::Kind::points) return;
  for (auto part = geometry.features().begin(feature); part < geometry.features().end(feature);
       ++part) {
    for (auto r = geometry.parts().begin(part); r < geometry.parts().end(part); ++r) {
      lines.add_ring_feature(geometry.ring(r));
    }
  }
}

}  // namespace wangge::analysis
