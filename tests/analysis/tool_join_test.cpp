#include <map>
#include <set>

#include "analysis/relation.h"
#include "analysis/tool_world.h"
#include "support/threads.h"

namespace wangge::analysis {
namespace {

using geo::Kind;
using geo::PackedGeometry;
using test::column;
using test::layer_of;
using test::run_tool;
using Pairs = std::multiset<std::pair<int, int>>;

Pairs pairs_of(const model::Layer& layer) {
  Pairs pairs;
  for (std::size_t row = 0; row < layer.size(); ++row) {
    if (column(layer, "number_2").is_null(row)) continue;
    pairs.emplace(static_cast<int>(column(layer, "number").number(row)),
                  static_cast<int>(column(layer, "number_2").number(row)));
  }
  return pairs;
}

Pairs by_geos(const PackedGeometry& first, const PackedGeometry& second, Predicate predicate,
              double distance_m) {
  Pairs pairs;
  for (std::size_t b = 0; b < second.size(); ++b) {
    const geo::GeosGeometry by = geo::to_geos(second, b);
    const geo::GeosPrepared prepared(GEOSPrepare_r(geo::geos_context(), by.get()));
    for (std::size_t a = 0; a < first.size(); ++a) {
      const geo::GeosGeometry target = geo::to_geos(first, a);
      if (stands_in_relation(prepared.get(), by.get(), target.get(), predicate, distance_m)) {
        pairs.emplace(static_cast<int>(a), static_cast<int>(b));
      }
    }
  }
  return pairs;
}

PackedGeometry random_lines(int count, std::uint64_t seed, geo::Box box) {
  Random random(seed);
  PackedGeometry lines(Kind::lines);
  for (int i = 0; i < count; ++i) {
    const geo::Point from{random.between(box.min_x, box.max_x),
                          random.between(box.min_y, box.max_y)};
    lines.add_ring_feature(std::vector<geo::Point>{
        from, {from.x + random.between(-30, 30), from.y + random.between(-30, 30)}});
  }
  return lines;
}

TEST(Join, PairsAreThoseOfGeosForEveryRelationAndKind) {
  const auto cut = test::SubdivisionMaker(4, 3, 5, 60).make();
  const geo::Box box = cut.areas.box().padded(20);
  PackedGeometry points = test::random_points(150, 1, box);
  for (const geo::Point p : cut.inner_vertices) points.add_point_feature(p);
  PackedGeometry houses = test::random_houses(120, 2, box);
  houses.append_feature(cut.areas, 3);
  const PackedGeometry lines = random_lines(80, 3, box);
  const std::vector<PackedGeometry> all{points, lines, houses, cut.areas};
  for (const auto predicate :
       {Predicate::intersects, Predicate::within, Predicate::contains, Predicate::overlaps,
        Predicate::touches, Predicate::crosses, Predicate::equals, Predicate::within_distance}) {
    for (const PackedGeometry& a : all) {
      for (const PackedGeometry& b : all) {
        const auto made = run_tool("join", {layer_of(a), layer_of(b)},
                                   {{"relation", std::string(predicate_key(predicate))},
                                    {"distance", "7"},
                                    {"how", "many"}});
        ASSERT_TRUE(made) << to_text(made.error());
        EXPECT_EQ(pairs_of(*made), by_geos(a, b, predicate, 7)) << predicate_key(predicate);
      }
    }
  }
}

TEST(Join, OneIsTheFirstByRowAndKeepsWhatHasNone) {
  const auto areas = test::SubdivisionMaker(4, 3, 5, 60).make().areas;
  const auto houses = test::random_houses(300, 7, areas.box().padded(30));
  const auto many = run_tool("join", {layer_of(houses), layer_of(areas)}, {{"how", "many"}});
  const auto one = run_tool("join", {layer_of(houses), layer_of(areas)});
  ASSERT_TRUE(one);
  EXPECT_EQ(one->size(), houses.size());
  EXPECT_EQ(one->geometry, houses);
  std::map<int, int> first;
  for (const auto& [a, b] : pairs_of(*many)) first.emplace(a, b);
  const Pairs expected(first.begin(), first.end());
  EXPECT_EQ(pairs_of(*one), expected);
  const auto matched = run_tool("join", {layer_of(houses), layer_of(areas)}, {{"keep", "no"}});
  EXPECT_EQ(matched->size(), first.size());
  ASSERT_EQ(matched->source.warnings.size(), 1U);
}

TEST(Join, LargestTakesMostGroundAndOfEqualsTheSmallerRow) {
  PackedGeometry areas(Kind::polygons), houses(Kind::polygons);
  test::add_square(areas, 0, 0, 100);
  test::add_square(areas, 100, 0, 100);
  test::add_square(houses, 97, 10, 10);  // 3 m in the first, 7 m in the second
  test::add_square(houses, 93, 10, 10);
  test::add_square(houses, 95, 10, 10);  // half and half
  test::add_square(houses, 10, 10, 10);
  test::add_square(houses, 200, 10, 10);  // touches only
  const auto made = run_tool("join", {layer_of(houses), layer_of(areas)}, {{"how", "largest"}});
  ASSERT_TRUE(made) << to_text(made.error());
  EXPECT_EQ(pairs_of(*made), (Pairs{{0, 1}, {1, 0}, {2, 0}, {3, 0}}));
  EXPECT_TRUE(column(*made, "number_2").is_null(4));
}

TEST(Join, SummarySaysHowManyAndWhatTheirNumbersAre) {
  PackedGeometry areas(Kind::polygons), points;
  test::add_square(areas, 0, 0, 10);
  test::add_square(areas, 50, 0, 10);
  for (const double x : {1.0, 2.0, 3.0, 30.0}) points.add_point_feature({x, 5});
  const auto made = run_tool("join", {layer_of(areas), layer_of(points)},
                             {{"how", "summary"}, {"columns", "number"}});
  ASSERT_TRUE(made) << to_text(made.error());
  EXPECT_EQ(column(*made, "count").number(0), 3);
  EXPECT_EQ(column(*made, "number_sum").number(0), 3);
  EXPECT_EQ(column(*made, "number_mean").number(0), 1);
  EXPECT_EQ(column(*made, "number_min").number(0), 0);
  EXPECT_EQ(column(*made, "number_max").number(0), 2);
  EXPECT_EQ(column(*made, "count").number(1), 0);
  EXPECT_TRUE(column(*made, "number_mean").is_null(1));
}

TEST(Join, FeaturesKeepTheirPlaceWhereAsManyRowsComeOutAsWentIn) {
  PackedGeometry areas(Kind::polygons), points;
  test::add_square(areas, 0, 0, 10);
  test::add_square(areas, 0, 0, 12);
  points.add_point_feature({50, 50});  // in none
  points.add_point_feature({5, 5});    // in both
  const auto made =
      run_tool("join", {layer_of(points), layer_of(areas)}, {{"how", "many"}, {"keep", "no"}});
  ASSERT_EQ(made->size(), 2U);
  EXPECT_EQ(made->geometry.points()[0], (geo::Point{5, 5}));
  EXPECT_EQ(made->geometry.points()[1], (geo::Point{5, 5}));
}

TEST(Join, WhatMakesNoSenseIsRefused) {
  PackedGeometry areas(Kind::polygons), points;
  test::add_square(areas, 0, 0, 10);
  points.add_point_feature({1, 1});
  const auto refused = [&](test::ToolValuesGiven values) {
    return run_tool("join", {layer_of(points), layer_of(areas)}, std::move(values)).error().where;
  };
  EXPECT_EQ(refused({{"relation", "within_distance"}}), "distance");
  EXPECT_EQ(refused({{"how", "largest"}}), "how");
  EXPECT_EQ(refused({{"how", "largest"}, {"relation", "within"}}), "relation");
  EXPECT_EQ(refused({{"relation", "disjoint"}}), "relation");
}

TEST(Join, IsTheSameForAnyNumberOfThreads) {
  const auto areas = test::SubdivisionMaker(9, 3, 5, 60).make().areas;
  const auto houses = layer_of(test::random_houses(5'000, 7, areas.box().padded(30)));
  const auto join = [&] {
    return run_tool("join", {houses, layer_of(areas)}, {{"how", "many"}})->table;
  };
  EXPECT_EQ(test::on_threads(1, join), test::on_threads(4, join));
}

}  // namespace
}  // namespace wangge::analysis
