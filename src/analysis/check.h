#pragma once

#include <string>
#include <vector>

#include "model/layer.h"

namespace wangge::analysis {

/// Something wrong with one feature.
struct Finding {
  std::size_t row = 0;
  std::string what;  ///< "self-intersection", in the current language
  geo::Point place;  ///< where, in metres of the layer's CRS; nowhere when there is no place
};

/// Invalid geometry by GEOS's rules, features without geometry, and the same geometry twice. By
/// row.
std::vector<Finding> check_geometry(const model::Layer& layer);

}  // namespace wangge::analysis
