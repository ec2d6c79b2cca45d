#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "analysis/area_measures.h"
#include "analysis/class_breaks.h"
#include "geo/packed.h"
#include "model/style.h"

namespace wangge::render {

/// A measure of grids or bins on the map, in classes of colour. Pointers are compared by identity:
/// a change of values keeps the areas, which are packed and sent to the GPU once.
struct AreaDrawing {
  static constexpr std::uint16_t no_class = model::hidden_class;

  std::shared_ptr<const geo::PackedGeometry> areas;           ///< polygons
  std::shared_ptr<const std::vector<std::uint16_t>> classes;  ///< of `breaks`; not filled: none
  std::shared_ptr<const std::vector<analysis::AreaValue>> values;  ///< small_base is hatched
  analysis::ClassBreaks breaks;
  analysis::AreaMeasure measure = analysis::AreaMeasure::count;
  double least_base = 30;    ///< that values which are not hatched were divided by
  std::string legend_title;  ///< with the unit
  std::string note;          ///< below the legend; may be empty
  float opacity = 0.8F;

  bool operator==(const AreaDrawing&) const = default;
};

}  // namespace wangge::render
