#include "analysis/geometry_mend.h"

#include <gtest/gtest.h>

#include <numeric>

#include "analysis/geometry_check.h"
#include "support/subdivision.h"

namespace wangge::analysis {
namespace {

MendedGeometry mend(const geo::PackedGeometry& geometry) {
  Progress progress;
  const auto findings = check_geometry(geometry, progress);
  EXPECT_TRUE(findings);
  auto mended = mend_geometry(geometry, *findings, progress);
  EXPECT_TRUE(mended);
  return std::move(*mended);
}

std::vector<Finding> check(const geo::PackedGeometry& geometry) {
  Progress progress;
  return check_geometry(geometry, progress).value();
}

geo::PackedGeometry ring(const std::vector<geo::Point>& points) {
  geo::PackedGeometry made(geo::Kind::polygons);
  made.add_ring_feature(points);
  return made;
}

TEST(MendGeometry, ClosesARing) {
  const auto mended = mend(ring({{0, 0}, {10, 0}, {10, 10}, {0, 10}}));
  EXPECT_TRUE(check(mended.geometry).empty());
  EXPECT_DOUBLE_EQ(geo::polygon_area(mended.geometry, 0), 100);
  ASSERT_EQ(mended.mended.size(), 1U);
  EXPECT_EQ(mended.mended[0].kind, FindingKind::unclosed);
}

TEST(MendGeometry, TakesSpikesOutAndSpikesBehindThem) {
  const auto mended = mend(ring({{0, 0},
                                 {10, 0},
                                 {10, 5},
                                 {40, 5},
                                 {60, 5.001},
                                 {40, 5},
                                 {10, 5.002},
                                 {10, 10},
                                 {0, 10},
                                 {0, 0}}));
  EXPECT_TRUE(check(mended.geometry).empty());
  EXPECT_NEAR(geo::polygon_area(mended.geometry, 0), 100, 0.01);
  EXPECT_LE(mended.geometry.box(0).max_x, 10);
}

TEST(MendGeometry, ABowTieBecomesItsTwoWings) {
  const auto mended = mend(ring({{0, 0}, {10, 10}, {10, 0}, {0, 10}, {0, 0}}));
  EXPECT_TRUE(check(mended.geometry).empty());
  EXPECT_NEAR(geo::polygon_area(mended.geometry, 0), 50, 1e-9);
  EXPECT_NEAR(mended.change_m2, 50, 1e-9) << "its wings had taken each other away";
}

TEST(MendGeometry, AHoleOffItsShellIsAPartOfItsOwn) {
  geo::PackedGeometry one(geo::Kind::polygons);
  const auto square = [&one](double x, double size) {
    for (const geo::Point p :
         {geo::Point{x, 0}, {x + size, 0}, {x + size, size}, {x, size}, {x, 0}}) {
      one.add_point(p);
    }
    one.end_ring();
  };
  square(0, 10);
  square(30, 5);
  one.end_part();
  one.end_feature();
  const auto mended = mend(one);
  EXPECT_TRUE(check(mended.geometry).empty());
  EXPECT_NEAR(geo::polygon_area(mended.geometry, 0), 125, 1e-9);
}

TEST(MendGeometry, WhatIsRightStaysToTheLastDigit) {
  auto areas = test::SubdivisionMaker(5, 4, 2).make().areas;
  EXPECT_EQ(mend(areas).geometry, areas);
  const std::size_t before = areas.size();
  areas.append(ring({{0, 0}, {10, 10}, {10, 0}, {0, 10}, {0, 0}}));
  const auto mended = mend(areas);
  std::vector<std::uint32_t> rows(before);
  std::iota(rows.begin(), rows.end(), 0U);
  EXPECT_EQ(mended.geometry.subset(rows), areas.subset(rows));
}

TEST(MendGeometry, WhereNothingWouldBeLeftNothingIsTaken) {
  // A needle is all spike; a line there and back has no ground.
  geo::PackedGeometry needles = ring({{0, 0}, {100, 0}, {0, 0.01}, {0, 0}});
  needles.append(ring({{0, 0}, {100, 0}, {50, 0}, {0, 0}}));
  needles.end_feature();
  const auto mended = mend(needles);
  EXPECT_EQ(mended.geometry, needles);
  EXPECT_TRUE(mended.mended.empty());
}

}  // namespace
}  // namespace wangge::analysis
