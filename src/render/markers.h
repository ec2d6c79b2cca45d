#pragma once

#include <vector>

#include "model/style.h"
#include "render/camera.h"
#include "render/packed_layer.h"

namespace wangge::render {

/// One marker as shaders/markers.vert takes it; pixels with y up.
struct MarkerInstance {
  float x, y, size_px, outline_px, shape;
  model::Colour fill, outline;
};

/// A number on a marker that stands for several points.
struct MarkerCount {
  float x, y;
  std::size_t count;
};

struct Markers {
  std::vector<MarkerInstance> instances;
  std::vector<MarkerCount> counts;
};

/// The markers of a point layer in view. Points that would lie on each other become one marker with
/// their number: within a marker's width where there are few, within wider cells where there are
/// many. The cells are fixed to the ground, so that panning changes nothing. A cluster has the colour
/// of its most frequent class.
Markers place_markers(const PackedLayer& layer, const std::vector<std::uint32_t>& chunks,
                      const model::LayerStyle& style, float opacity, const Camera& camera,
                      model::Colour land);

}  // namespace wangge::render
