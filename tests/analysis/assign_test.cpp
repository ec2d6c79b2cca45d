#include "analysis/assign.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <utility>

#include "analysis/area_index.h"
#include "geo/crs.h"
#include "geo/geos.h"
#include "geo/locate.h"
#include "support/subdivision.h"
#include "support/threads.h"

namespace wangge::analysis {
namespace {

using geo::Kind;
using geo::PackedGeometry;
using geo::Point;

PackedGeometry as_points(const std::vector<Point>& places) {
  PackedGeometry points;
  for (const Point p : places) points.add_point_feature(p);
  return points;
}

/// Points exactly on inner borders and vertices, by turns, until there are `count`.
std::vector<Point> on_borders(const test::Subdivision& cut, std::size_t count) {
  std::vector<Point> places;
  while (places.size() < count) {
    places.insert(places.end(), cut.inner_vertices.begin(), cut.inner_vertices.end());
    places.insert(places.end(), cut.inner_middles.begin(), cut.inner_middles.end());
  }
  places.resize(count);
  return places;
}

std::vector<Point> anywhere(const geo::Box& box, std::size_t count, unsigned seed) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<> x(box.min_x, box.max_x), y(box.min_y, box.max_y);
  std::vector<Point> places(count);
  for (Point& p : places) p = {x(random), y(random)};
  return places;
}

PackedGeometry reversed(const PackedGeometry& areas) {
  std::vector<std::uint32_t> rows(areas.size());
  std::iota(rows.rbegin(), rows.rend(), 0U);
  return areas.subset(rows);
}

class OnBorders : public testing::Test {
 protected:
  const test::Subdivision cut = test::SubdivisionMaker(24, 12, 17).make();
  const std::vector<Point> places = on_borders(cut, 100000);
  const Assignment result = assign_points(as_points(places), cut.areas);
};

TEST_F(OnBorders, EachOfAHundredThousandPointsIsOwnedByExactlyOne) {
  EXPECT_EQ(result.inside, places.size());
  EXPECT_EQ(result.outside_count, 0U);
  EXPECT_TRUE(result.conserved());
  EXPECT_EQ(std::accumulate(result.counts.begin(), result.counts.end(), std::size_t{0}),
            places.size());
  for (std::size_t i = 0; i < places.size(); i += 37) {  // by the slow question to every area
    std::size_t owners = 0;
    for (std::size_t area = 0; area < cut.areas.size(); ++area) {
      if (!geo::owns(cut.areas, area, places[i])) continue;
      ++owners;
      ASSERT_EQ(result.area_of[i], area);
    }
    ASSERT_EQ(owners, 1U);
  }
}

TEST_F(OnBorders, TheOrderOfPointsDoesNotMatter) {
  const std::vector<Point> backwards(places.rbegin(), places.rend());
  auto answer = assign_points(as_points(backwards), cut.areas).area_of;
  std::reverse(answer.begin(), answer.end());
  EXPECT_EQ(answer, result.area_of);
}

TEST_F(OnBorders, TheOrderOfAreasDoesNotMatter) {
  auto answer = assign_points(as_points(places), reversed(cut.areas)).area_of;
  for (auto& area : answer) area = static_cast<std::uint32_t>(cut.areas.size()) - 1 - area;
  EXPECT_EQ(answer, result.area_of);
}

TEST_F(OnBorders, TheDirectionOfRingsDoesNotMatter) {
  const auto clockwise = test::SubdivisionMaker(24, 12, 17).make(true);
  EXPECT_EQ(assign_points(as_points(places), clockwise.areas).area_of, result.area_of);
}

TEST_F(OnBorders, OneThreadAndTwoAnswerTheSame) {
  for (const std::size_t threads : {1U, 2U}) {
    const auto answer =
        test::on_threads(threads, [&] { return assign_points(as_points(places), cut.areas); });
    EXPECT_EQ(answer.area_of, result.area_of) << threads;
    EXPECT_EQ(answer.counts, result.counts) << threads;
  }
}

TEST_F(OnBorders, AfterAReprojectionThereAndBackEachIsStillOwnedByExactlyOne) {
  // Vertices that were shared still are; what lay in the middle of an edge may now lie beside it.
  const auto metres = *geo::Crs::from_text("EPSG:4547"),
             degrees = *geo::Crs::from_text("EPSG:4490");
  auto points = as_points(places);
  auto areas = cut.areas;
  for (const auto moved : {points.mutable_points(), areas.mutable_points()}) {
    ASSERT_EQ(geo::transform_all(moved, metres, degrees), 0U);
    ASSERT_EQ(geo::transform_all(moved, degrees, metres), 0U);
  }
  ASSERT_NE(areas.points(), cut.areas.points()) << "not a single digit has changed";
  const Assignment moved = assign_points(points, areas);
  EXPECT_EQ(moved.inside, places.size());
  EXPECT_TRUE(moved.conserved());
  EXPECT_EQ(std::accumulate(moved.counts.begin(), moved.counts.end(), std::size_t{0}),
            places.size());
}

TEST(AssignPoints, TheFinenessOfTheLatticeDoesNotMatter) {
  const auto cut = test::SubdivisionMaker(12, 9, 4).make();
  auto places = on_borders(cut, 3000);
  const auto more = anywhere(cut.areas.box().padded(5), 3000, 1);
  places.insert(places.end(), more.begin(), more.end());
  for (const std::size_t cells : {1U, 5000U, 300000U, 2000000U}) {
    const AreaIndex index(cut.areas, cells);
    for (const Point p : places) {
      std::uint32_t slow = AreaIndex::none;
      for (std::uint32_t area = 0; area < cut.areas.size() && slow == AreaIndex::none; ++area) {
        if (geo::owns(cut.areas, area, p)) slow = area;
      }
      ASSERT_EQ(index.owner(p), slow) << cells;
    }
  }
}

TEST(AssignPoints, AgreesWithGeosOffTheBorders) {
  PackedGeometry areas = test::SubdivisionMaker(8, 10, 6).make().areas;
  test::add_ring_square(areas, 453600, 2463000, 64);  // beside the others, with a hole
  const auto places = anywhere(areas.box().padded(10), 4000, 3);
  const auto result = assign_points(as_points(places), areas);
  std::vector<geo::GeosGeometry> shapes;
  for (std::size_t area = 0; area < areas.size(); ++area)
    shapes.push_back(geo::to_geos(areas, area));
  for (std::size_t i = 0; i < places.size(); ++i) {
    const geo::GeosGeometry point(
        GEOSGeom_createPointFromXY_r(geo::geos_context(), places[i].x, places[i].y));
    std::uint32_t expected = Assignment::outside;
    for (std::uint32_t area = 0; area < areas.size() && expected == Assignment::outside; ++area) {
      if (GEOSContains_r(geo::geos_context(), shapes[area].get(), point.get()) == 1)
        expected = area;
    }
    ASSERT_EQ(result.area_of[i], expected);
  }
}

TEST(AssignPoints, WhereAreasOverlapTheSmallestRowWins) {
  std::mt19937 random(8);
  std::uniform_real_distribution<> place(0, 900), size(5, 300);
  PackedGeometry areas(Kind::polygons);
  for (int i = 0; i < 200; ++i) test::add_square(areas, place(random), place(random), size(random));
  const auto places = anywhere(areas.box().padded(5), 20000, 5);
  const auto result = assign_points(as_points(places), areas);
  for (std::size_t i = 0; i < places.size(); ++i) {
    std::uint32_t expected = Assignment::outside;
    for (std::uint32_t area = 0; area < areas.size() && expected == Assignment::outside; ++area) {
      if (geo::owns(areas, area, places[i])) expected = area;
    }
    ASSERT_EQ(result.area_of[i], expected);
  }
  EXPECT_TRUE(result.conserved());
}

TEST(AssignPoints, HolesAndPartsAreHonoured) {
  PackedGeometry areas(Kind::polygons);
  test::add_ring_square(areas, 0, 0, 8);
  for (const double x : {20.0, 40.0}) {  // one feature of two parts
    for (const Point p : {Point{x, 0}, {x + 8, 0}, {x + 8, 8}, {x, 8}, {x, 0}}) areas.add_point(p);
    areas.end_ring();
    areas.end_part();
  }
  areas.end_feature();
  const auto result =
      assign_points(as_points({{1, 1}, {4, 4}, {2, 2}, {6, 6}, {21, 1}, {30, 1}, {41, 1}}), areas);
  constexpr auto out = Assignment::outside;
  EXPECT_EQ(result.area_of, (std::vector<std::uint32_t>{0, out, out, 0, 1, out, 1}))
      << "the south-west corner of the hole is the hole's, its north-east corner the ring's";
}

TEST(AssignPoints, WhatHasNoPlaceIsCounted) {
  PackedGeometry areas(Kind::polygons);
  areas.end_feature();  // an area without geometry owns nothing
  test::add_square(areas, 0, 0, 10);
  PackedGeometry points;
  points.add_point_feature({5, 5});
  points.end_feature();
  points.add_point_feature(geo::nowhere);
  points.add_point_feature({50, 5});
  points.add_point_feature({std::numeric_limits<double>::infinity(), 5});
  const auto result = assign_points(points, areas);
  EXPECT_EQ(result.inside, 1U);
  EXPECT_EQ(result.without_count, 3U);
  EXPECT_EQ(result.outside_count, 1U);
  EXPECT_EQ(result.counts, (std::vector<std::uint32_t>{0, 1}));
  EXPECT_TRUE(result.conserved());
}

TEST(AssignPoints, NoAreasOrNoPointsAreNoProblem) {
  const PackedGeometry none(Kind::polygons);
  PackedGeometry lines(Kind::lines), bare(Kind::polygons);
  const Point path[] = {{0, 0}, {9, 9}};
  lines.add_ring_feature(path);
  bare.end_feature();
  const auto points = as_points({{1, 1}});
  for (const PackedGeometry* areas : {&none, &std::as_const(lines), &std::as_const(bare)}) {
    EXPECT_EQ(assign_points(points, *areas).outside_count, 1U);
    EXPECT_EQ(assign_points(PackedGeometry(), *areas).total(), 0U);
  }
}

TEST(AssignPoints, FlatAndTinyAreasFarFromTheOriginAreNoProblem) {
  PackedGeometry areas(Kind::polygons);
  test::add_polygon(areas, {{453000, 2463000}, {454000, 2463000.0005}, {454000, 2463000.001}});
  test::add_square(areas, 453500, 2463000.5, 0.001);
  const auto places = anywhere(areas.box(), 20000, 2);
  const auto result = assign_points(as_points(places), areas);
  for (std::size_t i = 0; i < places.size(); ++i) {
    const std::uint32_t expected = geo::owns(areas, 0, places[i])   ? 0
                                   : geo::owns(areas, 1, places[i]) ? 1
                                                                    : Assignment::outside;
    ASSERT_EQ(result.area_of[i], expected);
  }
}

TEST(AssignPoints, AFeatureOfSeveralPointsCountsByItsFirst) {
  PackedGeometry areas(Kind::polygons), points;
  test::add_square(areas, 0, 0, 10);
  for (const Point p : {Point{50, 50}, {5, 5}})
    points.add_point(p), points.end_ring(), points.end_part();
  points.end_feature();
  EXPECT_EQ(assign_points(points, areas).outside_count, 1U);
}

}  // namespace
}  // namespace wangge::analysis
