#pragma once

#include <string>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "io/raw_layer.h"
#include "io/read.h"

class GDALDataset;
class OGRGeometry;
class OGRLayer;

namespace wangge::io {

/// Reads the layers of an open dataset feature by feature: any format, no fast path.
///
/// where   what errors name
/// errors  broken, invalid_argument (encoding), cancelled
Result<std::vector<RawLayer>> read_ogr_layers(GDALDataset& dataset, const ReadOptions& options,
                                              const std::string& where, Progress& progress);

/// What a layer says about itself, without its rows: name, format, CRS.
RawLayer describe_ogr_layer(GDALDataset& dataset, OGRLayer& layer);

/// Tells the sorter the kind that the layer declares, if it declares one.
void expect_kind(OGRLayer& layer, GeometrySorter& geometry);

/// Fills the shape from a geometry; curves become lines. False where nothing can be made of it.
bool shape_from_ogr(const OGRGeometry& geometry, Shape& shape);

}  // namespace wangge::io
