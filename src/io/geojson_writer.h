#pragma once

#include <string>

#include "base/progress.h"
#include "base/result.h"
#include "io/ready_layer.h"
#include "io/write.h"

namespace wangge::io {

/// Writes a layer, whose coordinates are in options.target_crs, as one FeatureCollection, a feature
/// a line: with a member `description` where there is something to tell, and with the member `crs`
/// of GeoJSON 2008 or, where options ask for it, as RFC 7946 has it. Coordinates have 9 decimals of
/// a degree or 4 of a metre, a tenth of a millimetre; 7 in RFC 7946. Times are those of the office,
/// with the zone. (GDAL's own writer makes JSON of texts such as "[]", and takes ten times as
/// long.)
///
/// errors  no_space, no_permission, failed, cancelled
Result<void> write_geojson(const ReadyLayer& layer, const std::string& path,
                           const WriteOptions& options, Progress& progress);

}  // namespace wangge::io
