#include "geo/box_tree.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "geo/hilbert.h"
#include "support/threads.h"

namespace wangge::geo {
namespace {

std::vector<Box> random_boxes(std::size_t count, unsigned seed) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<> place(-1000, 1000), size(0, 30);
  std::vector<Box> boxes(count);
  for (std::size_t i = 0; i < count; ++i) {
    if (i % 17 == 3) continue;  // a feature without geometry
    const double x = place(random), y = place(random);
    boxes[i] = {x, y, x + (i % 5 == 0 ? 0 : size(random)), y + (i % 7 == 0 ? 0 : size(random))};
  }
  return boxes;
}

class BoxTreeOfSize : public testing::TestWithParam<std::size_t> {};

TEST_P(BoxTreeOfSize, FindsWhatAskingEveryBoxFinds) {
  const auto boxes = random_boxes(GetParam(), 1);
  const BoxTree tree(boxes);
  std::mt19937 random(2);
  std::uniform_real_distribution<> place(-1200, 1200), size(0, 400);
  for (int i = 0; i < 100; ++i) {
    const double x = place(random), y = place(random);
    const Box asked{x, y, x + (i % 4 == 0 ? 0 : size(random)), y + (i % 4 == 0 ? 0 : size(random))};
    std::vector<std::uint32_t> slow;
    for (std::uint32_t row = 0; row < boxes.size(); ++row) {
      if (boxes[row].intersects(asked)) slow.push_back(row);
    }
    ASSERT_EQ(tree.query(asked), slow);
  }
}
INSTANTIATE_TEST_SUITE_P(AroundTheNodeSizes, BoxTreeOfSize,
                         testing::Values(0, 1, 2, 15, 16, 17, 255, 256, 257, 4097, 20000));

TEST(BoxTree, TouchingIsMeeting) {
  const std::vector<Box> boxes{{0, 0, 1, 1}};
  EXPECT_EQ(BoxTree(boxes).query({1, 1, 2, 2}).size(), 1U);
  EXPECT_TRUE(BoxTree(boxes).query({1.001, 1, 2, 2}).empty());
}

TEST(BoxTree, NeverFindsFeaturesWithoutGeometry) {
  PackedGeometry points;
  points.end_feature();
  points.add_point_feature({5, 5});
  points.end_feature();
  EXPECT_EQ(BoxTree(points).query({-1e9, -1e9, 1e9, 1e9}), std::vector<std::uint32_t>{1});
  EXPECT_TRUE(BoxTree(PackedGeometry()).query({-1e9, -1e9, 1e9, 1e9}).empty());
}

TEST(BoxTree, AnEmptyBoxMeetsNothing) {
  EXPECT_TRUE(BoxTree(random_boxes(1000, 3)).query(Box{}).empty());
}

TEST(BoxTree, FindsAllOfAThousandAtOnePlace) {
  const std::vector<Box> boxes(1000, Box{7, 7, 7, 7});
  EXPECT_EQ(BoxTree(boxes).query({7, 7, 7, 7}).size(), 1000U);
}

TEST(HilbertKey, NeighboursOnTheCurveAreNeighboursOnTheLattice) {
  // All 65,536 places of a corner of the lattice, in the order of the curve.
  std::vector<std::pair<std::uint32_t, std::pair<int, int>>> places;
  for (int x = 0; x < 256; ++x) {
    for (int y = 0; y < 256; ++y) {
      places.push_back(
          {hilbert_key(static_cast<std::uint16_t>(x), static_cast<std::uint16_t>(y)), {x, y}});
    }
  }
  std::sort(places.begin(), places.end());
  for (std::size_t i = 1; i < places.size(); ++i) {
    const auto [x0, y0] = places[i - 1].second;
    const auto [x1, y1] = places[i].second;
    ASSERT_EQ(places[i].first, places[i - 1].first + 1);
    ASSERT_EQ(std::abs(x1 - x0) + std::abs(y1 - y0), 1);
  }
}

TEST(HilbertOrder, IsTheSameOnOneThreadAndOnMany) {
  const auto boxes = random_boxes(200000, 9);
  const auto one = test::on_threads(1, [&] { return hilbert_order(boxes); });
  EXPECT_EQ(test::on_threads(2, [&] { return hilbert_order(boxes); }), one);
  auto sorted = one;
  std::sort(sorted.begin(), sorted.end());
  EXPECT_EQ(std::adjacent_find(sorted.begin(), sorted.end()), sorted.end());
}

}  // namespace
}  // namespace wangge::geo
