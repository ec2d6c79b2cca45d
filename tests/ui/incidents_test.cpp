#include <GLFW/glfw3.h>

#include <algorithm>

#include "desk.h"
#include "small_town.h"
#include "ui/class_choice.h"

namespace wangge::ui {
namespace {

using session::SetTicketFilter;

session::Snapshot with_filter(const SmallTown& town, const analysis::TicketFilter& filter) {
  session::Snapshot snapshot = town.snapshot;
  auto tickets = SmallTown::copy(snapshot.tickets);
  tickets->filter = filter;
  snapshot.tickets = tickets;
  return snapshot;
}

Desk& in_incidents(Desk& desk) {
  desk.state.mode = Mode::incidents;
  desk.frame();
  desk.frame();
  return desk;
}

std::size_t chips(const Desk& desk) {
  return static_cast<std::size_t>(std::ranges::count_if(
      desk.drawn, [](const auto& control) { return control.first.starts_with("chip/"); }));
}

TEST(ClassChoice, AClassIsAllThatIsBelowIt) {
  const analysis::ClassCount noise{"noise", 3, {{"bar", 2}, {"site", 1}}};
  analysis::TicketFilter filter;
  toggle(filter, noise, "bar");
  EXPECT_EQ(checked(filter, noise), Check::some);
  toggle(filter, noise, "site");
  EXPECT_EQ(checked(filter, noise), Check::on) << "all leaves are the class";
  EXPECT_EQ(filter.categories, std::vector<std::string>{"noise"});
  EXPECT_TRUE(filter.subcategories.empty());
  toggle(filter, noise, "bar");
  EXPECT_TRUE(filter.categories.empty());
  EXPECT_EQ(filter.subcategories, (std::vector<analysis::Subclass>{{"noise", "site"}}));
  toggle(filter, noise);
  EXPECT_EQ(checked(filter, noise), Check::on);
  EXPECT_TRUE(filter.subcategories.empty());
  toggle(filter, noise);
  EXPECT_EQ(checked(filter, noise), Check::off);
}

TEST(IncidentChips, ConditionsAreChosenOnTheCard) {
  Desk desk(SmallTown().snapshot);
  in_incidents(desk);
  EXPECT_EQ(chips(desk), 0U);
  desk.click("conditions/open");
  desk.click("conditions/class/litter");
  const auto* action = desk.only<SetTicketFilter>();
  ASSERT_NE(action, nullptr);
  EXPECT_EQ(action->filter.categories, std::vector<std::string>{"litter"});
  desk.click("conditions/grid");
  desk.click("conditions/grid/B");
  const auto* both = std::get_if<SetTicketFilter>(&desk.actions.back());
  ASSERT_NE(both, nullptr);
  EXPECT_EQ(both->grids, std::vector<std::string>{"B"});
  EXPECT_EQ(both->filter.categories, std::vector<std::string>{"litter"})
      << "two clicks before the tickets were counted are two conditions";
}

TEST(IncidentChips, SubclassesUnfold) {
  Desk desk(SmallTown().snapshot);
  in_incidents(desk);
  desk.click("conditions/open");
  desk.click("conditions/class/noise/unfold");
  desk.click("conditions/class/noise/bar");
  const auto* action = desk.only<SetTicketFilter>();
  ASSERT_NE(action, nullptr);
  EXPECT_EQ(action->filter.subcategories, (std::vector<analysis::Subclass>{{"noise", "bar"}}));
}

TEST(IncidentChips, ACrossTakesOneConditionAway) {
  analysis::TicketFilter filter;
  filter.categories = {"noise", "litter"};
  filter.from = day_s, filter.until = 3 * day_s;
  Desk desk(with_filter(SmallTown(), filter));
  in_incidents(desk);
  EXPECT_EQ(chips(desk), 4U) << "three conditions and the one that clears them";
  desk.click("chip/class/noise");
  const auto* action = desk.only<SetTicketFilter>();
  ASSERT_NE(action, nullptr);
  EXPECT_EQ(action->filter.categories, std::vector<std::string>{"litter"});
  EXPECT_EQ(action->filter.until, 3 * day_s);
  desk.actions.clear();
  desk.click("chip/clear");
  ASSERT_NE(desk.only<SetTicketFilter>(), nullptr);
  EXPECT_EQ(*desk.only<SetTicketFilter>(), SetTicketFilter{});
}

TEST(IncidentChips, NeverStandOnMoreThanThreeLines) {
  analysis::TicketFilter filter;
  for (int i = 0; i < 40; ++i) filter.categories.push_back("class number " + std::to_string(i));
  Desk desk(with_filter(SmallTown(), filter));
  in_incidents(desk);
  float low = 1e6F, high = 0;
  for (const auto& [name, r] : desk.drawn) {
    if (!name.starts_with("chip/")) continue;
    low = std::min(low, r.y), high = std::max(high, r.w);
  }
  EXPECT_LT(high - low, 3 * 34);
  desk.click("chip/more");
  desk.click("chip/class/class number 39");
  const auto* action = desk.only<SetTicketFilter>();
  ASSERT_NE(action, nullptr);
  EXPECT_EQ(action->filter.categories.size(), 39U);
}

TEST(IncidentChips, AnAreaIsDrawnOnTheMap) {
  Desk desk(SmallTown().snapshot);
  in_incidents(desk);
  desk.state.map.question = {{1, 1}, {2, 2}, {3, 1}, {1, 1}};
  desk.click("conditions/open");
  desk.click("conditions/draw");
  ASSERT_TRUE(desk.state.map.drawing_question);
  desk.point_at(desk.on_map({10, 10}));
  ImGui::GetIO().MouseDown[0] = true;
  for (const geo::Point p : {geo::Point{10, 10}, {90, 10}, {90, 90}, {10, 90}}) {
    desk.point_at(desk.on_map(p));
  }
  ImGui::GetIO().MouseDown[0] = false;
  desk.frame();
  desk.frame();
  const auto* action = desk.only<SetTicketFilter>();
  ASSERT_NE(action, nullptr);
  ASSERT_TRUE(action->filter.drawn);
  EXPECT_NEAR(geo::polygon_area(*action->filter.drawn, 0), 6400, 200);
  EXPECT_EQ(desk.state.map.question.size(), 4U) << "the query has its own area back";
}

TEST(IncidentsPanel, APresetCountsBackFromTheNewestReport) {
  Desk desk(SmallTown().snapshot);
  in_incidents(desk);
  desk.click("time/1");
  const auto* action = desk.only<SetTicketFilter>();
  ASSERT_NE(action, nullptr);
  EXPECT_EQ(action->filter.from, 3 * day_s);
  EXPECT_EQ(action->filter.until, 10 * day_s);
  desk.actions.clear();
  desk.click("time/mode/1");
  ASSERT_NE(desk.only<SetTicketFilter>(), nullptr);
  EXPECT_EQ(desk.only<SetTicketFilter>()->filter.time_mode, analysis::TimeMode::open);
}

TEST(IncidentsPanel, AFilterThatLeavesNothingSaysSoAndCanBeCleared) {
  analysis::TicketFilter filter;
  filter.categories = {"nothing"};
  session::Snapshot snapshot = with_filter(SmallTown(), filter);
  auto tickets = SmallTown::copy(snapshot.tickets);
  tickets->rows = std::make_shared<const model::Rows>();
  snapshot.tickets = tickets;
  Desk desk(snapshot);
  in_incidents(desk);
  desk.click("incidents/clear");
  ASSERT_NE(desk.only<SetTicketFilter>(), nullptr);
  EXPECT_TRUE(desk.only<SetTicketFilter>()->filter.categories.empty());
}

TEST(IncidentsPanel, TicketsWithoutDatesOfferTheirColumns) {
  SmallTown town;
  auto tickets = SmallTown::copy(town.snapshot.tickets);
  auto facts = SmallTown::copy(tickets->facts);
  facts->first = facts->until = 0;
  tickets->facts = facts;
  tickets->timeline = std::make_shared<const std::vector<analysis::TimeBin>>();
  town.snapshot.tickets = tickets;
  Desk desk(town.snapshot);
  in_incidents(desk);
  EXPECT_FALSE(desk.drawn.contains("timeline"));
  desk.click("incidents/columns");
  EXPECT_EQ(desk.state.columns_of, SmallTown::tickets);
}

TEST(IncidentChips, EscClosesTheCard) {
  Desk desk(SmallTown().snapshot);
  in_incidents(desk);
  desk.click("conditions/open");
  EXPECT_TRUE(desk.state.incidents.conditions.shown);
  desk.press(GLFW_KEY_ESCAPE);
  desk.frame();
  EXPECT_FALSE(desk.state.incidents.conditions.shown);
}

TEST(PeriodChoice, ThePeriodBeforeWaitsForATime) {
  Desk desk(SmallTown().snapshot);
  in_incidents(desk);
  desk.click("period");
  desk.click("period/1");
  EXPECT_EQ(desk.only<session::ComparePeriod>(), nullptr) << "all time has none before it";
  auto tickets = SmallTown::copy(desk.snapshot.tickets);
  tickets->filter.from = 7 * day_s, tickets->filter.until = 10 * day_s;
  desk.snapshot.tickets = tickets;
  desk.frame();
  const auto* action = desk.only<session::ComparePeriod>();
  ASSERT_NE(action, nullptr);
  EXPECT_EQ(action->with, session::ComparePeriod::With::before);
}

TEST(PeriodChoice, ChangesNeedTicketsOfTheWholePeriod) {
  session::TicketFacts facts;
  facts.first = 10 * day_s, facts.until = 40 * day_s;
  session::PeriodView period;
  period.from = 10 * day_s, period.until = 20 * day_s;
  EXPECT_TRUE(is_covered(period, facts));
  period.from = 9 * day_s;
  EXPECT_FALSE(is_covered(period, facts));
}

TEST(IncidentThemes, HeatTakesThePlaceOfPointsAndGridsThatOfHeat) {
  Desk desk(SmallTown().snapshot);
  in_incidents(desk);
  desk.click("theme/1");
  const auto* heat = desk.only<session::ShowHeat>();
  ASSERT_NE(heat, nullptr);
  EXPECT_EQ(heat->sigma_m, 100);
  EXPECT_TRUE(heat->edge_corrected);
  const auto* hide = desk.only<session::ShowLayer>();
  ASSERT_NE(hide, nullptr);
  EXPECT_EQ(hide->layer, SmallTown::tickets);
  EXPECT_FALSE(hide->visible);
  desk.actions.clear();

  desk.click("heat/preset/2");
  ASSERT_NE(desk.only<session::ShowHeat>(), nullptr);
  EXPECT_EQ(desk.only<session::ShowHeat>()->sigma_m, 400);
  desk.actions.clear();

  desk.click("theme/2");
  EXPECT_NE(desk.only<session::HideHeat>(), nullptr);
  const auto* areas = desk.only<session::ShowAreas>();
  ASSERT_NE(areas, nullptr);
  EXPECT_EQ(areas->of, session::AreasShown::grids);
  desk.click("theme/3");
  EXPECT_EQ(std::get<session::ShowAreas>(desk.actions.back()).of, session::AreasShown::hexagons);
  desk.actions.clear();

  desk.click("theme/0");
  EXPECT_NE(desk.only<session::HideAreas>(), nullptr);
  const auto* show = desk.only<session::ShowLayer>();
  ASSERT_NE(show, nullptr);
  EXPECT_TRUE(show->visible);
}

TEST(IncidentThemes, BeginWithTheScaleOfTheGround) {
  EXPECT_EQ(usual_scale_m({}), 100);
  EXPECT_EQ(usual_scale_m({0, 0, 3'000, 2'000}), 100);      // a street
  EXPECT_EQ(usual_scale_m({0, 0, 9'000, 11'000}), 200);     // a district
  EXPECT_EQ(usual_scale_m({0, 0, 18'000, 22'000}), 400);    // Washington
  EXPECT_EQ(usual_scale_m({0, 0, 46'000, 47'000}), 1'000);  // New York
  EXPECT_EQ(usual_scale_m({0, 0, 160'000, 180'000}), 2'000);
}

TEST(IncidentThemes, TheEdgeCannotBeMadeUpForWithoutAreas) {
  SmallTown town;
  auto workspace = SmallTown::copy(town.snapshot.workspace);
  std::erase_if(workspace->layers,
                [](const model::LayerEntry& entry) { return entry.id == SmallTown::grids; });
  town.snapshot.workspace = workspace;
  Desk desk(town.snapshot);
  desk.state.incidents.theme.heat.details = true;
  in_incidents(desk);
  desk.click("theme/1");
  desk.actions.clear();
  desk.click("heat/edge");
  EXPECT_TRUE(desk.actions.empty());
}

TEST(AreaControls, NumbersAreReadOutOfAText) {
  EXPECT_EQ(numbers_in("50, 10；20.5 x"), (std::vector<double>{10, 20.5, 50}));
  EXPECT_TRUE(numbers_in("").empty());
}

TEST(LeagueTable, MeasuresAreChosen) {
  Desk desk(SmallTown().snapshot);
  in_incidents(desk);
  desk.click("league/measure");
  desk.click("league/measure/1");
  const auto* action = desk.only<session::SetMeasure>();
  ASSERT_NE(action, nullptr);
  EXPECT_EQ(action->measure, analysis::AreaMeasure::per_households);
}

float top_of(Desk& desk, const std::string& name) { return desk.centre(name).y; }

TEST(LeagueTable, TheWorstIsFirstAndHeadsTurnTheOrder) {
  Desk desk(SmallTown().snapshot);
  in_incidents(desk);
  EXPECT_LT(top_of(desk, "league/1"), top_of(desk, "league/0")) << "East has two tickets";
  desk.click("league/by_rank");
  EXPECT_GT(top_of(desk, "league/1"), top_of(desk, "league/0"));
  desk.click("league/by_name");
  EXPECT_LT(top_of(desk, "league/1"), top_of(desk, "league/0")) << "East before West";
  desk.click("league/0");
  const auto* action = desk.only<session::Select>();
  ASSERT_NE(action, nullptr);
  EXPECT_EQ(action->layer, SmallTown::grids);
  EXPECT_EQ(action->rows, model::Rows{0});
}

TEST(LeagueTable, WhatCannotBeRankedIsLastAndSaysWhy) {
  SmallTown town;
  auto table = SmallTown::copy(town.snapshot.grid_table);
  std::vector<analysis::AreaValue> values = *table->values;
  values[1] = {100, 2, 20, {12.1, 361}, analysis::Trust::small_base};
  values[0] = {10, 2, 200, {1.2, 36}, analysis::Trust::fine};
  table->measure.measure = analysis::AreaMeasure::per_households;
  analysis::LeagueOptions options;
  options.measure = table->measure.measure;
  table->values = std::make_shared<const std::vector<analysis::AreaValue>>(values);
  table->league = std::make_shared<const std::vector<analysis::LeagueRow>>(
      analysis::league(values, {}, options));
  town.snapshot.grid_table = table;
  Desk desk(town.snapshot);
  in_incidents(desk);
  EXPECT_GT(top_of(desk, "league/1"), top_of(desk, "league/0"));
  desk.click("league/by_value");
  EXPECT_GT(top_of(desk, "league/1"), top_of(desk, "league/0")) << "in every order";
  const std::string story = league_story(*table, table->league->back());
  EXPECT_NE(story.find("It has only 20 households"), std::string::npos) << story;
}

TEST(WeekPicture, AClickSelectsTheTicketsOfTheCell) {
  Desk desk(SmallTown().snapshot);
  desk.state.incidents.week_open = true;
  in_incidents(desk);
  // 1970-01-01 was a Thursday; tickets: Thursday 0 h, Tuesday 0 h, Saturday 1 h.
  const ImVec4 r = desk.drawn.at("week/cells");
  const float left = 34, wide = (r.z - r.x - left) / 24;
  desk.click(ImVec2{r.x + left + 1.5F * wide, r.y + 5.5F * 15});
  const auto* action = desk.only<session::Select>();
  ASSERT_NE(action, nullptr);
  EXPECT_EQ(action->layer, SmallTown::tickets);
  EXPECT_EQ(action->rows, model::Rows{2});
}

}  // namespace
}  // namespace wangge::ui
