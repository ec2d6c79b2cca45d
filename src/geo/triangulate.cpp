#include "geo/triangulate.h"

#include <cmath>

#include "geo/geos.h"

namespace wangge::geo {
namespace {

double cross(Point a, Point b, Point c) {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

bool in_triangle(Point p, Point a, Point b, Point c) {
  return cross(a, b, p) >= 0 && cross(b, c, p) >= 0 && cross(c, a, p) >= 0;
}

bool same(Point a, Point b) { return a.x == b.x && a.y == b.y; }

}  // namespace

std::vector<std::uint32_t> ear_clip(std::span<const Point> ring) {
  if (ring.size() < 4) return {};
  const auto n = static_cast<std::uint32_t>(ring.size() - 1);  // the last point repeats the first
  const double area = signed_ring_area(ring);
  if (area == 0) return {};
  std::vector<std::uint32_t> next(n), previous(n);
  const bool forward = area > 0;
  for (std::uint32_t i = 0; i < n; ++i) {
    const std::uint32_t after = (i + 1) % n, before = (i + n - 1) % n;
    next[i] = forward ? after : before;
    previous[i] = forward ? before : after;
  }
  std::vector<std::uint32_t> triangles;
  triangles.reserve(3 * (n - 2));
  double clipped = 0;
  std::uint32_t left = n, at = 0, tries = 0;
  while (left > 3 && tries < left) {
    const std::uint32_t p = previous[at], q = next[at];
    const Point a = ring[p], b = ring[at], c = ring[q];
    const double twice = cross(a, b, c);
    bool ear = twice > 0;
    for (std::uint32_t i = next[q]; ear && i != p; i = next[i]) {
      const Point v = ring[i];
      // Only reflex corners can lie in an ear; corners that coincide with the ear's own do not
      // count.
      if (cross(ring[previous[i]], v, ring[next[i]]) > 0) continue;
      ear = same(v, a) || same(v, b) || same(v, c) || !in_triangle(v, a, b, c);
    }
    if (ear || twice == 0) {  // a corner on a straight line is dropped with an empty triangle
      if (ear) {
        triangles.insert(triangles.end(), {p, at, q});
        clipped += twice / 2;
      }
      next[p] = q;
      previous[q] = p;
      --left;
      tries = 0;
      at = q;
    } else {
      at = q;
      ++tries;
    }
  }
  if (left != 3) return {};
  const std::uint32_t p = previous[at], q = next[at];
  const double last = cross(ring[p], ring[at], ring[q]) / 2;
  triangles.insert(triangles.end(), {p, at, q});
  clipped += last;
  // A last triangle that is turned over takes back what others covered twice: the ring crosses
  // itself.
  const double tolerance = 1e-9 * std::abs(area);
  if (last < -tolerance || std::abs(clipped - std::abs(area)) > tolerance) return {};
  return triangles;
}

namespace {

constexpr std::size_t most_points_for_ears = 400;

void triangulate_by_geos(const PackedGeometry& polygons, std::size_t part,
                         std::vector<Point>& triangles) {
  PackedGeometry one(Kind::polygons);
  for (auto r = polygons.parts().begin(part); r < polygons.parts().end(part); ++r) {
    for (const Point p : polygons.ring(r)) one.add_point(p);
    one.end_ring();
  }
  one.end_part();
  one.end_feature();
  const GeosGeometry shape = to_valid_geos(one, 0);
  if (!shape) return;
  const GeosGeometry cut(GEOSConstrainedDelaunayTriangulation_r(geos_context(), shape.get()));
  if (!cut) return;
  PackedGeometry pieces(Kind::polygons);
  append_from_geos(pieces, cut.get());
  for (std::size_t r = 0; r < pieces.rings().size(); ++r) {
    const auto ring = pieces.ring(r);
    if (ring.size() == 4) triangles.insert(triangles.end(), ring.begin(), ring.begin() + 3);
  }
}

}  // namespace

void triangulate_part(const PackedGeometry& polygons, std::size_t part,
                      std::vector<Point>& triangles) {
  const auto first = polygons.parts().begin(part), last = polygons.parts().end(part);
  if (first == last) return;
  const auto ring = polygons.ring(first);
  if (last - first == 1 && ring.size() <= most_points_for_ears) {
    const auto corners = ear_clip(ring);
    for (const auto corner : corners) triangles.push_back(ring[corner]);
    if (!corners.empty() || signed_ring_area(ring) == 0) return;
  }
  triangulate_by_geos(polygons, part, triangles);
}

}  // namespace wangge::geo
