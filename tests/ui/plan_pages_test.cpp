// The pages by which a plan is decided: comparison, check list, codes, themes.
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "analysis/plan_findings.h"
#include "ui/desk.h"
#include "ui/grid_sign.h"
#include "ui/small_town.h"

namespace wangge::ui {
namespace {

using analysis::FindingKind;
using model::GridIndex;

/// Units 1 and 2 were in the other grid: West had the south, East the north.
session::Snapshot compared_town() {
  session::Snapshot snapshot = SmallTown().snapshot;
  auto before = std::make_shared<model::Plan>(*snapshot.plan->plan);
  before->grid_of_unit = {GridIndex{0}, GridIndex{0}, GridIndex{1}, GridIndex{1}};
  auto with = std::make_shared<session::ComparisonView>();
  with->name = "before";
  with->plan = before;
  with->borders = snapshot.plan->borders;
  with->colours = snapshot.plan->colours;
  with->result = std::make_shared<const analysis::PlanComparison>(
      analysis::compare_plans(*snapshot.plan->ground, *before, *snapshot.plan->plan));
  with->changed = with->result->moved;
  snapshot.comparison = with;
  return snapshot;
}

session::Snapshot checked_town() {
  session::Snapshot snapshot = SmallTown().snapshot;
  const session::PlanView& view = *snapshot.plan;
  Progress progress;
  auto found = analysis::plan_findings(*view.ground, *view.plan, *view.figures, *view.balance,
                                       {view.options}, progress);
  auto check = std::make_shared<session::CheckView>();
  check->layer = view.units;
  check->checked = view.ground->units;
  check->plan = view.plan;
  check->findings = std::make_shared<const std::vector<analysis::Finding>>(std::move(*found));
  snapshot.check = check;
  return snapshot;
}

TEST(RedrawPanel, OffersALayerOfLargerAreasAsTheGrids) {
  session::Snapshot snapshot = SmallTown().snapshot;
  auto workspace = std::make_shared<model::Workspace>(*snapshot.workspace);
  for (model::LayerEntry& entry : workspace->layers) {
    if (entry.id != SmallTown::grids) continue;
    model::Layer areas = *entry.layer;
    areas.role = model::Role::base;
    entry.layer = std::make_shared<const model::Layer>(std::move(areas));
  }
  snapshot.workspace = workspace;
  snapshot.plan.reset();
  Desk desk(snapshot);
  desk.click("redraw/grids/2");
  const auto* action = desk.only<session::SetRole>();
  ASSERT_NE(action, nullptr);
  EXPECT_EQ(action->layer, SmallTown::grids);
  EXPECT_EQ(action->role, model::Role::grids);
  EXPECT_FALSE(desk.drawn.contains("redraw/grids/1")) << "those are the units";
}

TEST(Keys, SavingAndLeavingWorkFromATextField) {
  Desk desk(checked_town());
  desk.click("redraw/page/2");
  desk.click("check/by");
  desk.frame();
  ASSERT_TRUE(ImGui::GetIO().WantTextInput);
  desk.press(GLFW_KEY_Q, true);
  const bool left = std::ranges::any_of(
      desk.commands, [](const Command& one) { return std::holds_alternative<Quit>(one); });
  EXPECT_TRUE(left);
  desk.press(GLFW_KEY_K);  // a letter of the text
  EXPECT_EQ(desk.only<session::LockGrids>(), nullptr);
}

TEST(PlanLabels, FollowThePlan) {
  const session::Snapshot snapshot = SmallTown().snapshot;
  const auto& ground = snapshot.plan->ground;
  PlanLabels labels;
  labels.refresh(ground, snapshot.plan->plan);
  ASSERT_EQ(labels.grids->size(), 2U);
  EXPECT_EQ((*labels.grids)[0].text, "West");
  EXPECT_NEAR((*labels.grids)[0].point.place.x, 50, 5);
  EXPECT_NEAR((*labels.grids)[0].area_m2, 20000, 1);
  auto moved = std::make_shared<model::Plan>(*snapshot.plan->plan);
  moved->grid_of_unit = {GridIndex{1}, GridIndex{1}, GridIndex{1}, GridIndex{0}};
  labels.refresh(ground, moved);
  EXPECT_NEAR((*labels.grids)[0].point.place.x, 150, 5);
  EXPECT_NEAR((*labels.grids)[0].point.place.y, 150, 5);
  EXPECT_NEAR((*labels.grids)[1].area_m2, 30000, 1);
  moved = std::make_shared<model::Plan>(*moved);
  moved->grid_of_unit = {GridIndex{1}, GridIndex{1}, GridIndex{1}, GridIndex{1}};
  labels.refresh(ground, moved);
  EXPECT_FALSE(geo::is_finite((*labels.grids)[0].point.place)) << "it has no ground";
}

TEST(ComparePage, AFlowSelectsItsUnits) {
  Desk desk(compared_town());
  desk.click("redraw/page/1");
  const auto& flows = desk.state.redraw.changes.flows;
  ASSERT_FALSE(flows.empty());
  desk.click("flow/0");
  const auto* select = desk.only<session::Select>();
  ASSERT_NE(select, nullptr);
  EXPECT_EQ(select->rows.size(), flows[0].sums.units);
  for (const std::uint32_t unit : select->rows) {
    EXPECT_EQ(desk.snapshot.plan->plan->grid_of_unit[unit], flows[0].now);
    EXPECT_EQ(desk.snapshot.comparison->plan->grid_of_unit[unit], flows[0].before);
  }
}

TEST(CheckPage, AsksForACheckWithItsNeck) {
  Desk desk(SmallTown().snapshot);
  desk.click("redraw/page/2");
  desk.click("check/plan");
  const auto* check = desk.only<session::CheckPlan>();
  ASSERT_NE(check, nullptr);
  EXPECT_EQ(check->neck_m, analysis::usual_neck_m);
}

TEST(CheckPage, ALineLeadsToItsFirstFindingOnTheCard) {
  Desk desk(checked_town());
  desk.click("redraw/page/2");
  const auto& findings = *desk.snapshot.check->findings;
  std::size_t at = 0;
  while (at < findings.size() && findings[at].kind != FindingKind::no_officers) ++at;
  ASSERT_LT(at, findings.size());
  desk.click("check/line/no_officers");
  EXPECT_EQ(desk.state.check_card.at, at);
  EXPECT_EQ(desk.only<session::MendLayer>(), nullptr);
  EXPECT_FALSE(desk.drawn.contains("check/mend")) << "a plan is not mended by itself";
}

TEST(CheckPage, ClosingTheCardLeavesTheListAndALineBringsItBack) {
  Desk desk(checked_town());
  desk.click("redraw/page/2");
  desk.click("check/close");
  EXPECT_TRUE(desk.actions.empty()) << "the findings stay";
  EXPECT_FALSE(desk.drawn.contains("check/close"));
  desk.click("check/line/no_officers");
  EXPECT_TRUE(desk.drawn.contains("check/close"));
}

TEST(CheckPage, TabGoesToTheNextGridAndNotIntoTheTextField) {
  Desk desk(checked_town());
  desk.click("redraw/page/2");
  ImGui::GetIO().KeyMap[ImGuiKey_Tab] = GLFW_KEY_TAB;
  const model::GridIndex before = desk.state.redraw.current;
  desk.press(GLFW_KEY_TAB);
  desk.frame();
  EXPECT_NE(desk.state.redraw.current, before);
  EXPECT_FALSE(ImGui::GetIO().WantTextInput);
  desk.click("check/by");
  desk.frame();
  EXPECT_TRUE(ImGui::GetIO().WantTextInput);
}

TEST(CheckPage, ThePdfWaitsForAFreshCheck) {
  Desk desk(checked_town());
  desk.click("redraw/page/2");
  desk.click("check/pdf");
  EXPECT_TRUE(desk.state.browser.is_open());
  desk.state.browser.close();
  auto view = SmallTown::copy(desk.snapshot.plan);
  view->plan = std::make_shared<const model::Plan>(*view->plan);
  desk.snapshot.plan = view;
  desk.click("check/pdf");
  EXPECT_FALSE(desk.state.browser.is_open()) << "the plan has changed since";
}

TEST(RenumberSheet, ShowsOldAndNewCodesBeforeTakingThemOver) {
  Desk desk(SmallTown().snapshot);
  desk.click("redraw/page/2");
  desk.click("check/codes");
  ASSERT_TRUE(desk.state.redraw.renumber.open);
  desk.frame();
  EXPECT_FALSE(desk.state.redraw.renumber.problem.empty()) << "the community has no code";
  desk.click("renumber/start");
  EXPECT_EQ(desk.only<session::RenumberGrids>(), nullptr);
  desk.state.redraw.renumber.rule.pattern = "G{number:02}";
  desk.frame();
  ASSERT_EQ(desk.state.redraw.renumber.changes.size(), 2U);
  EXPECT_EQ(desk.state.redraw.renumber.changes[0].to, "G01");
  desk.click("renumber/start");
  const auto* action = desk.only<session::RenumberGrids>();
  ASSERT_NE(action, nullptr);
  EXPECT_EQ(action->rule.pattern, "G{number:02}");
  EXPECT_FALSE(desk.state.redraw.renumber.open);
}

TEST(SplitList, AsksForTheAreasThatAreChosen) {
  Desk desk(SmallTown().snapshot);
  desk.click("redraw/page/2");
  desk.click("check/part/1");
  desk.frame();
  EXPECT_FALSE(desk.drawn.contains("split/areas")) << "units, grids and tickets are none";
}

TEST(Themes, ColourTheGridsByWhatTheyStandFor) {
  session::Snapshot snapshot = SmallTown().snapshot;
  auto plan = std::make_shared<model::Plan>(*snapshot.plan->plan);
  plan->grids[0].theme = plan->grids[1].theme = "safe";
  plan->grids[1].icon = "shield";
  plan->grids[1].stars = 3;
  auto view = SmallTown::copy(snapshot.plan);
  view->plan = plan;
  snapshot.plan = view;
  Desk desk(snapshot);
  desk.frame();
  EXPECT_EQ(desk.map_input.unit_colours, view->colours);
  desk.click("redraw/themes");
  ASSERT_TRUE(desk.map_input.unit_colours);
  EXPECT_EQ(*desk.map_input.unit_colours, (std::vector<std::uint16_t>{0, 0, 0, 0}));
  plan->grids[1].theme = "";
  desk.state.redraw.themes.of.reset();
  desk.frame();
  EXPECT_EQ((*desk.map_input.unit_colours)[1], model::hidden_class);
}

TEST(Themes, ACardSaysTheThemeItsSignAndItsStars) {
  model::GridRecord grid{"1", "West", "", "safe"};
  EXPECT_EQ(theme_story(grid), "West\nsafe");
  grid.stars = 2;
  grid.strategy = "patrol";
  grid.icon = "shield";
  const std::string story = theme_story(grid);
  EXPECT_NE(story.find(sign_of("shield")), std::string::npos);
  EXPECT_NE(story.find("★★☆☆☆"), std::string::npos);
  EXPECT_NE(story.find("patrol"), std::string::npos);
  EXPECT_EQ(sign_of("unknown"), "");
}

}  // namespace
}  // namespace wangge::ui
