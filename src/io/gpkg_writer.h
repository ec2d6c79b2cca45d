#pragma once

#include <string>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "geo/crs.h"
#include "io/ready_layer.h"

namespace wangge::io {

/// Writes layers into a new GeoPackage by SQLite alone: feature tables with spatial index, or
/// tables of attributes where a layer has no geometry. What is to be told about a layer becomes the
/// description of its table.
///
/// crs     of all layers; one that no file can declare is entered under its name, without claiming
///         to be the system that it comes from
/// errors  no_permission, no_space, failed, cancelled
/// cost    a quarter of the time that ogr2ogr takes (tests/bench/export_bench.cpp)
Result<void> write_gpkg(const std::vector<ReadyLayer>& layers, const geo::Crs& crs,
                        const std::string& path, Progress& progress);

}  // namespace wangge::io
