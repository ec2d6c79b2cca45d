#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <gtest/gtest.h>

#include "desk.h"
#include "small_town.h"
#include "ui/ruler.h"

namespace wangge::ui {
namespace {

TEST(Ruler, LengthIsThatOfAllLegsAndAreaThatOfTheClosedRing) {
  const std::vector<geo::Point> line{{0, 0}, {30, 40}, {30, 100}};
  const RulerFigures figures = measured(line);
  EXPECT_DOUBLE_EQ(figures.length_m, 110);
  EXPECT_DOUBLE_EQ(figures.last_leg_m, 60);
  ASSERT_TRUE(figures.area_m2);
  EXPECT_DOUBLE_EQ(*figures.area_m2, 900);
  EXPECT_FALSE(measured(std::span(line).first(2)).area_m2) << "two points hold no area";
  EXPECT_EQ(measured(std::span(line).first(1)).length_m, 0);
}

TEST(Ruler, ARingThatCrossesItselfHasNoArea) {
  const std::vector<geo::Point> bow{{0, 0}, {100, 100}, {100, 0}, {0, 100}};
  const RulerFigures figures = measured(bow);
  EXPECT_TRUE(figures.crosses_itself);
  EXPECT_FALSE(figures.area_m2);
}

TEST(Ruler, NumbersHaveUnitsOfTheirSize) {
  EXPECT_EQ(distance_text(12.34), "12.3 m");
  EXPECT_EQ(distance_text(999.96), "1.000 km");
  EXPECT_EQ(distance_text(1234.5), "1.234 km");
  EXPECT_EQ(ground_text(812.4), "812 m²");
  EXPECT_EQ(ground_text(24'100), "2.41 ha");
  EXPECT_EQ(ground_text(1'350'000), "1.350 km²");
}

TEST(Measuring, ClicksArePointsAndEnterEnds) {
  for (const Mode mode : {Mode::redraw, Mode::incidents, Mode::query}) {
    Desk desk(SmallTown().snapshot);
    desk.state.mode = mode;
    desk.press(GLFW_KEY_D);
    ASSERT_EQ(desk.state.map.tool, Tool::measure);
    desk.click(desk.on_map({50, 50}));
    desk.click(desk.on_map({150, 50}));
    desk.click(desk.on_map({150, 150}));
    const Ruler& ruler = desk.state.map.ruler;
    ASSERT_EQ(ruler.points.size(), 3U);
    EXPECT_NEAR(measured(ruler.points).length_m, 200, 3);
    EXPECT_FALSE(ruler.ended);
    desk.press(GLFW_KEY_ENTER);
    EXPECT_TRUE(ruler.ended);
    EXPECT_EQ(desk.only<session::Select>(), nullptr) << "measuring selects nothing";
    EXPECT_EQ(desk.only<session::AssignUnits>(), nullptr);
    desk.press(GLFW_KEY_V);
    desk.frame();
    EXPECT_EQ(ruler.points.size(), 3U) << "the numbers stay";
  }
}

TEST(Measuring, ADoubleClickEndsAndTheNextClickBeginsAnew) {
  Desk desk(SmallTown().snapshot);
  desk.click("toolbar/measure");
  ASSERT_EQ(desk.state.map.tool, Tool::measure);
  desk.click(desk.on_map({50, 50}));
  desk.point_at(desk.on_map({150, 50}));
  for (int i = 0; i < 2; ++i) {
    ImGui::GetIO().MouseDown[0] = true;
    desk.frame();
    ImGui::GetIO().MouseDown[0] = false;
    desk.frame();
  }
  EXPECT_TRUE(desk.state.map.ruler.ended);
  EXPECT_EQ(desk.state.map.ruler.points.size(), 2U);
  desk.click(desk.on_map({20, 150}));
  EXPECT_FALSE(desk.state.map.ruler.ended);
  EXPECT_EQ(desk.state.map.ruler.points.size(), 1U);
}

TEST(Measuring, BackspaceAndEscStepBack) {
  Desk desk(SmallTown().snapshot);
  desk.press(GLFW_KEY_D);
  for (const geo::Point p : {geo::Point{20, 20}, {80, 20}, {80, 80}}) desk.click(desk.on_map(p));
  desk.press(GLFW_KEY_BACKSPACE);
  EXPECT_EQ(desk.state.map.ruler.points.size(), 2U);
  desk.press(GLFW_KEY_ESCAPE);
  EXPECT_EQ(desk.state.map.ruler.points.size(), 1U);
  desk.press(GLFW_KEY_ESCAPE);
  EXPECT_TRUE(desk.state.map.ruler.points.empty());
  EXPECT_EQ(desk.state.map.tool, Tool::measure);
  desk.press(GLFW_KEY_ESCAPE);
  EXPECT_EQ(desk.state.map.tool, Tool::select);
}

TEST(Measuring, EscClearsALineThatHasEnded) {
  Desk desk(SmallTown().snapshot);
  desk.press(GLFW_KEY_D);
  desk.click(desk.on_map({20, 20}));
  desk.click(desk.on_map({80, 20}));
  desk.press(GLFW_KEY_ENTER);
  desk.press(GLFW_KEY_ESCAPE);
  EXPECT_TRUE(desk.state.map.ruler.points.empty());
}

TEST(Measuring, DraggingMovesTheMap) {
  Desk desk(SmallTown().snapshot);
  desk.press(GLFW_KEY_D);
  const geo::Point before = desk.state.map.camera.centre;
  desk.drag(desk.on_map({50, 50}), desk.on_map({100, 50}));
  EXPECT_TRUE(desk.state.map.ruler.points.empty());
  EXPECT_NEAR(desk.state.map.camera.centre.x, before.x - 50, 3);
}

}  // namespace
}  // namespace wangge::ui
