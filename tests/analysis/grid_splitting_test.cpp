#include "analysis/grid_splitting.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <set>

#include "analysis/plan_figures.h"
#include "support/plan_world.h"

namespace wangge::analysis {
namespace {

using test::drawn_world;
using test::PlanWorld;

std::vector<std::uint32_t> others(const std::vector<std::uint32_t>& members,
                                  const std::vector<std::uint32_t>& second) {
  std::vector<std::uint32_t> first;
  std::set_difference(members.begin(), members.end(), second.begin(), second.end(),
                      std::back_inserter(first));
  return first;
}

double households(const PlanWorld& world, const std::vector<std::uint32_t>& units) {
  double sum = 0;
  for (const std::uint32_t unit : units) sum += world.ground->households[unit];
  return sum;
}

/// |half − half| / total of the evenest cut of all into two that hang together.
double least_uneven(const PlanWorld& world, const std::vector<std::uint32_t>& members) {
  double best = 2;
  for (std::uint32_t mask = 1; mask + 1 < (1U << members.size()); ++mask) {
    std::vector<std::uint32_t> in, out;
    for (std::size_t i = 0; i < members.size(); ++i) {
      ((mask >> i & 1U) != 0 ? in : out).push_back(members[i]);
    }
    const double a = households(world, in), b = households(world, out);
    if (std::abs(a - b) / (a + b) >= best) continue;
    if (pieces_of(*world.ground, in).size() == 1 && pieces_of(*world.ground, out).size() == 1) {
      best = std::abs(a - b) / (a + b);
    }
  }
  return best;
}

TEST(SplitInTwo, CutsAStripInTheMiddleAcross) {
  const PlanWorld world = drawn_world({"AAAA",  //
                                       "AAAA"});
  const auto members = world.members(model::GridIndex{0});
  const auto second = split_in_two(*world.ground, members);
  ASSERT_TRUE(second) << to_text(second.error());
  EXPECT_EQ(*second, (std::vector<std::uint32_t>{2, 3, 6, 7})) << "the shortest border";
}

TEST(SplitInTwo, IsAboutAsEvenAsCanBe) {
  for (unsigned seed = 0; seed < 12; ++seed) {
    PlanWorld world = test::random_world(4, 1, seed, 1);
    Random random(seed);
    std::vector<std::uint32_t> members = world.members(model::GridIndex{0});
    members.resize(13);
    for (const std::uint32_t unit : members) world.ground->households[unit] = 5 + random.below(60);
    const auto second = split_in_two(*world.ground, members);
    ASSERT_TRUE(second);
    const auto first = others(members, *second);
    const double a = households(world, first), b = households(world, *second);
    EXPECT_LE(std::abs(a - b) / (a + b), std::max(0.02, least_uneven(world, members) + 0.05))
        << "seed " << seed;
  }
}

TEST(SplitInTwo, BothHalvesHangTogetherAndTheFirstUnitIsInTheFirst) {
  for (unsigned seed = 0; seed < 20; ++seed) {
    const PlanWorld world = test::random_world(12, 1, seed, 4);
    for (std::uint32_t g = 0; g < 4; ++g) {
      const auto members = world.members(model::GridIndex{g});
      const auto second = split_in_two(*world.ground, members);
      ASSERT_TRUE(second);
      const auto first = others(members, *second);
      EXPECT_EQ(first.size() + second->size(), members.size());
      EXPECT_EQ(first.front(), members.front());
      EXPECT_EQ(pieces_of(*world.ground, first).size(), 1U);
      EXPECT_EQ(pieces_of(*world.ground, *second).size(), 1U);
      EXPECT_EQ(*split_in_two(*world.ground, members), *second) << "always the same halves";
    }
  }
}

TEST(SplitInTwo, GoesByAreaWhereNobodyLives) {
  PlanWorld world = drawn_world({"AAAAAA"});
  world.ground->households.assign(6, 0);
  const auto second = split_in_two(*world.ground, world.members(model::GridIndex{0}));
  ASSERT_TRUE(second);
  EXPECT_EQ(*second, (std::vector<std::uint32_t>{3, 4, 5}));
}

TEST(SplitInTwo, RefusesOneUnitAndSeveralPieces) {
  const PlanWorld world = drawn_world({"A.A"});
  const auto one = split_in_two(*world.ground, std::vector<std::uint32_t>{0});
  ASSERT_FALSE(one);
  EXPECT_EQ(one.error().code, ErrorCode::invalid_argument);
  const auto apart = split_in_two(*world.ground, std::vector<std::uint32_t>{0, 2});
  ASSERT_FALSE(apart);
  EXPECT_EQ(apart.error().code, ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace wangge::analysis
