#include "geo/locate.h"

#include <array>
#include <cmath>

namespace wangge::geo {
namespace {

/// a + b as a rounded sum and its exact error (Knuth).
void two_sum(double a, double b, double& sum, double& error) {
  sum = a + b;
  const double b_part = sum - a;
  error = (a - (sum - b_part)) + (b - b_part);
}

/// a * b as a rounded product and its exact error.
void two_product(double a, double b, double& product, double& error) {
  product = a * b;
  error = std::fma(a, b, -product);
}

/// The sign of an exact sum: terms are added into an expansion that does not overlap, whose largest
/// non-zero component carries the sign.
template <std::size_t N>
int sign_of_sum(const std::array<double, N>& terms) {
  std::array<double, N> expansion{};
  std::size_t size = 0;
  for (double term : terms) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < size; ++i) {
      double sum = 0, error = 0;
      two_sum(term, expansion[i], sum, error);
      if (error != 0) expansion[kept++] = error;
      term = sum;
    }
    if (term != 0) expansion[kept++] = term;
    size = kept;
  }
  if (size == 0) return 0;
  return expansion[size - 1] > 0 ? 1 : -1;
}

int exact_orientation(Point a, Point b, Point c) {
  // The determinant written out over the coordinates themselves: a×b + b×c + c×a, six products.
  std::array<double, 12> terms{};
  std::size_t at = 0;
  const auto add = [&](double x, double y) {
    double product = 0, error = 0;
    two_product(x, y, product, error);
    terms[at++] = error;
    terms[at++] = product;
  };
  add(a.x, b.y);
  add(-a.y, b.x);
  add(b.x, c.y);
  add(-b.y, c.x);
  add(c.x, a.y);
  add(-c.y, a.x);
  return sign_of_sum(terms);
}

double distance_to_segment(Point p, Point a, Point b) {
  const double dx = b.x - a.x, dy = b.y - a.y;
  const double squared = dx * dx + dy * dy;
  if (squared == 0) return distance(p, a);
  const double t = std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / squared, 0.0, 1.0);
  return distance(p, {a.x + t * dx, a.y + t * dy});
}

}  // namespace

int orientation(Point a, Point b, Point c) {
  const double left = (a.x - c.x) * (b.y - c.y);
  const double right = (a.y - c.y) * (b.x - c.x);
  const double determinant = left - right;
  const double bound = 3.3306690738754716e-16 * (std::abs(left) + std::abs(right));
  if (determinant > bound) return 1;
  if (-determinant > bound) return -1;
  return exact_orientation(a, b, c);
}

bool owns(const PackedGeometry& polygons, std::size_t feature, Point p) {
  // Parity over all rings: holes take out what shells put in, whatever their orientation.
  bool inside = false;
  for (auto part = polygons.features().begin(feature); part < polygons.features().end(feature);
       ++part) {
    for (auto r = polygons.parts().begin(part); r < polygons.parts().end(part); ++r) {
      const auto ring = polygons.ring(r);
      for (std::size_t i = 1; i < ring.size(); ++i) {
        if (crosses_ray(ring[i - 1], ring[i], p)) inside = !inside;
      }
    }
  }
  return inside;
}

double distance_to_line(std::span<const Point> line, Point p) {
  double nearest = std::numeric_limits<double>::infinity();
  if (line.size() == 1) nearest = distance(p, line[0]);
  for (std::size_t i = 1; i < line.size(); ++i) {
    nearest = std::min(nearest, distance_to_segment(p, line[i - 1], line[i]));
  }
  return nearest;
}

double distance_to(const PackedGeometry& geometry, std::size_t feature, Point p) {
  if (geometry.kind() == Kind::polygons && owns(geometry, feature, p)) return 0;
  double nearest = std::numeric_limits<double>::infinity();
  for (auto part = geometry.features().begin(feature); part < geometry.features().end(feature);
       ++part) {
    for (auto r = geometry.parts().begin(part); r < geometry.parts().end(part); ++r) {
      nearest = std::min(nearest, distance_to_line(geometry.ring(r), p));
    }
  }
  return nearest;
}

}  // namespace wangge::geo
