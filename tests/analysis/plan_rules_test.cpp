#include "analysis/plan_rules.h"

#include <gtest/gtest.h>

#include "support/plan_world.h"

namespace wangge::analysis {
namespace {

using model::GridIndex;
using model::unassigned;
using test::drawn_world;
using test::PlanWorld;

constexpr GridIndex a{0}, b{1}, c{2};

/// A and B in the community North, C in South; the last unit is in no grid.
PlanWorld world() {
  PlanWorld made = drawn_world({"AABB",  //
                                "CCC."});
  draw_communities(made, {"AAAA", "BBBB"}, {"北苑", "南苑"});
  made.plan.grids[0].community = made.plan.grids[1].community = "北苑社区";
  made.plan.grids[2].community = "南苑社区";
  return made;
}

Refusal refused(const PlanWorld& w, std::uint32_t unit, GridIndex to, PaintSource source = {}) {
  const Allowed result = allowed(*w.ground, w.plan, {unit}, to, source);
  for (std::size_t reason = 0; reason < refusal_kinds; ++reason) {
    if (result.refused[reason] != 0) return static_cast<Refusal>(reason);
  }
  ADD_FAILURE() << "the unit is not counted";
  return Refusal::none;
}

TEST(PlanRules, AUnitGoesToGridsOfItsCommunityAndToNone) {
  const PlanWorld w = world();
  EXPECT_EQ(refused(w, 0, b), Refusal::none);
  EXPECT_EQ(refused(w, 0, a), Refusal::already_there);
  EXPECT_EQ(refused(w, 0, c), Refusal::other_community);
  EXPECT_EQ(refused(w, 0, unassigned), Refusal::none);
  EXPECT_EQ(refused(w, 7, c), Refusal::none);
  EXPECT_EQ(refused(w, 7, a), Refusal::other_community);
  EXPECT_EQ(refused(w, 7, unassigned), Refusal::already_there);
}

TEST(PlanRules, WhereNoCommunityIsSaidNoneIsHeld) {
  PlanWorld w = world();
  w.plan.grids[2].community = "";
  EXPECT_EQ(refused(w, 0, c), Refusal::none);
  w = world();
  w.ground->community[0] = PlanGround::no_community;
  EXPECT_EQ(refused(w, 0, c), Refusal::none);
}

TEST(PlanRules, LocksHoldOnBothSides) {
  PlanWorld w = world();
  w.plan.grids[0].locked = true;
  EXPECT_EQ(refused(w, 2, a), Refusal::grid_locked);
  EXPECT_EQ(refused(w, 0, b), Refusal::source_locked);
  EXPECT_EQ(refused(w, 0, unassigned), Refusal::source_locked);
  w = world();
  w.plan.locked_units.assign(8, 0);
  w.plan.locked_units[0] = 1;
  EXPECT_EQ(refused(w, 0, b), Refusal::unit_locked);
  EXPECT_EQ(refused(w, 1, b), Refusal::none);
}

TEST(PlanRules, AGridGivenUpTakesNothing) {
  PlanWorld w = world();
  w.plan.grids[1].retired = true;
  EXPECT_EQ(refused(w, 0, b), Refusal::retired);
}

TEST(PlanRules, ASourceLeavesOthersOut) {
  const PlanWorld w = world();
  EXPECT_EQ(refused(w, 0, b, a), Refusal::none);
  EXPECT_EQ(refused(w, 0, b, unassigned), Refusal::not_the_source);
  EXPECT_EQ(refused(w, 7, c, unassigned), Refusal::none);
}

TEST(PlanRules, AllowedTakesEachUnitOnceAndCountsTheOthers) {
  PlanWorld w = world();
  w.plan.locked_units.assign(8, 0);
  w.plan.locked_units[2] = 1;
  const Allowed result = allowed(*w.ground, w.plan, {3, 2, 3, 0, 4, 99, 5}, a);
  EXPECT_EQ(result.units, (std::vector<std::uint32_t>{3}));
  EXPECT_EQ(result.refused[static_cast<std::size_t>(Refusal::unit_locked)], 1U);
  EXPECT_EQ(result.refused[static_cast<std::size_t>(Refusal::already_there)], 1U);
  EXPECT_EQ(result.refused[static_cast<std::size_t>(Refusal::other_community)], 2U);
  EXPECT_EQ(result.example, 2U);
  EXPECT_EQ(result.example_reason, Refusal::unit_locked);
  EXPECT_TRUE(result.any_refused());
}

TEST(PlanRules, WhatIsThereOrLeftOutIsNoRefusalInEarnest) {
  const PlanWorld w = world();
  EXPECT_FALSE(allowed(*w.ground, w.plan, {0, 1}, a).any_refused());
  EXPECT_FALSE(allowed(*w.ground, w.plan, {2, 3}, a, unassigned).any_refused());
}

TEST(PlanRules, EveryRefusalInEarnestHasASentenceThatNamesTheUnitOrTheGrid) {
  const PlanWorld w = world();
  for (const Refusal reason : {Refusal::other_community, Refusal::unit_locked}) {
    EXPECT_NE(refusal_sentence(*w.ground, w.plan, 0, c, reason).find("U0"), std::string::npos);
  }
  EXPECT_NE(refusal_sentence(*w.ground, w.plan, 0, c, Refusal::other_community).find("南苑社区"),
            std::string::npos);
  for (const Refusal reason : {Refusal::grid_locked, Refusal::retired}) {
    EXPECT_EQ(refusal_sentence(*w.ground, w.plan, 0, c, reason).find("C "), 0U);
  }
  EXPECT_EQ(refusal_sentence(*w.ground, w.plan, 0, c, Refusal::source_locked).find("A "), 0U);
  EXPECT_FALSE(refusal_sentence(*w.ground, w.plan, 0, c, Refusal::not_the_source).empty());
  EXPECT_TRUE(refusal_sentence(*w.ground, w.plan, 0, c, Refusal::none).empty());
}

}  // namespace
}  // namespace wangge::analysis
