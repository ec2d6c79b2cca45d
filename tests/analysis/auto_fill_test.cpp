#include "analysis/auto_fill.h"

#include <gtest/gtest.h>

#include <map>

#include "analysis/plan_balance.h"
#include "analysis/plan_rules.h"
#include "support/plan_world.h"

namespace wangge::analysis {
namespace {

using model::GridIndex;
using model::unassigned;
using test::drawn_world;
using test::PlanWorld;

model::Plan filled(const PlanWorld& world, const FilledPlan& fill) {
  return model::apply(world.plan, {"filled", fill.moves});
}

TEST(AutoFill, TheLongestSharedBorderWins) {
  const PlanWorld world = drawn_world({"BBB",  //
                                       "A.A",  //
                                       "AAA"});
  const FilledPlan fill = fill_unassigned(*world.ground, world.plan);
  EXPECT_EQ(fill.moves,
            (std::vector<model::Reassign>{{model::UnitIndex{4}, unassigned, GridIndex{0}}}));
  EXPECT_TRUE(fill.undecidable.empty());
}

TEST(AutoFill, EqualBordersGoToFewerHouseholdsThenToTheFirst) {
  PlanWorld world = drawn_world({"A.B"});
  EXPECT_EQ(fill_unassigned(*world.ground, world.plan).moves[0].to, GridIndex{0});
  world.ground->households[0] = 11;
  EXPECT_EQ(fill_unassigned(*world.ground, world.plan).moves[0].to, GridIndex{1});
}

TEST(AutoFill, GoesFromTheGridsInwards) {
  const PlanWorld world = drawn_world({"A.....B"});
  const model::Plan plan = filled(world, fill_unassigned(*world.ground, world.plan));
  const GridIndex a{0}, b{1};
  EXPECT_EQ(plan.grid_of_unit[1], a);
  EXPECT_EQ(plan.grid_of_unit[2], a);
  EXPECT_EQ(plan.grid_of_unit[4], b);
  EXPECT_EQ(plan.grid_of_unit[5], b);
}

TEST(AutoFill, WhatNobodyMayTakeIsListed) {
  PlanWorld world = drawn_world({"A.. .",  //
                                 "A..  "});
  draw_communities(world, {"AAB B", "AAB  "}, {"一", "二"});
  world.plan.grids[0].community = "一";
  const FilledPlan fill = fill_unassigned(*world.ground, world.plan);
  EXPECT_EQ(fill.moves.size(), 2U);
  EXPECT_EQ(fill.undecidable, (std::vector<std::uint32_t>{2, 3, 6}));
}

TEST(AutoFill, LockedAndRetiredGridsTakeNothing) {
  PlanWorld world = drawn_world({"A.B"});
  world.plan.grids[0].locked = true;
  EXPECT_EQ(fill_unassigned(*world.ground, world.plan).moves[0].to, GridIndex{1});
  world.plan.locked_units = {0, 1, 0};
  const FilledPlan fill = fill_unassigned(*world.ground, world.plan);
  EXPECT_TRUE(fill.moves.empty());
  EXPECT_EQ(fill.undecidable, (std::vector<std::uint32_t>{1}));
}

TEST(AutoFill, EveryUnitIsFilledOrListedAndNoGridGrowsAnotherPiece) {
  for (unsigned seed = 0; seed < 30; ++seed) {
    PlanWorld world = test::random_world(12, 1, seed, 6);
    Random random(seed);
    for (std::uint32_t unit = 0; unit < world.ground->size(); ++unit) {
      world.ground->community[unit] = unit % 12 < 7 ? 0 : 1;
      if (random.chance(0.6)) world.plan.grid_of_unit[unit] = unassigned;
    }
    world.ground->communities = {"西", "东"};
    for (std::size_t g = 0; g < 6; ++g) world.plan.grids[g].community = g % 2 == 0 ? "西" : "东";
    world.plan.grids[3].locked = true;
    const FilledPlan fill = fill_unassigned(*world.ground, world.plan);
    const model::Plan plan = filled(world, fill);
    std::vector<std::uint32_t> left;
    model::Plan running = world.plan;
    for (std::uint32_t unit = 0; unit < world.ground->size(); ++unit) {
      if (plan.grid_of_unit[unit] == unassigned) left.push_back(unit);
      if (world.plan.grid_of_unit[unit] != unassigned) {
        EXPECT_EQ(plan.grid_of_unit[unit], world.plan.grid_of_unit[unit]) << "is filled, not moved";
      }
    }
    EXPECT_EQ(fill.undecidable, left);
    for (const model::Reassign& move : fill.moves) {
      const auto unit = static_cast<std::uint32_t>(move.unit);
      const auto& grid = world.plan.grids[static_cast<std::size_t>(move.to)];
      EXPECT_EQ(refusal(*world.ground, running, unit, move.to, community_of(*world.ground, grid)),
                Refusal::none);
      bool beside = false;
      for (const auto& next : world.ground->graph.of(unit)) {
        beside = beside || running.grid_of_unit[next.unit] == move.to;
      }
      EXPECT_TRUE(beside) << "a unit comes to a grid it lies against";
      running.grid_of_unit[unit] = move.to;
    }
    for (const std::uint32_t unit : left) {
      for (const auto& next : world.ground->graph.of(unit)) {
        const GridIndex grid = plan.grid_of_unit[next.unit];
        if (grid == unassigned) continue;
        const auto& record = plan.grids[static_cast<std::size_t>(grid)];
        EXPECT_NE(refusal(*world.ground, plan, unit, grid, community_of(*world.ground, record)),
                  Refusal::none);
      }
    }
  }
}

}  // namespace
}  // namespace wangge::analysis
