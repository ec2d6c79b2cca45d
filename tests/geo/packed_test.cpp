#include "geo/packed.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numbers>
#include <numeric>
#include <random>

#include "support/subdivision.h"

namespace wangge::geo {
namespace {

/// Features of every shape: none, one part, several parts, holes, parts without rings.
PackedGeometry mixed(unsigned seed, std::size_t features) {
  std::mt19937 random(seed);
  PackedGeometry g(Kind::polygons);
  for (std::size_t f = 0; f < features; ++f) {
    for (unsigned part = random() % 3; part > 0; --part) {
      for (unsigned ring = 1 + random() % 2; ring > 0; --ring) {
        for (unsigned p = 4 + random() % 3; p > 0; --p)
          g.add_point({1.0 * random(), 1.0 * random()});
        g.end_ring();
      }
      g.end_part();
    }
    g.end_feature();
  }
  return g;
}

TEST(Offsets, WithOneItemEachStoreNothing) {
  Offsets offsets;
  for (std::uint32_t i = 1; i <= 100; ++i) offsets.push(i);
  EXPECT_TRUE(offsets.is_identity());
  EXPECT_EQ(offsets.bytes(), 0U);
  offsets.push(100);  // an empty item
  EXPECT_FALSE(offsets.is_identity());
  EXPECT_EQ(offsets.begin(99), 99U);
  EXPECT_EQ(offsets.end(99), 100U);
  EXPECT_EQ(offsets.begin(100), offsets.end(100));
}

TEST(Packed, AppendingAllAndAppendingOneByOneIsTheSame) {
  for (unsigned seed = 0; seed < 30; ++seed) {
    const PackedGeometry first = mixed(seed, seed % 4), second = mixed(seed + 100, 12);
    PackedGeometry all = first, each = first;
    all.append(second);
    for (std::size_t f = 0; f < second.size(); ++f) each.append_feature(second, f);
    EXPECT_EQ(all, each);
    EXPECT_EQ(all.size(), first.size() + second.size());
    for (std::size_t f = 0; f < second.size(); ++f) {
      EXPECT_TRUE(
          std::ranges::equal(all.feature_points(first.size() + f), second.feature_points(f)));
      EXPECT_EQ(all.box(first.size() + f), second.box(f));
    }
  }
}

TEST(Packed, TheSubsetOfAllRowsIsTheWhole) {
  const PackedGeometry g = mixed(4, 40);
  std::vector<std::uint32_t> rows(g.size());
  std::iota(rows.begin(), rows.end(), 0U);
  EXPECT_EQ(g.subset(rows), g);
  EXPECT_TRUE(g.subset({}).empty());
}

TEST(Packed, TheBoxOfAllHoldsEveryBox) {
  const PackedGeometry g = mixed(5, 40);
  for (std::size_t f = 0; f < g.size(); ++f) {
    EXPECT_EQ(g.box(f).is_empty(), !g.has_geometry(f));
    if (g.has_geometry(f)) {
      EXPECT_TRUE(g.box().contains(g.box(f)));
    }
  }
}

TEST(PolygonArea, IsInSquareMetresNearZhuhai) {
  PackedGeometry areas(Kind::polygons);
  test::add_square(areas, 453620.17, 2463767.17, 1000);
  test::add_ring_square(areas, 453620.17, 2463767.17, 100);
  EXPECT_NEAR(polygon_area(areas, 0), 1e6, 1e-3);
  EXPECT_NEAR(polygon_area(areas, 1), 7500, 1e-5);
  EXPECT_NEAR(length(areas, 1), 600, 1e-6);
  const double a = polygon_area(areas, 0), p = length(areas, 0);
  EXPECT_NEAR(4 * std::numbers::pi * a / (p * p), 0.785398, 1e-6) << "Polsby-Popper of a square";
}

TEST(PolygonArea, DoesNotDependOnTheDirectionOfRings) {
  const auto forward = test::SubdivisionMaker(3, 5, 9).make(false).areas;
  const auto backward = test::SubdivisionMaker(3, 5, 9).make(true).areas;
  double sum = 0;
  for (std::size_t f = 0; f < forward.size(); ++f) {
    EXPECT_NEAR(polygon_area(forward, f), polygon_area(backward, f), 1e-8);
    EXPECT_NEAR(signed_ring_area(forward.ring(f)), -signed_ring_area(backward.ring(f)), 1e-8);
    sum += polygon_area(forward, f);
  }
  EXPECT_GT(sum, 0.9 * 9 * 64 * 64);
}

}  // namespace
}  // namespace wangge::geo
