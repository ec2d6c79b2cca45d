#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "io/raw_layer.h"
#include "io/read.h"

class GDALDataset;

namespace wangge::io {

/// The fast path for GeoPackage and FlatGeobuf: whole batches of columns through GDAL's Arrow
/// stream, the next batch being fetched while one is unpacked. Nothing where a layer has columns or
/// geometries it does not know (times with zones, lists, curves) or truths, of which GDAL 3.6 hands
/// on wrong ones: read_ogr_layers reads these.
///
/// errors  broken, cancelled
Result<std::optional<std::vector<RawLayer>>> read_arrow_layers(GDALDataset& dataset,
                                                               const ReadOptions& options,
                                                               const std::string& where,
                                                               Progress& progress);

}  // namespace wangge::io
