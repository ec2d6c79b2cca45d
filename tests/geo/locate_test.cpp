#include "geo/locate.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "geo/geos.h"
#include "support/subdivision.h"

namespace wangge::geo {
namespace {

std::size_t owners(const PackedGeometry& areas, Point p) {
  std::size_t count = 0;
  for (std::size_t area = 0; area < areas.size(); ++area) count += owns(areas, area, p) ? 1 : 0;
  return count;
}

TEST(Orientation, IsExactWhereRoundingCannotTell) {
  // c is the double nearest to the line, then its neighbours: the signs must go -, 0 or +, +.
  const Point a{453620.17, 2463767.17}, b{453620.17 + 1e-9, 2463767.17 + 1e-9};
  const Point far{a.x + 1024 * (b.x - a.x), a.y + 1024 * (b.y - a.y)};
  const double up = std::nextafter(far.y, 1e9), down = std::nextafter(far.y, 0);
  EXPECT_EQ(orientation(a, b, {far.x, up}), 1);
  EXPECT_EQ(orientation(a, b, {far.x, down}), -1);
}

TEST(Orientation, TurnsItsSignWithEveryExchange) {
  std::mt19937 random(5);
  std::uniform_real_distribution<> place(0, 1);
  for (int i = 0; i < 20000; ++i) {
    const Point a{2e6 + place(random), place(random)}, b{2e6 + place(random), place(random)};
    const double t = place(random);
    const Point c{a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};  // within rounding of the line
    const int turn = orientation(a, b, c);
    ASSERT_EQ(orientation(b, c, a), turn);
    ASSERT_EQ(orientation(c, a, b), turn);
    ASSERT_EQ(orientation(b, a, c), -turn);
    ASSERT_EQ(orientation(a, c, b), -turn);
  }
}

TEST(Orientation, OfThreePointsOnALineIsZero) {
  EXPECT_EQ(orientation({0, 0}, {1, 1}, {4e8, 4e8}), 0);
  EXPECT_EQ(orientation({3, 7}, {3, 7}, {9, 9}), 0);
  EXPECT_EQ(orientation({0.1, 0.1}, {0.2, 0.2}, {0.3, 0.3}), 0);
}

TEST(CrossesRay, DoesNotDependOnTheDirectionOfTheEdge) {
  std::mt19937 random(1);
  const auto place = [&random] {
    return Point{static_cast<double>(random() % 8), static_cast<double>(random() % 8)};
  };
  for (int i = 0; i < 20000; ++i) {
    const Point a = place(), b = place(), p = place();
    ASSERT_EQ(crosses_ray(a, b, p), crosses_ray(b, a, p));
  }
}

TEST(Owns, EveryVertexAndMiddleOfAnInnerBorderHasOneOwner) {
  const auto cut = test::SubdivisionMaker(6, 7, 3).make();
  for (const Point p : cut.inner_vertices) ASSERT_EQ(owners(cut.areas, p), 1U) << p.x << ' ' << p.y;
  for (const Point p : cut.inner_middles) ASSERT_EQ(owners(cut.areas, p), 1U) << p.x << ' ' << p.y;
}

TEST(Owns, APointInAHoleBelongsToWhatFillsIt) {
  PackedGeometry areas(Kind::polygons);
  test::add_ring_square(areas, 0, 0, 8);
  test::add_square(areas, 2, 2, 4);
  for (double x = 0; x < 8; x += 0.5) {
    for (double y = 0; y < 8; y += 0.5) ASSERT_EQ(owners(areas, {x, y}), 1U) << x << ' ' << y;
  }
  EXPECT_FALSE(owns(areas, 0, {4, 4}));
  EXPECT_TRUE(owns(areas, 1, {4, 4}));
}

TEST(Owns, AgreesWithGeosOffTheBorders) {
  const auto cut = test::SubdivisionMaker(4, 9, 8).make();
  std::mt19937 random(2);
  const Box box = cut.areas.box().padded(10);
  std::uniform_real_distribution<> x(box.min_x, box.max_x), y(box.min_y, box.max_y);
  for (std::size_t area = 0; area < cut.areas.size(); ++area) {
    const GeosGeometry shape = to_geos(cut.areas, area);
    ASSERT_TRUE(shape);
    for (int i = 0; i < 500; ++i) {
      const Point p{x(random), y(random)};
      const GeosGeometry point(GEOSGeom_createPointFromXY_r(geos_context(), p.x, p.y));
      ASSERT_EQ(owns(cut.areas, area, p),
                GEOSContains_r(geos_context(), shape.get(), point.get()) == 1);
    }
  }
}

TEST(Owns, NothingWithoutGeometryAndNoPointThatIsNoNumber) {
  PackedGeometry areas(Kind::polygons);
  areas.end_feature();
  test::add_square(areas, 0, 0, 1);
  EXPECT_FALSE(owns(areas, 0, {0.5, 0.5}));
  EXPECT_FALSE(owns(areas, 1, nowhere));
}

TEST(DistanceTo, IsGeosDistance) {
  const auto cut = test::SubdivisionMaker(3, 5, 4).make();
  std::mt19937 random(6);
  const Box box = cut.areas.box().padded(100);
  std::uniform_real_distribution<> x(box.min_x, box.max_x), y(box.min_y, box.max_y);
  for (std::size_t area = 0; area < cut.areas.size(); ++area) {
    const GeosGeometry shape = to_geos(cut.areas, area);
    for (int i = 0; i < 200; ++i) {
      const Point p{x(random), y(random)};
      const GeosGeometry point(GEOSGeom_createPointFromXY_r(geos_context(), p.x, p.y));
      double expected = -1;
      GEOSDistance_r(geos_context(), shape.get(), point.get(), &expected);
      ASSERT_NEAR(distance_to(cut.areas, area, p), expected, 1e-8);
    }
  }
}

TEST(DistanceTo, IsInfiniteWithoutGeometry) {
  PackedGeometry lines(Kind::lines);
  lines.end_feature();
  EXPECT_TRUE(std::isinf(distance_to(lines, 0, {0, 0})));
}

}  // namespace
}  // namespace wangge::geo
