#pragma once

#include <simdjson.h>

#include "io/shape.h"

namespace wangge::io {

/// Adds the shape of a GeoJSON geometry; null adds nothing. False for anything but the six simple
/// types with their coordinates: GDAL's reader knows what to make of the rest.
bool add_geojson_geometry(const simdjson::dom::element& element, Shape& shape);

}  // namespace wangge::io
