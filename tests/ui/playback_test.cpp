#include "ui/playback.h"

#include <GLFW/glfw3.h>

#include "desk.h"
#include "small_town.h"

namespace wangge::ui {
namespace {

using analysis::WindowKind;
using session::SetTicketFilter;

/// What the session does with what was asked for, at once.
void arrive(Desk& desk) {
  const SetTicketFilter* asked = nullptr;
  for (const session::Action& action : desk.actions) {
    if (const auto* one = std::get_if<SetTicketFilter>(&action)) asked = one;
  }
  if (asked == nullptr) return;
  auto tickets = SmallTown::copy(desk.snapshot.tickets);
  tickets->filter = asked->filter;
  desk.snapshot.tickets = tickets;
  desk.actions.clear();
}

Desk& playing(Desk& desk, int days) {
  desk.state.mode = Mode::incidents;
  Playback& playback = desk.state.timeline.playback;
  playback.kind = WindowKind::rolling;
  playback.days = days;
  playback.steps_s = 60;
  desk.frame();
  desk.frame();
  desk.press(GLFW_KEY_P);
  return desk;
}

TEST(Playback, BeginsAtTheFirstTicketAndStopsAtTheEnd) {
  Desk desk(SmallTown().snapshot);
  playing(desk, 7);
  ASSERT_EQ(desk.actions.size(), 1U);
  EXPECT_EQ(std::get<SetTicketFilter>(desk.actions[0]).filter.from, 0);
  EXPECT_EQ(std::get<SetTicketFilter>(desk.actions[0]).filter.until, 7 * day_s);
  std::vector<Seconds> ends;
  for (int i = 0; i < 40; ++i) {
    arrive(desk);
    ends.push_back(*desk.snapshot.tickets->filter.until / day_s);
    desk.frame();
    desk.frame();
  }
  ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
  EXPECT_EQ(ends, (std::vector<Seconds>{7, 8, 9, 10}));
  EXPECT_FALSE(desk.state.timeline.playback.playing);
}

TEST(Playback, WaitsForWhatWasAskedFor) {
  Desk desk(SmallTown().snapshot);
  playing(desk, 3);
  for (int i = 0; i < 20; ++i) desk.frame();
  EXPECT_EQ(desk.actions.size(), 1U) << "the first step has not arrived";
  auto heat = std::make_shared<session::HeatView>();
  heat->of = desk.snapshot.tickets;
  desk.snapshot.heat = heat;
  arrive(desk);
  for (int i = 0; i < 20; ++i) desk.frame();
  EXPECT_TRUE(desk.actions.empty()) << "the tickets have, but not their surface";
  auto next = SmallTown::copy(desk.snapshot.heat);
  next->of = desk.snapshot.tickets;
  desk.snapshot.heat = next;
  for (int i = 0; i < 3; ++i) desk.frame();
  ASSERT_EQ(desk.actions.size(), 1U);
  EXPECT_EQ(std::get<SetTicketFilter>(desk.actions[0]).filter.until, 4 * day_s);
}

TEST(Playback, BeginsAgainWhereItLoops) {
  Desk desk(SmallTown().snapshot);
  playing(desk, 9);
  desk.state.timeline.playback.loops = true;
  std::vector<Seconds> ends;
  for (int i = 0; i < 12; ++i) {
    arrive(desk);
    ends.push_back(*desk.snapshot.tickets->filter.until / day_s);
    desk.frame();
    desk.frame();
  }
  ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
  ASSERT_GE(ends.size(), 3U);
  EXPECT_EQ(ends[2], 9);
  EXPECT_TRUE(desk.state.timeline.playback.playing);
}

TEST(Playback, StepsByHandStayWhereThereAreTickets) {
  Desk desk(SmallTown().snapshot);
  desk.state.mode = Mode::incidents;
  desk.state.timeline.playback.kind = WindowKind::week;
  desk.click("play/back");
  const auto* action = desk.only<SetTicketFilter>();
  ASSERT_NE(action, nullptr);
  EXPECT_EQ(action->filter.from, -3 * day_s) << "the week of Thursday, 1970-01-01";
  EXPECT_EQ(action->filter.until, 4 * day_s);
  arrive(desk);
  desk.click("play/back");
  EXPECT_TRUE(desk.actions.empty());
}

TEST(Playback, LeavingTheModeStopsIt) {
  Desk desk(SmallTown().snapshot);
  playing(desk, 3);
  EXPECT_TRUE(desk.state.timeline.playback.playing);
  desk.press('3');
  desk.frame();
  EXPECT_FALSE(desk.state.timeline.playback.playing);
}

TEST(Playback, SpaceIsAKeyToPlayOnlyWhenTapped) {
  Desk desk(SmallTown().snapshot);
  desk.state.mode = Mode::incidents;
  desk.frame();
  desk.press(GLFW_KEY_SPACE);
  EXPECT_TRUE(desk.state.timeline.playback.playing);
  desk.press(GLFW_KEY_SPACE);
  EXPECT_FALSE(desk.state.timeline.playback.playing);
  ImGui::GetIO().KeysDown[GLFW_KEY_SPACE] = true;
  for (int i = 0; i < 60; ++i) desk.frame();
  ImGui::GetIO().KeysDown[GLFW_KEY_SPACE] = false;
  desk.frame();
  EXPECT_FALSE(desk.state.timeline.playback.playing) << "held to drag the map";
}

TEST(Timeline, ADragSetsTheRange) {
  Desk desk(SmallTown().snapshot);
  desk.state.mode = Mode::incidents;
  desk.frame();
  desk.frame();
  const ImVec4 r = desk.drawn.at("timeline");
  const float day = (r.z - r.x) / 10, y = (r.y + r.w) / 2;
  desk.drag({r.x + 2.5F * day, y}, {r.x + 5.5F * day, y});
  const auto* action = desk.only<SetTicketFilter>();
  ASSERT_NE(action, nullptr);
  EXPECT_EQ(action->filter.from, 2 * day_s);
  EXPECT_EQ(action->filter.until, 6 * day_s);
}

TEST(Timeline, CtrlClickSelectsTheTicketsOfABar) {
  Desk desk(SmallTown().snapshot);
  desk.state.mode = Mode::incidents;
  desk.frame();
  desk.frame();
  const ImVec4 r = desk.drawn.at("timeline");
  const float day = (r.z - r.x) / 10;
  ImGui::GetIO().KeyCtrl = true;
  desk.click(ImVec2{r.x + 5.5F * day, (r.y + r.w) / 2});
  ImGui::GetIO().KeyCtrl = false;
  const auto* action = desk.only<session::Select>();
  ASSERT_NE(action, nullptr);
  EXPECT_EQ(action->layer, SmallTown::tickets);
  EXPECT_EQ(action->rows, model::Rows{1});
  EXPECT_EQ(desk.only<SetTicketFilter>(), nullptr);
}

TEST(Timeline, CountsWhatIsSelected) {
  Desk desk(SmallTown().snapshot);
  desk.state.mode = Mode::incidents;
  desk.snapshot.selection =
      std::make_shared<const model::Selection>(model::Selection{SmallTown::tickets, {0, 2}});
  desk.frame();
  desk.frame();
  const auto& counts = desk.state.timeline.selected.counts;
  ASSERT_EQ(counts.size(), 10U);
  EXPECT_EQ(counts[0], 1U);
  EXPECT_EQ(counts[5], 0U);
  EXPECT_EQ(counts[9], 1U);
}

}  // namespace
}  // namespace wangge::ui
