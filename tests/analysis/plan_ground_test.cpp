#include "analysis/plan_ground.h"

#include <gtest/gtest.h>

#include <numeric>

#include "geo/label_point.h"
#include "geo/locate.h"
#include "support/plan_world.h"

namespace wangge::analysis {
namespace {

using model::Field;
using model::LayerPtr;
using model::Role;

std::shared_ptr<const PlanGround> ground_of(const LayerPtr& units,
                                            const GroundLayers& layers = {}) {
  Progress progress;
  auto ground = make_ground(units, layers, progress);
  EXPECT_TRUE(ground) << to_text(ground.error());
  return *ground;
}

model::Layer row_of_units(int count) {
  geo::PackedGeometry areas(geo::Kind::polygons);
  for (int i = 0; i < count; ++i) test::add_square(areas, 100.0 * i, 0, 100);
  return test::area_layer(std::move(areas));
}

void give(model::Layer& layer, Field field, model::Column column) {
  layer.mapping.set(field, static_cast<int>(layer.table.columns.size()));
  layer.table.columns.push_back(std::move(column));
}

model::Layer building_layer(const std::vector<geo::Point>& centres, double size = 10) {
  geo::PackedGeometry areas(geo::Kind::polygons);
  for (const geo::Point p : centres) test::add_square(areas, p.x - size / 2, p.y - size / 2, size);
  return test::area_layer(std::move(areas), Role::buildings);
}

TEST(PlanGround, TakesTheUnitsOwnColumns) {
  model::Layer units = row_of_units(3);
  model::Column households{"hh", model::Integers{10, 0, 30}, {}};
  households.nulls.set_null(1);
  give(units, Field::households, std::move(households));
  const auto ground = ground_of(test::shared_layer(units));
  EXPECT_EQ(ground->households, (std::vector<double>{10, 0, 30})) << "missing counts as 0";
  EXPECT_TRUE(ground->has_households);
  EXPECT_FALSE(ground->has_population);
  EXPECT_FALSE(ground->has_buildings);
  EXPECT_EQ(ground->area_m2, (std::vector<double>{10000, 10000, 10000}));
  EXPECT_EQ(ground->graph.of(1).size(), 2U);
}

TEST(PlanGround, AddsUpBuildingsWhereTheUnitsSayNothing) {
  model::Layer units = row_of_units(3);
  give(units, Field::population, {"people", model::Reals{1, 2, 3}, {}});
  model::Layer buildings = building_layer({{50, 50}, {60, 20}, {250, 50}, {199, 50}, {900, 900}});
  give(buildings, Field::households, {"hh", model::Integers{5, 6, 7, 8, 1000}, {}});
  give(buildings, Field::population, {"p", model::Integers{50, 60, 70, 80, 90}, {}});
  const auto ground =
      ground_of(test::shared_layer(units), {test::shared_layer(buildings), nullptr});
  EXPECT_EQ(ground->buildings, (std::vector<double>{2, 1, 1})) << "where the label point lies";
  EXPECT_EQ(ground->households, (std::vector<double>{11, 8, 7}));
  EXPECT_EQ(ground->population, (std::vector<double>{1, 2, 3})) << "the units' own go first";
  EXPECT_TRUE(ground->has_households && ground->has_population && ground->has_buildings);
}

TEST(PlanGround, CountsEveryBuildingInsideOnce) {
  for (unsigned seed = 0; seed < 5; ++seed) {
    const auto areas = test::SubdivisionMaker(8, 3, seed).make().areas;
    Random random(seed);
    std::vector<geo::Point> places;
    for (int i = 0; i < 400; ++i) {
      places.push_back(
          {453000 + random.between(-20, 8 * 64 + 20), 2463000 + random.between(-20, 8 * 64 + 20)});
    }
    model::Layer buildings = building_layer(places);
    model::Integers households;
    for (std::size_t i = 0; i < places.size(); ++i) households.push_back(random.below(50));
    give(buildings, Field::households, {"hh", households, {}});
    const auto layer = test::shared_layer(buildings);
    const auto ground = ground_of(test::shared_layer(test::area_layer(areas)), {layer, nullptr});
    std::vector<double> counted(areas.size()), summed(areas.size());
    for (std::size_t i = 0; i < places.size(); ++i) {
      const geo::Point p = geo::label_point(layer->geometry, i).place;
      for (std::size_t unit = 0; unit < areas.size(); ++unit) {
        if (!geo::owns(areas, unit, p)) continue;
        counted[unit] += 1;
        summed[unit] += static_cast<double>(households[i]);
      }
    }
    EXPECT_EQ(ground->buildings, counted);
    EXPECT_EQ(ground->households, summed);
  }
}

TEST(PlanGround, NamesCommunitiesByTheUnitsOrByTheLayer) {
  model::Layer units = row_of_units(4);
  give(units, Field::community, test::text_column("community", {"南坑社区", "南坑", "", ""}));
  geo::PackedGeometry areas(geo::Kind::polygons);
  test::add_square(areas, 0, 0, 300);  // the first three
  model::Layer communities = test::area_layer(std::move(areas), Role::communities);
  give(communities, Field::name, test::text_column("name", {"桃园社区"}));
  const auto ground =
      ground_of(test::shared_layer(units), {nullptr, test::shared_layer(communities)});
  EXPECT_EQ(ground->communities, (std::vector<std::string>{"南坑社区", "桃园社区"}));
  EXPECT_EQ(ground->community, (std::vector<std::uint32_t>{0, 0, 1, PlanGround::no_community}));
  EXPECT_EQ(ground->community_named("桃园"), 1U);
  EXPECT_EQ(ground->community_named("桃园社区"), 1U);
  EXPECT_EQ(ground->community_named("桃"), PlanGround::no_community);
  EXPECT_EQ(ground->community_named(""), PlanGround::no_community);
  EXPECT_EQ(ground->community_named("社区"), PlanGround::no_community);
}

TEST(PlanGround, RefusesWhatIsNoAreaAndStopsWhenCancelled) {
  model::Layer points;
  points.geometry = geo::PackedGeometry(geo::Kind::points);
  points.geometry.add_point_feature({1, 1});
  Progress progress;
  const auto refused = make_ground(test::shared_layer(points), {}, progress);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::unsupported);
  progress.cancel();
  const auto stopped = make_ground(test::shared_layer(row_of_units(2)), {}, progress);
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code, ErrorCode::cancelled);
}

}  // namespace
}  // namespace wangge::analysis
