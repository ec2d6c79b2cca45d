#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "io/write.h"
#include "model/layer.h"

namespace wangge::io {

enum class Format { gpkg, geojson, shapefile, csv, flatgeobuf };

/// From WriteOptions::format or the extension of the path.
Result<Format> format_for(const std::string& path, const WriteOptions& options);

/// A layer exactly as a format will hold it, so that the re-read file can be compared with it:
/// personal texts masked, names and texts shortened, types that the format lacks turned into
/// others.
struct AsWritten {
  model::Layer layer;
  std::vector<std::string> warnings;
};
Result<AsWritten> as_written(const model::Layer& layer, Format format, const WriteOptions& options);

/// DBF names: at most 10 bytes in the encoding, no character cut, all different.
std::vector<std::string> dbf_names(const std::vector<std::string>& names,
                                   const std::string& encoding);

}  // namespace wangge::io
