#pragma once

#include <cstddef>
#include <string>

#include "base/result.h"
#include "io/write.h"

namespace wangge::io {

enum class Format { gpkg, geojson, shapefile, csv, flatgeobuf, kml, dxf, xlsx };

/// What sets a format apart from the others.
struct FormatTraits {
  Format format;
  const char* name;              ///< WriteOptions::format, and what GDAL calls it
  const char* extension;         ///< without the dot
  bool several_layers;           ///< in one file
  bool needs_geometry;           ///< features without one have no place in it
  bool tells_about;              ///< has a place for WriteOptions::about
  std::size_t most_columns = 0;  ///< 0: as many as there are
  std::size_t most_rows = 0;     ///< the same
};
const FormatTraits& traits_of(Format format);

/// From WriteOptions::format or, where that is empty, the extension of the path.
Result<Format> format_for(const std::string& path, const WriteOptions& options);

}  // namespace wangge::io
