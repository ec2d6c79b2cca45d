#pragma once

#include <string>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "io/ready_layer.h"

namespace wangge::io {

/// Columns of these names are the name and the description of a placemark.
constexpr const char *kml_name = "Name", *kml_description = "description";

/// Names of columns as KML may have them: "name" is "Name", and what a placemark has by itself
/// besides ("begin", "icon" …) gets another name.
std::vector<std::string> kml_names(const std::vector<std::string>& names);

/// Writes layers in WGS 84 as KML 2.2 (OGC 07-147r2): a folder a layer, a placemark a feature, its
/// values as ExtendedData of a schema. Its name on the map is the column `Name` or else the layer's
/// own label for it (model::Layer::label). Features without geometry are placemarks without one.
/// Times are those of the office, with the zone.
///
/// errors  no_space, no_permission, failed, cancelled
Result<void> write_kml(const std::vector<ReadyLayer>& layers, const std::string& path,
                       Progress& progress);

}  // namespace wangge::io
