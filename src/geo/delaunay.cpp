#include "geo/delaunay.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "geo/geos.h"

namespace wangge::geo {

std::vector<std::array<std::uint32_t, 3>> delaunay(std::span<const Point> points) {
  std::vector<std::array<std::uint32_t, 3>> triangles;
  if (points.size() < 3) return triangles;
  const auto context = geos_context();
  const GeosGeometry sites(GEOSGeom_createLineString_r(
      context, GEOSCoordSeq_copyFromBuffer_r(context, &points.data()->x,
                                             static_cast<unsigned>(points.size()), 0, 0)));
  const GeosGeometry made(GEOSDelaunayTriangulation_r(context, sites.get(), 0, 0));
  if (!made) return triangles;
  // GEOS answers by places alone.
  std::vector<std::uint32_t> order(points.size());
  std::iota(order.begin(), order.end(), 0U);
  const auto before = [](Point p, Point q) { return p.x != q.x ? p.x < q.x : p.y < q.y; };
  std::sort(order.begin(), order.end(),
            [&](auto i, auto j) { return before(points[i], points[j]); });
  const auto place_of = [&](Point p) {
    return *std::lower_bound(order.begin(), order.end(), p,
                             [&](std::uint32_t i, Point q) { return before(points[i], q); });
  };
  const int count = GEOSGetNumGeometries_r(context, made.get());
  triangles.reserve(static_cast<std::size_t>(std::max(count, 0)));
  for (int i = 0; i < count; ++i) {
    const GEOSCoordSequence* corners = GEOSGeom_getCoordSeq_r(
        context, GEOSGetExteriorRing_r(context, GEOSGetGeometryN_r(context, made.get(), i)));
    std::array<std::uint32_t, 3> triangle{};
    for (unsigned k = 0; k < 3; ++k) {
      Point p;
      GEOSCoordSeq_getXY_r(context, corners, k, &p.x, &p.y);
      triangle[k] = place_of(p);
    }
    triangles.push_back(triangle);
  }
  return triangles;
}

Circle circle_through(Point a, Point b, Point c) {
  const double bx = b.x - a.x, by = b.y - a.y, cx = c.x - a.x, cy = c.y - a.y;
  const double twice = 2 * (bx * cy - by * cx);
  const double b2 = bx * bx + by * by, c2 = cx * cx + cy * cy;
  const Point off{(cy * b2 - by * c2) / twice, (bx * c2 - cx * b2) / twice};
  return {{a.x + off.x, a.y + off.y}, std::hypot(off.x, off.y)};
}

}  // namespace wangge::geo
