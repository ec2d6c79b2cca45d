#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace wangge::io {

/// Whether the .shp at `gdal_path` is as long as its head says (ESRI Shapefile Technical
/// Description, 1998: bytes 24-27, in 16-bit words) and has its .shx beside it. The driver reads a
/// file that was cut off in copying as if it had fewer features, and says nothing.
/// errors  broken; `where` is what the person knows the file by
/// cost    one read of 28 bytes
Result<void> check_shapefile_parts(const std::string& gdal_path, const std::string& where);

/// Whether a .dbf that is read alone has room for the rows it says it has.
/// errors  broken
/// cost    one read of 32 bytes
Result<void> check_dbf_rows(const std::string& gdal_path, const std::string& where);

/// What does not fit together in a shapefile that can be read all the same, as sentences: fewer
/// rows in the .dbf than it says, records that the .shp and the .shx give different lengths.
/// cost  reads the heads of all records; those only of a file that is in no archive
std::vector<std::string> shapefile_doubts(const std::string& gdal_path);

}  // namespace wangge::io
