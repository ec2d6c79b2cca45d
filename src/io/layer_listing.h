#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "io/read.h"

namespace wangge::io {

/// One layer of a file as its head describes it.
struct LayerListing {
  enum class Geometry { none, points, lines, polygons, mixed, pixels };

  std::string name;  ///< as in ReadOptions::layers
  std::optional<std::size_t> features =
      std::nullopt;  ///< none: counting them would mean reading them
  Geometry geometry = Geometry::mixed;
  std::optional<std::size_t> columns = std::nullopt;  ///< none: as for the features
  model::Role role = model::Role::base;               ///< guessed from the names
  bool is_system = false;  ///< holds a program's own notes: styles, projects
};

/// The layers of a file that holds several, its rasters behind them. Empty where it holds one, or
/// is of a format that holds one in each file: such a file is not opened for it.
///
/// errors  as read_file
/// cost    opens the file; formats without a head (KML, DXF, GML, XLSX) are parsed whole
Result<std::vector<LayerListing>> list_layers(const std::string& path, const ReadOptions& options);

}  // namespace wangge::io
