#pragma once

#include <cmath>
#include <cstdint>
#include <optional>

#include "geo/point.h"

namespace wangge::geo {

/// A place on the lattice of whole millimetres: what lies closer together is one place. Whole
/// numbers, so that every question about sides and order has an exact answer.
struct LatticePoint {
  std::int64_t x = 0, y = 0;
  bool operator==(const LatticePoint&) const = default;
  auto operator<=>(const LatticePoint&) const = default;
};

constexpr double lattice_per_metre = 1000;

/// Holds every product of two differences of lattice coordinates.
__extension__ using Wide = __int128;

/// The nearest lattice point; none for places more than four million kilometres from the origin.
inline std::optional<LatticePoint> to_lattice(Point p) {
  constexpr double farthest_m = 4e9;
  if (!(std::abs(p.x) < farthest_m && std::abs(p.y) < farthest_m)) return std::nullopt;
  return LatticePoint{std::llround(p.x * lattice_per_metre), std::llround(p.y * lattice_per_metre)};
}
inline Point from_lattice(LatticePoint p) {
  return {static_cast<double>(p.x) / lattice_per_metre,
          static_cast<double>(p.y) / lattice_per_metre};
}

/// Twice the area of the triangle a, b, c: > 0 counter-clockwise.
inline Wide twice_area(LatticePoint a, LatticePoint b, LatticePoint c) {
  return Wide{b.x - a.x} * (c.y - a.y) - Wide{b.y - a.y} * (c.x - a.x);
}
inline int side(LatticePoint a, LatticePoint b, LatticePoint c) {
  const Wide twice = twice_area(a, b, c);
  return twice > 0 ? 1 : twice < 0 ? -1 : 0;
}

}  // namespace wangge::geo
