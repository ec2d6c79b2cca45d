#pragma once

#include <span>
#include <string>

#include "base/progress.h"
#include "base/result.h"
#include "geo/crs.h"

namespace wangge::io {

/// A lattice of numbers over the ground, row 0 at the south edge.
struct SurfaceLattice {
  geo::Point origin;  ///< south-west corner of the first cell
  double cell_m = 0;
  int columns = 0, rows = 0;
  std::span<const float> values;  ///< columns × rows, row by row; NaN: blank
};

/// Writes a surface as GeoTIFF (32-bit floats, NaN for blank cells, deflated in tiles), atomically
/// and read back like all that is written.
///
/// meaning  what the numbers are, with their unit; the band is called so
/// crs      of the lattice; of a shifted system, which no GeoTIFF can say, the file tells nothing
/// errors   invalid_argument (the name does not end in .tif or .tiff), no_permission, no_space,
///          broken (the re-read differs), cancelled
Result<void> write_surface(const SurfaceLattice& surface, const geo::Crs& crs,
                           const std::string& path, const std::string& meaning, Progress& progress);

}  // namespace wangge::io
