#pragma once

#include "base/progress.h"
#include "geo/packed.h"

namespace wangge::analysis {

/// Geometry that GEOS can be asked about: every feature valid, or without geometry.
struct ValidShapes {
  geo::PackedGeometry geometry;  ///< rows as before; valid features to the last digit
  std::size_t mended = 0;        ///< polygons that were not valid
  std::size_t unusable = 0;      ///< features of which nothing was left
  std::size_t without_geometry = 0;
};

/// cost  about 50 ms for 200,000 buildings (two cores) and a copy; mending 0.5 ms a polygon
ValidShapes valid_shapes(const geo::PackedGeometry& geometry, Progress& progress);

}  // namespace wangge::analysis
