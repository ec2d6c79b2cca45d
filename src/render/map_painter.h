#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "render/camera.h"
#include "render/image.h"
#include "render/map_input.h"

namespace wangge::render {

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
