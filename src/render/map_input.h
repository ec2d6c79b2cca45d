#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analysis/heat.h"
#include "geo/label_point.h"
#include "model/workspace.h"
#include "render/area_drawing.h"

namespace wangge::render {

/// A heat surface and the values its colours stand for. Cells that are NaN are not painted.
struct HeatDrawing {
  std::shared_ptr<const analysis::HeatSurface> surface;
  float domain_max = 1;  ///< the value of the last colour; 0 is transparent
  float opacity = 0.85F;
  std::string legend_title;  ///< with the unit

  bool operator==(const HeatDrawing&) const = default;
};

/// The name of a grid of a plan, and the ground that it names.
struct GridLabel {
  std::string text;
  geo::LabelPoint point;
  double area_m2 = 0;
};

/// All that a picture of the map depends on, besides the camera. Pointers are compared by identity:
/// the same pointer means nothing changed.
struct MapInput {
  std::shared_ptr<const model::Workspace> workspace;
  std::shared_ptr<const model::Selection> selection;  ///< may be null
  model::LayerId hover_layer = model::no_layer;
  std::uint32_t hover_row = 0;
  std::optional<HeatDrawing> heat;
  /// While areas are shown tickets are not, and neither are the colours of grids.
  std::optional<AreaDrawing> areas;
  /// The plan being edited: borders between grids, and the colour (0 … 5, or hidden_class) of each
  /// row of the layer `units`. When set, the polygons of grid layers are not drawn: the plan is.
  std::shared_ptr<const geo::PackedGeometry> plan_borders;
  std::shared_ptr<const std::vector<std::uint16_t>> unit_colours;
  model::LayerId units = model::no_layer;
  /// Written in place of the names in grid layers, which tell where grids were when they were read.
  std::shared_ptr<const std::vector<GridLabel>> grid_labels;
  model::Theme theme = model::Theme::light;
  bool labels = true;

  bool operator==(const MapInput&) const = default;
};

}  // namespace wangge::render
