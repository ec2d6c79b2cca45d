// Saving, opening and recovering what is worked on.
#include <gtest/gtest.h>

#include <filesystem>

#include "io/workspace_file.h"
#include "session/planner.h"
#include "session/session.h"
#include "support/test_folder.h"

namespace wangge::session {
namespace {

namespace fs = std::filesystem;
using model::GridIndex;

void save(Session& session, const std::string& path) {
  session.apply(SaveWorkspace{path});
  session.wait();
}

void open(Session& session, const std::string& path) {
  session.apply(OpenWorkspace{path});
  session.wait();
}

/// The file as somebody else gets it while it is open here: complete, although it is in use.
std::string copy_of(const std::string& path) {
  const std::string copy = path + ".copy.gpkg";
  fs::copy_file(path, copy, fs::copy_options::overwrite_existing);
  return copy;
}

/// What went wrong, in one text.
std::string failures(const Session& session) {
  std::string all;
  for (const Notice& notice : session.snapshot().notices) {
    if (notice.kind != NoticeKind::done) all += notice.text + "\n";
  }
  return all;
}

class WorkspaceTest : public testing::Test {
 protected:
  TestFolder folder;
  const std::string file = folder / "street.gpkg";
  const std::string journals = folder / "journals";
};

TEST_F(WorkspaceTest, WhatWasSavedIsThereAgain) {
  Session before;
  open_demo(before);
  Planner(1).take_steps(before, 60);
  before.apply(SetBalance{{analysis::BalanceMeasure::population, 0.2, 250, 450}});
  before.apply(SetOpacity{before.snapshot().workspace->layers[0].id, 0.5F});
  EXPECT_TRUE(before.snapshot().file.changed);
  save(before, file);
  EXPECT_EQ(failures(before), "");
  EXPECT_FALSE(before.snapshot().file.changed);
  EXPECT_EQ(before.snapshot().file.path, file);

  Session after;
  open(after, copy_of(file));
  EXPECT_EQ(failures(after), "");
  const Snapshot &a = before.snapshot(), &b = after.snapshot();
  EXPECT_EQ(plan_of(before), plan_of(after));
  EXPECT_EQ(*a.history, *b.history);
  EXPECT_EQ(a.history_cursor, b.history_cursor);
  EXPECT_EQ(*a.plan->figures, *b.plan->figures);
  EXPECT_EQ(*a.plan->balance, *b.plan->balance);
  EXPECT_EQ(*a.plan->colours, *b.plan->colours);
  EXPECT_EQ(a.plan->options, b.plan->options);
  EXPECT_EQ(a.workspace->demo, b.workspace->demo);
  ASSERT_EQ(a.workspace->layers.size(), b.workspace->layers.size());
  for (std::size_t i = 0; i < a.workspace->layers.size(); ++i) {
    const auto &one = a.workspace->layers[i], &other = b.workspace->layers[i];
    EXPECT_EQ(one.id, other.id);
    EXPECT_EQ(one.opacity, other.opacity);
    EXPECT_EQ(one.layer->mapping, other.layer->mapping);
    EXPECT_EQ(one.layer->table, other.layer->table);
    EXPECT_EQ(one.layer->geometry, other.layer->geometry);
  }
  EXPECT_FALSE(b.file.changed) << "what was just opened is what was saved";
  EXPECT_TRUE(b.crs_findings.empty());
}

TEST_F(WorkspaceTest, UndoLeadsThroughTheReloadToTheLastByte) {
  Session before;
  open_demo(before);
  const std::string at_first = model::plan_to_text(plan_of(before));
  const model::Plan first = plan_of(before);
  Planner(2).take_steps(before, 200);
  save(before, file);
  Session after;
  open(after, copy_of(file));
  while (before.snapshot().history_cursor > 0) {
    before.apply(Undo{});
    after.apply(Undo{});
    ASSERT_EQ(plan_of(before), plan_of(after));
  }
  EXPECT_EQ(after.snapshot().history_cursor, 0U);
  EXPECT_EQ(plan_of(after), first);
  EXPECT_EQ(model::plan_to_text(plan_of(after)), at_first);
  while (before.snapshot().history_cursor < before.snapshot().history->size()) {
    before.apply(Redo{});
    after.apply(Redo{});
  }
  EXPECT_EQ(plan_of(before), plan_of(after));
  EXPECT_FALSE(after.snapshot().file.changed) << "done again it is as it was saved";
}

TEST_F(WorkspaceTest, CutUnitsAreTakenBackAfterTheReload) {
  Session before;
  open_demo(before);
  const model::Plan first = plan_of(before);
  const auto units_of = [](const Session& session) {
    return session.snapshot().workspace->find(session.snapshot().plan->units)->layer;
  };
  const auto first_units = units_of(before);
  const geo::Box box = first_units->geometry.box(5);
  const double x = box.centre().x;
  before.apply(CutUnit{{{x, box.min_y - 5}, {x, box.max_y + 5}}});
  before.wait();
  ASSERT_GT(plan_of(before).grid_of_unit.size(), first.grid_of_unit.size()) << failures(before);
  Planner(3).take_steps(before, 5);
  save(before, file);
  Session after;
  open(after, copy_of(file));
  EXPECT_EQ(failures(after), "");
  EXPECT_EQ(plan_of(before), plan_of(after));
  while (after.snapshot().history_cursor > 0) after.apply(Undo{});
  after.wait();
  EXPECT_EQ(plan_of(after), first);
  EXPECT_EQ(units_of(after)->geometry, first_units->geometry);
}

TEST_F(WorkspaceTest, SavedTwiceItIsTheSame) {
  Session session;
  open_demo(session);
  Planner(4).take_steps(session, 20);
  save(session, file);
  const std::string other = copy_of(file);
  for (int round = 0; round < 3; ++round) {
    Session again;
    open(again, other);
    const model::Plan plan = plan_of(again);
    save(again, "");
    EXPECT_EQ(failures(again), "");
    save(again, folder / "copy.gpkg");
    EXPECT_EQ(again.snapshot().file.path, folder / "copy.gpkg");
    Session copy;
    open(copy, folder / "copy.gpkg");
    EXPECT_EQ(plan_of(copy), plan);
    EXPECT_EQ(plan_of(copy), plan_of(session));
    EXPECT_EQ(*copy.snapshot().history, *session.snapshot().history);
  }
}

TEST_F(WorkspaceTest, WorkThatWasNotSavedIsFoundAndShown) {
  model::Plan saved, worked;
  {
    Session session;
    session.keep_work_in(journals);
    open_demo(session);
    save(session, file);
    saved = plan_of(session);
    Planner(5).take_steps(session, 60);
    worked = plan_of(session);
    ASSERT_NE(saved, worked);
  }  // as if the program had ended: nobody said that it need not be kept
  for (const bool go_on : {true, false}) {
    Session session;
    session.keep_work_in(journals);
    open(session, file);
    ASSERT_EQ(session.snapshot().file.found.size(), 1U);
    EXPECT_TRUE(session.snapshot().file.found[0].shown);
    EXPECT_GT(session.snapshot().file.found[0].steps, 0U);
    EXPECT_EQ(plan_of(session), worked);
    EXPECT_TRUE(session.snapshot().file.changed);
    if (go_on) {
      session.apply(ContinueWork{file});
      EXPECT_EQ(plan_of(session), worked);
    } else {
      session.apply(DropWork{file});
      session.wait();
      EXPECT_EQ(plan_of(session), saved);
      EXPECT_FALSE(session.snapshot().file.changed);
    }
    EXPECT_TRUE(session.snapshot().file.found.empty());
    session.wait_until_kept();
  }
  Session session;
  open(session, file);
  EXPECT_TRUE(session.snapshot().file.found.empty()) << "it was dropped for good";
  EXPECT_EQ(plan_of(session), saved);
}

TEST_F(WorkspaceTest, FoundWorkTellsHowManyStepsCameAfterTheSave) {
  const auto lock = [](Session& session, std::uint32_t grid) {
    session.apply(LockGrids{{GridIndex{grid}}, true});
    session.wait_until_kept();
  };
  {
    Session session;
    session.keep_work_in(journals);
    open_demo(session);
    for (const std::uint32_t grid : {0U, 1U, 2U}) lock(session, grid);
    save(session, file);
    for (const std::uint32_t grid : {3U, 4U}) lock(session, grid);
  }
  {
    Session session;
    session.keep_work_in(journals);
    open(session, file);
    ASSERT_EQ(session.snapshot().file.found.size(), 1U);
    EXPECT_EQ(session.snapshot().file.found[0].steps, 2U);
    session.apply(ContinueWork{file});
    lock(session, 5);
  }
  Session session;
  session.keep_work_in(journals);
  open(session, file);
  ASSERT_EQ(session.snapshot().file.found.size(), 1U);
  EXPECT_EQ(session.snapshot().file.found[0].steps, 3U);
}

TEST_F(WorkspaceTest, WorkThatHasNoFileYetIsFoundToo) {
  model::Plan worked;
  {
    Session session;
    session.keep_work_in(journals);
    open_demo(session);
    session.wait_until_kept();
    EXPECT_TRUE(fs::is_empty(journals)) << "there is nothing to keep yet";
    Planner(6).take_steps(session, 9);
    worked = plan_of(session);
  }
  Session session;
  session.keep_work_in(journals);
  ASSERT_EQ(session.snapshot().file.found.size(), 1U);
  const FoundWork found = session.snapshot().file.found[0];
  EXPECT_FALSE(found.shown);
  {
    Session other;
    other.keep_work_in(journals);
    EXPECT_EQ(other.snapshot().file.found.size(), 1U) << "until somebody goes on with it";
  }
  session.apply(ContinueWork{found.path});
  session.wait();
  EXPECT_EQ(failures(session), "");
  EXPECT_EQ(plan_of(session), worked);
  EXPECT_TRUE(session.snapshot().file.changed);
  EXPECT_EQ(session.snapshot().file.path, "") << "it has no name yet";
  {
    Session other;
    other.keep_work_in(journals);
    EXPECT_TRUE(other.snapshot().file.found.empty()) << "it is worked on";
  }
  save(session, file);
  EXPECT_EQ(failures(session), "");
  session.wait_until_kept();
  Session other;
  other.keep_work_in(journals);
  EXPECT_TRUE(other.snapshot().file.found.empty()) << "it is saved";
  EXPECT_TRUE(fs::is_empty(journals));
}

TEST_F(WorkspaceTest, WhatIsTakenBackOrNotWantedIsNotFound) {
  for (const bool discard : {true, false}) {
    {
      Session session;
      session.keep_work_in(journals);
      open_demo(session);
      save(session, file);
      Planner(7).take_steps(session, 5);
      EXPECT_TRUE(session.snapshot().file.changed);
      if (discard) {
        session.apply(DiscardChanges{});
      } else {
        while (session.snapshot().history_cursor > 0) session.apply(Undo{});
        EXPECT_FALSE(session.snapshot().file.changed);
      }
    }
    EXPECT_FALSE(io::WorkspaceFile::draft_in(file));
  }
}

TEST_F(WorkspaceTest, NothingIsKeptWhileAGestureIsUnderWay) {
  Session session;
  session.keep_work_in(journals);
  open_demo(session);
  save(session, file);
  const auto units = plan_of(session).grid_of_unit;
  for (std::uint32_t unit = 0; unit < 20; ++unit) {
    session.apply(AssignUnits{{unit}, GridIndex{1}, {}, 7});
  }
  session.wait_until_kept();
  EXPECT_FALSE(io::WorkspaceFile::draft_in(file));
  session.apply(EndGesture{});
  session.wait_until_kept();
  const auto draft = io::WorkspaceFile::draft_in(file);
  ASSERT_TRUE(draft);
  EXPECT_EQ(draft->second, 1U);
}

TEST_F(WorkspaceTest, TwoWindowsAreToldOfEachOther) {
  Session one;
  one.keep_work_in(journals);
  open_demo(one);
  save(one, file);
  Planner(8).take_steps(one, 3);
  one.wait_until_kept();
  Session two;
  two.keep_work_in(journals);
  open(two, file);
  EXPECT_NE(failures(two).find(file), std::string::npos) << failures(two);
  EXPECT_TRUE(two.snapshot().file.found.empty()) << "the draft is the other window's";
  Planner(9).take_steps(two, 3);
  save(two, "");
  ASSERT_FALSE(two.snapshot().notices.empty());
  EXPECT_EQ(two.snapshot().notices.back().code, ErrorCode::conflict);
  save(two, folder / "other.gpkg");
  EXPECT_EQ(two.snapshot().file.path, folder / "other.gpkg");
  save(one, "");
  EXPECT_EQ(failures(one), "") << "the first window goes on undisturbed";
  Session again;
  open(again, folder / "other.gpkg");
  EXPECT_EQ(plan_of(again), plan_of(two));
}

TEST_F(WorkspaceTest, AWorkspaceAmongOtherFilesIsOpenedAsOne) {
  Session session;
  open_demo(session);
  Planner(10).take_steps(session, 3);
  save(session, file);
  const std::string copy = copy_of(file);
  Session again;
  again.apply(OpenFiles{{copy, demo("buildings.shp")}, {}});
  again.wait();
  EXPECT_EQ(failures(again), "");
  EXPECT_EQ(plan_of(again), plan_of(session));
  EXPECT_EQ(again.snapshot().workspace->layers.size(),
            session.snapshot().workspace->layers.size() + 1);
  EXPECT_EQ(again.snapshot().file.path, copy);
  EXPECT_TRUE(again.snapshot().file.changed) << "a layer came";
}

TEST_F(WorkspaceTest, AnotherWorkspaceTakesThePlaceOfAll) {
  Session session;
  open_demo(session);
  save(session, file);
  Session other;
  other.keep_work_in(journals);
  other.apply(OpenFiles{{demo("buildings.shp"), demo("tickets.csv")}, {}});
  other.wait();
  other.apply(Select{other.snapshot().workspace->layers[0].id, {0, 1}});
  open(other, copy_of(file));
  EXPECT_EQ(failures(other), "");
  EXPECT_TRUE(other.snapshot().selection->empty());
  EXPECT_EQ(other.snapshot().tickets, nullptr);
  EXPECT_EQ(other.snapshot().workspace->layers.size(), 3U);
  EXPECT_EQ(plan_of(other), plan_of(session));
  EXPECT_EQ(other.snapshot().file.opened, 1U);
}

TEST_F(WorkspaceTest, AFileThatIsNoneLeavesEverythingAsItWas) {
  Session session;
  open_demo(session);
  const model::Plan plan = plan_of(session);
  folder.put("street.gpkg", "no workspace");
  open(session, file);
  ASSERT_FALSE(session.snapshot().notices.empty());
  EXPECT_EQ(session.snapshot().notices.back().code, ErrorCode::not_a_map_file);
  EXPECT_EQ(plan_of(session), plan);
  EXPECT_EQ(session.snapshot().file.opened, 0U);
}

TEST_F(WorkspaceTest, PlansThatWereInForceAreKeptAndShown) {
  Session session;
  open_demo(session);
  const model::Plan first = plan_of(session);
  Planner(11).take_steps(session, 30);
  const Seconds day = from_civil({2027, 3, 1});
  session.apply(PutInForce{day});
  EXPECT_EQ(failures(session), "");
  ASSERT_EQ(session.snapshot().archive.size(), 2U);
  EXPECT_EQ(plan_of(session).valid_from, day);
  EXPECT_EQ(plan_of(session), *session.snapshot().archive[1]);
  const model::Plan in_force = plan_of(session);
  Planner(12).take_steps(session, 10);
  EXPECT_EQ(*session.snapshot().archive[1], in_force) << "never overwritten";
  session.apply(PutInForce{day});
  EXPECT_NE(failures(session), "") << "on that day another one is";
  save(session, file);

  Session again;
  open(again, file);
  ASSERT_EQ(again.snapshot().archive.size(), 2U);
  EXPECT_EQ(model::plan_on(again.snapshot().archive, day - 1), 0U);
  again.apply(CompareKept{1});
  ASSERT_TRUE(again.snapshot().comparison);
  EXPECT_EQ(*again.snapshot().comparison->plan, in_force);
  again.apply(TakeUpPlan{0});
  EXPECT_EQ(plan_of(again).grid_of_unit, first.grid_of_unit);
  again.apply(Undo{});
  EXPECT_EQ(plan_of(again), plan_of(session));
}

}  // namespace
}  // namespace wangge::session
