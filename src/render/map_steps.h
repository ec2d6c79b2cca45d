#pragma once

#include <vector>

#include "render/camera.h"
#include "render/map_scene.h"

namespace wangge::render {

enum class Pass { raster, heat, tiny, fill, hatch, casing, outline, markers, labels };

/// A part of the picture: one pass over the chunks of a layer that are in view. Pointers are into
/// the scene and the input it was made from.
struct Step {
  Pass pass = Pass::fill;
  Drawable* drawable = nullptr;
  const StyleBuffers* buffers = nullptr;
  const model::LayerStyle* style = nullptr;
  float opacity = 1;
  std::vector<std::uint32_t> chunks;
  std::vector<RasterTile> tiles;  ///< of a raster, in place of chunks
  bool grey = false;
  float line_scale = 1;  ///< of the widths of outlines and casings
};

/// A selection larger than this is part of the picture; a smaller one lies over it.
constexpr std::size_t overlay_rows = 2000;

/// The picture from back to front. What is not packed yet is left out.
std::vector<Step> picture_steps(MapScene& scene, const MapInput& input, const Camera& camera);

/// What is drawn of a selected or hovered line or polygon, seen from however far.
std::vector<Step> overlay_steps(Extra& extra, const Camera& camera);

}  // namespace wangge::render
