#pragma once

#include <cmath>
#include <cstdint>
#include <optional>

#include "geo/point.h"

namespace wangge::geo {

/// A place on a lattice. Whole numbers, so that every question about sides and order has an exact
/// answer.
struct LatticePoint {
  std::int64_t x = 0, y = 0;
  bool operator==(const LatticePoint&) const = default;
  auto operator<=>(const LatticePoint&) const = default;
};

/// Holds every product of two differences of lattice coordinates.
__extension__ using Wide = __int128;

/// Which places there are: what lies closer together is one place.
struct Lattice {
  double per_metre = 1000;  ///< 1, or a power of ten up to 10^7

  /// The nearest lattice point; none for places more than four million kilometres from the origin.
  std::optional<LatticePoint> nearest(Point p) const {
    constexpr double farthest_m = 4e9;
    if (!(std::abs(p.x) < farthest_m && std::abs(p.y) < farthest_m)) return std::nullopt;
    return LatticePoint{std::llround(p.x * per_metre), std::llround(p.y * per_metre)};
  }
  Point place(LatticePoint p) const {
    return {static_cast<double>(p.x) / per_metre, static_cast<double>(p.y) / per_metre};
  }
  double square_metres(Wide twice_area) const {
    return static_cast<double>(twice_area) / (2 * per_metre * per_metre);
  }
};

/// Twice the area of the triangle a, b, c: > 0 counter-clockwise.
inline Wide twice_area(LatticePoint a, LatticePoint b, LatticePoint c) {
  return Wide{b.x - a.x} * (c.y - a.y) - Wide{b.y - a.y} * (c.x - a.x);
}
inline int side(LatticePoint a, LatticePoint b, LatticePoint c) {
  const Wide twice = twice_area(a, b, c);
  return twice > 0 ? 1 : twice < 0 ? -1 : 0;
}

}  // namespace wangge::geo
