#pragma once

#include <algorithm>
#include <cmath>
#include <limits>

namespace wangge::geo {

/// A place. On the map: easting and northing in metres of the workspace's CRS; while reading: x and
/// y of the source CRS in traditional order (longitude before latitude, easting before northing).
struct Point {
  double x = 0;
  double y = 0;
  bool operator==(const Point&) const = default;
};

constexpr Point nowhere{std::numeric_limits<double>::quiet_NaN(),
                        std::numeric_limits<double>::quiet_NaN()};

inline bool is_finite(Point p) { return std::isfinite(p.x) && std::isfinite(p.y); }
inline double distance(Point a, Point b) { return std::hypot(a.x - b.x, a.y - b.y); }

/// An axis-parallel box, closed on all sides. The default one is empty: it contains nothing and
/// growing it by a point makes it that point.
struct Box {
  double min_x = std::numeric_limits<double>::infinity();
  double min_y = std::numeric_limits<double>::infinity();
  double max_x = -std::numeric_limits<double>::infinity();
  double max_y = -std::numeric_limits<double>::infinity();

  bool operator==(const Box&) const = default;
  bool is_empty() const { return !(min_x <= max_x && min_y <= max_y); }
  double width() const { return max_x - min_x; }
  double height() const { return max_y - min_y; }
  Point centre() const { return {(min_x + max_x) / 2, (min_y + max_y) / 2}; }
  bool contains(Point p) const {
    return p.x >= min_x && p.x <= max_x && p.y >= min_y && p.y <= max_y;
  }
  bool contains(const Box& b) const {
    return b.min_x >= min_x && b.max_x <= max_x && b.min_y >= min_y && b.max_y <= max_y;
  }
  bool intersects(const Box& b) const {
    return b.min_x <= max_x && b.max_x >= min_x && b.min_y <= max_y && b.max_y >= min_y;
  }
  void grow(Point p) {
    min_x = std::min(min_x, p.x), max_x = std::max(max_x, p.x);
    min_y = std::min(min_y, p.y), max_y = std::max(max_y, p.y);
  }
  void grow(const Box& b) {
    min_x = std::min(min_x, b.min_x), max_x = std::max(max_x, b.max_x);
    min_y = std::min(min_y, b.min_y), max_y = std::max(max_y, b.max_y);
  }
  /// The same box with `margin` more on every side.
  Box padded(double margin) const {
    return {min_x - margin, min_y - margin, max_x + margin, max_y + margin};
  }
};

}  // namespace wangge::geo
