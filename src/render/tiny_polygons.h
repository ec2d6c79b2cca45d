#pragma once

#include <cstdint>
#include <vector>

#include "model/style.h"
#include "render/camera.h"
#include "render/packed_layer.h"

namespace wangge::render {

/// Polygons of a pixel or two, drawn by the share of each pixel they cover: a town seen from far is
/// as dark as it is dense. Chunks are added one after the other, so that a million polygons need
/// not be drawn in one go.
///
/// cost  about 30 ms for a million polygons, and 4 ms a million pixels
class TinyPolygons {
 public:
  /// Starts an empty picture.
  void begin(const Camera& camera);
  void add(const PackedLayer& layer, std::uint32_t chunk, const model::LayerStyle& style);
  /// Four bytes a pixel (red, green, blue, alpha), bottom row first.
  std::vector<std::uint8_t> pixels(const model::LayerStyle& style) const;

 private:
  Camera camera_;
  std::vector<float> covered_;
  std::vector<std::uint16_t> class_there_;
};

}  // namespace wangge::render
