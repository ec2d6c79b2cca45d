#include "analysis/relative_density.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "base/random.h"
#include "support/subdivision.h"

namespace wangge::analysis {
namespace {

const RasterFrame frame{{0, 0}, 20, 60, 50};

HeatSurface surface_of(std::vector<float> values) {
  HeatSurface surface;
  surface.frame = {{0, 0}, 10, static_cast<int>(values.size()), 1};
  surface.values = std::move(values);
  return surface;
}

/// Towers of 200 households in the west, houses of 2 in the east.
WeightedPlaces town() {
  Random random(1);
  WeightedPlaces town;
  for (int i = 0; i < 400; ++i) {
    const bool tower = i < 60;
    town.places.push_back(
        {tower ? random.between(100, 500) : random.between(700, 1100), random.between(100, 900)});
    town.weights.push_back(tower ? 200 : 2);
  }
  return town;
}

TEST(RelativeDensity, IsEvenWhereEveryHouseholdReportsEquallyOften) {
  const WeightedPlaces homes = town();
  WeightedPlaces tickets = homes;
  for (float& weight : tickets.weights) weight *= 0.05F;
  const auto surface = [](const WeightedPlaces& of) {
    return heat_surface(of.places, of.weights, frame, Kernel::gaussian, 60);
  };
  const HeatSurface reports = surface(tickets), living = surface(homes);
  const HeatSurface relative = relative_density(reports, living, 0.5);
  std::size_t blank = 0;
  for (std::size_t i = 0; i < relative.values.size(); ++i) {
    if (std::isnan(relative.values[i])) {
      ++blank;
      EXPECT_LT(living.values[i], 0.5F);
    } else {
      EXPECT_NEAR(relative.values[i], 50, 0.05) << "per 1,000 households";
    }
  }
  EXPECT_GT(blank, 20U);
  EXPECT_LT(blank, relative.values.size());
  EXPECT_NEAR(relative.max, 50, 0.05);
}

TEST(RelativeDensity, WhereNobodyLivesIsBlankEvenWithoutAFloor) {
  const HeatSurface relative =
      relative_density(surface_of({4, 4, 0, 7}), surface_of({0, 2, 3, 0.5F}), 0);
  EXPECT_TRUE(std::isnan(relative.values[0]));
  EXPECT_EQ(relative.values[1], 2000);
  EXPECT_EQ(relative.values[2], 0);
  EXPECT_EQ(relative.max, 14'000);
  for (const float value : relative_density(surface_of({4}), surface_of({1}), 5).values)
    EXPECT_TRUE(std::isnan(value));
}

TEST(HouseholdPlaces, AreOfBuildingsThatHaveAny) {
  model::Layer buildings;
  buildings.geometry = geo::PackedGeometry(geo::Kind::polygons);
  test::add_square(buildings.geometry, 0, 0, 10);
  test::add_square(buildings.geometry, 50, 0, 10);
  buildings.geometry.end_feature();
  test::add_square(buildings.geometry, 90, 0, 10);
  model::Column households{"户数", model::Integers{12, 0, 5, 7}, {}};
  households.nulls.set_null(3);
  buildings.table = {{households}, 4};
  EXPECT_TRUE(household_places(buildings).places.empty()) << "no column is mapped";
  buildings.mapping.set(model::Field::households, 0);
  const WeightedPlaces places = household_places(buildings);
  ASSERT_EQ(places.weights, std::vector<float>{12});
  EXPECT_GT(places.places[0].x, 0);
  EXPECT_LT(places.places[0].x, 10);
}

TEST(SharedDomain, IsTheQuantileOverAllFrames) {
  Random random(5);
  SharedDomain domain;
  std::vector<float> all;
  for (int round = 0; round < 12; ++round) {
    std::vector<float> values;
    for (int i = 0; i < 5000; ++i) {
      const auto value = static_cast<float>(std::exp(2 * random.normal()) * (1 + round));
      values.push_back(random.chance(0.4) ? 0 : value);
      if (values.back() > 0) all.push_back(value);
    }
    values.push_back(std::numeric_limits<float>::quiet_NaN());
    domain.add(surface_of(values));
  }
  std::sort(all.begin(), all.end());
  for (const double share : {0.01, 0.5, 0.9, 0.995}) {
    const auto rank =
        static_cast<std::size_t>(std::ceil(share * static_cast<double>(all.size()))) - 1;
    const auto exact = static_cast<double>(all[rank]);
    EXPECT_GE(domain.top(share), exact) << share;
    EXPECT_LE(domain.top(share), 1.008 * exact) << share;
  }
  EXPECT_EQ(domain.top(1), all.back());
  EXPECT_EQ(SharedDomain().top(), 0);
}

TEST(SharedDomain, OfOneValueIsThatValue) {
  SharedDomain domain;
  domain.add(surface_of({3.25F, 0, 0}));
  EXPECT_EQ(domain.top(), 3.25);
}

}  // namespace
}  // namespace wangge::analysis
