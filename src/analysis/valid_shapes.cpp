#include "analysis/valid_shapes.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "analysis/in_blocks.h"
#include "geo/geos.h"
#include "geo/locate.h"

namespace wangge::analysis {
namespace {

using geo::PackedGeometry;
using geo::Point;

/// Whether two edges that share no end are clearly apart; false where one would have to look
/// closer.
bool clearly_apart(Point a, Point b, Point c, Point d) {
  if (std::max(a.x, b.x) < std::min(c.x, d.x) || std::max(c.x, d.x) < std::min(a.x, b.x) ||
      std::max(a.y, b.y) < std::min(c.y, d.y) || std::max(c.y, d.y) < std::min(a.y, b.y)) {
    return true;
  }
  return geo::orientation(a, b, c) * geo::orientation(a, b, d) > 0 ||
         geo::orientation(c, d, a) * geo::orientation(c, d, b) > 0;
}

/// Whether a feature is one small ring whose edges meet only at their ends: most buildings are, and
/// need no GEOS object to be found valid.
bool plainly_valid(const PackedGeometry& polygons, std::size_t row) {
  constexpr std::size_t small = 24;
  const auto part = polygons.features().begin(row);
  if (polygons.features().end(row) != part + 1) return false;
  const auto first = polygons.parts().begin(part);
  if (polygons.parts().end(part) != first + 1) return false;
  const auto ring = polygons.ring(first);
  if (ring.size() < 4 || ring.size() > small || ring.front() != ring.back()) return false;
  const std::size_t edges = ring.size() - 1;
  for (std::size_t i = 0; i < edges; ++i) {
    const Point a = ring[i], b = ring[i + 1], after = ring[(i + 1) % edges + 1];
    if (a == b || geo::orientation(a, b, after) == 0) return false;
    for (std::size_t j = i + 2; j < edges; ++j) {
      if (i == 0 && j + 1 == edges) continue;  // neighbours round the start
      if (!clearly_apart(a, b, ring[j], ring[j + 1])) return false;
    }
  }
  return true;
}

enum class State : std::uint8_t { fine, without_geometry, broken };

State state_of(const PackedGeometry& geometry, std::size_t row) {
  if (!geometry.has_geometry(row)) return State::without_geometry;
  if (geometry.kind() == geo::Kind::points) return State::fine;
  if (geometry.kind() == geo::Kind::polygons && plainly_valid(geometry, row)) return State::fine;
  const geo::GeosGeometry shape = geo::to_geos(geometry, row);
  return shape && GEOSisValid_r(geo::geos_context(), shape.get()) == 1 ? State::fine
                                                                       : State::broken;
}

}  // namespace

ValidShapes valid_shapes(const PackedGeometry& geometry, Progress& progress) {
  std::vector<State> states(geometry.size(), State::fine);
  parallel_ranges(states.size(), 1024, [&](std::size_t begin, std::size_t end) {
    for (std::size_t row = begin; row < end && !progress.cancelled(); ++row) {
      states[row] = state_of(geometry, row);
    }
  });
  ValidShapes valid;
  std::vector<std::uint32_t> broken;
  for (std::uint32_t row = 0; row < states.size(); ++row) {
    if (states[row] == State::broken) broken.push_back(row);
    if (states[row] == State::without_geometry) ++valid.without_geometry;
  }
  if (broken.empty()) {
    valid.geometry = geometry;
    return valid;
  }
  const auto mended = in_blocks(broken.size(), 1, progress, [&](std::size_t begin, std::size_t) {
    PackedGeometry one(geometry.kind());
    geo::append_from_geos(one, geo::to_valid_geos(geometry, broken[begin]).get());
    return one;
  });
  valid.geometry = PackedGeometry(geometry.kind());
  std::size_t next = 0;
  for (std::uint32_t row = 0; row < states.size(); ++row) {
    if (states[row] != State::broken) {
      valid.geometry.append_feature(geometry, row);
      continue;
    }
    const PackedGeometry& one = mended[next++];
    const bool usable = !one.empty() && one.has_geometry(0);
    usable ? valid.geometry.append_feature(one, 0) : valid.geometry.end_feature();
    ++(usable ? valid.mended : valid.unusable);
  }
  return valid;
}

}  // namespace wangge::analysis
