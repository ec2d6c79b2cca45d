#pragma once

#include <string>

#include "base/result.h"

namespace wangge::io {

/// Whether the .shp at `gdal_path` is as long as its head says (ESRI Shapefile Technical
/// Description, 1998: bytes 24-27, in 16-bit words) and has its .shx beside it. The driver reads a
/// file that was cut off in copying as if it had fewer features, and says nothing.
/// errors  broken; `where` is what the person knows the file by
/// cost    one read of 28 bytes
Result<void> check_shapefile_parts(const std::string& gdal_path, const std::string& where);

}  // namespace wangge::io
