#include <gtest/gtest.h>

#include <limits>

#include "desk.h"
#include "small_town.h"
#include "ui/map_pictures.h"
#include "ui/measure_story.h"
#include "ui/period_switch.h"

namespace wangge::ui {
namespace {

using analysis::AreaMeasure;
using session::AreaView;

/// The grids of the small town by tickets per 1,000 households; nothing is known of the east.
std::shared_ptr<AreaView> grids_measured(const session::Snapshot& snapshot) {
  auto view = std::make_shared<AreaView>();
  view->measure = {AreaMeasure::per_households, 30};
  view->of = snapshot.tickets;
  const model::LayerPtr grids = snapshot.workspace->find(SmallTown::grids)->layer;
  view->areas = {grids, &grids->geometry};
  std::vector<analysis::AreaValue> values(2);
  values[0] = {40, 12, 300, {20.7, 69.9}, analysis::Trust::fine};
  values[1].denominator = std::numeric_limits<double>::quiet_NaN();
  view->values = std::make_shared<const std::vector<analysis::AreaValue>>(values);
  view->classes = std::make_shared<const std::vector<std::uint16_t>>(
      std::vector<std::uint16_t>{0, AreaView::no_class});
  view->breaks = {40, {40}, {1}, 1};
  view->legend_title = "Tickets per 1,000 households";
  return view;
}

session::Snapshot measured_town() {
  SmallTown town;
  town.snapshot.areas = grids_measured(town.snapshot);
  auto table = std::make_shared<session::GridTable>();
  table->grids = SmallTown::grids;
  table->names =
      std::make_shared<const std::vector<std::string>>(std::vector<std::string>{"West", "East"});
  town.snapshot.grid_table = table;
  return town.snapshot;
}

void rest(Desk& desk, ImVec2 at) {
  desk.point_at(at);
  for (int i = 0; i < 30; ++i) desk.frame();
}

TEST(AreaStory, SaysWhatTheValueIsMadeOf) {
  const auto snapshot = measured_town();
  const Story story = area_story(*snapshot.areas, snapshot.grid_table.get(), 0);
  EXPECT_EQ(story.title, "West");
  ASSERT_EQ(story.lines.size(), 3U);
  EXPECT_EQ(story.lines[0], "Tickets per 1,000 households: 40");
  EXPECT_EQ(story.lines[1], "12 tickets for 300 households");
  EXPECT_EQ(story.lines[2], "95 % interval: 20.7–69.9");
}

TEST(AreaStory, SaysWhyThereIsNoValueOrHowLittleItIsWorth) {
  const auto snapshot = measured_town();
  const Story unknown = area_story(*snapshot.areas, snapshot.grid_table.get(), 1);
  ASSERT_EQ(unknown.lines.size(), 2U);
  EXPECT_EQ(unknown.lines[0], "Tickets per 1,000 households: no value");
  EXPECT_EQ(unknown.lines[1], "How many households it has is not known.");

  AreaView view = *snapshot.areas;
  std::vector<analysis::AreaValue> values(2);
  values[0] = {500, 1, 2, {12.7, 2786}, analysis::Trust::small_base};
  values[1].denominator = 0;
  view.values = std::make_shared<const std::vector<analysis::AreaValue>>(values);
  EXPECT_EQ(area_story(view, nullptr, 0).lines.back(),
            "It has only 2 households, fewer than the 30 from which chance no longer decides.");
  EXPECT_EQ(area_story(view, nullptr, 1).lines.back(), "It has no households.");
}

TEST(AreaStory, EveryMeasureHasItsUnit) {
  AreaView view = *measured_town().areas;
  const auto lines = [&view](AreaMeasure measure, analysis::AreaValue value) {
    view.measure.measure = measure;
    view.values = std::make_shared<const std::vector<analysis::AreaValue>>(2, value);
    return area_story(view, nullptr, 0).lines;
  };
  using Lines = std::vector<std::string>;
  const auto fine = analysis::Trust::fine;
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(
      lines(AreaMeasure::on_time_share, {0.85, 34, 40, {0.709, 0.9294}, fine}),
      (Lines{"Closed in time: 85 %", "34 of 40 decided tickets", "95 % interval: 70.9–92.9 %"}));
  EXPECT_EQ(lines(AreaMeasure::closing_days, {3.21, 4, 4, {nan, nan}, fine}),
            (Lines{"Median days to closing: 3.21 days", "from 4 closed tickets",
                   "Too little is known for a 95 % interval."}));
  EXPECT_EQ(lines(AreaMeasure::count, {12, 12, 1, {6.2, 20.96}, fine}),
            (Lines{"Number of tickets: 12", "95 % interval: 6.2–21"}));
}

TEST(AreaStory, BinsAreCalledByTheirForm) {
  AreaView view = *measured_town().areas;
  view.request.of = session::AreasShown::hexagons;
  view.request.bin_m = 150;
  EXPECT_EQ(area_story(view, nullptr, 0).title, "Hexagon of 150 m");
}

session::HeatView half_blank() {
  auto surface = std::make_shared<analysis::HeatSurface>();
  surface->frame = {{0, 0}, 50, 4, 4};
  surface->values.assign(16, 2.5F);
  for (std::size_t i = 0; i < 16; i += 4) {
    surface->values[i] = surface->values[i + 1] = std::numeric_limits<float>::quiet_NaN();
  }
  session::HeatView view;
  view.request.of = session::HeatOf::per_households;
  view.surface = surface;
  view.domain_max = 5;
  view.legend_title = "per 1,000 households";
  return view;
}

TEST(HeatStory, TellsTheValueUnderAPlaceAndWhyThereIsNone) {
  const session::HeatView view = half_blank();
  EXPECT_EQ(heat_story(view, {150, 100}), "per 1,000 households: 2.5");
  EXPECT_EQ(heat_story(view, {105, 100}), "per 1,000 households: 2.5") << "beside blank cells";
  EXPECT_EQ(heat_story(view, {30, 100}),
            "per 1,000 households: no value, fewer than 5 households live on a hectare here");
  EXPECT_FALSE(heat_story(view, {250, 100})) << "outside of the surface";
}

TEST(AreasOnTheMap, AreDrawnInEveryModeButRedrawing) {
  Desk desk(measured_town());
  for (const Mode mode : {Mode::incidents, Mode::query, Mode::redraw}) {
    desk.state.mode = mode;
    desk.frame();
    EXPECT_EQ(desk.map_input.areas.has_value(), mode != Mode::redraw);
    EXPECT_EQ(desk.drawn.contains("map/legend"), mode != Mode::redraw);
  }
}

TEST(AreasOnTheMap, TellOfWhatIsUnderTheCursor) {
  Desk desk(measured_town());
  desk.state.mode = Mode::incidents;
  rest(desk, desk.on_map({50, 50}));
  EXPECT_EQ(desk.state.map.areas.hovered, std::optional<std::size_t>(0));
  EXPECT_TRUE(desk.drawn.contains("map/area"));
  rest(desk, desk.on_map({150, 50}));
  EXPECT_EQ(desk.state.map.areas.hovered, std::optional<std::size_t>(1));
  rest(desk, desk.on_map({-30, 50}));
  EXPECT_FALSE(desk.state.map.areas.hovered);
  EXPECT_FALSE(desk.drawn.contains("map/area"));
}

TEST(AreasOnTheMap, AClickSelectsTheGridAndNotAHiddenTicket) {
  Desk desk(measured_town());
  desk.state.mode = Mode::incidents;
  desk.click(desk.on_map({150, 30}));  // where a ticket would be
  const auto* select = desk.only<session::Select>();
  ASSERT_NE(select, nullptr);
  EXPECT_EQ(select->layer, SmallTown::grids);
  EXPECT_EQ(select->rows, model::Rows{1});
}

TEST(HeatOnTheMap, ItsValueIsToldAtTheCursor) {
  Desk desk(SmallTown().snapshot);
  desk.snapshot.heat = std::make_shared<const session::HeatView>(half_blank());
  desk.state.mode = Mode::incidents;
  rest(desk, desk.on_map({150, 100}));
  EXPECT_TRUE(desk.drawn.contains("map/value"));
}

session::Snapshot two_periods() {
  session::Snapshot snapshot = measured_town();
  auto tickets = SmallTown::copy(snapshot.tickets);
  tickets->filter.from = 5 * day_s;
  tickets->filter.until = 10 * day_s;
  snapshot.tickets = tickets;
  auto period = std::make_shared<session::PeriodView>();
  period->from = 0;
  period->until = 5 * day_s;
  period->workspace = std::make_shared<const model::Workspace>(*snapshot.workspace);
  auto areas = grids_measured(snapshot);
  areas->classes = std::make_shared<const std::vector<std::uint16_t>>(
      std::vector<std::uint16_t>{AreaView::no_class, 0});
  period->areas = areas;
  snapshot.period = period;
  return snapshot;
}

TEST(ASecondMap, ShowsTheComparedPeriodWhenItIsAskedFor) {
  Desk desk(two_periods());
  desk.state.mode = Mode::incidents;
  desk.frame();
  EXPECT_EQ(desk.compared_input.workspace, nullptr) << "one map";
  for (const Sharing sharing : {Sharing::swiped, Sharing::halved}) {
    desk.compared_input = {};
    desk.state.map.period = sharing;
    desk.frame();
    EXPECT_EQ(desk.compared_input.workspace, desk.snapshot.period->workspace);
    ASSERT_TRUE(desk.compared_input.areas);
    EXPECT_EQ(desk.compared_input.areas->classes, desk.snapshot.period->areas->classes);
    EXPECT_EQ(desk.map_input.workspace, desk.snapshot.workspace);
    EXPECT_EQ(desk.map_input.areas->classes, desk.snapshot.areas->classes);
    EXPECT_EQ(desk.drawn.contains("map/divider"), sharing == Sharing::swiped);
  }
  desk.compared_input = {};
  desk.state.mode = Mode::query;
  desk.frame();
  EXPECT_EQ(desk.compared_input.workspace, nullptr);
}

TEST(ASecondMap, TheDividerIsDragged) {
  Desk desk(two_periods());
  desk.state.mode = Mode::incidents;
  desk.state.map.period = Sharing::swiped;
  const ImVec2 from = desk.centre("map/divider");
  desk.drag(from, {from.x + 100, from.y});
  EXPECT_GT(desk.state.map.divider, 0.55F);
}

/// The switch in a window of its own, as the panel has it.
void draw_switch(Desk& desk, Outbox& out) {
  desk.drawn.clear();
  ImGui::NewFrame();
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize({400, 200});
  ImGui::Begin("panel", nullptr, ImGuiWindowFlags_NoDecoration);
  draw_period_switch(desk.ui, desk.snapshot, desk.state.map, out);
  ImGui::End();
  ImGui::Render();
}

void click_switch(Desk& desk, const std::string& name, Outbox& out) {
  draw_switch(desk, out);
  draw_switch(desk, out);
  ASSERT_TRUE(desk.drawn.contains(name));
  const ImVec4 r = desk.drawn[name];
  ImGui::GetIO().MousePos = {(r.x + r.z) / 2, (r.y + r.w) / 2};
  draw_switch(desk, out);
  for (const bool down : {true, false}) {
    ImGui::GetIO().MouseDown[0] = down;
    draw_switch(desk, out);
  }
}

TEST(PeriodSwitch, ChoosesHowTheMapsShareTheirRoom) {
  Desk desk(two_periods());
  Outbox out;
  click_switch(desk, "period/look/2", out);
  EXPECT_EQ(desk.state.map.period, Sharing::halved);
  click_switch(desk, "period/look/0", out);
  EXPECT_EQ(desk.state.map.period, Sharing::alone);
  EXPECT_TRUE(out.actions.empty());
}

TEST(PeriodSwitch, ComparesWithThePeriodBeforeWhereNothingIsComparedYet) {
  Desk desk(two_periods());
  desk.snapshot.period.reset();
  Outbox out;
  click_switch(desk, "period/look/1", out);
  ASSERT_EQ(out.actions.size(), 1U);
  const auto* compare = std::get_if<session::ComparePeriod>(&out.actions[0]);
  ASSERT_NE(compare, nullptr);
  EXPECT_EQ(compare->with, session::ComparePeriod::With::before);

  desk.snapshot.tickets = SmallTown().snapshot.tickets;  // of all time: there is none before
  draw_switch(desk, out);
  EXPECT_FALSE(desk.drawn.contains("period/look/1"));
}

}  // namespace
}  // namespace wangge::ui
