#pragma once

#include <optional>
#include <string>
#include <vector>

#include "io/geojson_reader.h"

namespace wangge::io {

/// A JSON file whose root is an array, which GDAL refuses: of GeoJSON features, of flat objects (as
/// open-data servers send tables; objects within are flattened to "location.latitude"), or of
/// [x, y, value …]. Nothing where the file is no such array.
///
/// errors  broken (with the place), empty, cancelled
Result<std::optional<RawLayer>> read_json_array(const Input& input, const std::string& where,
                                                Progress& progress);

}  // namespace wangge::io
