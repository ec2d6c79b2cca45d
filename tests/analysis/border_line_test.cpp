#include "analysis/border_line.h"

#include <gtest/gtest.h>

#include "support/subdivision.h"

namespace wangge::analysis {
namespace {

using geo::PackedGeometry;
using geo::Point;

/// Six units in a row of 10 m, the first three of grid a; a house of 2 m in each.
class Row : public testing::Test {
 protected:
  Row() {
    for (int i = 0; i < 6; ++i) {
      test::add_square(units, 10 * i, 0, 10);
      test::add_square(houses, 10 * i + 1, 4, 2);
    }
  }
  Result<BorderDecision> decide(std::vector<Point> line) {
    Progress progress;
    return decide_border({units, houses, unit_households, house_households, a, b, line}, progress);
  }
  PackedGeometry units{geo::Kind::polygons}, houses{geo::Kind::polygons};
  std::vector<double> unit_households{5, 5, 5, 5, 5, 5}, house_households{5, 5, 5, 5, 5, 5};
  std::vector<std::uint32_t> a{0, 1, 2}, b{3, 4, 5};
};

TEST_F(Row, UnitsFollowTheHouseholdsNotTheGround) {
  const auto east = decide({{44, -5}, {44, 15}});
  ASSERT_TRUE(east) << to_text(east.error());
  EXPECT_EQ(east->to_a, (model::Rows{3, 4})) << "the house of unit 4 stands west of the line";
  EXPECT_TRUE(east->to_b.empty());
  unit_households[0] = 20;
  const auto west = decide({{11, -5}, {11, 15}});
  EXPECT_EQ(west->to_b, (model::Rows{1, 2}));
  house_households.assign(6, 0);
  EXPECT_EQ(decide({{44, -5}, {44, 15}})->to_a, model::Rows{3}) << "by area";
  EXPECT_TRUE(decide({{30, -5}, {30, 15}})->to_a.empty()) << "the border as it is";
}

TEST_F(Row, CrossedBuildingsAreListed) {
  const auto decided = decide({{41.5, -5}, {41.5, 15}});
  ASSERT_TRUE(decided);
  ASSERT_EQ(decided->crossed.size(), 1U);
  EXPECT_EQ(decided->crossed[0].row, 4U);
  EXPECT_NEAR(decided->crossed[0].size, 1, 1e-9);
}

TEST_F(Row, TheSideWithMoreOfItsHouseholdsStaysA) {
  // a's people live in the unit farthest east of its three.
  unit_households = {0, 0, 50, 5, 5, 5};
  const auto decided = decide({{15, -5}, {15, 15}});
  ASSERT_TRUE(decided);
  EXPECT_EQ(decided->to_b, (model::Rows{0, 1}));
  EXPECT_EQ(decided->to_a, (model::Rows{3, 4, 5}));
}

TEST_F(Row, ALineThatPartsNothingIsRefused) {
  EXPECT_EQ(decide({{25, -5}, {25, 5}}).error().code, ErrorCode::invalid_argument);
  EXPECT_EQ(decide({{25, 15}, {45, 15}}).error().code, ErrorCode::invalid_argument);
  const auto edge = decide({{0.5, -5}, {0.5, 15}});
  EXPECT_NE(edge.error().reason.find("without a unit"), std::string::npos);
}

TEST_F(Row, GroundThatTheLineDoesNotReachStaysAsItIs) {
  test::add_square(units, 500, 0, 10);
  test::add_square(units, 510, 0, 10);
  unit_households.resize(8, 3);
  a.push_back(7), b.push_back(6);
  const auto decided = decide({{44, -5}, {44, 15}});
  ASSERT_TRUE(decided);
  EXPECT_EQ(decided->to_a, (model::Rows{3, 4}));
  EXPECT_TRUE(decided->to_b.empty());
}

}  // namespace
}  // namespace wangge::analysis
