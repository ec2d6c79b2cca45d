#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "geo/point.h"

namespace wangge::geo {

/// The Delaunay triangulation of points that are all different: three places in `points` a
/// triangle. Empty for points on one line.
///
/// cost  about 4 µs a point (an estimate); GEOS does the work
std::vector<std::array<std::uint32_t, 3>> delaunay(std::span<const Point> points);

/// The middle of the circle through three points, and its radius; infinite where they lie on one
/// line.
struct Circle {
  Point middle;
  double radius = 0;
};
Circle circle_through(Point a, Point b, Point c);

}  // namespace wangge::geo
