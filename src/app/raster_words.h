#pragma once

#include <nlohmann/json.hpp>

#include "model/raster.h"

namespace wangge::app {

/// What `wangge info` says of a raster: its size, bands, coordinate system, resolution, nodata.
void print_raster(const model::Raster& raster);
nlohmann::ordered_json raster_as_json(const model::Raster& raster);

}  // namespace wangge::app
