#include "ui/grid_rows.h"

#include <gtest/gtest.h>

#include "small_town.h"

namespace wangge::ui {
namespace {

TEST(GridRows, DeviationIsAgainstTheMeanOfTheCommunity) {
  const SmallTown town;
  const GridList list = grid_list(*town.snapshot.plan);
  ASSERT_EQ(list.rows.size(), 2U);
  EXPECT_DOUBLE_EQ(list.rows[0].community_mean, 400);
  EXPECT_DOUBLE_EQ(list.rows[0].deviation, -0.25);
  EXPECT_DOUBLE_EQ(list.rows[1].deviation, 0.25);
  EXPECT_EQ(list.rows[0].colour, 0);
  EXPECT_EQ(list.rows[1].colour, 1);
}

TEST(GridRows, WithoutHouseholdsNothingDeviates) {
  const SmallTown town;
  session::PlanView view = *town.snapshot.plan;
  view.totals = std::make_shared<const std::vector<analysis::GridTotals>>(3);
  const GridList list = grid_list(view);
  EXPECT_FALSE(list.has_households);
  EXPECT_EQ(list.rows[0].deviation, 0);
}

}  // namespace
}  // namespace wangge::ui
