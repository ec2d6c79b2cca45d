// Saving, leaving and found work in the window.
#include <GLFW/glfw3.h>
#include <gtest/gtest.h>

#include "desk.h"
#include "small_town.h"
#include "ui/recovery_card.h"

namespace wangge::ui {
namespace {

session::Snapshot saved_town(bool changed) {
  session::Snapshot snapshot = SmallTown().snapshot;
  snapshot.file.path = "/town/street.gpkg";
  snapshot.file.changed = changed;
  return snapshot;
}

bool asked_to_quit(const Desk& desk) {
  return std::ranges::any_of(
      desk.commands, [](const Command& command) { return std::holds_alternative<Quit>(command); });
}

TEST(Saving, TheButtonSavesWhereItWasSavedBefore) {
  Desk desk(saved_town(true));
  desk.click("toolbar/save");
  const auto* save = desk.only<session::SaveWorkspace>();
  ASSERT_NE(save, nullptr);
  EXPECT_EQ(save->path, "");
}

TEST(Saving, ForTheFirstTimeItIsAskedWhere) {
  Desk desk(SmallTown().snapshot);
  desk.press(GLFW_KEY_S, true);
  EXPECT_TRUE(desk.state.browser.is_open());
  EXPECT_EQ(desk.only<session::SaveWorkspace>(), nullptr);
}

TEST(Leaving, WhatWasSavedMayGo) {
  Desk desk(saved_town(true));
  desk.state.leave = {Leave::quit};
  desk.click("leave/save");
  EXPECT_NE(desk.only<session::SaveWorkspace>(), nullptr);
  EXPECT_FALSE(asked_to_quit(desk)) << "not before it is saved";
  EXPECT_EQ(desk.state.leave.what, Leave::stay) << "nothing was saved: the window stays";
  desk.state.leave = {Leave::quit, {}, true};
  desk.snapshot.file.changed = false;
  desk.frame();
  EXPECT_TRUE(asked_to_quit(desk));
}

TEST(Leaving, WhatNobodyWantsIsDiscarded) {
  Desk desk(saved_town(true));
  desk.state.leave = {Leave::quit};
  desk.click("leave/drop");
  EXPECT_NE(desk.only<session::DiscardChanges>(), nullptr);
  EXPECT_TRUE(asked_to_quit(desk));
}

TEST(Leaving, CancelAndEscapeStay) {
  for (const bool by_key : {false, true}) {
    Desk desk(saved_town(true));
    desk.state.leave = {Leave::quit};
    by_key ? desk.press(GLFW_KEY_ESCAPE) : desk.click("leave/cancel");
    EXPECT_EQ(desk.state.leave.what, Leave::stay);
    EXPECT_FALSE(asked_to_quit(desk));
    EXPECT_TRUE(desk.actions.empty());
  }
}

TEST(Leaving, AnotherWorkspaceWaitsForTheAnswer) {
  Desk desk(saved_town(true));
  desk.state.leave = {Leave::open, {"/town/other.gpkg", {}}};
  desk.click("leave/drop");
  const auto* open = desk.only<session::OpenWorkspace>();
  ASSERT_NE(open, nullptr);
  EXPECT_EQ(open->path, "/town/other.gpkg");
  EXPECT_FALSE(asked_to_quit(desk));
}

TEST(FoundWork, IsContinuedOrDropped) {
  for (const bool go_on : {true, false}) {
    session::Snapshot snapshot = saved_town(true);
    snapshot.file.found = {{"/town/street.gpkg", 1'000'000, 12, true}};
    Desk desk(snapshot);
    desk.click(go_on ? "recovery/continue" : "recovery/drop");
    const auto* on = desk.only<session::ContinueWork>();
    const auto* off = desk.only<session::DropWork>();
    EXPECT_EQ(on != nullptr, go_on);
    EXPECT_EQ(off != nullptr, !go_on);
  }
}

TEST(FoundWork, ThatIsNotShownWaitsWhileThereAreChanges) {
  session::Snapshot snapshot = saved_town(true);
  snapshot.file.found = {{"/state/unsaved/a.gpkg", 1'000'000, 12, false}};
  EXPECT_FALSE(asks_about_found_work(snapshot));
  snapshot.file.changed = false;
  EXPECT_TRUE(asks_about_found_work(snapshot));
}

TEST(PlanVersionsPage, PutsThePlanInForceAndShowsOneOfADay) {
  Desk desk(SmallTown().snapshot);
  ASSERT_TRUE(desk.snapshot.plan);
  desk.state.mode = Mode::redraw;
  desk.state.redraw.page = RedrawPage::history;
  desk.state.redraw.versions.day = "2026-03-01";
  desk.click("versions/show");
  EXPECT_EQ(desk.only<session::CompareKept>(), nullptr) << "none is kept";
  desk.click("versions/force");
  const auto* force = desk.only<session::PutInForce>();
  ASSERT_NE(force, nullptr);
  EXPECT_EQ(force->from, from_civil({2026, 3, 1}));
  desk.snapshot.archive =
      model::put_in_force({}, *desk.snapshot.plan->plan, from_civil({2026, 1, 1})).value();
  desk.click("versions/show");
  EXPECT_NE(desk.only<session::CompareKept>(), nullptr);
  EXPECT_EQ(desk.state.redraw.page, RedrawPage::compare);
}

}  // namespace
}  // namespace wangge::ui
