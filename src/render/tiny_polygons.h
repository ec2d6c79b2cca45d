#pragma once

#include <cstdint>
#include <vector>

#include "model/style.h"
#include "render/camera.h"
#include "render/packed_layer.h"

namespace wangge::render {

/// Polygons of a pixel or two, drawn by the share of each pixel they cover: a town seen from far is
/// as dark as it is dense. Four bytes a pixel (red, green, blue, alpha), bottom row first.
///
/// cost  about 15 ms for a million polygons
std::vector<std::uint8_t> draw_tiny_polygons(const PackedLayer& layer,
                                             const std::vector<std::uint32_t>& chunks,
                                             const model::LayerStyle& style, const Camera& camera);

}  // namespace wangge::render
