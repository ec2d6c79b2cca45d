#pragma once

#include <memory>
#include <string>

#include "base/progress.h"
#include "base/result.h"
#include "io/formats.h"
#include "io/ready_layer.h"

class OGRGeometry;

namespace wangge::io {

/// Writes a layer, whose coordinates are in options.target_crs, through GDAL to a path where no
/// file is: FlatGeobuf, Shapefile with its .cpg and language byte, DXF. A system that no
/// file can declare is not declared.
///
/// errors  no_permission, no_space, failed, cancelled
Result<void> write_with_ogr(const ReadyLayer& layer, Format format, const std::string& path,
                            const WriteOptions& options, Progress& progress);

/// A feature as GDAL has it; null without geometry.
/// as_multi  as a collection of parts, however many there are
std::unique_ptr<OGRGeometry> ogr_geometry(const geo::PackedGeometry& geometry, std::size_t row,
                                          bool as_multi);

}  // namespace wangge::io
