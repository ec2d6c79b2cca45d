#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geo/packed.h"

namespace wangge::geo {

/// Cuts a closed simple ring into triangles by ear clipping: three places in `ring` a triangle,
/// counter-clockwise. Empty when the ring is not simple or the ears run out; the caller checks
/// that.
///
/// cost  O(n²) at worst, a few million usual buildings a second; meant for up to some hundred
/// points
std::vector<std::uint32_t> ear_clip(std::span<const Point> ring);

/// Triangles of one part of a polygon feature (outer ring and holes), three points each. Rings that
/// ear_clip() does not take go through GEOS's constrained Delaunay triangulation, mended first
/// where they are not valid. The areas of the triangles sum to the part's area.
void triangulate_part(const PackedGeometry& polygons, std::size_t part,
                      std::vector<Point>& triangles);

}  // namespace wangge::geo
