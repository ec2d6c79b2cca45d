#pragma once

#include <algorithm>
#include <span>
#include <utility>

#include "geo/packed.h"

namespace wangge::geo {

/// The sign of the area of triangle a, b, c: > 0 counter-clockwise, < 0 clockwise, 0 on a line.
/// Exact unless products underflow: a floating-point filter, then the sum of exact products where
/// the filter cannot tell. Source: the error bound of Shewchuk 1997, "Adaptive Precision
/// Floating-Point Arithmetic and Fast Robust Geometric Predicates".
int orientation(Point a, Point b, Point c);

/// Whether an edge counts as crossed by the ray from p to the right (east). Edges are half-open in
/// y and p on an edge counts as left of it or right of it by the edge's place alone, never by its
/// direction: so of polygons that share borders exactly, each point belongs to exactly one.
inline bool crosses_ray(Point a, Point b, Point p) {
  if (a.y > b.y) std::swap(a, b);
  if (!(a.y <= p.y && p.y < b.y)) return false;
  if (p.x < std::min(a.x, b.x)) return true;
  if (p.x > std::max(a.x, b.x)) return false;
  return orientation(a, b, p) > 0;  // strictly left of the upward edge
}

/// Whether a polygon feature owns a point, by the half-open rule (METHODS §8).
bool owns(const PackedGeometry& polygons, std::size_t feature, Point p);

/// Metres from a point to the nearest place of a line or ring; infinite for an empty one.
double distance_to_line(std::span<const Point> line, Point p);

/// Metres from a point to a feature: 0 inside a polygon, else to the nearest ring, line or point.
/// Infinite for a feature without geometry.
double distance_to(const PackedGeometry& geometry, std::size_t feature, Point p);

}  // namespace wangge::geo
