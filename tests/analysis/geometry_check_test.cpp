#include "analysis/geometry_check.h"

#include <gtest/gtest.h>

#include "support/subdivision.h"

namespace wangge::analysis {
namespace {

using geo::PackedGeometry;
using geo::Point;

std::vector<Finding> check(const PackedGeometry& geometry) {
  Progress progress;
  auto findings = check_geometry(geometry, progress);
  EXPECT_TRUE(findings);
  return findings ? *findings : std::vector<Finding>();
}

void expect_only(const PackedGeometry& geometry, FindingKind kind, std::size_t row) {
  const auto findings = check(geometry);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(finding_key(findings[0].kind), finding_key(kind)) << findings[0].what;
  EXPECT_EQ(findings[0].row, row);
  EXPECT_FALSE(findings[0].what.empty());
}

PackedGeometry good_squares() {
  PackedGeometry squares(geo::Kind::polygons);
  for (int i = 0; i < 3; ++i) test::add_square(squares, i * 20, 0, 10);
  return squares;
}

TEST(GeometryCheck, FindsNothingInWhatIsRight) {
  EXPECT_TRUE(check(good_squares()).empty());
  EXPECT_TRUE(check(test::SubdivisionMaker(10, 4, 2).make().areas).empty());
  PackedGeometry points(geo::Kind::points);
  for (int i = 0; i < 3; ++i) points.add_point_feature({1, 1});  // tickets at one place
  EXPECT_TRUE(check(points).empty());
}

TEST(GeometryCheck, FindsABowTieWhereItCrosses) {
  PackedGeometry polygons = good_squares();
  test::add_polygon(polygons, {{100, 0}, {110, 10}, {110, 0}, {100, 10}});
  expect_only(polygons, FindingKind::invalid, 3);
  const Point place = check(polygons)[0].place;
  EXPECT_NEAR(place.x, 105, 1e-6);
  EXPECT_NEAR(place.y, 5, 1e-6);
}

TEST(GeometryCheck, FindsWhatLacksGeometry) {
  PackedGeometry polygons = good_squares();
  polygons.end_feature();
  expect_only(polygons, FindingKind::no_geometry, 3);
}

TEST(GeometryCheck, FindsTheSameGeometryTwice) {
  PackedGeometry polygons = good_squares();
  test::add_square(polygons, 20, 0, 10);
  expect_only(polygons, FindingKind::duplicate, 3);
  EXPECT_EQ(check(polygons)[0].other, 1U);
}

TEST(GeometryCheck, FindsASpikeAtItsTip) {
  PackedGeometry polygons = good_squares();
  test::add_polygon(
      polygons, {{100, 0}, {110, 0}, {110, 5}, {130, 5.005}, {110, 5.01}, {110, 10}, {100, 10}});
  expect_only(polygons, FindingKind::spike, 3);
  EXPECT_NEAR(check(polygons)[0].place.x, 130, 1e-9);
  EXPECT_NEAR(check(polygons)[0].size, 20, 0.1);
}

TEST(GeometryCheck, FindsASliver) {
  PackedGeometry polygons = good_squares();
  test::add_polygon(polygons, {{100, 0}, {200, 0}, {200, 0.1}, {100, 0.1}});
  expect_only(polygons, FindingKind::sliver, 3);
  EXPECT_NEAR(check(polygons)[0].size, 10, 1e-6);
}

TEST(GeometryCheck, FindsAHoleOutsideItsShell) {
  PackedGeometry polygons = good_squares();
  for (const double x : {100.0, 150.0}) {
    for (const Point p : {Point{x, 0}, {x + 10, 0}, {x + 10, 10}, {x, 10}, {x, 0}}) {
      polygons.add_point(p);
    }
    polygons.end_ring();
  }
  polygons.end_part();
  polygons.end_feature();
  expect_only(polygons, FindingKind::hole_outside, 3);
}

TEST(GeometryCheck, FindsAVertexInOtherUnits) {
  PackedGeometry polygons(geo::Kind::polygons);
  test::add_polygon(
      polygons,
      {{453000, 2463000}, {453010, 2463000}, {453010, 2463010}, {113.5, 22.3}, {453000, 2463010}});
  const auto findings = check(polygons);
  EXPECT_TRUE(std::any_of(findings.begin(), findings.end(), [](const Finding& one) {
    return one.kind == FindingKind::mixed_units && one.place.x == 113.5;
  }));
}

TEST(GeometryCheck, StopsWhenCancelled) {
  Progress progress;
  progress.cancel();
  const auto findings = check_geometry(good_squares(), progress);
  ASSERT_FALSE(findings);
  EXPECT_EQ(findings.error().code, ErrorCode::cancelled);
}

}  // namespace
}  // namespace wangge::analysis
