#include "geo/geos.h"

#include <gtest/gtest.h>

#include "support/subdivision.h"

namespace wangge::geo {
namespace {

PackedGeometry there_and_back(const PackedGeometry& from) {
  PackedGeometry back(from.kind());
  for (std::size_t row = 0; row < from.size(); ++row) {
    const GeosGeometry shape = to_geos(from, row);
    append_from_geos(back, shape.get());
  }
  return back;
}

double geos_area(const GeosGeometry& shape) {
  double area = -1;
  GEOSArea_r(geos_context(), shape.get(), &area);
  return area;
}

TEST(Geos, PolygonsWithHolesPartsAndGapsComeBackAsTheyWere) {
  PackedGeometry areas = test::SubdivisionMaker(3, 4, 1).make().areas;
  test::add_ring_square(areas, 0, 0, 8);
  areas.end_feature();                  // without geometry
  for (const double x : {0.0, 20.0}) {  // two parts
    for (const Point p : {Point{x, 0}, {x + 1, 0}, {x, 1}, {x, 0}}) areas.add_point(p);
    areas.end_ring();
    areas.end_part();
  }
  areas.end_feature();
  EXPECT_EQ(there_and_back(areas), areas);
}

TEST(Geos, LinesAndPointsComeBackAsTheyWere) {
  PackedGeometry lines(Kind::lines);
  const Point path[] = {{0, 0}, {1, 2}, {3, 3}};
  lines.add_ring_feature(path);
  lines.end_feature();
  EXPECT_EQ(there_and_back(lines), lines);
  PackedGeometry points;
  points.add_point_feature({1, 2});
  points.end_feature();
  for (const Point p : {Point{3, 4}, {5, 6}})
    points.add_point(p), points.end_ring(), points.end_part();
  points.end_feature();
  EXPECT_EQ(there_and_back(points), points);
}

TEST(Geos, AreaAndLengthAreOurs) {
  PackedGeometry areas = test::SubdivisionMaker(4, 6, 2).make().areas;
  test::add_ring_square(areas, 453000, 2463000, 8);
  for (std::size_t row = 0; row < areas.size(); ++row) {
    const GeosGeometry shape = to_geos(areas, row);
    double perimeter = 0;
    GEOSLength_r(geos_context(), shape.get(), &perimeter);
    EXPECT_NEAR(geos_area(shape), polygon_area(areas, row), 1e-6);
    EXPECT_NEAR(perimeter, length(areas, row), 1e-6);
  }
}

TEST(Geos, WhatGeosRefusesIsNull) {
  PackedGeometry areas(Kind::polygons);
  const Point flat[] = {{0, 0}, {1, 1}, {0, 0}};
  areas.add_ring_feature(flat);
  const Point open[] = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};
  areas.add_ring_feature(open);
  areas.end_feature();
  for (std::size_t row = 0; row < areas.size(); ++row) EXPECT_FALSE(to_geos(areas, row)) << row;
}

TEST(Geos, MendingABowTieKeepsBothHalves) {
  PackedGeometry areas(Kind::polygons);
  test::add_polygon(areas, {{0, 0}, {2, 2}, {2, 0}, {0, 2}});
  const GeosGeometry mended = to_valid_geos(areas, 0);
  ASSERT_TRUE(mended);
  EXPECT_EQ(GEOSisValid_r(geos_context(), mended.get()), 1);
  EXPECT_NEAR(geos_area(mended), 2, 1e-12);
}

TEST(Geos, MendingAPolygonWithASpikeLeavesAPolygon) {
  PackedGeometry areas(Kind::polygons);
  test::add_polygon(areas, {{0, 0}, {4, 0}, {4, 4}, {4, 9}, {4, 4}, {0, 4}});
  const GeosGeometry mended = to_valid_geos(areas, 0);
  ASSERT_TRUE(mended);
  EXPECT_EQ(GEOSGeomTypeId_r(geos_context(), mended.get()), GEOS_POLYGON)
      << "relations of collections are not defined";
  EXPECT_NEAR(geos_area(mended), 16, 1e-12);
}

TEST(Geos, PartsOfAnotherKindAreLeftOut) {
  PackedGeometry points;
  points.add_point_feature({1, 1});
  PackedGeometry areas(Kind::polygons);
  append_from_geos(areas, to_geos(points, 0).get());
  append_from_geos(areas, nullptr);
  EXPECT_EQ(areas.size(), 2U);
  EXPECT_FALSE(areas.has_geometry(0));
  EXPECT_FALSE(areas.has_geometry(1));
}

}  // namespace
}  // namespace wangge::geo
