#pragma once

#include <cmath>
#include <vector>

#include "render/camera.h"

namespace wangge {

/// How a hand moves the map in a second: 60 steps of about 12 pixels.
inline std::vector<render::Camera> pan_at(render::Camera camera, double metres_per_pixel) {
  camera.metres_per_pixel = metres_per_pixel;
  std::vector<render::Camera> path;
  for (int i = 0; i < 60; ++i) path.push_back(camera = camera.panned(-11, 7 * std::sin(i * 0.2)));
  return path;
}

/// And how a wheel zooms it, about a place off the middle.
inline std::vector<render::Camera> zoom(render::Camera camera, double from, double to) {
  camera.metres_per_pixel = from;
  std::vector<render::Camera> path;
  constexpr int steps = 60;
  const double factor = std::pow(from / to, 1.0 / steps);
  for (int i = 0; i < steps; ++i) path.push_back(camera = camera.zoomed_about({700, 500}, factor));
  return path;
}

}  // namespace wangge
