#include "model/plan.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "base/random.h"
#include "support/subdivision.h"

namespace wangge::model {
namespace {

Plan random_plan(unsigned seed, std::size_t units = 60, std::uint32_t grids = 7) {
  Random random(seed);
  Plan plan;
  plan.name = "二〇二六年方案, 草案";
  plan.valid_from = from_civil({2026, 3, 1, 0, 0, 0});
  for (std::uint32_t i = 0; i < grids; ++i) {
    plan.grids.push_back(
        {"4404020010" + std::to_string(10 + i), "第" + std::to_string(i) + "网格", "南坑", ""});
  }
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < units; ++i) {
    ids.push_back(i % 5 == 0 ? "南坑," + std::to_string(i) : "U" + std::to_string(i));
    plan.grid_of_unit.push_back(random.below(6) == 0 ? unassigned : GridIndex{random.below(grids)});
  }
  plan.unit_ids = std::move(ids);
  return plan;
}

TEST(PlanEdits, WhatIsDoneAndUndoneIsAsBefore) {
  for (unsigned seed = 0; seed < 50; ++seed) {
    Random random(seed);
    const Plan before = random_plan(seed);
    PlanEdit edit{"stroke", {}};
    Plan running = before;
    for (int i = 0; i < 30; ++i) {  // a stroke may cross a unit twice
      const UnitIndex unit{random.below(static_cast<std::uint32_t>(before.unit_ids.size()))};
      const GridIndex to = random.below(5) == 0 ? unassigned : GridIndex{random.below(7)};
      edit.moves.push_back({unit, running.grid_of_unit[static_cast<std::size_t>(unit)], to});
      running.grid_of_unit[static_cast<std::size_t>(unit)] = to;
    }
    const Plan after = apply(before, edit);
    EXPECT_EQ(after, running);
    EXPECT_EQ(apply(after, inverse(edit)), before);
    EXPECT_EQ(inverse(inverse(edit)), edit);
  }
}

GridRecord random_record(Random& random) {
  GridRecord record{std::to_string(random.below(1000)), "网格" + std::to_string(random.below(100)),
                    "南坑", ""};
  record.locked = random.below(2) == 0;
  record.stars = static_cast<int>(random.below(6));
  record.colour = static_cast<std::uint16_t>(random.below(6));
  return record;
}

/// An edit of every kind that fits a plan.
PlanEdit random_edit(const Plan& plan, Random& random) {
  Plan after = plan;
  PlanEdit steps{"steps"};
  for (int i = 0; i < 5; ++i) {
    PlanEdit one;
    const auto units = static_cast<std::uint32_t>(after.unit_ids.size());
    const auto grids = static_cast<std::uint32_t>(after.grids.size());
    switch (random.below(4)) {
      case 0: {
        const UnitIndex unit{random.below(units)};
        one.moves.push_back({unit, after.grid_of_unit[static_cast<std::size_t>(unit)],
                             GridIndex{random.below(grids)}});
        break;
      }
      case 1:
        one.grids.push_back({GridIndex{grids}, std::nullopt, random_record(random)});
        break;
      case 2: {
        const GridIndex grid{random.below(grids)};
        one.grids.push_back(
            {grid, after.grids[static_cast<std::size_t>(grid)], random_record(random)});
        break;
      }
      default: {
        const UnitIndex unit{random.below(units)};
        const bool locked = after.is_locked(static_cast<std::size_t>(unit));
        one.locks.push_back({unit, locked, !locked});
      }
    }
    after = apply(after, one);
    steps = joined(std::move(steps), one);
  }
  steps.head = HeadChange{head_of(plan), {"new", 5, 9}};
  return steps;
}

TEST(PlanEdits, OfEveryKindAreTakenBackToTheLastByte) {
  for (unsigned seed = 0; seed < 200; ++seed) {
    Random random(seed);
    const Plan before = random_plan(seed);
    const PlanEdit edit = random_edit(before, random);
    const Plan after = apply(before, edit);
    EXPECT_EQ(apply(after, inverse(edit)), before) << seed;
    EXPECT_EQ(inverse(inverse(edit)), edit);
  }
}

TEST(PlanEdits, ADifferenceLeadsFromOnePlanToTheOther) {
  for (unsigned seed = 0; seed < 200; ++seed) {
    Random random(seed + 7);
    const Plan a = random_plan(seed);
    const Plan b = apply(a, random_edit(a, random));
    const PlanEdit there = difference(a, b, "there"), back = difference(b, a, "back");
    EXPECT_EQ(apply(a, there), b);
    EXPECT_EQ(apply(b, back), a);
    EXPECT_EQ(apply(b, inverse(there)), a);
    EXPECT_TRUE(difference(a, a, "").empty());
  }
}

TEST(PlanEdits, CopiesShareTheNamesOfUnits) {
  const Plan plan = random_plan(1);
  const Plan copy = plan;
  EXPECT_EQ(&copy.unit_ids[0], &plan.unit_ids[0]);
}

TEST(PlanFile, HoldsThePlan) {
  for (unsigned seed = 0; seed < 20; ++seed) {
    const Plan plan = random_plan(seed);
    Plan base = plan;
    base.name = "another";
    base.valid_from = 0;
    base.grid_of_unit.assign(base.unit_ids.size(), GridIndex{0});
    const auto read = plan_from_text(plan_to_text(plan), base, "plan.txt");
    ASSERT_TRUE(read) << to_text(read.error());
    EXPECT_EQ(*read, plan);
  }
}

TEST(PlanFile, IsSortedSoThatADiffIsSmall) {
  Plan plan = random_plan(4);
  const std::string text = plan_to_text(plan);
  // The order of the units in the file is theirs, whatever order the layer has.
  std::vector<std::string> ids = plan.unit_ids.all();
  std::reverse(ids.begin(), ids.end());
  plan.unit_ids = std::move(ids);
  std::reverse(plan.grid_of_unit.begin(), plan.grid_of_unit.end());
  EXPECT_EQ(plan_to_text(plan), text);
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) {
    if (!line.starts_with('#')) lines.push_back(line.substr(0, line.rfind(',')));
  }
  EXPECT_TRUE(std::is_sorted(lines.begin(), lines.end()));
  EXPECT_GT(lines.size(), 10U);
}

TEST(PlanFile, MayComeFromAnEditorOfWindows) {
  const Plan plan = random_plan(5);
  std::string text = "\xEF\xBB\xBF";
  for (const char c : plan_to_text(plan)) text += c == '\n' ? "\r\n" : std::string(1, c);
  const auto read = plan_from_text(text + "\r\n\r\n", plan, "plan.txt");
  ASSERT_TRUE(read) << to_text(read.error());
  EXPECT_EQ(*read, plan);
}

TEST(PlanFile, SaysWhichLineIsWrong) {
  Plan base = random_plan(6);
  std::vector<std::string> ids = base.unit_ids.all();
  ids[1] = "U1";
  base.unit_ids = std::move(ids);
  const auto error = [&](const std::string& text) {
    const auto read = plan_from_text(text, base, "plan.txt");
    return read ? std::string("no error") : to_text(read.error());
  };
  const std::string code = base.grids[0].code;
  const std::string unknown_unit = error("# name: x\nU1," + code + "\nZ9," + code + "\n");
  EXPECT_NE(unknown_unit.find("plan.txt:3"), std::string::npos) << unknown_unit;
  EXPECT_NE(unknown_unit.find("Z9"), std::string::npos);
  const std::string unknown_grid = error("U1,777\n");
  EXPECT_NE(unknown_grid.find("plan.txt:1"), std::string::npos) << unknown_grid;
  EXPECT_NE(unknown_grid.find("777"), std::string::npos);
  const std::string twice = error("U1," + code + "\n\nU1," + code + "\n");
  EXPECT_NE(twice.find("plan.txt:3"), std::string::npos) << twice;
  EXPECT_NE(error("no comma here").find("plan.txt:1"), std::string::npos);
}

TEST(PlanFile, OfAnOlderPlanMayBringItsGridsAlong) {
  const Plan plan = random_plan(9);
  const std::string text = "unit_id,grid_code\n" + plan.unit_ids[0] + ",old\n" + plan.unit_ids[1] +
                           "," + plan.grids[0].code + "\n" + plan.unit_ids[2] + ",old\n";
  EXPECT_FALSE(plan_from_text(text, plan, "plan.txt"));
  const auto read = plan_from_text(text, plan, "plan.txt", OtherGrids::added);
  ASSERT_TRUE(read) << to_text(read.error());
  ASSERT_EQ(read->grids.size(), plan.grids.size() + 1);
  EXPECT_EQ(read->grids.back().code, "old");
  EXPECT_EQ(read->grid_of_unit[0], GridIndex{static_cast<std::uint32_t>(plan.grids.size())});
  EXPECT_EQ(read->grid_of_unit[2], read->grid_of_unit[0]);
  EXPECT_EQ(read->grid_of_unit[1], GridIndex{0});
  EXPECT_FALSE(plan_from_text(plan.unit_ids[0] + ",\n", plan, "plan.txt", OtherGrids::added));
  EXPECT_FALSE(
      plan_from_text(plan.unit_ids[0] + ",old\nnobody,old\n", plan, "plan.txt", OtherGrids::added));
}

TEST(PlanFile, MayBeginWithAHeadingButHasToSaySomething) {
  const Plan plan = random_plan(8);
  const std::string line = plan.unit_ids[1] + "," + plan.grids[2].code + "\n";
  const auto read = plan_from_text("unit_id,grid_code\n" + line, plan, "plan.txt");
  ASSERT_TRUE(read) << to_text(read.error());
  EXPECT_EQ(read->grid_of_unit[1], GridIndex{2});
  EXPECT_FALSE(plan_from_text("unit_id,grid_code\n", plan, "plan.txt"));
  EXPECT_FALSE(plan_from_text("unit_id,grid_code\nunit,grid\n" + line, plan, "plan.txt"));
  // One of the two is known, so it is a line with a slip and no heading.
  EXPECT_FALSE(plan_from_text("U?," + plan.grids[2].code + "\n" + line, plan, "plan.txt"));
  EXPECT_FALSE(plan_from_text(line + "unit_id,grid_code\n", plan, "plan.txt"));
}

TEST(PlanFile, UnitsNotNamedAreUnassigned) {
  const Plan base = random_plan(7);
  const auto read = plan_from_text("", base, "plan.txt");
  ASSERT_TRUE(read);
  for (const GridIndex grid : read->grid_of_unit) EXPECT_EQ(grid, unassigned);
}

// --- from layers
// -----------------------------------------------------------------------------------

Texts texts(const std::vector<std::string>& values) {
  TextsBuilder builder;
  for (const std::string& value : values) builder.push_back(value);
  return std::move(builder).build();
}

Layer layer_of(geo::PackedGeometry geometry, Role role,
               const std::vector<std::pair<Field, std::vector<std::string>>>& columns) {
  Layer layer;
  layer.name = std::string(role_key(role));
  layer.role = role;
  layer.table.rows = geometry.size();
  for (const auto& [field, values] : columns) {
    layer.mapping.set(field, static_cast<int>(layer.table.columns.size()));
    layer.table.columns.push_back({std::string(field_key(field)), texts(values), {}});
  }
  layer.geometry = std::move(geometry);
  layer.extent = layer.geometry.box();
  return layer;
}

/// Units in 4 × 4, grids of 2 × 2 of them; the last grid is missing.
struct Town {
  geo::PackedGeometry units{geo::Kind::polygons}, grids{geo::Kind::polygons};
  std::vector<std::uint32_t> grid_of_unit;
  Town() {
    for (int i = 0; i < 16; ++i) {
      test::add_square(units, i % 4 * 10, i / 4 * 10, 10);
      const int grid = i % 4 / 2 + i / 8 * 2;
      grid_of_unit.push_back(grid == 3 ? static_cast<std::uint32_t>(unassigned)
                                       : static_cast<std::uint32_t>(grid));
    }
    for (int i = 0; i < 3; ++i) test::add_square(grids, i % 2 * 20, i / 2 * 20, 20);
  }
};

TEST(PlanFromLayers, UnitsGoWhereTheyLie) {
  const Town town;
  const auto plan =
      plan_from_layers(layer_of(town.units, Role::units, {}),
                       layer_of(town.grids, Role::grids, {{Field::code, {"A", "B", "C"}}}));
  ASSERT_TRUE(plan) << to_text(plan.error());
  for (std::size_t i = 0; i < 16; ++i) {
    EXPECT_EQ(static_cast<std::uint32_t>(plan->grid_of_unit[i]), town.grid_of_unit[i]) << i;
  }
}

TEST(PlanFromLayers, ACodeOutweighsThePlace) {
  const Town town;
  std::vector<std::string> codes(16, "B");
  codes[0] = "nowhere";  // no such grid: its place decides
  codes[1] = "";
  const auto plan =
      plan_from_layers(layer_of(town.units, Role::units, {{Field::code, codes}}),
                       layer_of(town.grids, Role::grids, {{Field::code, {"A", "B", "C"}}}));
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->grid_of_unit[0], GridIndex{0});
  EXPECT_EQ(plan->grid_of_unit[1], GridIndex{0});
  for (std::size_t i = 2; i < 16; ++i) EXPECT_EQ(plan->grid_of_unit[i], GridIndex{1}) << i;
}

TEST(PlanFromLayers, RandomUnitsInTheirOwnGridsAreAllAssigned) {
  // Each unit is a grid too: every odd shape must be found in itself.
  const auto areas = test::SubdivisionMaker(8, 5, 11).make().areas;
  const auto plan =
      plan_from_layers(layer_of(areas, Role::units, {}), layer_of(areas, Role::grids, {}));
  ASSERT_TRUE(plan);
  for (std::uint32_t i = 0; i < areas.size(); ++i) EXPECT_EQ(plan->grid_of_unit[i], GridIndex{i});
}

TEST(PlanFromLayers, TheSameCodeOrIdTwiceIsSaid) {
  const Town town;
  const auto codes =
      plan_from_layers(layer_of(town.units, Role::units, {}),
                       layer_of(town.grids, Role::grids, {{Field::code, {"A", "B", "A"}}}));
  ASSERT_FALSE(codes);
  std::vector<std::string> ids;
  for (int i = 0; i < 16; ++i) ids.push_back("U" + std::to_string(i % 15));
  const auto units = plan_from_layers(layer_of(town.units, Role::units, {{Field::id, ids}}),
                                      layer_of(town.grids, Role::grids, {}));
  ASSERT_FALSE(units);
  EXPECT_NE(to_text(units.error()).find("16"), std::string::npos) << to_text(units.error());
}

TEST(PlanFromLayers, PointsAreNoUnits) {
  geo::PackedGeometry points(geo::Kind::points);
  points.add_point_feature({0, 0});
  const Town town;
  EXPECT_FALSE(
      plan_from_layers(layer_of(points, Role::units, {}), layer_of(town.grids, Role::grids, {})));
}

}  // namespace
}  // namespace wangge::model
