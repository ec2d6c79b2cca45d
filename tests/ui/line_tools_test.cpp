#define GLFW_INCLUDE_NONE
#include "ui/line_tools.h"

#include <GLFW/glfw3.h>
#include <gtest/gtest.h>

#include "desk.h"
#include "small_town.h"

namespace wangge::ui {
namespace {

TEST(LineTools, CornersAreClickedAndEnterDrawsTheBorder) {
  Desk desk(SmallTown().snapshot);
  desk.state.redraw.current = model::GridIndex{1};
  desk.press(GLFW_KEY_N);
  ASSERT_EQ(desk.state.map.tool, Tool::border);
  desk.click(desk.on_map({-20, 100}));
  desk.click(desk.on_map({100, 120}));
  desk.click(desk.on_map({220, 100}));
  EXPECT_EQ(desk.only<session::DrawBorder>(), nullptr);
  desk.press(GLFW_KEY_ENTER);
  const auto* action = desk.only<session::DrawBorder>();
  ASSERT_NE(action, nullptr);
  EXPECT_EQ(action->grid, model::GridIndex{1});
  ASSERT_EQ(action->line.size(), 3U);
  EXPECT_NEAR(action->line[1].x, 100, 2);
  EXPECT_NEAR(action->line[1].y, 120, 2);
  EXPECT_TRUE(desk.state.map.line.empty());
}

TEST(LineTools, EscForgetsTheLine) {
  Desk desk(SmallTown().snapshot);
  desk.press(GLFW_KEY_X);
  desk.click(desk.on_map({-20, 50}));
  desk.click(desk.on_map({120, 50}));
  desk.press(GLFW_KEY_ESCAPE);
  desk.press(GLFW_KEY_ENTER);
  EXPECT_EQ(desk.only<session::CutUnit>(), nullptr);
  EXPECT_EQ(desk.state.map.tool, Tool::cut) << "Esc steps back once";
}

TEST(LineTools, AVertexIsDraggedByTheHandNearIt) {
  Desk desk(SmallTown().snapshot);
  desk.press(GLFW_KEY_M);
  ASSERT_EQ(desk.state.map.tool, Tool::vertex);
  desk.drag(desk.on_map({101, 101}), desk.on_map({120, 130}));
  const auto* action = desk.only<session::MoveVertex>();
  ASSERT_NE(action, nullptr);
  ASSERT_TRUE(action->from && action->to);
  EXPECT_EQ(*action->from, (geo::Point{100, 100}));
  EXPECT_NEAR(action->to->x, 120, 2);
  EXPECT_NEAR(action->to->y, 130, 2);
}

TEST(LineTools, AwayFromVerticesTheHandMovesNothing) {
  Desk desk(SmallTown().snapshot);
  desk.press(GLFW_KEY_M);
  desk.drag(desk.on_map({50, 50}), desk.on_map({60, 60}));
  EXPECT_EQ(desk.only<session::MoveVertex>(), nullptr);
}

TEST(ComparePage, SwipeAndSideBySideShowTheOlderPlanToo) {
  Desk desk(SmallTown().snapshot);
  auto with = std::make_shared<session::ComparisonView>();
  with->name = "before";
  with->plan = desk.snapshot.plan->plan;
  with->borders = desk.snapshot.plan->borders;
  with->colours =
      std::make_shared<const std::vector<std::uint16_t>>(std::vector<std::uint16_t>{1, 1, 0, 0});
  with->changed = {1, 2};
  with->result = std::make_shared<const analysis::PlanComparison>();
  desk.snapshot.comparison = with;
  desk.click("redraw/page/1");
  desk.frame();
  EXPECT_EQ(desk.compared_input.unit_colours, nullptr) << "differences need one map";
  for (const char* look : {"compare/look/1", "compare/look/2"}) {
    desk.compared_input = {};
    desk.click(look);
    desk.frame();
    EXPECT_EQ(desk.compared_input.unit_colours, with->colours) << look;
    EXPECT_EQ(desk.map_input.unit_colours, desk.snapshot.plan->colours) << look;
  }
  desk.click("compare/select");
  const auto* select = desk.only<session::Select>();
  ASSERT_NE(select, nullptr);
  EXPECT_EQ(select->rows, (model::Rows{1, 2}));
}

}  // namespace
}  // namespace wangge::ui
