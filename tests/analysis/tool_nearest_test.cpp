#include <algorithm>

#include "analysis/tool_world.h"
#include "geo/geos.h"

namespace wangge::analysis {
namespace {

using geo::Kind;
using geo::PackedGeometry;
using test::column;
using test::layer_of;
using test::run_tool;

/// Distances of one feature to all others, by GEOS.
std::vector<std::pair<double, std::size_t>> by_distance(const PackedGeometry& first,
                                                        std::size_t row,
                                                        const PackedGeometry& second) {
  std::vector<std::pair<double, std::size_t>> all;
  const geo::GeosGeometry one = geo::to_geos(first, row);
  for (std::size_t other = 0; other < second.size(); ++other) {
    double distance = 0;
    GEOSDistance_r(geo::geos_context(), one.get(), geo::to_geos(second, other).get(), &distance);
    all.emplace_back(distance, other);
  }
  std::ranges::sort(all);
  return all;
}

TEST(Nearest, IsAsTryingAllSays) {
  const geo::Box box{0, 0, 1000, 800};
  const PackedGeometry points = test::random_points(200, 1, box.padded(300)),
                       stations = test::random_points(37, 2, box),
                       houses = test::random_houses(60, 3, box);
  for (const auto& [a, b] : {std::pair(points, stations), std::pair(points, houses),
                             std::pair(houses, stations), std::pair(houses, houses)}) {
    for (const std::size_t k : {1U, 3U, 100U}) {
      const auto made = run_tool("nearest", {layer_of(a), layer_of(b)}, {{"k", std::to_string(k)}});
      ASSERT_TRUE(made) << to_text(made.error());
      const std::size_t each = std::min(k, b.size());
      ASSERT_EQ(made->size(), a.size() * each);
      for (std::size_t row = 0; row < a.size(); ++row) {
        const auto expected = by_distance(a, row, b);
        for (std::size_t i = 0; i < each; ++i) {
          const std::size_t at = row * each + i;
          EXPECT_NEAR(column(*made, "distance_m").number(at), expected[i].first, 1e-9);
          if (made->geometry.has_geometry(at)) {
            EXPECT_NEAR(geo::length(made->geometry, at), expected[i].first, 1e-9);
          }
          if (expected[i].first > 0) {
            EXPECT_EQ(column(*made, "number_2").number(at),
                      static_cast<double>(expected[i].second));
          }
        }
      }
    }
  }
}

TEST(Nearest, KnowsWhatIsTooFarAndWhoIsOneself) {
  PackedGeometry points;
  for (const double x : {0.0, 10.0, 25.0, 500.0}) points.add_point_feature({x, 0});
  const auto layer = layer_of(points);
  const auto made = run_tool("nearest", {layer, layer}, {{"within", "20"}});
  ASSERT_TRUE(made);
  ASSERT_EQ(made->size(), 3U);
  EXPECT_EQ(column(*made, "number_2").number(0), 1);
  EXPECT_EQ(column(*made, "number_2").number(1), 0);
  EXPECT_EQ(column(*made, "number_2").number(2), 1);
  ASSERT_EQ(made->source.warnings.size(), 1U);
  EXPECT_EQ(made->source.warnings[0], "1 of 4 features of “things” have nothing within reach.");
  EXPECT_EQ(run_tool("nearest", {layer, layer}, {{"within", "1"}}).error().code, ErrorCode::empty);
}

TEST(Nearest, OfWhatMeetsIsNoLineAtDistanceZero) {
  PackedGeometry squares(Kind::polygons), points;
  test::add_square(squares, 0, 0, 10);
  points.add_point_feature({5, 5});
  const auto made = run_tool("nearest", {layer_of(points), layer_of(squares)});
  ASSERT_TRUE(made);
  EXPECT_FALSE(made->geometry.has_geometry(0));
  EXPECT_EQ(column(*made, "distance_m").number(0), 0);
}

}  // namespace
}  // namespace wangge::analysis
