#include "analysis/compactness.h"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <numbers>
#include <sstream>

#include "base/random.h"

namespace wangge::analysis {
namespace {

using geo::Point;

Compactness of_ring(const std::vector<Point>& corners) {
  std::vector<Point> ring = corners;
  ring.push_back(ring.front());
  double perimeter = 0;
  for (std::size_t i = 1; i < ring.size(); ++i) perimeter += geo::distance(ring[i - 1], ring[i]);
  return compactness(std::abs(geo::signed_ring_area(ring)), perimeter, ring);
}

std::vector<Point> regular(int corners, Point centre, double radius) {
  std::vector<Point> ring;
  for (int i = 0; i < corners; ++i) {
    const double angle = 2 * std::numbers::pi * i / corners;
    ring.push_back({centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)});
  }
  return ring;
}

const Point zhuhai{453620.17, 2463767.17};

TEST(Compactness, OfPlainShapesIsAsComputedByHand) {
  const double tolerance = 5e-7;
  const Compactness square = of_ring(regular(4, zhuhai, 400));
  EXPECT_NEAR(square.polsby_popper, 0.785398, tolerance);
  EXPECT_NEAR(square.reock, 0.636620, tolerance);
  EXPECT_NEAR(square.hull, 1, tolerance);
  const Compactness hexagon = of_ring(regular(6, zhuhai, 400));
  EXPECT_NEAR(hexagon.polsby_popper, 0.906900, tolerance);
  EXPECT_NEAR(hexagon.reock, 0.826993, tolerance);
  const Compactness triangle = of_ring(regular(3, zhuhai, 400));
  EXPECT_NEAR(triangle.polsby_popper, 0.604600, tolerance);
  EXPECT_NEAR(triangle.reock, 0.413497, tolerance);
  const Compactness strip = of_ring({{0, 0}, {400, 0}, {400, 100}, {0, 100}});
  EXPECT_NEAR(strip.polsby_popper, 0.502655, tolerance);
  EXPECT_NEAR(strip.reock, 0.299586, tolerance);
  const Compactness tromino =
      of_ring({{0, 0}, {200, 0}, {200, 100}, {100, 100}, {100, 200}, {0, 200}});
  EXPECT_NEAR(tromino.polsby_popper, 0.589049, tolerance);
  EXPECT_NEAR(tromino.hull, 0.857143, tolerance);
}

TEST(Compactness, IsInSquareMetresNotInRatios) {
  // A test that only looks at ratios would not notice degrees (METHODS §0).
  const std::vector<Point> corners = regular(4, zhuhai, 500 * std::numbers::sqrt2);
  EXPECT_NEAR(smallest_circle(corners).radius, 500 * std::numbers::sqrt2, 1e-6);
  std::vector<Point> hull = convex_hull(corners);
  hull.push_back(hull.front());
  EXPECT_NEAR(geo::signed_ring_area(hull), 1e6, 1e-3);
}

TEST(Compactness, IsWhatOthersCompute) {
  const std::string path = WANGGE_SOURCE_DIR "/../shared/realdata/reference/expected.csv";
  std::ifstream file(path);
  if (!file) GTEST_SKIP() << path << " is not here.";
  const std::vector<Point> corners{{0, 0}, {0.25, 0.25}, {0, 0.5},    {0.25, 0.75},
                                   {0, 1}, {1.25, 1},    {0.75, 0.5}, {1.25, 0}};
  const Compactness scores = of_ring(corners);
  const std::map<std::string, double> ours{{"shape_ipq", scores.polsby_popper},
                                           {"shape_iaq", scores.schwartzberg},
                                           {"shape_chr", scores.hull},
                                           {"shape_radii", std::sqrt(scores.reock)}};
  std::size_t compared = 0;
  for (std::string line; std::getline(file, line);) {
    const auto found = ours.find(line.substr(0, line.find(',')));
    if (found == ours.end()) continue;
    // …,compactness,EXPECTED,TOLERANCE,source
    std::istringstream rest(line.substr(line.find(",compactness,") + 13));
    double expected = 0, tolerance = 0;
    char comma = 0;
    ASSERT_TRUE(rest >> expected >> comma >> tolerance) << line;
    EXPECT_NEAR(found->second, expected, tolerance) << found->first;
    ++compared;
  }
  EXPECT_EQ(compared, ours.size());
}

TEST(Compactness, OfNothingIsNothing) {
  EXPECT_EQ(compactness(0, 0, {}), Compactness{});
  EXPECT_EQ(compactness(5, 0, {}), Compactness{});
}

TEST(Compactness, IsTheSameWhereverTheShapeLies) {
  const std::vector<Point> shape{{0, 0}, {300, 20}, {280, 150}, {120, 90}, {10, 170}};
  std::vector<Point> moved;
  for (const Point p : shape) {
    moved.push_back({zhuhai.x - p.y, zhuhai.y + p.x});  // turned by a right angle
  }
  const Compactness here = of_ring(shape), there = of_ring(moved);
  EXPECT_NEAR(here.polsby_popper, there.polsby_popper, 1e-9);
  EXPECT_NEAR(here.reock, there.reock, 1e-9);
  EXPECT_NEAR(here.hull, there.hull, 1e-9);
}

bool all_within(const std::vector<Point>& points, Point centre, double radius) {
  return std::all_of(points.begin(), points.end(), [&](Point p) {
    return geo::distance(p, centre) <= radius * (1 + 1e-9) + 1e-9;
  });
}

/// The smallest of the circles through two or three of the points that hold all: the slow way.
double slow_radius(const std::vector<Point>& points) {
  double best = std::numeric_limits<double>::infinity();
  const auto offer = [&](Point centre, double radius) {
    if (radius < best && all_within(points, centre, radius)) best = radius;
  };
  for (std::size_t i = 0; i < points.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const Point a = points[i], b = points[j];
      offer({(a.x + b.x) / 2, (a.y + b.y) / 2}, geo::distance(a, b) / 2);
      for (std::size_t k = 0; k < j; ++k) {
        const Point c = points[k];
        const double bx = b.x - a.x, by = b.y - a.y, cx = c.x - a.x, cy = c.y - a.y;
        const double d = 2 * (bx * cy - by * cx);
        if (d == 0) continue;
        const double ux = (cy * (bx * bx + by * by) - by * (cx * cx + cy * cy)) / d;
        const double uy = (bx * (cx * cx + cy * cy) - cx * (bx * bx + by * by)) / d;
        offer({a.x + ux, a.y + uy}, std::hypot(ux, uy));
      }
    }
  }
  return best;
}

TEST(SmallestCircle, IsThatOfTheSlowWay) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    Random random(seed);
    std::vector<Point> points;
    const std::uint32_t count = 2 + random.below(14);
    const bool on_lattice = seed % 3 == 0;  // many on one line, many twice
    const bool on_circle = seed % 3 == 1;
    for (std::uint32_t i = 0; i < count; ++i) {
      if (on_lattice) {
        points.push_back({zhuhai.x + random.below(4), zhuhai.y + random.below(4)});
      } else if (on_circle) {
        const double angle = random.between(0, 2 * std::numbers::pi);
        points.push_back({zhuhai.x + 100 * std::cos(angle), zhuhai.y + 100 * std::sin(angle)});
      } else {
        points.push_back({zhuhai.x + random.between(0, 500), zhuhai.y + random.between(0, 500)});
      }
    }
    const Circle circle = smallest_circle(points);
    EXPECT_TRUE(all_within(points, circle.centre, circle.radius)) << "seed " << seed;
    if (std::all_of(points.begin(), points.end(), [&](Point p) { return p == points[0]; })) {
      EXPECT_EQ(circle.radius, 0);
    } else {
      EXPECT_NEAR(circle.radius, slow_radius(points), 1e-6) << "seed " << seed;
    }
  }
}

TEST(ConvexHull, HoldsAllPointsAndTurnsLeftEverywhere) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    Random random(seed);
    std::vector<Point> points;
    for (std::uint32_t i = 0; i < 3 + random.below(40); ++i) {
      points.push_back(
          {static_cast<double>(random.below(12)), static_cast<double>(random.below(12))});
    }
    const std::vector<Point> hull = convex_hull(points);
    if (hull.size() < 3) continue;  // all on a line
    for (std::size_t i = 0; i < hull.size(); ++i) {
      const Point a = hull[i], b = hull[(i + 1) % hull.size()], c = hull[(i + 2) % hull.size()];
      const auto turn = [](Point p, Point q, Point r) {
        return (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
      };
      EXPECT_GT(turn(a, b, c), 0);
      for (const Point p : points) EXPECT_GE(turn(a, b, p), 0) << "seed " << seed;
    }
  }
}

}  // namespace
}  // namespace wangge::analysis
