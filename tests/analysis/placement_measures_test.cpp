#include "analysis/placement_measures.h"

#include <gtest/gtest.h>

namespace wangge::analysis {
namespace {

using geo::Kind;
using geo::PackedGeometry;
using geo::Point;

PackedGeometry squares(const std::vector<Point>& corners, double side) {
  PackedGeometry g(Kind::polygons);
  for (const Point c : corners) {
    const std::vector<Point> ring{
        c, {c.x + side, c.y}, {c.x + side, c.y + side}, {c.x, c.y + side}, c};
    g.add_ring_feature(ring);
  }
  return g;
}

PackedGeometry line(const std::vector<Point>& points) {
  PackedGeometry g(Kind::lines);
  g.add_ring_feature(points);
  return g;
}

PackedGeometry points(const std::vector<Point>& places) {
  PackedGeometry g(Kind::points);
  for (const Point p : places) g.add_point_feature(p);
  return g;
}

TEST(Crosses, ThroughInsideBesideAndTouching) {
  const auto house = squares({{0, 0}}, 10);
  EXPECT_TRUE(crosses(house, 0, line({{-5, 5}, {15, 5}}), 0)) << "through";
  EXPECT_TRUE(crosses(house, 0, line({{2, 2}, {8, 8}}), 0)) << "inside";
  EXPECT_TRUE(crosses(house, 0, line({{-5, 10}, {5, 10}}), 0)) << "along the wall";
  EXPECT_FALSE(crosses(house, 0, line({{-5, -1}, {15, -1}}), 0)) << "beside";
  EXPECT_FALSE(crosses(house, 0, line({{-1, 12}, {5, 16}, {12, 12}}), 0)) << "around";
}

TEST(Uncrossed, CountsOnlyWhatLiesBesideALine) {
  const auto houses = squares({{0, 0}, {0, 20}, {0, 500}}, 10);
  const auto road = line({{-5, 5}, {15, 5}});
  const Agreement a = uncrossed(houses, road, geo::BoxTree(road), false);
  EXPECT_EQ(a.seen, 2) << "the third is far away";
  EXPECT_EQ(a.good, 1) << "the first is crossed";
  const Agreement other = uncrossed(road, houses, geo::BoxTree(houses), true);
  EXPECT_EQ(other.seen, 1);
  EXPECT_EQ(other.good, 0);
}

TEST(AtBuilding, FiveMetresAreNear) {
  const auto houses = squares({{0, 0}}, 10);
  const geo::BoxTree index(houses);
  const Agreement a =
      at_building(points({{5, 5}, {14.9, 5}, {15.1, 5}, {1000, 5}, geo::nowhere}), houses, index);
  EXPECT_EQ(a.seen, 4) << "no place is not seen";
  EXPECT_EQ(a.good, 2);
  EXPECT_NEAR(mean_distance_to_building(points({{5, 5}, {30, 5}, {9000, 5}}), houses, index),
              (0 + 20 + farthest_m) / 3, 1e-9);
}

TEST(WholeInside, AHouseOnABorderIsCut) {
  const auto areas = squares({{0, 0}, {100, 0}}, 100);
  const AreaIndex index(areas, 1000);
  const Agreement a = whole_inside(squares({{20, 20}, {95, 20}, {195, 20}, {900, 20}}, 10), index);
  EXPECT_EQ(a.seen, 3) << "the last lies in none";
  EXPECT_EQ(a.good, 1) << "one on the border between, one on the outer border";
}

TEST(OnLine, TenMetresAreOnIt) {
  const auto border = line({{0, 0}, {100, 0}});
  const Agreement a = on_line(line({{50, 9}, {50, 11}}), border, geo::BoxTree(border));
  EXPECT_EQ(a.seen, 2);
  EXPECT_EQ(a.good, 1);
}

TEST(NamedArea, AnyPartOfThatNameWillDo) {
  const auto areas = squares({{0, 0}, {100, 0}, {200, 0}}, 100);
  const AreaIndex index(areas, 1000);
  const std::vector<std::uint32_t> same_name{0, 1, 0};  // the third is an exclave of the first
  const std::vector<std::uint32_t> expected{0, 0, 1, AreaIndex::none};
  const Agreement a =
      named_area(points({{50, 50}, {250, 50}, {50, 50}, {50, 50}}), index, expected, same_name);
  EXPECT_EQ(a.seen, 3);
  EXPECT_EQ(a.good, 2);
}

TEST(Sample, IsBoundedAndSpreadOverTheLayer) {
  model::Layer layer;
  layer.geometry = PackedGeometry(Kind::polygons);
  constexpr std::size_t rows = 20'000;
  for (std::size_t i = 0; i < rows; ++i) {
    layer.geometry.append(squares({{20.0 * static_cast<double>(i), 0}}, 10));
  }
  layer.table.rows = rows;
  const auto sample = take_sample(layer, 1, 500);
  EXPECT_TRUE(sample.of_buildings) << "by their size";
  ASSERT_EQ(sample.anchors.size(), 500U);
  EXPECT_EQ(sample.solids.size(), 500U);
  EXPECT_GT(sample.anchor_rows.back(), rows - 100);
  EXPECT_TRUE(std::is_sorted(sample.anchor_rows.begin(), sample.anchor_rows.end()));
  const auto moved = sample.moved(3, 4);
  EXPECT_EQ(moved.anchors.points()[7].x, sample.anchors.points()[7].x + 3);
  EXPECT_EQ(moved.solids.points()[7].y, sample.solids.points()[7].y + 4);
  EXPECT_TRUE(take_sample(model::Layer(), 1, 500).empty());
}

}  // namespace
}  // namespace wangge::analysis
