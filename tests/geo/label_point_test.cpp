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
