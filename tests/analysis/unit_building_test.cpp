#include "analysis/unit_building.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>
#include <set>

#include "analysis/coverage_check.h"
#include "geo/geos.h"
#include "model/coverage.h"
#include "support/outer_border.h"
#include "support/subdivision.h"
#include "synth/city.h"

namespace wangge::analysis {
namespace {

using geo::PackedGeometry;
using geo::Point;
constexpr double never = std::numeric_limits<double>::infinity();

model::Layer polygons_layer(PackedGeometry geometry, model::Role role) {
  model::Layer layer;
  layer.role = role;
  layer.table.rows = geometry.size();
  layer.geometry = std::move(geometry);
  layer.extent = layer.geometry.box();
  return layer;
}

model::LayerPtr lines_layer(std::initializer_list<std::vector<Point>> lines) {
  auto layer = std::make_shared<model::Layer>();
  layer->geometry = PackedGeometry(geo::Kind::lines);
  for (const auto& line : lines) layer->geometry.add_ring_feature(line);
  layer->table.rows = layer->geometry.size();
  return layer;
}

PackedGeometry rectangles(std::initializer_list<std::array<double, 4>> boxes) {
  PackedGeometry made(geo::Kind::polygons);
  for (const auto& [x, y, w, h] : boxes) {
    test::add_polygon(made, {{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}});
  }
  return made;
}

BuiltUnits build(const model::Layer& communities, std::vector<model::LayerPtr> lines,
                 const model::Layer* buildings, const UnitOptions& options = {}) {
  Progress progress;
  auto built = build_units(communities, lines, buildings, options, progress);
  EXPECT_TRUE(built) << to_text(built.error());
  return std::move(*built);
}

double sum_of_areas(const PackedGeometry& polygons) {
  double sum = 0;
  for (std::size_t i = 0; i < polygons.size(); ++i) sum += geo::polygon_area(polygons, i);
  return sum;
}

double common_ground(const PackedGeometry& a, std::size_t i, const PackedGeometry& b,
                     std::size_t j) {
  const auto context = geo::geos_context();
  const geo::GeosGeometry one = geo::to_geos(a, i), two = geo::to_geos(b, j);
  const geo::GeosGeometry both(GEOSIntersection_r(context, one.get(), two.get()));
  double area = 0;
  GEOSArea_r(context, both.get(), &area);
  return area;
}

/// What must hold of all units: one owner a place, one part each, ids that differ, the balance.
void check_units(const BuiltUnits& built) {
  const model::Layer& units = built.units;
  Progress progress;
  const auto faces = geo::FaceMap::build(units.geometry, progress);
  ASSERT_TRUE(faces);
  for (geo::FaceMap::Face face = 1; face < faces->face_count(); ++face) {
    EXPECT_LE(faces->owners(face).size(), 1U);
  }
  std::set<std::string> ids;
  for (std::size_t row = 0; row < units.size(); ++row) {
    EXPECT_EQ(units.geometry.features().end(row) - units.geometry.features().begin(row), 1U) << row;
    ids.insert(units.field(model::Field::id)->text(row));
  }
  EXPECT_EQ(ids.size(), units.size());
  const MendReport& report = built.mending;
  EXPECT_NEAR(built.units_m2, sum_of_areas(units.geometry), 1e-12 * built.units_m2);
  EXPECT_LE(imbalance_m2(built), 1e-9 * built.units_m2);
  EXPECT_NEAR(built.units_m2, report.after_m2, 1e-6 * built.units_m2);
  // Once more changes nothing.
  const auto again = units_from_areas(units, nullptr, {}, progress);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->units.geometry, units.geometry);
}

TEST(BuildUnits, LinesCutCommunitiesIntoBlocks) {
  const auto town =
      polygons_layer(rectangles({{0, 0, 200, 100}, {200, 0, 100, 100}}), model::Role::communities);
  const auto roads = lines_layer({{{-10, 40}, {210, 40}},     // through the first, into the second
                                  {{50, -10}, {50, 110}},     // through
                                  {{150, -10}, {150, 30}}});  // ends inside
  const BuiltUnits built = build(town, {roads}, nullptr);
  check_units(built);
  ASSERT_EQ(built.units.size(), 5U);
  EXPECT_EQ(built.units.field(model::Field::id)->text(0), "1001");
  EXPECT_EQ(built.units.field(model::Field::community)->text(4), "2");
  EXPECT_DOUBLE_EQ(built.units_m2, 30'000);
}

TEST(BuildUnits, SliversGoToTheNeighbourWithTheLongestBorderNeverToAnotherCommunity) {
  const auto town =
      polygons_layer(rectangles({{0, 0, 200, 100}, {200, 0, 100, 100}}), model::Role::communities);
  // Two carriageways, and a line three metres beside the border of the communities.
  const auto roads =
      lines_layer({{{-1, 50}, {201, 50}}, {{-1, 58}, {201, 58}}, {{197, -1}, {197, 101}}});
  const BuiltUnits built = build(town, {roads}, nullptr);
  check_units(built);
  ASSERT_EQ(built.units.size(), 3U);
  EXPECT_DOUBLE_EQ(geo::polygon_area(built.units.geometry, 2), 10'000);
}

TEST(BuildUnits, AFewLineGoesRoundABuildingAndSaysSo) {
  const auto town = polygons_layer(rectangles({{0, 0, 200, 100}}), model::Role::communities);
  const auto houses =
      polygons_layer(rectangles({{40, 42, 20, 20}, {100, 10, 20, 20}}), model::Role::buildings);
  const BuiltUnits built =
      build(town, {lines_layer({{{-10, 50}, {210, 50}}})}, &houses, {{}, {}, {}, never, 0});
  check_units(built);
  ASSERT_EQ(built.units.size(), 2U);
  EXPECT_NEAR(common_ground(built.units.geometry, 0, houses.geometry, 0), 400, 1e-6);
  EXPECT_EQ(built.carried.counts, (std::vector<std::uint32_t>{1, 1}));
  ASSERT_EQ(built.crossed.size(), 1U);
  EXPECT_EQ(built.crossed[0].row, 0U);
  EXPECT_NEAR(built.crossed[0].size, 160, 1e-6);
}

TEST(BuildUnits, ABuildingOnTheOutlineOfACommunityIsNamedAndCountedOnce) {
  const auto town =
      polygons_layer(rectangles({{0, 0, 100, 100}, {100, 0, 100, 100}}), model::Role::communities);
  const auto houses = polygons_layer(
      rectangles({{95, 40, 20, 20}, {195, 10, 20, 20}, {300, 0, 5, 5}}), model::Role::buildings);
  const BuiltUnits built = build(town, {}, &houses);
  check_units(built);
  ASSERT_EQ(built.crossed.size(), 2U);
  EXPECT_NEAR(built.crossed[0].size, 100, 1e-6);
  EXPECT_EQ(built.carried.counts, (std::vector<std::uint32_t>{0, 1}));
  EXPECT_EQ(built.carried.outside, (model::Rows{1, 2})) << "a label point, and all of it";
}

TEST(BuildUnits, EveryBuildingHasACellOfItsOwnWhereThatIsAsked) {
  const auto town = polygons_layer(rectangles({{0, 0, 100, 100}}), model::Role::communities);
  const auto houses = polygons_layer(
      rectangles({{10, 10, 20, 20}, {60, 10, 20, 20}, {10, 60, 20, 20}, {60, 60, 20, 20}}),
      model::Role::buildings);
  const BuiltUnits built = build(town, {}, &houses, {{}, {}, UnitMeasure::buildings, 0, 0});
  check_units(built);
  ASSERT_EQ(built.units.size(), 4U);
  constexpr std::array expected_m2{2475, 3025, 2025, 2475};  // walls are halved at 45 m
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_NEAR(geo::polygon_area(built.units.geometry, i), expected_m2[i], 30);
    EXPECT_EQ(built.carried.counts[i], 1U);
  }
  // North west, north east, south west, south east.
  EXPECT_GT(common_ground(built.units.geometry, 0, houses.geometry, 2), 399.999);
  EXPECT_GT(common_ground(built.units.geometry, 3, houses.geometry, 1), 399.999);
}

TEST(BuildUnits, BuildingsThatTouchOrOverlapAreNeverCut) {
  const auto town = polygons_layer(rectangles({{0, 0, 200, 60}}), model::Role::communities);
  PackedGeometry rows = rectangles({{10, 10, 20, 10},
                                    {30, 10, 20, 10},   // wall to wall
                                    {50, 12, 20, 10},   // wall to wall, not at the corners
                                    {100, 10, 30, 30},  // and a part that lies on it
                                    {110, 20, 10, 10},
                                    {125, 35, 20, 10}});  // overlaps a corner
  const auto houses = polygons_layer(std::move(rows), model::Role::buildings);
  const BuiltUnits built = build(town, {}, &houses, {{}, {}, UnitMeasure::buildings, 0, 0});
  check_units(built);
  EXPECT_EQ(built.units.size(), 4U);
  for (std::size_t house = 0; house < houses.size(); ++house) {
    const std::uint32_t unit = built.carried.assignment.area_of[house];
    ASSERT_LT(unit, built.units.size());
    const double area = geo::polygon_area(houses.geometry, house);
    EXPECT_NEAR(common_ground(built.units.geometry, unit, houses.geometry, house), area,
                1e-6 * area);
  }
}

TEST(BuildUnits, OfTheDemoKeepGroundHouseholdsAndBuildingsWhole) {
  const synth::City city = synth::make_demo(20260101);
  const model::Layer *communities = nullptr, *buildings = nullptr;
  std::vector<model::LayerPtr> lines;
  for (const model::LayerPtr& layer : city.layers) {
    if (layer->role == model::Role::communities) communities = layer.get();
    if (layer->role == model::Role::buildings) buildings = layer.get();
    if (layer->name == "roads" || layer->name == "water") lines.push_back(layer);
  }
  for (const UnitOptions& options :
       {UnitOptions{}, UnitOptions{{}, {}, UnitMeasure::households, 0, 0},
        UnitOptions{{}, {}, UnitMeasure::buildings, 4, 3}}) {
    const BuiltUnits built = build(*communities, lines, buildings, options);
    check_units(built);
    EXPECT_NEAR(built.units_m2, sum_of_areas(communities->geometry), 1e-6 * built.units_m2);
    EXPECT_NEAR(test::outer_length(built.units.geometry), test::outer_length(communities->geometry),
                1)
        << "every border inside has a unit on both sides";
    std::set<std::size_t> by_outline;
    for (const Finding& finding : built.crossed) by_outline.insert(finding.row);
    for (std::size_t house = 0; house < buildings->size(); ++house) {
      const std::uint32_t unit = built.carried.assignment.area_of[house];
      ASSERT_LT(unit, built.units.size());
      if (by_outline.contains(house)) continue;
      const double area = geo::polygon_area(buildings->geometry, house);
      EXPECT_NEAR(common_ground(built.units.geometry, unit, buildings->geometry, house), area,
                  1e-6 * area)
          << house;
    }
    for (const CarriedColumn& column : built.carried.columns) {
      double sum = column.outside;
      for (std::size_t row = 0; row < built.units.size(); ++row) sum += column.of_area.number(row);
      EXPECT_DOUBLE_EQ(sum, column.total);
    }
  }
}

TEST(BuildUnits, CarryTheColumnsAskedForAndKeepTheirTotals) {
  const auto town =
      polygons_layer(rectangles({{0, 0, 100, 100}, {100, 0, 100, 100}}), model::Role::communities);
  PackedGeometry boxes(geo::Kind::polygons);
  Random random(11);
  for (int i = 0; i < 40; ++i) {
    test::add_square(boxes, random.between(0, 220), random.between(0, 95), 4);
  }
  auto houses = polygons_layer(std::move(boxes), model::Role::buildings);
  model::Integers old_people;
  model::Reals metres;
  for (std::size_t row = 0; row < houses.size(); ++row) {
    old_people.push_back(random.below(30));
    metres.push_back(random.between(0, 90));
  }
  houses.table.columns = {{"old", old_people, {}}, {"patrol_m", metres, {}}};
  houses.table.columns[0].nulls.set_null(3);
  model::TextsBuilder words;
  for (std::size_t row = 0; row < houses.size(); ++row) words.push_back("x");
  houses.table.columns.push_back({"note", std::move(words).build(), {}});

  UnitOptions options{{}, {}, UnitMeasure::buildings, 5, 3};
  options.carry = {"patrol_m", "old", "old"};
  const BuiltUnits built = build(town, {}, &houses, options);
  ASSERT_EQ(built.carried.columns.size(), 2U) << "each once";
  for (const char* name : {"old", "patrol_m"}) {
    const auto column = static_cast<std::size_t>(houses.table.find(name));
    double all = 0, in_units = 0, outside = 0;
    for (std::uint32_t row = 0; row < houses.size(); ++row) {
      if (houses.table.columns[column].is_null(row)) continue;
      all += houses.table.columns[column].number(row);
      if (built.carried.assignment.area_of[row] == Assignment::outside) {
        outside += houses.table.columns[column].number(row);
      }
    }
    const int carried = built.units.table.find(name);
    ASSERT_GE(carried, 0);
    for (std::size_t unit = 0; unit < built.units.size(); ++unit) {
      in_units += built.units.table.columns[static_cast<std::size_t>(carried)].number(unit);
    }
    EXPECT_NEAR(in_units + outside, all, 1e-9 * all);
    EXPECT_GT(outside, 0);
  }
  Progress progress;
  for (const char* name : {"note", "nobody"}) {
    options.carry = {name};
    EXPECT_EQ(build_units(town, {}, &houses, options, progress).error().code,
              ErrorCode::invalid_argument);
    EXPECT_EQ(units_from_areas(town, &houses, options, progress).error().code,
              ErrorCode::invalid_argument);
  }
}

TEST(BuildUnits, TheSameTwiceToTheLastDigit) {
  const auto areas = test::SubdivisionMaker(4, 6, 3, 300).make().areas;
  const auto town = polygons_layer(areas, model::Role::communities);
  PackedGeometry boxes(geo::Kind::polygons);
  Random random(3);
  const geo::Box box = areas.box();
  for (int i = 0; i < 300; ++i) {
    test::add_square(boxes, random.between(box.min_x, box.max_x),
                     random.between(box.min_y, box.max_y), random.between(5, 25));
  }
  const auto houses = polygons_layer(std::move(boxes), model::Role::buildings);
  const UnitOptions options{{}, {}, UnitMeasure::buildings, 5, 4};
  const BuiltUnits one = build(town, {}, &houses, options), two = build(town, {}, &houses, options);
  check_units(one);
  EXPECT_EQ(one.units.geometry, two.units.geometry);
  EXPECT_EQ(one.units.table, two.units.table);
}

TEST(BuildUnits, CanBeCancelledAndRefusesWhatIsNoArea) {
  const auto town = polygons_layer(rectangles({{0, 0, 100, 100}}), model::Role::communities);
  Progress progress;
  const model::LayerPtr lines = lines_layer({{{0, 0}, {1, 1}}});
  EXPECT_EQ(build_units(*lines, {}, nullptr, {}, progress).error().code,
            ErrorCode::invalid_argument);
  EXPECT_EQ(build_units(town, {}, lines.get(), {}, progress).error().code,
            ErrorCode::invalid_argument);
  progress.cancel();
  EXPECT_EQ(build_units(town, {}, nullptr, {}, progress).error().code, ErrorCode::cancelled);
}

TEST(UnitsFromAreas, MendsKeepsColumnsAndGivesIds) {
  Random random(5);
  auto grids = polygons_layer(
      test::shaken(test::SubdivisionMaker(6, 8, 5, 300).make().areas, random, {.by_m = 0.2}),
      model::Role::grids);
  model::TextsBuilder codes;
  for (std::size_t row = 0; row < grids.size(); ++row)
    codes.push_back(row < 2 ? "A" : std::to_string(row));
  grids.table.columns.push_back({"code", std::move(codes).build(), {}});
  grids.mapping.set(model::Field::code, 0);
  Progress progress;
  const auto built = units_from_areas(grids, nullptr, {}, progress);
  ASSERT_TRUE(built);
  check_units(*built);
  EXPECT_EQ(built->units.role, model::Role::units);
  EXPECT_EQ(built->units.field(model::Field::id)->text(1), "A-2");
  EXPECT_EQ(built->units.field(model::Field::code)->text(1), "A");
  EXPECT_FALSE(built->mending.mended.empty());
}

}  // namespace
}  // namespace wangge::analysis
