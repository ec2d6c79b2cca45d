#include "ui/grid_rows.h"

#include <gtest/gtest.h>

#include "small_town.h"

namespace wangge::ui {
namespace {

TEST(GridRows, DeviationIsAgainstTheMeanOfTheCommunity) {
  const SmallTown town;
  const GridList list = grid_list(*town.snapshot.plan);
  ASSERT_EQ(list.rows.size(), 2U);
  EXPECT_DOUBLE_EQ(list.rows[0].ideal, 400);
  EXPECT_DOUBLE_EQ(list.rows[0].deviation, -0.25);
  EXPECT_DOUBLE_EQ(list.rows[1].deviation, 0.25);
  EXPECT_EQ(list.rows[0].colour, 0);
  EXPECT_EQ(list.rows[1].colour, 1);
}

TEST(GridRows, WithoutHouseholdsNothingDeviates) {
  const SmallTown town;
  session::PlanView view = *town.snapshot.plan;
  view.figures = std::make_shared<const std::vector<analysis::GridFigures>>(3);
  auto ground = std::make_shared<analysis::PlanGround>(*view.ground);
  ground->households.assign(4, 0);
  view.balance = std::make_shared<const analysis::PlanBalance>(
      analysis::plan_balance(*ground, *view.plan, *view.figures, view.options));
  const GridList list = grid_list(view);
  EXPECT_FALSE(list.balanced);
  EXPECT_EQ(list.rows[0].deviation, 0);
}

TEST(GridRows, GivenUpGridsAreNotListed) {
  const SmallTown town;
  session::PlanView view = *town.snapshot.plan;
  auto plan = std::make_shared<model::Plan>(*view.plan);
  plan->grids[0].retired = true;
  view.plan = plan;
  const GridList list = grid_list(view);
  ASSERT_EQ(list.rows.size(), 1U);
  EXPECT_EQ(list.rows[0].grid, model::GridIndex{1});
  EXPECT_EQ(list.find(model::GridIndex{0}), nullptr);
}

}  // namespace
}  // namespace wangge::ui
