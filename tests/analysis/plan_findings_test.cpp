#include "analysis/plan_findings.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "analysis/check_list.h"
#include "analysis/neck.h"
#include "support/plan_world.h"

namespace wangge::analysis {
namespace {

using test::drawn_world;
using test::PlanWorld;
using enum FindingKind;

std::vector<Finding> findings_of(const PlanWorld& world, PlanCheckOptions options = {}) {
  const auto figures = plan_figures(world.shared(), world.plan);
  const auto balance = plan_balance(*world.ground, world.plan, figures, options.balance);
  Progress progress;
  const auto found = plan_findings(*world.ground, world.plan, figures, balance, options, progress);
  return found ? *found : std::vector<Finding>{};
}

/// Nothing is wrong with it but what a test does to it: units of 100 m, the norm and officers met.
PlanWorld world_of(const std::vector<std::string_view>& rows) {
  PlanWorld world = drawn_world(rows, 100);
  world.ground->households.assign(world.ground->size(), 0);
  for (auto& grid : world.plan.grids) grid.officers = "网格长 王";
  return world;
}

std::vector<Finding> of_kind(const std::vector<Finding>& findings, FindingKind kind) {
  std::vector<Finding> some;
  std::copy_if(findings.begin(), findings.end(), std::back_inserter(some),
               [&](const Finding& finding) { return finding.kind == kind; });
  return some;
}

TEST(PlanFindings, AreNoneForASoundPlan) {
  EXPECT_TRUE(findings_of(world_of({"AAB", "AAB"})).empty());
}

TEST(PlanFindings, UnitsOfNoGridAreFoundByPatch) {
  const auto found = of_kind(findings_of(world_of({".AA.", "AAA."})), unassigned);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].units.size() + found[1].units.size(), 3U);
  EXPECT_EQ(found[0].row, no_row);
  for (const Finding& finding : found) EXPECT_TRUE(finding.box.contains(finding.place));
}

TEST(PlanFindings, EveryPieceButTheLargestLiesApart) {
  PlanWorld world = world_of({"ABA", "ABA", "BBA"});
  world.ground->households = {50, 0, 1, 50, 0, 1, 0, 0, 1};
  const auto found = of_kind(findings_of(world), in_pieces);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].row, 0U);
  EXPECT_EQ(found[0].units, (std::vector<std::uint32_t>{2, 5, 8}));
}

TEST(PlanFindings, AGridTouchesItselfWhereItsUnitsMeetAtACornerOnly) {
  const auto found = of_kind(findings_of(world_of({"AAB", "ABA", "AAA"})), touching_itself);
  ASSERT_EQ(found.size(), 2U) << "A about its two units to the east, and B's two units";
  EXPECT_EQ(found[0].place, (geo::Point{200, 200}));
  EXPECT_EQ(found[1].place, (geo::Point{200, 200}));
  EXPECT_TRUE(of_kind(findings_of(world_of({"AAB", "AAB", "CCB"})), touching_itself).empty());
}

TEST(PlanFindings, AnEnclaveLiesAgainstOneOtherGridOnly) {
  const auto found = of_kind(findings_of(world_of({"AAA", "ABA", "AAA"})), enclave);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].row, 1U);
  EXPECT_EQ(found[0].other, 0U);
  EXPECT_TRUE(of_kind(findings_of(world_of({"AAA", "AB.", "AAA"})), enclave).empty());
  EXPECT_TRUE(of_kind(findings_of(world_of({"AB", "AA"})), enclave).empty()) << "at the edge";
}

TEST(PlanFindings, TheNormIsEditable) {
  PlanWorld world = world_of({"AB"});
  world.ground->households = {299, 501};
  auto found = of_kind(findings_of(world), off_band);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].what, "299 households are 1 too few for the norm of 300 to 500");
  EXPECT_EQ(found[1].what, "501 households are 1 too many for the norm of 300 to 500");
  PlanCheckOptions options;
  options.balance.band_low = 200;
  options.balance.band_high = 600;
  EXPECT_TRUE(of_kind(findings_of(world, options), off_band).empty());
}

TEST(PlanFindings, UnitsOfAnotherCommunityAreNamed) {
  PlanWorld world = world_of({"AAB"});
  draw_communities(world, {"AB."}, {"北苑社区", "南苑社区"});
  world.plan.grids[0].community = "北苑";
  world.plan.grids[1].community = "南苑";
  const auto found = of_kind(findings_of(world), other_community);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].units, (std::vector<std::uint32_t>{1}));
  EXPECT_EQ(found[0].what, "1 units with 0 households lie in 南苑社区");
  EXPECT_EQ(found[1].what, "1 units with 0 households lie in no community");
}

TEST(PlanFindings, CodesOfGridsGivenUpStayTaken) {
  PlanWorld world = world_of({"ABC"});
  world.plan.grids[1].code = "A";
  world.plan.grids[2].code = "";
  auto found = of_kind(findings_of(world), bad_code);
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].other, 1U);
  EXPECT_EQ(found[1].other, 0U);
  world.plan.grids[0].retired = true;
  world.plan.grid_of_unit[0] = model::GridIndex{1};
  found = of_kind(findings_of(world), bad_code);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].row, 1U);
}

TEST(PlanFindings, WhereNoGridNamesOfficersItIsSaidOnce) {
  PlanWorld world = world_of({"ABC"});
  world.plan.grids[1].officers.clear();
  EXPECT_EQ(of_kind(findings_of(world), no_officers).size(), 1U);
  for (auto& grid : world.plan.grids) grid.officers.clear();
  const auto found = of_kind(findings_of(world), no_officers);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].row, no_row);
}

TEST(PlanFindings, AnEmptyGridIsFoundUnlessItWasGivenUp) {
  PlanWorld world = world_of({"AC"});
  EXPECT_EQ(of_kind(findings_of(world), empty_grid).size(), 1U);
  world.plan.grids[1].retired = true;
  EXPECT_TRUE(findings_of(world).empty());
}

TEST(PlanFindings, EveryKindOfAPlanIsInTheCheckListOnce) {
  std::vector<Finding> all(finding_kinds);
  for (std::size_t i = 0; i < finding_kinds; ++i) all[i].kind = static_cast<FindingKind>(i);
  std::size_t found = 0;
  for (const CheckLine& line : check_list(all)) {
    found += line.found;
    for (const FindingKind kind : line.kinds) {
      EXPECT_EQ(is_fault(all[static_cast<std::size_t>(kind)]), line.required);
    }
  }
  EXPECT_EQ(found, 11U) << "nine kinds of plans, overlaps and enclaves";
}

TEST(PlanFindings, ACancelledCheckFindsNothing) {
  const PlanWorld world = world_of({"AB"});
  const auto figures = plan_figures(world.shared(), world.plan);
  Progress progress;
  progress.cancel();
  const auto found =
      plan_findings(*world.ground, world.plan, figures,
                    plan_balance(*world.ground, world.plan, figures, {}), {}, progress);
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, ErrorCode::cancelled);
}

/// Two squares of 100 m and a corridor between them.
geo::PackedGeometry dumb_bell(double corridor_m) {
  geo::PackedGeometry shape(geo::Kind::polygons);
  const double low = 50 - corridor_m / 2, high = 50 + corridor_m / 2;
  test::add_polygon(shape, {{0, 0},
                            {100, 0},
                            {100, low},
                            {200, low},
                            {200, 0},
                            {300, 0},
                            {300, 100},
                            {200, 100},
                            {200, high},
                            {100, high},
                            {100, 100},
                            {0, 100}});
  return shape;
}

TEST(Necks, AreFoundWhereACorridorIsNarrower) {
  for (const double corridor_m : {2.0, 8.0, 19.0}) {
    const auto found = necks(dumb_bell(corridor_m), 0, 20);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_NEAR(found[0].width_m, corridor_m, 20.0 / 16);
    EXPECT_NEAR(found[0].place.x, 150, 1);
    EXPECT_NEAR(found[0].place.y, 50, 1);
  }
  EXPECT_TRUE(necks(dumb_bell(21), 0, 20).empty());
}

TEST(Necks, ATailWithNothingAtItsEndIsNone) {
  geo::PackedGeometry shape(geo::Kind::polygons);
  test::add_polygon(
      shape, {{0, 0}, {100, 0}, {100, 45}, {300, 45}, {300, 50}, {100, 50}, {100, 100}, {0, 100}});
  EXPECT_TRUE(necks(shape, 0, 20).empty());
}

}  // namespace
}  // namespace wangge::analysis
