#include "render/tiny_polygons.h"

#include <algorithm>
#include <cmath>

namespace wangge::render {

void TinyPolygons::begin(const Camera& camera) {
  camera_ = camera;
  const auto size =
      static_cast<std::size_t>(camera.width) * static_cast<std::size_t>(camera.height);
  covered_.assign(size, 0);
  class_there_.resize(size);
}

void TinyPolygons::add(const PackedLayer& layer, std::uint32_t chunk,
                       const model::LayerStyle& style) {
  const auto width = static_cast<std::size_t>(camera_.width),
             height = static_cast<std::size_t>(camera_.height);
  const double per_metre = 1 / camera_.metres_per_pixel;
  const auto scale = static_cast<float>(per_metre);
  const auto left = static_cast<float>((layer.origin.x - camera_.centre.x) * per_metre +
                                       camera_.width / 2.0 - 0.5);
  const auto bottom = static_cast<float>((layer.origin.y - camera_.centre.y) * per_metre +
                                         camera_.height / 2.0 - 0.5);
  const float pixels_per_m2 = scale * scale;
  for (auto i = layer.chunks[chunk].first_feature; i < layer.chunks[chunk].end_feature; ++i) {
    const PackedLayer::Spot& spot = layer.spots[i];
    const float x = left + spot.x * scale, y = bottom + spot.y * scale;
    if (!(x >= 0 && y >= 0 && x < static_cast<float>(width - 1) &&
          y < static_cast<float>(height - 1)))
      continue;
    if (style.is_hidden(layer.order[i])) continue;
    const auto column = static_cast<std::size_t>(x), row = static_cast<std::size_t>(y);
    const float fx = x - static_cast<float>(column), fy = y - static_cast<float>(row);
    const float area = spot.area_m2 * pixels_per_m2;
    float* at = covered_.data() + row * width + column;
    at[0] += area * (1 - fx) * (1 - fy);
    at[1] += area * fx * (1 - fy);
    at[width] += area * (1 - fx) * fy;
    at[width + 1] += area * fx * fy;
    const auto number = static_cast<std::uint16_t>(style.class_of(layer.order[i]));
    std::uint16_t* classes = class_there_.data() + row * width + column;
    classes[0] = classes[1] = classes[width] = classes[width + 1] = number;
  }
}

std::vector<std::uint8_t> TinyPolygons::pixels(const model::LayerStyle& style) const {
  std::vector<std::uint8_t> pixels(4 * covered_.size());
  for (std::size_t i = 0; i < covered_.size(); ++i) {
    if (covered_[i] <= 0) continue;
    const model::Symbol& symbol = style.classes[class_there_[i]].symbol;
    // Far away fills alone would be too pale against the land: the outline's colour joins in.
    const auto mixed = [](std::uint8_t a, std::uint8_t b) {
      return static_cast<std::uint8_t>((a + b) / 2);
    };
    const bool filled = symbol.fill.a > 0;
    pixels[4 * i] = filled ? mixed(symbol.fill.r, symbol.outline.r) : symbol.outline.r;
    pixels[4 * i + 1] = filled ? mixed(symbol.fill.g, symbol.outline.g) : symbol.outline.g;
    pixels[4 * i + 2] = filled ? mixed(symbol.fill.b, symbol.outline.b) : symbol.outline.b;
    const float alpha = static_cast<float>(filled ? symbol.fill.a : symbol.outline.a / 3);
    pixels[4 * i + 3] = static_cast<std::uint8_t>(std::min(1.0F, covered_[i] * 1.3F) * alpha);
  }
  return pixels;
}

}  // namespace wangge::render
