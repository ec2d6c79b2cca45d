#include "analysis/compactness.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "geo/locate.h"

namespace wangge::analysis {
namespace {

using geo::Point;

double squared(Point a, Point b) { return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y); }

bool holds(const Circle& circle, Point p) {
  constexpr double slack = 1 + 1e-12;
  return squared(circle.centre, p) <= circle.radius * circle.radius * slack;
}

Circle around(Point a, Point b) {
  const Point centre{(a.x + b.x) / 2, (a.y + b.y) / 2};
  return {centre, std::sqrt(squared(centre, a))};
}

Circle around(Point a, Point b, Point c) {
  // Relative to a, so that far origins cost no digits.
  const double bx = b.x - a.x, by = b.y - a.y, cx = c.x - a.x, cy = c.y - a.y;
  const double d = 2 * (bx * cy - by * cx);
  if (d == 0) {  // on a line: the two farthest
    Circle best = around(a, b);
    for (const Circle& other : {around(a, c), around(b, c)}) {
      if (other.radius > best.radius) best = other;
    }
    return best;
  }
  const double b2 = bx * bx + by * by, c2 = cx * cx + cy * cy;
  const double ux = (cy * b2 - by * c2) / d, uy = (bx * c2 - cx * b2) / d;
  return {{a.x + ux, a.y + uy}, std::hypot(ux, uy)};
}

}  // namespace

std::vector<Point> convex_hull(std::span<const Point> points) {
  std::vector<Point> sorted(points.begin(), points.end());
  std::sort(sorted.begin(), sorted.end(),
            [](Point a, Point b) { return a.x != b.x ? a.x < b.x : a.y < b.y; });
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  if (sorted.size() < 3) return sorted;
  std::vector<Point> hull;
  const auto add = [&hull](Point p, std::size_t least) {
    while (hull.size() >= least + 2 &&
           geo::orientation(hull[hull.size() - 2], hull.back(), p) <= 0) {
      hull.pop_back();
    }
    hull.push_back(p);
  };
  for (const Point p : sorted) add(p, 0);
  const std::size_t lower = hull.size() - 1;
  for (auto p = sorted.rbegin() + 1; p != sorted.rend(); ++p) add(*p, lower);
  hull.pop_back();
  return hull;
}

Circle smallest_circle(std::span<const Point> points) {
  const std::vector<Point> hull = convex_hull(points);
  if (hull.empty()) return {};
  Circle circle{hull[0], 0};
  // Each point that sticks out lies on the circle of the points up to it.
  for (std::size_t i = 1; i < hull.size(); ++i) {
    if (holds(circle, hull[i])) continue;
    circle = {hull[i], 0};
    for (std::size_t j = 0; j < i; ++j) {
      if (holds(circle, hull[j])) continue;
      circle = around(hull[i], hull[j]);
      for (std::size_t k = 0; k < j; ++k) {
        if (!holds(circle, hull[k])) circle = around(hull[i], hull[j], hull[k]);
      }
    }
  }
  return circle;
}

Compactness compactness(double area_m2, double perimeter_m, std::span<const Point> points) {
  if (!(area_m2 > 0) || !(perimeter_m > 0)) return {};
  constexpr double pi = std::numbers::pi;
  Compactness scores;
  scores.polsby_popper = 4 * pi * area_m2 / (perimeter_m * perimeter_m);
  scores.schwartzberg = std::sqrt(scores.polsby_popper);
  std::vector<Point> hull = convex_hull(points);
  const double radius = smallest_circle(hull).radius;
  if (radius > 0) scores.reock = area_m2 / (pi * radius * radius);
  if (hull.size() >= 3) {
    hull.push_back(hull.front());
    scores.hull = area_m2 / geo::signed_ring_area(hull);
  }
  return scores;
}

}  // namespace wangge::analysis
