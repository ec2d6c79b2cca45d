#include "analysis/plan_balance.h"

#include <gtest/gtest.h>

#include <cmath>

#include "support/plan_world.h"

namespace wangge::analysis {
namespace {

using test::drawn_world;
using test::PlanWorld;

PlanBalance balance_of(const PlanWorld& world, const BalanceOptions& options = {}) {
  return plan_balance(*world.ground, world.plan, plan_figures(world.shared(), world.plan), options);
}

/// Two communities: North with grids A and B, South with grid C and two units of no grid.
PlanWorld two_communities() {
  PlanWorld world = drawn_world({"AABB",  //
                                 "CC.."});
  draw_communities(world, {"AAAA", "BBBB"}, {"北苑社区", "南苑社区"});
  world.ground->households = {100, 200, 50, 250, 300, 150, 30, 20};
  world.plan.grids[0].community = "北苑社区";
  world.plan.grids[1].community = "北苑";  // the same, written shorter
  world.plan.grids[2].community = "南苑社区";
  return world;
}

TEST(PlanBalance, ComparesAGridWithTheIdealOfItsCommunity) {
  const PlanBalance balance = balance_of(two_communities());
  ASSERT_EQ(balance.communities.size(), 2U);
  EXPECT_EQ(balance.communities[0].total, 600);
  EXPECT_EQ(balance.communities[0].grids, 2U);
  EXPECT_EQ(balance.communities[0].ideal, 300);
  EXPECT_EQ(balance.communities[0].spread, 0);
  EXPECT_EQ(balance.communities[1].total, 500) << "with those of no grid";
  EXPECT_EQ(balance.communities[1].unassigned, 50);
  EXPECT_EQ(balance.grids[0].deviation, 0);
  EXPECT_DOUBLE_EQ(balance.grids[2].deviation, -0.1);
  EXPECT_DOUBLE_EQ(balance.worst, 0.1);
  EXPECT_EQ(balance.beyond_tolerance, 0U) << "exactly the tolerance is fine";
  // Street's mean 1100 / 3; ideals 300 and 500.
  EXPECT_DOUBLE_EQ(balance.lower_bound, 500 / (1100.0 / 3) - 1);
}

TEST(PlanBalance, AGridThatNamesNoCommunityIsBalancedWhereMostOfItLies) {
  PlanWorld world = two_communities();
  const PlanBalance named = balance_of(world);
  for (auto& grid : world.plan.grids) grid.community.clear();
  EXPECT_EQ(balance_of(world), named);
}

TEST(PlanBalance, TellsHowFarAGridIsOutsideTheBand) {
  PlanWorld world = drawn_world({"ABCDE"});
  world.ground->households = {299, 300, 500, 512, 0};
  const PlanBalance balance = balance_of(world);
  EXPECT_EQ(balance.grids[0].off_band, -1);
  EXPECT_EQ(balance.grids[1].off_band, 0);
  EXPECT_EQ(balance.grids[2].off_band, 0);
  EXPECT_EQ(balance.grids[3].off_band, 12);
  EXPECT_EQ(balance.grids[4].off_band, -300);
  EXPECT_EQ(balance.beyond_band, 3U);
}

TEST(PlanBalance, TheBandIsOfHouseholdsWhateverIsBalanced) {
  PlanWorld world = drawn_world({"AB"});
  world.ground->households = {400, 100};
  world.ground->population = {30, 90};
  BalanceOptions options;
  options.measure = BalanceMeasure::population;
  const PlanBalance balance = balance_of(world, options);
  EXPECT_EQ(balance.grids[0].value, 30);
  EXPECT_DOUBLE_EQ(balance.grids[0].deviation, -0.5);
  EXPECT_EQ(balance.grids[1].off_band, -200);
}

TEST(PlanBalance, IsByWhatTheUnitsTell) {
  PlanWorld world = drawn_world({"AB"});
  world.ground->households = world.ground->population = world.ground->buildings = {0, 0};
  EXPECT_EQ(likely_measure(*world.ground), BalanceMeasure::area);
  EXPECT_EQ(balance_of(world).beyond_band, 0U) << "unknown households are not too few";
  world.ground->population = {10, 0};
  EXPECT_EQ(likely_measure(*world.ground), BalanceMeasure::population);
  world.ground->households = {0, 4};
  EXPECT_EQ(likely_measure(*world.ground), BalanceMeasure::households);
}

TEST(PlanBalance, RetiredGridsAreNone) {
  PlanWorld world = drawn_world({"AABB"});
  const PlanBalance before = balance_of(world);
  world.plan.grids.push_back({"C", "C", "", ""});
  world.plan.grids.back().retired = true;
  const PlanBalance after = balance_of(world);
  EXPECT_EQ(after.communities, before.communities);
  EXPECT_EQ(after.worst, before.worst);
  EXPECT_EQ(after.beyond_band, before.beyond_band);
  EXPECT_EQ(after.grids[2], GridBalance{});
}

TEST(PlanBalance, IsThatOfTheDefinitions) {
  for (unsigned seed = 0; seed < 20; ++seed) {
    PlanWorld world = test::random_world(12, 1, seed, 9);
    for (std::uint32_t unit = 0; unit < world.ground->size(); ++unit) {
      world.ground->community[unit] = unit < 72 ? 0 : 1;
    }
    world.ground->communities = {"一", "二"};
    for (std::size_t g = 0; g < 9; ++g) world.plan.grids[g].community = g < 4 ? "一" : "二";
    Random random(seed);
    for (auto& grid : world.plan.grid_of_unit) {
      if (random.chance(0.1)) grid = model::unassigned;
    }
    const PlanBalance balance = balance_of(world);
    double total[2] = {0, 0};
    std::vector<double> value(9, 0.0);
    for (std::uint32_t unit = 0; unit < world.ground->size(); ++unit) {
      total[world.ground->community[unit]] += world.ground->households[unit];
      const auto grid = static_cast<std::size_t>(world.plan.grid_of_unit[unit]);
      if (grid < 9) value[grid] += world.ground->households[unit];
    }
    const double ideal[2] = {total[0] / 4, total[1] / 5};
    std::vector<double> shares;
    double worst = 0, mean = 0, square = 0, pairs = 0;
    for (std::size_t g = 0; g < 9; ++g) {
      shares.push_back(value[g] / ideal[g < 4 ? 0 : 1]);
      worst = std::max(worst, std::abs(shares[g] - 1));
      mean += shares[g] / 9;
    }
    for (const double a : shares) {
      square += (a - mean) * (a - mean) / 9;
      for (const double b : shares) pairs += std::abs(a - b);
    }
    EXPECT_NEAR(balance.worst, worst, 1e-12);
    EXPECT_NEAR(balance.variation, std::sqrt(square) / mean, 1e-12);
    // By the mean difference of all pairs.
    EXPECT_NEAR(balance.gini, pairs / (2 * 9 * 9 * mean), 1e-12);
    for (int c = 0; c < 2; ++c) {
      const auto first = value.begin() + (c == 0 ? 0 : 4), last = value.begin() + (c == 0 ? 4 : 9);
      const double spread =
          (*std::max_element(first, last) - *std::min_element(first, last)) / ideal[c];
      EXPECT_NEAR(balance.communities[static_cast<std::size_t>(c)].spread, spread, 1e-12);
    }
    const double street = (total[0] + total[1]) / 9;
    EXPECT_NEAR(balance.lower_bound,
                std::max(std::abs(ideal[0] / street - 1), std::abs(ideal[1] / street - 1)), 1e-12);
  }
}

TEST(PlanBalance, OfNoHouseholdsHasNoNumbersThatAreNone) {
  PlanWorld world = drawn_world({"AB"});
  world.ground->households = {0, 0};
  const PlanBalance balance = balance_of(world);
  EXPECT_EQ(balance.worst, 0);
  EXPECT_EQ(balance.variation, 0);
  EXPECT_EQ(balance.gini, 0);
  EXPECT_EQ(balance.lower_bound, 0);
}

}  // namespace
}  // namespace wangge::analysis
