#pragma once

#include <cmath>

#include "geo/point.h"

namespace wangge::render {

/// What part of the map is looked at. Map: metres, y to the north. Screen: pixels from the top left
/// corner of the picture, y down. North is always up.
struct Camera {
  geo::Point centre;
  double metres_per_pixel = 1;
  int width = 1, height = 1;  ///< of the picture in pixels
  float pixel_ratio = 1;      ///< pixels per logical pixel: sizes of symbols are multiplied by it

  bool operator==(const Camera&) const = default;

  geo::Point screen_from_map(geo::Point map) const {
    return {width / 2.0 + (map.x - centre.x) / metres_per_pixel,
            height / 2.0 - (map.y - centre.y) / metres_per_pixel};
  }
  geo::Point map_from_screen(geo::Point screen) const {
    return {centre.x + (screen.x - width / 2.0) * metres_per_pixel,
            centre.y - (screen.y - height / 2.0) * metres_per_pixel};
  }
  geo::Box view_box() const {
    const double w = width * metres_per_pixel / 2, h = height * metres_per_pixel / 2;
    return {centre.x - w, centre.y - h, centre.x + w, centre.y + h};
  }
  /// The camera that shows `box` with a margin of `margin_px` on all sides. An empty box: the
  /// origin.
  static Camera fit(const geo::Box& box, int width, int height, double margin_px = 24) {
    Camera camera;
    camera.width = width;
    camera.height = height;
    if (box.is_empty()) return camera;
    camera.centre = box.centre();
    camera.metres_per_pixel =
        std::max({box.width() / std::max(1.0, width - 2 * margin_px),
                  box.height() / std::max(1.0, height - 2 * margin_px), closest});
    return camera;
  }
  /// Factor > 1 comes closer; what is at `screen` stays there.
  Camera zoomed_about(geo::Point screen, double factor) const {
    const geo::Point fixed = map_from_screen(screen);
    Camera camera = *this;
    camera.metres_per_pixel = std::clamp(metres_per_pixel / factor, closest, farthest);
    const double change = camera.metres_per_pixel / metres_per_pixel;
    camera.centre = {fixed.x + (centre.x - fixed.x) * change,
                     fixed.y + (centre.y - fixed.y) * change};
    return camera;
  }
  /// The map follows a hand that moves by (dx, dy) pixels.
  Camera panned(double dx, double dy) const {
    Camera camera = *this;
    camera.centre = {centre.x - dx * metres_per_pixel, centre.y + dy * metres_per_pixel};
    return camera;
  }

  static constexpr double closest = 0.01, farthest = 50'000;  ///< metres a pixel
};

}  // namespace wangge::render
