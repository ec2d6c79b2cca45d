#pragma once

#include <optional>
#include <string>

#include "io/raster_pixels.h"

namespace wangge::io {

/// Opens a raster that GDAL reads: a GeoTIFF, MBTiles, a tile table of a GeoPackage, a picture with
/// a world file. Colours come from red, green and blue bands, from a palette or from one grey band;
/// numbers of more than 8 bits are stretched between their 2nd and 98th percentile; nodata, alpha
/// and mask bands make transparent.
///
/// gdal_path  a file, or GDAL's name of a table in one
/// where      what errors name
/// crs        what the file's numbers are in, where somebody says so. A shifted system in degrees
///            shifts the file's own.
/// errors     not_a_map_file, broken, unsupported (too large for what it is), unknown_crs
/// cost       reads a few samples of all over the raster, so that half a file is found out
Result<OpenedRaster> open_gdal_raster(const std::string& gdal_path, const std::string& where,
                                      const std::optional<geo::Crs>& crs);

}  // namespace wangge::io
