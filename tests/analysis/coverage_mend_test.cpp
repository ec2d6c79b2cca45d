#include "analysis/coverage_mend.h"

#include <gtest/gtest.h>

#include "support/subdivision.h"

namespace wangge::analysis {
namespace {

MendedCoverage mend(const geo::PackedGeometry& polygons, double width_m = 1) {
  Progress progress;
  const auto faces = geo::FaceMap::build(polygons, progress);
  EXPECT_TRUE(faces);
  return mend_coverage(*faces, polygons.size(), {width_m});
}

TEST(MendCoverage, AThinGapGoesToTheNeighbourWithTheLongestBorder) {
  geo::PackedGeometry polygons(geo::Kind::polygons);
  test::add_polygon(polygons, {{0, 0}, {10, 0}, {10, 10}, {0, 10}});
  test::add_polygon(polygons, {{10, 0}, {20, 0}, {20, 10}, {10, 10}, {10, 8}, {10.5, 5}, {10, 2}});
  const auto mended = mend(polygons);
  EXPECT_NEAR(mended.filled_m2, 1.5, 1e-9);
  // Its border to the right is the way round the bulge.
  EXPECT_NEAR(geo::polygon_area(mended.geometry, 0), 100, 1e-9);
  EXPECT_NEAR(geo::polygon_area(mended.geometry, 1), 100, 1e-9);
  ASSERT_EQ(mended.mended.size(), 1U);
  EXPECT_EQ(mended.mended[0].kind, FindingKind::gap);
  EXPECT_EQ(mended.mended[0].row, 1U);
}

TEST(MendCoverage, AWideGapMayBeALake) {
  geo::PackedGeometry polygons(geo::Kind::polygons);
  test::add_ring_square(polygons, 0, 0, 40);  // with a hole of 20 m
  EXPECT_DOUBLE_EQ(mend(polygons, 19).filled_m2, 0);
  EXPECT_NEAR(mend(polygons, 20.5).filled_m2, 400, 1e-9);
}

TEST(MendCoverage, AnOverlapGoesWhereItsBorderIsLongest) {
  geo::PackedGeometry polygons(geo::Kind::polygons);
  test::add_polygon(polygons, {{0, 0}, {12, 0}, {12, 10}, {0, 10}});
  test::add_polygon(polygons, {{10, -10}, {30, -10}, {30, 20}, {10, 20}});
  const auto mended = mend(polygons);
  EXPECT_NEAR(mended.overlap_m2, 20, 1e-9);
  EXPECT_NEAR(geo::polygon_area(mended.geometry, 0), 100, 1e-9);
  EXPECT_NEAR(geo::polygon_area(mended.geometry, 1), 600, 1e-9);
}

TEST(MendCoverage, WhatLiesOnOthersKeepsItsGround) {
  geo::PackedGeometry polygons(geo::Kind::polygons);
  test::add_square(polygons, 0, 0, 40);
  test::add_square(polygons, 10, 10, 20);  // on the first
  test::add_square(polygons, 12, 12, 5);   // on both
  const auto mended = mend(polygons);
  EXPECT_NEAR(geo::polygon_area(mended.geometry, 0), 1600 - 400, 1e-9);
  EXPECT_NEAR(geo::polygon_area(mended.geometry, 1), 400 - 25, 1e-9);
  EXPECT_NEAR(geo::polygon_area(mended.geometry, 2), 25, 1e-9);
}

TEST(MendCoverage, OfTwoThatAreTheSameTheFirstKeepsTheGroundAndItIsSaid) {
  geo::PackedGeometry polygons(geo::Kind::polygons);
  test::add_square(polygons, 0, 0, 10);
  test::add_square(polygons, 0, 0, 10);
  const auto mended = mend(polygons);
  EXPECT_TRUE(mended.geometry.has_geometry(0));
  EXPECT_FALSE(mended.geometry.has_geometry(1));
  ASSERT_EQ(mended.mended.size(), 1U);
  EXPECT_NE(mended.mended[0].what.find("nothing is left"), std::string::npos);
}

TEST(MendCoverage, AThinDetachedPartGoesToItsNeighbourAnIslandStays) {
  geo::PackedGeometry polygons(geo::Kind::polygons);
  const auto rectangle = [&polygons](double x, double y, double width, double height) {
    for (const geo::Point p :
         {geo::Point{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}, {x, y}}) {
      polygons.add_point(p);
    }
    polygons.end_ring();
    polygons.end_part();
  };
  rectangle(0, 0, 10, 10);
  rectangle(20, 0, 0.5, 10);  // against the second
  rectangle(0, 50, 0.5, 10);  // in the sea
  polygons.end_feature();
  rectangle(10, 0, 10, 10);
  polygons.end_feature();
  const auto mended = mend(polygons);
  EXPECT_NEAR(geo::polygon_area(mended.geometry, 0), 105, 1e-9);
  EXPECT_NEAR(geo::polygon_area(mended.geometry, 1), 105, 1e-9);
  EXPECT_EQ(mend(mended.geometry).geometry, mended.geometry);
}

TEST(MendCoverage, TwoSliversSideBySideDoNotChangePlaces) {
  geo::PackedGeometry polygons(geo::Kind::polygons);
  const auto rectangle = [&polygons](double x, double width) {
    for (const geo::Point p :
         {geo::Point{x, 0}, {x + width, 0}, {x + width, 10}, {x, 10}, {x, 0}}) {
      polygons.add_point(p);
    }
    polygons.end_ring();
    polygons.end_part();
  };
  rectangle(0, 10);
  rectangle(100, 0.4);
  polygons.end_feature();
  rectangle(20, 10);
  rectangle(100.4, 0.5);
  polygons.end_feature();
  const auto mended = mend(polygons);
  EXPECT_EQ(mend(mended.geometry).geometry, mended.geometry);
}

TEST(MendCoverage, OfNothingIsNothing) {
  EXPECT_EQ(mend(geo::PackedGeometry(geo::Kind::polygons)).geometry.size(), 0U);
}

}  // namespace
}  // namespace wangge::analysis
