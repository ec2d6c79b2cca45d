#include "geo/label_point.h"

#include <cmath>
#include <numbers>
#include <queue>

#include "geo/locate.h"

namespace wangge::geo {
namespace {

/// One part as a feature of its own.
PackedGeometry largest_part(const PackedGeometry& polygons, std::size_t feature) {
  double largest = -1;
  std::uint32_t chosen = polygons.features().begin(feature);
  for (auto part = chosen; part < polygons.features().end(feature); ++part) {
    const double area = std::abs(signed_ring_area(polygons.ring(polygons.parts().begin(part))));
    if (area > largest) largest = area, chosen = part;
  }
  PackedGeometry one(Kind::polygons);
  for (auto r = polygons.parts().begin(chosen); r < polygons.parts().end(chosen); ++r) {
    for (const Point p : polygons.ring(r)) one.add_point(p);
    one.end_ring();
  }
  one.end_part();
  one.end_feature();
  return one;
}

/// Metres to the border, negative outside.
double depth(const PackedGeometry& one, Point p) {
  double nearest = std::numeric_limits<double>::infinity();
  for (std::size_t r = 0; r < one.rings().size(); ++r) {
    nearest = std::min(nearest, distance_to_line(one.ring(r), p));
  }
  return owns(one, 0, p) ? nearest : -nearest;
}

}  // namespace

LabelPoint label_point(const PackedGeometry& polygons, std::size_t feature) {
  if (!polygons.has_geometry(feature)) return {};
  const PackedGeometry one = largest_part(polygons, feature);
  const Box box = one.box();
  const double size = std::min(box.width(), box.height());
  if (!(size > 0)) return {box.centre(), 0};

  struct Cell {
    Point centre;
    double half, depth;
    double best_possible() const { return depth + half * std::numbers::sqrt2; }
    bool operator<(const Cell& other) const { return best_possible() < other.best_possible(); }
  };
  std::priority_queue<Cell> cells;
  const auto add = [&](Point centre, double half) {
    cells.push({centre, half, depth(one, centre)});
  };
  for (double x = box.min_x; x < box.max_x; x += size) {
    for (double y = box.min_y; y < box.max_y; y += size) {
      add({x + size / 2, y + size / 2}, size / 2);
    }
  }
  Cell best{box.centre(), 0, depth(one, box.centre())};
  for (int rounds = 0; !cells.empty() && rounds < 400; ++rounds) {
    const Cell cell = cells.top();
    cells.pop();
    if (cell.depth > best.depth) best = cell;
    if (cell.best_possible() - best.depth <= size * 0.02) break;
    const double half = cell.half / 2;
    for (const double dx : {-half, half}) {
      for (const double dy : {-half, half}) add({cell.centre.x + dx, cell.centre.y + dy}, half);
    }
  }
  return {best.centre, std::max(0.0, best.depth)};
}

}  // namespace wangge::geo
