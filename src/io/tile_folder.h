#pragma once

#include <optional>
#include <string>

#include "io/raster_pixels.h"

namespace wangge::io {

/// Whether a folder is a pyramid of map tiles by its names: zoom/column/row.png (.jpg, .webp).
bool is_tile_folder(const std::string& path);

/// Opens a pyramid of Web Mercator tiles. Rows are counted from the north (XYZ), or from the south
/// (TMS) where tilemapresource.xml or metadata.json in the folder says so, or where the tiles lie
/// in China only so. The finest zoom that has tiles is the raster; the others are its overviews,
/// and stand in where it has holes.
///
/// crs     a shifted system, or Web Mercator on another datum
/// errors  broken, unsupported (tiles of another projection), empty
Result<OpenedRaster> open_tile_folder(const std::string& path, const std::optional<geo::Crs>& crs,
                                      Progress& progress);

}  // namespace wangge::io
