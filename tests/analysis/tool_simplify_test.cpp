#include <cmath>
#include <map>
#include <set>

#include "analysis/coverage_check.h"
#include "analysis/tool_world.h"
#include "geo/geos.h"
#include "geo/locate.h"
#include "support/threads.h"

namespace wangge::analysis {
namespace {

using geo::Kind;
using geo::PackedGeometry;
using test::area_of;
using test::layer_of;
using test::run_tool;

PackedGeometry simplify(const PackedGeometry& shapes, double tolerance_m) {
  const auto made =
      run_tool("simplify", {layer_of(shapes)}, {{"tolerance", std::to_string(tolerance_m)}});
  EXPECT_TRUE(made) << to_text(made.error());
  EXPECT_EQ(made->size(), shapes.size());
  return made->geometry;
}

void expect_valid(const PackedGeometry& shapes) {
  for (std::size_t row = 0; row < shapes.size(); ++row) {
    const geo::GeosGeometry shape = geo::to_geos(shapes, row);
    EXPECT_TRUE(shape && GEOSisValid_r(geo::geos_context(), shape.get()) == 1) << row;
    EXPECT_GT(geo::polygon_area(shapes, row), 0) << row;
  }
}

/// Neither gap nor overlap, and the same ground from the parts as from the outline.
void expect_coverage(const PackedGeometry& shapes) {
  model::Layer layer = *layer_of(shapes);
  layer.role = model::Role::units;
  Progress progress;
  const auto findings = check_layer(layer, progress);
  ASSERT_TRUE(findings);
  for (const Finding& finding : *findings) {
    EXPECT_NE(finding.kind, FindingKind::gap) << finding.what;
    EXPECT_NE(finding.kind, FindingKind::overlap) << finding.what;
  }
  const double ground = area_of(shapes);
  EXPECT_NEAR(area_of(run_tool("dissolve", {layer_of(shapes)})->geometry), ground, 1e-9 * ground);
}

TEST(Simplify, NeighboursKeepTheirSharedBorders) {
  for (const double tolerance_m : {0.5, 2.0, 8.0, 40.0, 500.0}) {
    const auto areas = test::SubdivisionMaker(8, 12, 3, 64).make().areas;
    const PackedGeometry thin = simplify(areas, tolerance_m);
    SCOPED_TRACE(tolerance_m);
    expect_valid(thin);
    expect_coverage(thin);
    EXPECT_LT(thin.points().size(), areas.points().size());
    // Every inner edge is there once from both sides.
    std::map<std::array<double, 4>, int> edges;
    for (std::size_t r = 0; r < thin.rings().size(); ++r) {
      const auto ring = thin.ring(r);
      for (std::size_t i = 1; i < ring.size(); ++i) {
        const geo::Point a = ring[i - 1], b = ring[i];
        ++edges[a.x < b.x || (a.x == b.x && a.y < b.y) ? std::array{a.x, a.y, b.x, b.y}
                                                       : std::array{b.x, b.y, a.x, a.y}];
      }
    }
    double once = 0, outline = 0;
    for (const auto& [edge, times] : edges) {
      EXPECT_LE(times, 2);
      if (times == 1) once += std::hypot(edge[2] - edge[0], edge[3] - edge[1]);
    }
    const auto whole = run_tool("dissolve", {layer_of(thin)})->geometry;
    outline = geo::length(whole, 0);
    EXPECT_NEAR(once, outline, 1e-6);
  }
}

TEST(Simplify, NothingMovesFartherThanTheTolerance) {
  const auto areas = test::SubdivisionMaker(6, 12, 5, 64).make().areas;
  const PackedGeometry thin = simplify(areas, 3);
  for (std::size_t row = 0; row < areas.size(); ++row) {
    for (const geo::Point p : areas.feature_points(row)) {
      EXPECT_LE(geo::distance_to_line(thin.ring(row), p), 3 + 1e-9);
    }
  }
  EXPECT_LT(thin.points().size(), areas.points().size() * 3 / 4);
}

TEST(Simplify, IslandsStayOnTheirSideAndAreNotLost) {
  // A bay whose mouth would be cut straight has an island in it; a lens lies between two arcs.
  PackedGeometry shapes(Kind::polygons);
  test::add_polygon(shapes,
                    {{0, 0}, {100, 0}, {100, 50}, {60, 50}, {55, 42}, {45, 42}, {40, 50}, {0, 50}});
  test::add_square(shapes, 48, 46, 2);
  test::add_polygon(
      shapes, {{0, 50}, {40, 50}, {45, 42}, {55, 42}, {60, 50}, {100, 50}, {100, 90}, {0, 90}});
  test::add_polygon(shapes, {{200, 0}, {210, 1}, {220, 0}, {210, -1}});
  test::add_polygon(shapes, {{200, 0}, {210, 1}, {220, 0}, {220, 20}, {200, 20}});
  test::add_polygon(shapes, {{200, 0}, {210, -1}, {220, 0}, {220, -20}, {200, -20}});
  for (const double tolerance_m : {1.5, 5.0, 20.0, 1e4}) {
    SCOPED_TRACE(tolerance_m);
    const PackedGeometry thin = simplify(shapes, tolerance_m);
    expect_valid(thin);
    EXPECT_GT(geo::polygon_area(thin, 3), 5);
    for (std::size_t row : {0U, 2U}) {
      EXPECT_EQ(geo::owns(thin, row, {49, 47}), geo::owns(shapes, row, {49, 47}));
    }
  }
}

TEST(Simplify, HousesAndHolesStayValidHoweverMuchIsAsked) {
  PackedGeometry shapes = test::random_houses(300, 4, {0, 0, 3000, 3000});
  test::add_ring_square(shapes, 5000, 5000, 40);
  PackedGeometry circle(Kind::polygons);
  std::vector<geo::Point> corners;
  for (int i = 0; i < 90; ++i) {
    corners.push_back({9000 + 50 * std::cos(i * 0.0698), 50 * std::sin(i * 0.0698)});
  }
  test::add_polygon(shapes, corners);
  for (const double tolerance_m : {0.0, 1.0, 1e5}) {
    const PackedGeometry thin = simplify(shapes, tolerance_m);
    expect_valid(thin);
    EXPECT_EQ(thin.rings().size(), shapes.rings().size());
  }
}

TEST(Simplify, ANeighboursVertexOnTheBorderKeepsItShared) {
  // The left square has no vertex where two right ones meet on its side.
  PackedGeometry shapes(Kind::polygons);
  test::add_polygon(shapes, {{0, 0}, {100, 0}, {100, 100}, {0, 100}});
  test::add_polygon(shapes, {{100, 0}, {200, 0}, {200, 40}, {150, 41}, {100, 40}});
  test::add_polygon(shapes, {{100, 40}, {150, 41}, {200, 40}, {200, 100}, {100, 100}});
  const PackedGeometry thin = simplify(shapes, 2);
  expect_valid(thin);
  expect_coverage(thin);
}

TEST(Simplify, LinesKeepTheirEndsAndJunctions) {
  PackedGeometry lines(Kind::lines);
  lines.add_ring_feature(std::vector<geo::Point>{{0, 0}, {10, 0.4}, {20, 0}, {30, 0.5}, {40, 0}});
  lines.add_ring_feature(std::vector<geo::Point>{{30, 0.5}, {30, 20}, {30.1, 40}, {30, 60}});
  const PackedGeometry thin = simplify(lines, 1);
  EXPECT_EQ(thin.ring(0).size(), 3U);
  EXPECT_EQ(thin.ring(0)[1], (geo::Point{30, 0.5}));
  EXPECT_EQ(thin.ring(1).size(), 2U);
}

TEST(Simplify, IsTheSameForAnyNumberOfThreads) {
  const auto areas = test::SubdivisionMaker(20, 12, 3, 64).make().areas;
  const auto one = test::on_threads(1, [&] { return simplify(areas, 5); });
  EXPECT_EQ(one, test::on_threads(4, [&] { return simplify(areas, 5); }));
}

}  // namespace
}  // namespace wangge::analysis
