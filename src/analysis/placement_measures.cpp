#include "analysis/placement_measures.h"

#include <algorithm>

#include "geo/locate.h"

namespace wangge::analysis {
namespace {

using geo::PackedGeometry;
using geo::Point;

constexpr double beside_line_m = 30;  // a building that a line could cross at all
constexpr double on_line_m = 10;

geo::Box box_around(Point p, double margin) {
  geo::Box box;
  box.grow(p);
  return box.padded(margin);
}

bool segments_cross(Point a, Point b, Point c, Point d) {
  if (std::max(a.x, b.x) < std::min(c.x, d.x) || std::max(c.x, d.x) < std::min(a.x, b.x) ||
      std::max(a.y, b.y) < std::min(c.y, d.y) || std::max(c.y, d.y) < std::min(a.y, b.y)) {
    return false;
  }
  return geo::orientation(a, b, c) * geo::orientation(a, b, d) <= 0 &&
         geo::orientation(c, d, a) * geo::orientation(c, d, b) <= 0;
}

/// To the nearest building, or `farthest` where there is none so near: looked for in ever wider
/// boxes.
double distance_to_building(Point p, const PackedGeometry& buildings, const geo::BoxTree& index,
                            double farthest) {
  double nearest = farthest;
  for (const double reach : {near_building_m, 40.0, farthest_m}) {
    if (reach > farthest) break;
    index.query(box_around(p, reach), [&](std::uint32_t row) {
      const geo::Box box = buildings.box(row);
      const double dx = std::max({box.min_x - p.x, p.x - box.max_x, 0.0});
      const double dy = std::max({box.min_y - p.y, p.y - box.max_y, 0.0});
      if (dx * dx + dy * dy > nearest * nearest) return;
      nearest = std::min(nearest, geo::distance_to(buildings, row, p));
    });
    if (nearest <= reach) break;
  }
  return nearest;
}

}  // namespace

bool crosses(const PackedGeometry& polygons, std::size_t polygon, const PackedGeometry& lines,
             std::size_t line) {
  const auto points = lines.feature_points(line);
  if (points.empty()) return false;
  const geo::Box box = lines.box(line);
  for (auto part = polygons.features().begin(polygon); part < polygons.features().end(polygon);
       ++part) {
    for (auto r = polygons.parts().begin(part); r < polygons.parts().end(part); ++r) {
      const auto ring = polygons.ring(r);
      for (std::size_t i = 1; i < ring.size(); ++i) {
        const Point c = ring[i - 1], d = ring[i];
        if (std::max(c.x, d.x) < box.min_x || std::min(c.x, d.x) > box.max_x ||
            std::max(c.y, d.y) < box.min_y || std::min(c.y, d.y) > box.max_y) {
          continue;
        }
        for (std::size_t k = 1; k < points.size(); ++k) {
          if (segments_cross(c, d, points[k - 1], points[k])) return true;
        }
      }
    }
  }
  return geo::owns(polygons, polygon, points.front());
}

Agreement inside_area(const PackedGeometry& anchors, const AreaIndex& areas) {
  Agreement result;
  for (const Point p : anchors.points()) {
    if (!geo::is_finite(p)) continue;
    ++result.seen;
    result.good += areas.owner(p) != AreaIndex::none ? 1 : 0;
  }
  return result;
}

Agreement named_area(const PackedGeometry& anchors, const AreaIndex& areas,
                     std::span<const std::uint32_t> expected,
                     std::span<const std::uint32_t> same_name) {
  Agreement result;
  const auto& points = anchors.points();
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (expected[i] == AreaIndex::none || !geo::is_finite(points[i])) continue;
    ++result.seen;
    const std::uint32_t owner = areas.owner(points[i]);
    result.good += owner != AreaIndex::none && same_name[owner] == expected[i] ? 1 : 0;
  }
  return result;
}

Agreement at_building(const PackedGeometry& anchors, const PackedGeometry& buildings,
                      const geo::BoxTree& index) {
  Agreement result;
  constexpr double too_far = near_building_m * 1.001;
  for (const Point p : anchors.points()) {
    if (!geo::is_finite(p)) continue;
    ++result.seen;
    const double distance = distance_to_building(p, buildings, index, too_far);
    result.good += distance <= near_building_m ? 1 : 0;
  }
  return result;
}

double mean_distance_to_building(const PackedGeometry& anchors, const PackedGeometry& buildings,
                                 const geo::BoxTree& index) {
  constexpr std::size_t looked_at = 300;
  const auto& points = anchors.points();
  const std::size_t step = std::max<std::size_t>(1, points.size() / looked_at);
  double sum = 0, seen = 0;
  for (std::size_t i = 0; i < points.size(); i += step) {
    if (!geo::is_finite(points[i])) continue;
    sum += distance_to_building(points[i], buildings, index, farthest_m);
    ++seen;
  }
  return seen == 0 ? farthest_m : sum / seen;
}

Agreement uncrossed(const PackedGeometry& pieces, const PackedGeometry& others,
                    const geo::BoxTree& index, bool pieces_are_lines) {
  Agreement result;
  for (std::size_t piece = 0; piece < pieces.size(); ++piece) {
    const geo::Box box = pieces.box(piece);
    if (box.is_empty()) continue;
    bool beside = false, crossed = false;
    index.query(box.padded(beside_line_m), [&](std::uint32_t other) {
      beside = true;
      if (crossed || !others.box(other).intersects(box)) return;
      crossed = pieces_are_lines ? crosses(others, other, pieces, piece)
                                 : crosses(pieces, piece, others, other);
    });
    result.seen += beside ? 1 : 0;
    result.good += beside && !crossed ? 1 : 0;
  }
  return result;
}

Agreement whole_inside(const PackedGeometry& solids, const AreaIndex& areas) {
  Agreement result;
  for (std::size_t solid = 0; solid < solids.size(); ++solid) {
    std::uint32_t first = 0;
    bool any = false, same = true, begun = false;
    for (const Point p : solids.feature_points(solid)) {
      if (!geo::is_finite(p)) continue;
      const std::uint32_t owner = areas.owner(p);
      any = any || owner != AreaIndex::none;
      same = same && (!begun || owner == first);
      first = owner;
      begun = true;
    }
    result.seen += any ? 1 : 0;
    result.good += any && same ? 1 : 0;
  }
  return result;
}

Agreement on_line(const PackedGeometry& edges, const PackedGeometry& lines,
                  const geo::BoxTree& index) {
  Agreement result;
  for (const Point p : edges.points()) {
    if (!geo::is_finite(p)) continue;
    bool near = false;
    index.query(box_around(p, on_line_m), [&](std::uint32_t line) {
      near = near || geo::distance_to_line(lines.feature_points(line), p) <= on_line_m;
    });
    ++result.seen;
    result.good += near ? 1 : 0;
  }
  return result;
}

}  // namespace wangge::analysis
