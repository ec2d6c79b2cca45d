#include "analysis/households.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>

#include "base/random.h"

namespace wangge::analysis {
namespace {

TEST(ShareOut, TheSumIsTheTotalAndNobodyIsMoreThanOneOff) {
  for (std::uint64_t seed = 0; seed < 2'000; ++seed) {
    Random random(seed);
    std::vector<double> weights(1 + random.below(40));
    for (double& weight : weights) weight = random.chance(0.2) ? 0 : random.between(0, 1e6);
    const std::int64_t total = random.below(100'000);
    const auto parts = share_out(total, weights);
    EXPECT_EQ(std::accumulate(parts.begin(), parts.end(), std::int64_t{0}), total);
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    for (std::size_t i = 0; sum > 0 && i < parts.size(); ++i) {
      EXPECT_LT(
          std::abs(static_cast<double>(parts[i]) - static_cast<double>(total) * weights[i] / sum),
          1.0);
    }
  }
}

TEST(ShareOut, LargestRemaindersGoFirst) {
  EXPECT_EQ(share_out(10, std::vector<double>{1, 1, 1}), (std::vector<std::int64_t>{4, 3, 3}));
  EXPECT_EQ(share_out(10, std::vector<double>{5.6, 3.5, 0.9}),
            (std::vector<std::int64_t>{6, 3, 1}));
  EXPECT_EQ(share_out(3, std::vector<double>{0, std::nan(""), -1}),
            (std::vector<std::int64_t>{1, 1, 1}));
  EXPECT_TRUE(share_out(3, {}).empty());
}

model::Layer squares(std::size_t count, double step, double side) {
  model::Layer layer;
  layer.geometry = geo::PackedGeometry(geo::Kind::polygons);
  for (std::size_t i = 0; i < count; ++i) {
    const double x = step * static_cast<double>(i);
    layer.geometry.add_ring_feature(
        std::vector<geo::Point>{{x, 0}, {x + side, 0}, {x + side, side}, {x, side}, {x, 0}});
  }
  layer.table.rows = count;
  return layer;
}

void add(model::Layer& layer, model::Field field, std::vector<double> numbers) {
  layer.mapping.set(field, static_cast<int>(layer.table.columns.size()));
  layer.table.columns.push_back({"c", model::Reals(std::move(numbers)), {}});
}

TEST(ShareHouseholds, FloorsTimesGroundAndTheTotalOfEveryCommunity) {
  // Two communities of 100 m; buildings of 10 m at 0, 25, 50, 75 (first) and 100, 125 (second).
  model::Layer communities = squares(3, 100, 100);
  add(communities, model::Field::households, {101, 7, 5});
  model::Layer buildings = squares(6, 25, 10);
  add(buildings, model::Field::floors, {1, 2, 3, 4, 0, std::nan("")});
  const auto shares = share_households(buildings, communities);
  ASSERT_TRUE(shares);
  EXPECT_EQ(shares->households, (std::vector<std::int64_t>{10, 20, 30, 41, 4, 3}));
  ASSERT_EQ(shares->totals.size(), 3U);
  EXPECT_EQ(shares->totals[0].placed, 101);
  EXPECT_EQ(shares->totals[1].placed, 7);
  EXPECT_EQ(shares->totals[2].placed, 0) << "it has no building";
  EXPECT_EQ(shares->off_total, 1U);
}

TEST(ShareHouseholds, WhatIsKnownStaysAndTheOthersShareTheRest) {
  model::Layer communities = squares(1, 100, 100);
  add(communities, model::Field::households, {100});
  const model::Layer buildings = squares(4, 25, 10);
  const auto shares =
      share_households(buildings, communities, std::vector<std::int64_t>{70, -1, -1, -1});
  ASSERT_TRUE(shares);
  EXPECT_EQ(shares->households, (std::vector<std::int64_t>{70, 10, 10, 10}));
  const auto over =
      share_households(buildings, communities, std::vector<std::int64_t>{170, -1, -1, -1});
  EXPECT_EQ(over->households, (std::vector<std::int64_t>{170, 0, 0, 0}));
  EXPECT_EQ(over->off_total, 1U) << "told, not hidden";
}

}  // namespace
}  // namespace wangge::analysis
