#pragma once

#include <cmath>
#include <numbers>
#include <vector>

#include "base/random.h"
#include "geo/packed.h"

namespace wangge::geo {

/// A simple closed ring around (453000, 2463000): star-shaped with spikes, 4 to 60 corners, nowhere
/// nearer than 10 m to its middle.
inline std::vector<Point> random_ring(std::uint64_t seed) {
  Random random(seed);
  const auto corners = 4 + random.below(57);
  std::vector<Point> ring;
  for (std::uint32_t i = 0; i < corners; ++i) {
    const double angle = (i + random.between(0.1, 0.9)) * 2 * std::numbers::pi / corners;
    const double radius = random.chance(0.3) ? random.between(60, 100) : random.between(15, 40);
    ring.push_back({453'000 + radius * std::cos(angle), 2'463'000 + radius * std::sin(angle)});
  }
  ring.push_back(ring.front());
  return ring;
}

/// A ring inside random_ring(seed), clockwise: a small triangle at its middle.
inline std::vector<Point> random_hole(std::uint64_t seed) {
  const double turn = Random(seed, 1).between(0, 2);
  std::vector<Point> ring;
  for (const double angle : {turn, turn - 2.1, turn - 4.2}) {
    ring.push_back({453'000 + 0.5 * std::cos(angle), 2'463'000 + 0.5 * std::sin(angle)});
  }
  ring.push_back(ring.front());
  return ring;
}

/// One feature of one part.
inline PackedGeometry one_polygon(const std::vector<std::vector<Point>>& rings) {
  PackedGeometry polygon(Kind::polygons);
  for (const auto& ring : rings) {
    for (const Point p : ring) polygon.add_point(p);
    polygon.end_ring();
  }
  polygon.end_part();
  polygon.end_feature();
  return polygon;
}

}  // namespace wangge::geo
