#include "analysis/spline_bins.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <random>

#include "analysis/spline.h"

namespace wangge::analysis {
namespace {

using geo::Point;

double sum_of(const Lattice& lattice) {
  return std::accumulate(lattice.values.begin(), lattice.values.end(), 0.0);
}

/// A star with a hole, beside it a triangle; rings in either direction.
geo::PackedGeometry star_and_triangle() {
  geo::PackedGeometry shapes(geo::Kind::polygons);
  const auto ring = [&](double radius, double inner, int corners, bool clockwise) {
    for (int i = 0; i <= corners; ++i) {
      const double turn = (clockwise ? -1 : 1) * 2 * std::numbers::pi * i / corners;
      const double r = i % 2 == 0 ? radius : inner;
      shapes.add_point({100 + r * std::cos(turn), 80 + r * std::sin(turn)});
    }
    shapes.end_ring();
  };
  ring(60, 35, 14, true);
  ring(20, 12, 10, true);
  shapes.end_part(), shapes.end_feature();
  const Point triangle[] = {{170, 30}, {230, 36.5}, {190, 110}, {170, 30}};
  shapes.add_ring_feature(triangle);
  return shapes;
}

TEST(SplineWeights, SumToOneAndKeepTheMiddle) {
  for (const double t : {0.0, 0.2, 0.5, 0.93, 1.0}) {
    const auto cubic = spline_weights<3>(t);
    const auto quintic = spline_weights<5>(t);
    EXPECT_NEAR(cubic[0] + cubic[1] + cubic[2] + cubic[3], 1, 1e-12);
    EXPECT_NEAR(-cubic[0] + cubic[2] + 2 * cubic[3], t, 1e-12);
    EXPECT_NEAR(std::accumulate(quintic.begin(), quintic.end(), 0.0), 1, 1e-12);
    EXPECT_EQ(quintic[6], 0);
  }
  const auto at_node = spline_weights<3>(0.0);
  EXPECT_NEAR(at_node[0], 1.0 / 6, 1e-12);
  EXPECT_NEAR(at_node[1], 4.0 / 6, 1e-12);
  EXPECT_NEAR(at_node[3], 0, 1e-12);
}

TEST(BinPoints, KeepsWeightAndPlace) {
  const NodeFrame nodes{{-10, -20}, 2.5, 60, 70};
  const std::vector<Point> one{{47.3, 55.1}};
  const std::vector<float> weight{2.5F};
  for (const int degree : {3, 5}) {
    const Lattice lattice = bin_points(one, weight, nodes, degree);
    double x = 0, y = 0;
    for (int row = 0; row < lattice.rows; ++row) {
      for (int column = 0; column < lattice.columns; ++column) {
        const double value = lattice.row(row)[column];
        x += value * (nodes.first.x + column * nodes.step_m);
        y += value * (nodes.first.y + row * nodes.step_m);
      }
    }
    EXPECT_NEAR(sum_of(lattice), 2.5, 1e-5);
    EXPECT_NEAR(x / 2.5, one[0].x, 1e-4);
    EXPECT_NEAR(y / 2.5, one[0].y, 1e-4);
  }
}

TEST(BinPoints, CountsAMillionAtOnePlace) {
  const std::vector<Point> stacked(1'000'000, {31.4, 15.9});
  const Lattice lattice = bin_points(stacked, {}, {{0, 0}, 1, 60, 40}, 3);
  EXPECT_NEAR(sum_of(lattice), 1e6, 1);
}

TEST(BinPoints, LeavesOutWhatLiesOutsideOrHasNoWeight) {
  const std::vector<Point> points{{-5, 10}, {10, 1e9}, geo::nowhere, {10, 10}, {12, 10}};
  const std::vector<float> weights{1, 1, 1, std::numeric_limits<float>::quiet_NaN(), 4};
  EXPECT_NEAR(sum_of(bin_points(points, weights, {{0, 0}, 1, 30, 30}, 3)), 4, 1e-5);
  EXPECT_EQ(sum_of(bin_points({}, {}, {{0, 0}, 1, 8, 8}, 5)), 0);
}

TEST(BinAreas, IsOneDeepInsideAndKeepsTheArea) {
  const auto shapes = star_and_triangle();
  const NodeFrame nodes{{20, 0}, 3, 90, 60};
  const double area = geo::polygon_area(shapes, 0) + geo::polygon_area(shapes, 1);
  for (const int degree : {3, 5}) {
    const Lattice lattice = bin_areas(shapes, nodes, degree);
    EXPECT_NEAR(sum_of(lattice) * 9, area, 1e-3 * 9);
    EXPECT_NEAR(lattice.row(20)[59], 1, 1e-5);  // (197, 60), in the triangle
    EXPECT_NEAR(lattice.row(55)[5], 0, 1e-6);   // far from both
    EXPECT_NEAR(lattice.row(27)[27], 0, 1e-5);  // in the hole's middle
  }
}

TEST(BinAreas, IsWhatPointsSpreadEvenlyWouldGive) {
  const auto shapes = star_and_triangle();
  const NodeFrame nodes{{20, 0}, 6, 45, 30};
  const NodeFrame fine{{20.1, 0.1}, 0.2, 1350, 900};
  const std::vector<std::uint8_t> inside = nodes_inside(shapes, fine);
  std::vector<Point> points;
  for (std::size_t i = 0; i < inside.size(); ++i) {
    if (inside[i])
      points.push_back(
          {20.1 + 0.2 * static_cast<double>(i % 1350), 0.1 + 0.2 * static_cast<double>(i / 1350)});
  }
  const Lattice exact = bin_areas(shapes, nodes, 3), sampled = bin_points(points, {}, nodes, 3);
  for (std::size_t i = 0; i < exact.values.size(); ++i) {
    EXPECT_NEAR(exact.values[i], sampled.values[i] * 0.04 / 36, 4e-3);
  }
}

TEST(BinAreas, CutsOffWhatIsBeyondTheLattice) {
  geo::PackedGeometry country(geo::Kind::polygons);
  const Point ring[] = {{-1e6, -1e6}, {1e6, -1e6}, {1e6, 1e6}, {-1e6, 1e6}, {-1e6, -1e6}};
  country.add_ring_feature(ring);
  for (const float value : bin_areas(country, {{0, 0}, 10, 50, 40}, 3).values) {
    EXPECT_NEAR(value, 1, 1e-5);
  }
}

TEST(BinAreas, HasNoSeamBetweenNeighbours) {
  geo::PackedGeometry halves(geo::Kind::polygons);
  const Point west[] = {{0, 0}, {51.7, 0}, {43.2, 90}, {0, 90}, {0, 0}};
  const Point east[] = {{100, 0}, {51.7, 0}, {43.2, 90}, {100, 90}, {100, 0}};
  halves.add_ring_feature(west), halves.add_ring_feature(east);
  const Lattice lattice = bin_areas(halves, {{0, 0}, 1, 100, 90}, 3);
  for (int row = 5; row < 85; ++row) {
    for (int column = 5; column < 95; ++column) {
      ASSERT_NEAR(lattice.row(row)[column], 1, 1e-5);
    }
  }
}

TEST(NodesInside, KnowsHolesAndNeighbours) {
  const auto shapes = star_and_triangle();
  const NodeFrame nodes{{0, 0}, 1, 260, 160};
  const std::vector<std::uint8_t> inside = nodes_inside(shapes, nodes);
  const auto at = [&](std::size_t x, std::size_t y) { return inside[y * 260 + x]; };
  EXPECT_TRUE(at(130, 80));   // the star
  EXPECT_FALSE(at(100, 80));  // its hole
  EXPECT_TRUE(at(190, 60));   // the triangle
  EXPECT_FALSE(at(5, 5));
  const double area = geo::polygon_area(shapes, 0) + geo::polygon_area(shapes, 1);
  EXPECT_NEAR(static_cast<double>(std::count(inside.begin(), inside.end(), true)), area,
              0.02 * area);
}

}  // namespace
}  // namespace wangge::analysis
