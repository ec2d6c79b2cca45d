// Overlays against GEOS one by one, and what must balance.
#include <map>

#include "analysis/tool_world.h"
#include "geo/geos.h"
#include "geo/locate.h"
#include "support/threads.h"

namespace wangge::analysis {
namespace {

using geo::GeosGeometry;
using geo::Kind;
using geo::PackedGeometry;
using test::area_of;
using test::layer_of;
using test::run_tool;

double geos_area(const GeosGeometry& shape) {
  double area = 0;
  if (shape) GEOSArea_r(geo::geos_context(), shape.get(), &area);
  return area;
}

/// Houses over areas that share borders, a few of which overlap others.
struct World {
  PackedGeometry areas, houses;
  explicit World(unsigned seed, int count = 600) : areas(Kind::polygons) {
    areas = test::SubdivisionMaker(5, 4, seed, 60).make().areas;
    houses = test::random_houses(count, seed, areas.box().padded(15));
  }
};

TEST(Intersection, EveryPairIsAsGeosSays) {
  for (unsigned seed = 1; seed <= 4; ++seed) {
    World world(seed);
    if (seed > 2) test::add_square(world.areas, 453'050, 2'463'050, 130);  // over others
    const auto made = run_tool("intersection", {layer_of(world.houses), layer_of(world.areas)});
    ASSERT_TRUE(made) << to_text(made.error());
    const model::Column &house = test::column(*made, "number"),
                        &area = test::column(*made, "number_2"),
                        &size = test::column(*made, "area_m2");
    std::map<std::pair<int, int>, double> pieces;
    for (std::size_t row = 0; row < made->size(); ++row) {
      const std::pair pair(static_cast<int>(house.number(row)), static_cast<int>(area.number(row)));
      EXPECT_TRUE(pieces.emplace(pair, size.number(row)).second) << "one piece a pair";
      EXPECT_DOUBLE_EQ(size.number(row), geo::polygon_area(made->geometry, row));
    }
    std::size_t met = 0;
    for (std::size_t h = 0; h < world.houses.size(); ++h) {
      const GeosGeometry one = geo::to_geos(world.houses, h);
      for (std::size_t a = 0; a < world.areas.size(); ++a) {
        const GeosGeometry other = geo::to_geos(world.areas, a);
        const GeosGeometry common(GEOSIntersection_r(geo::geos_context(), one.get(), other.get()));
        const auto piece = pieces.find({static_cast<int>(h), static_cast<int>(a)});
        EXPECT_NEAR(piece == pieces.end() ? 0 : piece->second, geos_area(common), 1e-7);
        met += piece != pieces.end();
      }
    }
    EXPECT_EQ(met, pieces.size());
    EXPECT_GT(met, 600U);
  }
}

TEST(Overlays, AreasBalance) {
  for (unsigned seed = 11; seed <= 14; ++seed) {
    const World world(seed);
    const auto houses = layer_of(world.houses), areas = layer_of(world.areas);
    const double all = area_of(world.houses);
    const double inside = area_of(run_tool("intersection", {houses, areas})->geometry);
    const double clipped = area_of(run_tool("clip", {houses, areas})->geometry);
    const double outside = area_of(run_tool("difference", {houses, areas})->geometry);
    EXPECT_NEAR(inside, clipped, 1e-9 * all);
    EXPECT_NEAR(inside + outside, all, 1e-9 * all);
  }
}

TEST(Difference, OfEveryFeatureIsAsGeosSays) {
  const World world(21);
  const auto made = run_tool("difference", {layer_of(world.houses), layer_of(world.areas)});
  ASSERT_TRUE(made);
  std::vector<double> left(world.houses.size());
  const model::Column& number = test::column(*made, "number");
  for (std::size_t row = 0; row < made->size(); ++row) {
    left[static_cast<std::size_t>(number.number(row))] = geo::polygon_area(made->geometry, row);
  }
  for (std::size_t h = 0; h < world.houses.size(); ++h) {
    GeosGeometry rest = geo::to_geos(world.houses, h);
    for (std::size_t a = 0; a < world.areas.size(); ++a) {
      const GeosGeometry other = geo::to_geos(world.areas, a);
      rest.reset(GEOSDifference_r(geo::geos_context(), rest.get(), other.get()));
    }
    EXPECT_NEAR(left[h], geos_area(rest), 1e-7);
  }
}

TEST(Clip, TakesWhatLiesWhollyInsideToTheLastDigit) {
  const World world(31);
  const auto made = run_tool("clip", {layer_of(world.houses), layer_of(world.areas)});
  ASSERT_TRUE(made);
  std::size_t whole = 0;
  const model::Column& number = test::column(*made, "number");
  for (std::uint32_t row = 0; row < made->size(); ++row) {
    const auto house = static_cast<std::uint32_t>(number.number(row));
    whole +=
        std::ranges::equal(made->geometry.feature_points(row), world.houses.feature_points(house));
  }
  EXPECT_GT(whole, 200U);
}

TEST(Overlays, PointsOnSharedBordersAreNeitherLostNorDoubled) {
  const auto cut = test::SubdivisionMaker(5, 4, 8, 64).make();
  PackedGeometry points;
  for (const geo::Point p : cut.inner_vertices) points.add_point_feature(p);
  for (const geo::Point p : cut.inner_middles) points.add_point_feature(p);
  const auto places = layer_of(points), areas = layer_of(cut.areas);
  EXPECT_EQ(run_tool("intersection", {places, areas})->size(), points.size());
  EXPECT_EQ(run_tool("clip", {places, areas})->size(), points.size());
  EXPECT_EQ(run_tool("difference", {places, areas}).error().code, ErrorCode::empty);
}

TEST(Overlays, LengthsOfLinesBalance) {
  const World world(41);
  Random random(5);
  PackedGeometry lines(Kind::lines);
  double all = 0;
  for (int i = 0; i < 200; ++i) {
    std::vector<geo::Point> line;
    for (int k = 0; k < 5; ++k) {
      line.push_back({random.between(452'980, 453'330), random.between(2'462'980, 2'463'330)});
    }
    lines.add_ring_feature(line);
    all += geo::length(lines, lines.size() - 1);
  }
  const auto total = [](const model::Layer& layer) {
    double sum = 0;
    for (std::size_t row = 0; row < layer.size(); ++row) sum += geo::length(layer.geometry, row);
    return sum;
  };
  const auto ways = layer_of(lines), areas = layer_of(world.areas);
  const auto pieces = run_tool("intersection", {ways, areas});
  ASSERT_TRUE(pieces);
  const double outside = total(*run_tool("difference", {ways, areas}));
  EXPECT_NEAR(total(*pieces) + outside, all, 1e-9 * all);
  EXPECT_NEAR(total(*run_tool("clip", {ways, areas})), total(*pieces), 1e-9 * all);
  EXPECT_DOUBLE_EQ(test::column(*pieces, "length_m").number(0), geo::length(pieces->geometry, 0));
}

TEST(Union, OfTwoLayersHasTheirGroundOnce) {
  const auto a = test::SubdivisionMaker(6, 3, 1, 50).make().areas;
  auto b = test::SubdivisionMaker(4, 5, 2, 90).make().areas;
  for (geo::Point& p : b.mutable_points()) p.x += 37.1, p.y -= 21.7;
  const auto made = run_tool("union", {layer_of(a), layer_of(b)});
  ASSERT_TRUE(made) << to_text(made.error());
  const double common = area_of(run_tool("intersection", {layer_of(a), layer_of(b)})->geometry);
  const double expected = area_of(a) + area_of(b) - common;
  EXPECT_NEAR(area_of(made->geometry), expected, 1e-9 * expected);
  std::size_t both = 0, only_a = 0, only_b = 0;
  for (std::size_t row = 0; row < made->size(); ++row) {
    const bool has_a = !test::column(*made, "number").is_null(row);
    const bool has_b = !test::column(*made, "number_2").is_null(row);
    ++(has_a && has_b ? both : has_a ? only_a : only_b);
    EXPECT_TRUE(has_a || has_b);
  }
  EXPECT_GT(both, 40U);
  EXPECT_GT(only_a, 3U);
  EXPECT_GT(only_b, 3U);
}

TEST(Overlays, AreTheSameForAnyNumberOfThreads) {
  const World world(51, 2'000);
  const auto houses = layer_of(world.houses), areas = layer_of(world.areas);
  for (const char* tool : {"intersection", "clip", "difference", "union"}) {
    const auto one = test::on_threads(1, [&] { return run_tool(tool, {houses, areas}); });
    const auto four = test::on_threads(4, [&] { return run_tool(tool, {houses, areas}); });
    EXPECT_EQ(one->geometry, four->geometry) << tool;
    EXPECT_EQ(one->table, four->table) << tool;
  }
}

}  // namespace
}  // namespace wangge::analysis
