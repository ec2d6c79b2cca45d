#include "analysis/plan_compare.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "analysis/plan_figures.h"
#include "analysis/split_audit.h"
#include "support/plan_world.h"

namespace wangge::analysis {
namespace {

using model::GridIndex;
using test::drawn_world;
using test::PlanWorld;

constexpr GridIndex a{0}, b{1}, c{2};

PlanComparison compare(const PlanWorld& before, const PlanWorld& now) {
  return compare_plans(*before.ground, before.plan, now.plan);
}

TEST(PlanComparison, OfEqualPlansNothingChanges) {
  const PlanWorld world = drawn_world({"AAB", "A.B"});
  const PlanComparison made = compare(world, world);
  EXPECT_TRUE(made.moved.empty() && made.born.empty() && made.ended.empty() &&
              made.renamed.empty());
  EXPECT_EQ(made.new_officer_households, 0);
  EXPECT_EQ(made.total.households, 60);
  ASSERT_EQ(made.flows.size(), 3U);
  for (const Flow& flow : made.flows) EXPECT_TRUE(flow.stays);
}

TEST(PlanComparison, ARenumberingMovesNobody) {
  const PlanWorld before = drawn_world({"AAB", "CCB"});
  const PlanWorld now = drawn_world({"CCA", "BBA"});
  const PlanComparison made = compare(before, now);
  EXPECT_TRUE(made.moved.empty());
  EXPECT_EQ(made.now_of, (std::vector<GridIndex>{c, a, b}));
  EXPECT_EQ(made.before_of, (std::vector<GridIndex>{b, c, a}));
  EXPECT_EQ(made.renamed, (std::vector<GridIndex>{a, b, c}));
  EXPECT_TRUE(made.born.empty() && made.ended.empty());
}

TEST(PlanComparison, ASplitGridStaysWhereMostHouseholdsAre) {
  const PlanWorld before = drawn_world({"AAAAA"});
  const PlanWorld now = drawn_world({"ABBBB"});
  const PlanComparison made = compare(before, now);
  EXPECT_EQ(made.now_of, (std::vector<GridIndex>{b}));
  EXPECT_EQ(made.born, (std::vector<GridIndex>{a}));
  EXPECT_EQ(made.moved, (model::Rows{0}));
  EXPECT_EQ(made.moved_sums.households, 10);
  EXPECT_EQ(made.moved_sums.population, 30);
  EXPECT_EQ(made.new_officer_households, 10);
}

TEST(PlanComparison, AMergedGridHasEnded) {
  const PlanWorld before = drawn_world({"AAAB"});
  PlanWorld now = drawn_world({"AAAA"});
  now.plan.grids.push_back(before.plan.grids[1]);
  now.plan.grids[1].retired = true;
  const PlanComparison made = compare(before, now);
  EXPECT_EQ(made.ended, (std::vector<GridIndex>{b}));
  EXPECT_TRUE(made.born.empty() && made.renamed.empty());
  EXPECT_EQ(made.moved, (model::Rows{3}));
}

TEST(PlanComparison, AnEmptiedGridThatIsStillThereHasNotEnded) {
  const PlanWorld before = drawn_world({"AAAB"});
  PlanWorld now = drawn_world({"AAAA"});
  now.plan.grids.push_back(before.plan.grids[1]);
  const PlanComparison made = compare(before, now);
  EXPECT_TRUE(made.ended.empty() && made.born.empty());
  EXPECT_EQ(made.now_of[1], b);
}

TEST(PlanComparison, HouseholdsDecideNotGround) {
  PlanWorld before = drawn_world({"AAAAB"});
  before.ground->households = {1, 1, 1, 50, 20};
  const PlanWorld now = drawn_world({"AAABB"});
  const PlanComparison made = compare(before, now);
  // A's 50 households are in B now; that B was another grid counts for 20, and A's ground for 3.
  EXPECT_EQ(made.now_of, (std::vector<GridIndex>{b, model::unassigned}));
  EXPECT_EQ(made.born, (std::vector<GridIndex>{a}));
}

TEST(PlanComparison, WithoutHouseholdsTheGroundDecides) {
  PlanWorld before = drawn_world({"AAB", "CCB"});
  before.ground->households.assign(6, 0);
  const PlanComparison made = compare(before, drawn_world({"BBA", "CCA"}));
  EXPECT_TRUE(made.moved.empty());
  EXPECT_EQ(made.now_of, (std::vector<GridIndex>{b, a, c}));
}

TEST(PlanComparison, UnitsOfNoGridThatGetOneHaveMovedAndBack) {
  const PlanComparison got = compare(drawn_world({"AA."}), drawn_world({"AAA"}));
  EXPECT_EQ(got.moved, (model::Rows{2}));
  const PlanComparison lost = compare(drawn_world({"AAA"}), drawn_world({"AA."}));
  EXPECT_EQ(lost.moved, (model::Rows{2}));
}

TEST(PlanComparison, TheSameOfficersInAnotherGridAreNoNewOnes) {
  PlanWorld before = drawn_world({"AABB"}), now = drawn_world({"AAAB"});
  before.plan.grids[0].officers = before.plan.grids[1].officers = "网格长 王";
  now.plan.grids[0].officers = now.plan.grids[1].officers = "网格长 王";
  EXPECT_EQ(compare(before, now).new_officer_households, 0);
  now.plan.grids[0].officers = "网格长 李";
  EXPECT_EQ(compare(before, now).new_officer_households, 30) << "A's own households among them";
}

TEST(PlanComparison, FlowsAddUpToBothPlansAndMatchingIsTheSameBothWays) {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    const PlanWorld before = test::random_world(12, 1, seed, 9);
    PlanWorld now = before;
    Random random(seed);
    for (int i = 0; i < 60; ++i) {
      now.plan.grid_of_unit[random.below(144)] = GridIndex{random.below(9)};
    }
    const PlanComparison made = compare(before, now);
    const auto old_figures = plan_figures(before.shared(), before.plan);
    const auto new_figures = plan_figures(before.shared(), now.plan);
    std::vector<double> rows(9), columns(9);
    double moved = 0;
    for (const Flow& flow : made.flows) {
      rows[static_cast<std::size_t>(flow.before)] += flow.sums.households;
      columns[static_cast<std::size_t>(flow.now)] += flow.sums.households;
      if (!flow.stays) moved += flow.sums.households;
    }
    for (std::size_t g = 0; g < 9; ++g) {
      EXPECT_EQ(rows[g], old_figures[g].households);
      EXPECT_EQ(columns[g], new_figures[g].households);
    }
    EXPECT_EQ(moved, made.moved_sums.households);
    const PlanComparison back = compare_plans(*before.ground, now.plan, before.plan);
    EXPECT_EQ(back.moved_sums.households, made.moved_sums.households);
  }
}

/// Four units in a row with a building each; the last building lies in no unit.
PlanWorld with_buildings(const std::vector<std::string_view>& rows,
                         const std::vector<std::string>& estates) {
  PlanWorld world = drawn_world(rows);
  geo::PackedGeometry shapes(geo::Kind::polygons);
  for (int i = 0; i < 5; ++i) test::add_square(shapes, i * 10 + 2, 2, 4);
  model::Layer layer = test::area_layer(std::move(shapes), model::Role::buildings);
  layer.table.columns = {test::text_column("estate", estates)};
  layer.mapping.set(model::Field::estate, 0);
  Progress progress;
  world.ground = std::make_shared<PlanGround>(**make_ground(
      world.ground->units, {test::shared_layer(std::move(layer)), nullptr}, progress));
  return world;
}

TEST(ChangedBuildings, AreThoseOfMovedUnits) {
  const PlanWorld before = with_buildings({"AABB"}, {"甲", "甲", "甲", "乙", "乙"});
  const PlanWorld now = drawn_world({"AAAB"});
  const PlanComparison made = compare(before, now);
  EXPECT_EQ(changed_buildings(*before.ground, before.plan, now.plan, made),
            (std::vector<ChangedBuilding>{{2, b, a}}));
}

TEST(SplitAudit, AnEstateInTwoGridsIsSplitOneInOneIsWhole) {
  const PlanWorld world = with_buildings({"AABB"}, {"甲", "甲", "甲", "乙", "乙"});
  const AreasOfUnits estates = estates_of_buildings(*world.ground);
  const SplitAudit audit = split_audit(*world.ground, world.plan, estates);
  ASSERT_EQ(audit.split.size(), 1U);
  EXPECT_EQ(estates.names[audit.split[0].area], "甲");
  ASSERT_EQ(audit.split[0].parts.size(), 2U);
  EXPECT_EQ(audit.split[0].parts[0].grid, a);
  EXPECT_EQ(audit.split[0].parts[0].sums.buildings, 2);
  EXPECT_EQ(audit.split[0].parts[1].sums.buildings, 1);
  EXPECT_EQ(audit.whole, 1U);
}

TEST(SplitAudit, BuildingsWithoutAnEstateAreNone) {
  const PlanWorld world = with_buildings({"AABB"}, {"", "", "", "", ""});
  const AreasOfUnits estates = estates_of_buildings(*world.ground);
  const SplitAudit audit = split_audit(*world.ground, world.plan, estates);
  EXPECT_TRUE(audit.split.empty());
  EXPECT_EQ(audit.whole + audit.empty, 0U);
}

void add_strip(geo::PackedGeometry& into, double left, double right) {
  test::add_polygon(into, {{left, 0}, {right, 0}, {right, 10}, {left, 10}});
}

TEST(SplitAudit, AreasCountTheUnitsWhoseLabelPointsTheyOwn) {
  const PlanWorld world = drawn_world({"AABB.C"});
  geo::PackedGeometry shapes(geo::Kind::polygons);
  add_strip(shapes, 0, 20);     // A alone
  add_strip(shapes, 20, 50);    // B and what is in no grid
  add_strip(shapes, 0, 60);     // owns nothing more but C: the smallest row wins
  add_strip(shapes, 100, 120);  // nothing
  const auto audit_of = [&](const geo::PackedGeometry& areas) {
    const auto layer = test::shared_layer(test::area_layer(areas));
    return split_audit(*world.ground, world.plan, areas_of_units(*world.ground, *layer));
  };
  const SplitAudit audit = audit_of(shapes);
  EXPECT_TRUE(audit.split.empty()) << "no grid is not a second grid";
  EXPECT_EQ(audit.whole, 3U);
  EXPECT_EQ(audit.empty, 1U);

  geo::PackedGeometry wide(geo::Kind::polygons);
  add_strip(wide, 0, 60);
  const SplitAudit cut = audit_of(wide);
  ASSERT_EQ(cut.split.size(), 1U);
  EXPECT_EQ(cut.split[0].parts.size(), 4U);
  double households = 0;
  for (const SplitPart& part : cut.split[0].parts) households += part.sums.households;
  EXPECT_EQ(households, 60);
}

}  // namespace
}  // namespace wangge::analysis
