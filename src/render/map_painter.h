#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "analysis/heat.h"
#include "base/result.h"
#include "model/workspace.h"
#include "render/camera.h"
#include "render/image.h"

namespace wangge::render {

/// A heat surface and the values its colours stand for.
struct HeatDrawing {
  std::shared_ptr<const analysis::HeatSurface> surface;
  float domain_max = 1;  ///< the value of the last colour; 0 is transparent
  float opacity = 0.85F;
  std::string legend_title;  ///< with the unit

  bool operator==(const HeatDrawing&) const = default;
};

/// All that a picture of the map depends on, besides the camera. Pointers are compared by identity:
/// the same pointer means nothing changed.
struct MapInput {
  std::shared_ptr<const model::Workspace> workspace;
  std::shared_ptr<const model::Selection> selection;  ///< may be null
  model::LayerId hover_layer = model::no_layer;
  std::uint32_t hover_row = 0;
  std::optional<HeatDrawing> heat;
  /// The plan being edited: borders between grids, and the colour (0 … 5, or hidden_class) of each
  /// row of the layer `units`. When set, the polygons of grid layers are not drawn: the plan is.
  std::shared_ptr<const geo::PackedGeometry> plan_borders;
  std::shared_ptr<const std::vector<std::uint16_t>> unit_colours;
  model::LayerId units = model::no_layer;
  model::Theme theme = model::Theme::light;
  bool labels = true;

  bool operator==(const MapInput&) const = default;
};

/// Draws the map with OpenGL 3.3 into a texture, in slices of time. Needs a current context, the
/// same one in all calls, also in the destructor.
///
/// Layers are packed for drawing in background threads the first time they are seen; until one is
/// ready the picture is drawn without it and is not complete.
class MapPainter {
 public:
  /// errors  failed: a shader or font is missing or does not compile
  static Result<std::unique_ptr<MapPainter>> make(const std::string& shader_dir);
  ~MapPainter();
  MapPainter(const MapPainter&) = delete;
  MapPainter& operator=(const MapPainter&) = delete;

  /// Goes on with the picture for about `budget_ms` and leaves in texture() the best there is: the
  /// finished picture, or the last finished one moved and scaled under the new camera.
  /// returns  true when texture() is the finished picture of this input and camera
  bool draw(const MapInput& input, const Camera& camera, double budget_ms);

  /// GL name of a texture of the camera's width and height; row 0 is the bottom of the picture, as
  /// GL has it. Valid until the next draw().
  unsigned texture() const;

  /// Draws to the end and reads the picture back.
  Result<Image> picture(const MapInput& input, const Camera& camera);

 private:
  struct Impl;
  explicit MapPainter(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace wangge::render
