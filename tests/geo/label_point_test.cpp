#include "geo/label_point.h"

#include <gtest/gtest.h>

#include "geo/locate.h"
#include "geo/random_polygons.h"

namespace wangge::geo {
namespace {

TEST(LabelPoint, LiesInsideAsFarFromTheBorderAsItSays) {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const PackedGeometry polygon = one_polygon({random_ring(seed), random_hole(seed)});
    const LabelPoint label = label_point(polygon, 0);
    EXPECT_TRUE(owns(polygon, 0, label.place)) << seed;
    double nearest = 1e9;
    for (std::size_t r = 0; r < 2; ++r)
      nearest = std::min(nearest, distance_to_line(polygon.ring(r), label.place));
    EXPECT_NEAR(label.radius_m, nearest, 1e-6) << seed;
  }
}

TEST(LabelPoint, IsTheMiddleOfASquareToTwoPercent) {
  const LabelPoint label =
      label_point(one_polygon({{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}}), 0);
  EXPECT_NEAR(label.radius_m, 5, 0.2);
}

TEST(LabelPoint, OfALongBendLiesInTheBend) {
  const PackedGeometry hook =
      one_polygon({{{0, 0}, {100, 0}, {100, 100}, {90, 100}, {90, 10}, {0, 10}, {0, 0}}});
  EXPECT_TRUE(owns(hook, 0, label_point(hook, 0).place));
}

TEST(LabelPoint, OfASlantingSliverIsAsWideAsItIs) {
  for (const double width : {0.01, 0.3, 2.0}) {
    // Two long sides 100 m apart end to end, turned by 30°.
    const double c = std::cos(0.5236), s = std::sin(0.5236);
    const auto turned = [&](double x, double y) {
      return Point{5e5 + c * x - s * y, 3e6 + s * x + c * y};
    };
    const PackedGeometry sliver =
        one_polygon({{turned(0, 0), turned(60, 0), turned(100, 0), turned(100, width),
                      turned(40, width), turned(0, width), turned(0, 0)}});
    const LabelPoint label = label_point(sliver, 0);
    EXPECT_TRUE(owns(sliver, 0, label.place));
    EXPECT_NEAR(2 * label.radius_m, width, 0.05 * width);
  }
}

/// How far the deepest of many places along the border's inner side is from the border: a slow look
/// at what label_point() finds at once.
double greatest_depth(const PackedGeometry& polygon) {
  const auto ring = polygon.ring(0);
  const Box box = polygon.box();
  double deepest = 0;
  constexpr int steps = 200;
  for (int i = 0; i < steps; ++i) {
    for (int k = 0; k < steps; ++k) {
      const Point p{box.min_x + (i + 0.5) * box.width() / steps,
                    box.min_y + (k + 0.5) * box.height() / steps};
      if (owns(polygon, 0, p)) deepest = std::max(deepest, distance_to_line(ring, p));
    }
  }
  return deepest;
}

bool cross(Point a, Point b, Point c, Point d) {
  const auto left = [](Point p, Point q, Point r) {
    return (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x) > 0;
  };
  return left(a, b, c) != left(a, b, d) && left(c, d, a) != left(c, d, b);
}

TEST(LabelPoint, OfABentSliverIsAsDeepAsItIs) {
  // What is between a border and the same border with one vertex moved.
  Random random(3);
  const auto anywhere = [&random](double reach) {
    return Point{random.between(-reach, reach), random.between(-reach, reach)};
  };
  for (int i = 0; i < 300; ++i) {
    const Point from = anywhere(10), to = anywhere(10), bend = anywhere(4), off = anywhere(1);
    const Point moved{bend.x + off.x, bend.y + off.y};
    if (cross(from, bend, to, moved) || cross(bend, to, moved, from)) continue;
    const PackedGeometry sliver = one_polygon({{from, bend, to, moved, from}});
    const LabelPoint label = label_point(sliver, 0);
    EXPECT_TRUE(owns(sliver, 0, label.place)) << i;
    EXPECT_GE(label.radius_m, greatest_depth(sliver) - 1e-9) << i;
  }
}

TEST(LabelPoint, OfATriangleIsTheMiddleOfItsInnerCircle) {
  const LabelPoint label = label_point(one_polygon({{{0, 0}, {4, 0}, {0, 3}, {0, 0}}}), 0);
  EXPECT_NEAR(label.radius_m, 1, 1e-12);
  EXPECT_NEAR(label.place.x, 1, 1e-12);
  EXPECT_NEAR(label.place.y, 1, 1e-12);
}

TEST(LabelPoint, TakesTheLargestPart) {
  PackedGeometry two(Kind::polygons);
  for (const double size : {1.0, 20.0}) {
    for (const Point p : {Point{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}})
      two.add_point({size * (p.x + 5), size * p.y});
    two.end_ring();
    two.end_part();
  }
  two.end_feature();
  EXPECT_GT(label_point(two, 0).place.x, 99);
}

TEST(LabelPoint, OfNothingIsNowhere) {
  PackedGeometry none(Kind::polygons);
  none.end_feature();
  EXPECT_FALSE(is_finite(label_point(none, 0).place));
}

}  // namespace
}  // namespace wangge::geo
