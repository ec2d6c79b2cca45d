#include "analysis/grid_codes.h"

#include <gtest/gtest.h>

#include <set>

#include "support/plan_world.h"

namespace wangge::analysis {
namespace {

using model::GridIndex;
using test::drawn_world;
using test::PlanWorld;

/// The codes that the open grids have afterwards.
std::vector<std::string> codes_after(const PlanWorld& world, const CodeRule& rule) {
  std::vector<std::string> codes;
  for (const auto& grid : world.plan.grids) codes.push_back(grid.code);
  const auto changes = new_codes(*world.ground, world.plan, rule);
  EXPECT_TRUE(changes) << to_text(changes.error());
  if (!changes) return codes;
  for (const CodeChange& change : *changes) {
    std::string& code = codes[static_cast<std::size_t>(change.grid)];
    EXPECT_EQ(code, change.from);
    EXPECT_NE(change.from, change.to);
    code = change.to;
  }
  return codes;
}

PlanWorld two_communities() {
  PlanWorld world = drawn_world({"BBAACC",  //
                                 "BBAACC",  //
                                 "DDDDEE",  //
                                 "DDDDEE"});
  draw_communities(world, {"AAAABB", "AAAABB", "AAAABB", "AAAABB"}, {"北苑社区", "南苑社区"});
  world.ground->community_codes = {"101", "102"};
  return world;
}

TEST(GridCodes, RunFromWestToEastThenNorthToSouthInEachCommunity) {
  EXPECT_EQ(codes_after(two_communities(), {}),
            (std::vector<std::string>{"10102", "10101", "10201", "10103", "10202"}));
}

TEST(GridCodes, RunOverAllGridsWhereThePatternNamesNoCommunity) {
  EXPECT_EQ(codes_after(two_communities(), {"G{number:03}"}),
            (std::vector<std::string>{"G002", "G001", "G003", "G004", "G005"}));
  EXPECT_EQ(codes_after(two_communities(), {"{number}号", 9}),
            (std::vector<std::string>{"10号", "9号", "11号", "12号", "13号"}));
}

TEST(GridCodes, TakenAndReservedOnesArePassedOver) {
  PlanWorld world = two_communities();
  world.plan.grids[4].retired = true;
  world.plan.grids[4].code = "G02";
  const auto codes = codes_after(world, {"G{number:02}", 1, {"G01"}});
  EXPECT_EQ(codes, (std::vector<std::string>{"G04", "G03", "G05", "G06", "G02"}));
}

TEST(GridCodes, ThatAreAsTheyShouldBeDoNotChange) {
  PlanWorld world = two_communities();
  const auto codes = codes_after(world, {});
  for (std::size_t g = 0; g < codes.size(); ++g) world.plan.grids[g].code = codes[g];
  EXPECT_TRUE(new_codes(*world.ground, world.plan, {})->empty());
}

TEST(GridCodes, AreNeverGivenTwice) {
  for (unsigned seed = 1; seed <= 5; ++seed) {
    PlanWorld world = test::random_world(20, 0, seed, 150);
    const auto codes = codes_after(world, {"{number:02}"});
    EXPECT_EQ(std::set(codes.begin(), codes.end()).size(), codes.size());
  }
}

TEST(GridCodes, GridsWithoutGroundComeLast) {
  const PlanWorld world = drawn_world({"CA"});  // B has no unit
  EXPECT_EQ(codes_after(world, {"{number}"}), (std::vector<std::string>{"2", "3", "1"}));
}

TEST(GridCodes, APatternThatCannotBeFilledInIsRefused) {
  PlanWorld world = two_communities();
  for (const char* pattern : {"", "X", "{number}{number}", "{numbers}", "{number:0}", "{number:3}",
                              "{number:012}", "{number", "{community}"}) {
    const auto codes = new_codes(*world.ground, world.plan, {pattern});
    ASSERT_FALSE(codes) << pattern;
    EXPECT_EQ(codes.error().code, ErrorCode::invalid_argument);
    EXPECT_FALSE(codes.error().reason.empty() || codes.error().advice.empty());
  }
  world.ground->community_codes[1].clear();
  const auto codes = new_codes(*world.ground, world.plan, {});
  ASSERT_FALSE(codes);
  EXPECT_EQ(codes.error().reason, "The community 南苑社区 has no code.");
  EXPECT_TRUE(new_codes(*world.ground, world.plan, {"{name}{number}"}));
}

}  // namespace
}  // namespace wangge::analysis
