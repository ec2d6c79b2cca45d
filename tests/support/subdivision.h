#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <random>
#include <utility>
#include <vector>

#include "base/random.h"
#include "geo/packed.h"

namespace wangge::test {

/// A random cut of a square into n × n polygons with bent borders, near Zhuhai in EPSG:4547.
/// Borders are shared vertex by vertex. All coordinates are even multiples of 1/8 m, so that the
/// middle of every edge is a double: a point can lie exactly on a border.
struct Subdivision {
  geo::PackedGeometry areas{geo::Kind::polygons};
  std::vector<geo::Point> inner_vertices;  ///< not on the outer border
  std::vector<geo::Point> inner_middles;   ///< of edges between two areas
};

class SubdivisionMaker {
 public:
  /// bends  vertices between two corners of an area; reversed: rings run clockwise
  SubdivisionMaker(int side, int bends, unsigned seed, double size_m = 64)
      : side_(side), bends_(bends), size_m_(size_m), random_(seed) {}

  Subdivision make(bool reversed = false) {
    Subdivision result;
    for (int row = 0; row < side_; ++row) {
      for (int column = 0; column < side_; ++column) {
        std::vector<geo::Point> ring;
        walk(ring, {column, row}, {column + 1, row});
        walk(ring, {column + 1, row}, {column + 1, row + 1});
        walk(ring, {column + 1, row + 1}, {column, row + 1});
        walk(ring, {column, row + 1}, {column, row});
        // Every ring starts elsewhere: the first vertex is nothing special.
        std::rotate(ring.begin(),
                    ring.begin() + static_cast<std::ptrdiff_t>(random_() % ring.size()),
                    ring.end());
        ring.push_back(ring.front());
        if (reversed) std::reverse(ring.begin(), ring.end());
        result.areas.add_ring_feature(ring);
      }
    }
    for (const auto& [ends, line] : lines_) {
      const auto [a, b] = ends;
      const bool outer = (a.first == b.first && (a.first == 0 || a.first == side_)) ||
                         (a.second == b.second && (a.second == 0 || a.second == side_));
      if (outer) continue;
      for (std::size_t i = 0; i < line.size(); ++i) {
        const bool corner = i == 0 || i + 1 == line.size();
        const auto [x, y] = i == 0 ? a : b;
        if (!corner || (x > 0 && x < side_ && y > 0 && y < side_)) {
          result.inner_vertices.push_back(line[i]);
        }
        if (i > 0) {
          result.inner_middles.push_back(
              {(line[i - 1].x + line[i].x) / 2, (line[i - 1].y + line[i].y) / 2});
        }
      }
    }
    return result;
  }

 private:
  using Node = std::pair<int, int>;

  geo::Point snapped(double x, double y) const {
    return {std::round((453000 + x) * 4) / 4, std::round((2463000 + y) * 4) / 4};
  }
  double jitter(double share) {
    return std::uniform_real_distribution<>(-share, share)(random_) * size_m_;
  }
  geo::Point corner(Node node) {
    const auto [found, fresh] = corners_.try_emplace(node);
    if (fresh) {
      const bool edge_x = node.first == 0 || node.first == side_;
      const bool edge_y = node.second == 0 || node.second == side_;
      // Every third stays put, so that some borders run exactly east or north.
      const bool still = random_() % 3 == 0;
      found->second = snapped(node.first * size_m_ + (still || edge_x ? 0 : jitter(0.12)),
                              node.second * size_m_ + (still || edge_y ? 0 : jitter(0.12)));
    }
    return found->second;
  }
  /// The border between two corners, the same object for both areas.
  const std::vector<geo::Point>& line(Node a, Node b) {
    const auto [found, fresh] = lines_.try_emplace({a, b});
    if (!fresh) return found->second;
    const geo::Point from = corner(a), to = corner(b);
    auto& points = found->second;
    points.push_back(from);
    for (int i = 1; i <= bends_; ++i) {
      const double share = static_cast<double>(i) / (bends_ + 1);
      // Bends go across the border only, so that it cannot cross itself,
      // and less near its ends than would reach another border of the same corner.
      const double reach = 0.25 * std::min({share, 1 - share, 0.4});
      const double off = random_() % 4 == 0 ? 0 : jitter(reach);
      const bool level = a.second == b.second;
      const geo::Point p = snapped(from.x + (to.x - from.x) * share + (level ? 0 : off) - 453000,
                                   from.y + (to.y - from.y) * share + (level ? off : 0) - 2463000);
      if (p != points.back()) points.push_back(p);
    }
    points.push_back(to);
    return points;
  }
  /// Appends the way from a to b without its last point.
  void walk(std::vector<geo::Point>& ring, Node a, Node b) {
    const bool forward = a < b;
    const auto& points = forward ? line(a, b) : line(b, a);
    if (forward) {
      ring.insert(ring.end(), points.begin(), points.end() - 1);
    } else {
      ring.insert(ring.end(), points.rbegin(), points.rend() - 1);
    }
  }

  int side_, bends_;
  double size_m_;
  std::mt19937 random_;
  std::map<Node, geo::Point> corners_;
  std::map<std::pair<Node, Node>, std::vector<geo::Point>> lines_;
};

struct Shaking {
  double by_m = 0.3;
  double vertices = 1;    ///< share of them that move
  double open_rings = 0;  ///< share of rings that are left unclosed
};

/// Every vertex of every feature moved by itself: what borders have in common is lost.
inline geo::PackedGeometry shaken(const geo::PackedGeometry& areas, Random& random,
                                  const Shaking& shaking) {
  geo::PackedGeometry made(geo::Kind::polygons);
  for (std::size_t row = 0; row < areas.size(); ++row) {
    std::vector<geo::Point> ring;
    const auto points = areas.feature_points(row);
    for (geo::Point p : points.first(points.size() - 1)) {
      if (random.chance(shaking.vertices)) {
        p.x += random.between(-shaking.by_m, shaking.by_m);
        p.y += random.between(-shaking.by_m, shaking.by_m);
      }
      ring.push_back(p);
    }
    if (!random.chance(shaking.open_rings)) ring.push_back(ring.front());
    made.add_ring_feature(ring);
  }
  return made;
}

/// A polygon feature of straight sides from its corners, closed here.
inline void add_polygon(geo::PackedGeometry& into, std::vector<geo::Point> corners) {
  corners.push_back(corners.front());
  into.add_ring_feature(corners);
}

inline void add_square(geo::PackedGeometry& into, double x, double y, double size) {
  add_polygon(into, {{x, y}, {x + size, y}, {x + size, y + size}, {x, y + size}});
}

/// A square with a square hole in the middle of half its size.
inline void add_ring_square(geo::PackedGeometry& into, double x, double y, double size) {
  const auto ring = [&into](double left, double south, double side) {
    for (const geo::Point p : {geo::Point{left, south},
                               {left + side, south},
                               {left + side, south + side},
                               {left, south + side},
                               {left, south}}) {
      into.add_point(p);
    }
    into.end_ring();
  };
  ring(x, y, size);
  ring(x + size / 4, y + size / 4, size / 2);
  into.end_part();
  into.end_feature();
}

}  // namespace wangge::test
