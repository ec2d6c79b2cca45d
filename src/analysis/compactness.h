#pragma once

#include <span>
#include <vector>

#include "geo/packed.h"

namespace wangge::analysis {

/// How round a shape is (METHODS §1); 1 is the best in each.
struct Compactness {
  double polsby_popper = 0;  ///< 4πA / P²
  double schwartzberg = 0;   ///< 2√(πA) / P, its square root
  double reock = 0;          ///< A / area of the smallest circle around it
  double hull = 0;           ///< A / area of the convex hull
  bool operator==(const Compactness&) const = default;
};

/// area_m2      of the shape
/// perimeter_m  of all its rings, holes included
/// points       of its outer border, in any order and more than once each
/// returns      all 0 for an empty shape
/// source       Polsby & Popper 1991, Schwartzberg 1966, Reock 1961, Niemi et al. 1990; the
/// smallest
///              circle: Welzl 1991
Compactness compactness(double area_m2, double perimeter_m, std::span<const geo::Point> points);

/// The smallest circle that holds all points.
struct Circle {
  geo::Point centre;
  double radius = 0;
};
/// cost  expected O(n) after the hull is found, O(n log n)
Circle smallest_circle(std::span<const geo::Point> points);

/// The corners of the convex hull, counter-clockwise; source: Andrew 1979.
std::vector<geo::Point> convex_hull(std::span<const geo::Point> points);

}  // namespace wangge::analysis
