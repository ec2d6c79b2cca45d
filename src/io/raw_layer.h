#pragma once

#include <optional>
#include <string>
#include <vector>

#include "geo/crs.h"
#include "io/geometry_sorter.h"
#include "model/layer.h"

namespace wangge::io {

/// A layer as a reader delivers it: coordinates in the file's own numbers, kinds not yet apart.
struct RawLayer {
  std::string name;
  std::string format;
  model::Table table;
  GeometrySorter geometry;
  std::optional<geo::Crs> crs;  ///< as declared; none: to be found from the numbers
  std::string crs_reason;
  bool crs_by_default = false;  ///< the format says so, not the file (GeoJSON without a crs member)
  std::string encoding = "UTF-8";
  std::string encoding_reason;
  std::vector<model::EncodingCandidate> encodings;  ///< to choose from, the likeliest first
  std::vector<std::string> warnings;
};

}  // namespace wangge::io
