#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "base/random.h"
#include "session/session.h"
#include "support/test_folder.h"

namespace wangge::session {
namespace {

using model::GridIndex;

/// The planner's part of the demo.
class PlanEditing : public testing::Test {
 protected:
  PlanEditing() {
    const std::string demo = std::string(WANGGE_SOURCE_DIR) + "/data/demo/";
    session.apply(OpenFiles{
        {demo + "grids.geojson", demo + "units.geojson", demo + "communities.geojson"}, {}});
    session.wait();
  }
  Session session;

  const PlanView& plan() const { return *session.snapshot().plan; }
  const model::Plan& now() const { return *plan().plan; }
  std::vector<std::uint32_t> members(std::uint32_t grid) const {
    std::vector<std::uint32_t> units;
    for (std::uint32_t unit = 0; unit < now().grid_of_unit.size(); ++unit) {
      if (now().grid_of_unit[unit] == GridIndex{grid}) units.push_back(unit);
    }
    return units;
  }
  /// All that is shown is what follows from the plan, worked out from scratch.
  void expect_consistent() const {
    EXPECT_EQ(*plan().figures, analysis::plan_figures(plan().ground, now()));
    EXPECT_EQ(*plan().balance,
              analysis::plan_balance(*plan().ground, now(), *plan().figures, plan().options));
    EXPECT_EQ(*plan().borders, plan().ground->coverage->grid_borders(now()));
    for (std::size_t unit = 0; unit < now().grid_of_unit.size(); ++unit) {
      const auto grid = static_cast<std::size_t>(now().grid_of_unit[unit]);
      EXPECT_EQ((*plan().colours)[unit],
                grid < now().grids.size() ? now().grids[grid].colour : model::hidden_class);
    }
  }
};

TEST_F(PlanEditing, StepsOfAGestureAreOneStepOfUndo) {
  const model::Plan before = now();
  const auto units = members(0);
  ASSERT_GE(units.size(), 3U);
  session.apply(AssignUnits{{units[0]}, GridIndex{1}, {}, 7});
  EXPECT_TRUE(plan().gesture);
  expect_consistent();
  session.apply(AssignUnits{{units[1]}, GridIndex{1}, {}, 7});
  session.apply(EndGesture{});
  EXPECT_FALSE(plan().gesture);
  expect_consistent();
  EXPECT_EQ(session.snapshot().history->size(), 1U);
  EXPECT_EQ(now().grid_of_unit[units[1]], GridIndex{1});
  session.apply(Undo{});
  EXPECT_EQ(now(), before);
  session.apply(Redo{});
  EXPECT_EQ(now().grid_of_unit[units[0]], GridIndex{1});
}

TEST_F(PlanEditing, AGestureEndsWithWhateverIsNoStepOfIt) {
  const model::Plan before = now();
  const auto units = members(0);
  ASSERT_GE(units.size(), 4U);
  session.apply(AssignUnits{{units[0]}, GridIndex{1}, {}, 1});
  session.apply(AssignUnits{{units[1]}, GridIndex{1}, {}, 2});
  EXPECT_TRUE(plan().gesture);
  session.apply(AssignUnits{{units[2]}, GridIndex{1}});
  EXPECT_FALSE(plan().gesture);
  session.apply(AssignUnits{{units[3]}, GridIndex{1}, {}, 3});
  session.apply(LockGrids{{GridIndex{2}}, true});
  EXPECT_EQ(session.snapshot().history->size(), 5U);
  expect_consistent();
  while (session.snapshot().history_cursor > 0) session.apply(Undo{});
  EXPECT_EQ(now(), before);
}

TEST_F(PlanEditing, ACancelledGestureNeverWas) {
  const model::Plan before = now();
  session.apply(AssignUnits{{members(0)[0]}, GridIndex{1}, {}, 3});
  session.apply(CancelGesture{});
  EXPECT_EQ(now(), before);
  EXPECT_TRUE(session.snapshot().undo_label.empty());
  EXPECT_TRUE(session.snapshot().redo_label.empty());
  EXPECT_FALSE(plan().changed);
}

TEST_F(PlanEditing, AGridNeverLeavesItsCommunity) {
  const model::Plan before = now();
  const auto foreign = std::find_if(now().grids.begin(), now().grids.end(), [&](const auto& grid) {
    return grid.community != now().grids[0].community;
  });
  ASSERT_NE(foreign, now().grids.end());
  const auto grid = static_cast<std::uint32_t>(foreign - now().grids.begin());
  session.apply(AssignUnits{members(0), GridIndex{grid}});
  EXPECT_EQ(now(), before);
  ASSERT_FALSE(session.snapshot().notices.empty());
  EXPECT_NE(session.snapshot().notices.back().text.find(now().grids[0].community),
            std::string::npos);
}

TEST_F(PlanEditing, LockedGridsAndUnitsStay) {
  const auto units = members(0);
  session.apply(LockGrids{{GridIndex{1}}, true});
  session.apply(AssignUnits{{units[0]}, GridIndex{1}});
  EXPECT_EQ(now().grid_of_unit[units[0]], GridIndex{0});
  session.apply(LockGrids{{GridIndex{1}}, false});
  session.apply(LockUnits{{units[0]}, true});
  session.apply(AssignUnits{{units[0], units[1]}, GridIndex{1}});
  EXPECT_EQ(now().grid_of_unit[units[0]], GridIndex{0});
  EXPECT_EQ(now().grid_of_unit[units[1]], GridIndex{1});
  while (!session.snapshot().undo_label.empty()) session.apply(Undo{});
  EXPECT_TRUE(now().locked_units.empty());
}

TEST_F(PlanEditing, TheSourceLeavesOtherUnitsAlone) {
  session.apply(AssignUnits{{members(0)[0]}, model::unassigned});
  const auto all = members(0);
  const std::uint32_t free = static_cast<std::uint32_t>(
      std::find(now().grid_of_unit.begin(), now().grid_of_unit.end(), model::unassigned) -
      now().grid_of_unit.begin());
  session.apply(
      AssignUnits{{free, all[0]}, GridIndex{1}, analysis::PaintSource(model::unassigned)});
  EXPECT_EQ(now().grid_of_unit[free], GridIndex{1});
  EXPECT_EQ(now().grid_of_unit[all[0]], GridIndex{0});
}

TEST_F(PlanEditing, SplittingMergingAndGivingUpKeepEveryHousehold) {
  const auto households = [&] {
    double sum = 0;
    for (const auto& grid : *plan().figures) sum += grid.households;
    return sum;
  };
  const double before = households();
  const std::size_t grids = now().grids.size();
  session.apply(SplitGrid{GridIndex{0}});
  ASSERT_EQ(now().grids.size(), grids + 1);
  EXPECT_EQ((*plan().figures)[0].pieces, 1U);
  EXPECT_EQ((*plan().figures)[grids].pieces, 1U);
  EXPECT_EQ(now().grids[grids].community, now().grids[0].community);
  expect_consistent();
  session.apply(MergeGrids{GridIndex{static_cast<std::uint32_t>(grids)}, GridIndex{1}});
  EXPECT_TRUE(now().grids[grids].retired);
  EXPECT_EQ((*plan().figures)[grids].units, 0U);
  session.apply(RetireGrid{GridIndex{1}});
  EXPECT_GT(plan().figures->back().units, 0U);
  EXPECT_EQ(households(), before);
  session.apply(FillUnassigned{});
  EXPECT_EQ(plan().figures->back().units, 0U);
  expect_consistent();
  EXPECT_EQ(households(), before);
}

TEST_F(PlanEditing, ANewGridHasACodeAndANameOfItsOwn) {
  session.apply(AddGrid{{}, {members(0)[0]}});
  const model::GridRecord& made = now().grids.back();
  EXPECT_EQ(made.community, now().grids[0].community);
  EXPECT_EQ(made.code.size(), now().grids[0].code.size());
  for (std::size_t g = 0; g + 1 < now().grids.size(); ++g) {
    EXPECT_NE(now().grids[g].code, made.code);
    EXPECT_NE(now().grids[g].name, made.name);
  }
  EXPECT_EQ((*plan().figures)[now().grids.size() - 1].units, 1U);
  model::GridRecord twin = made;
  twin.code = now().grids[0].code;
  session.apply(SetGrid{GridIndex{static_cast<std::uint32_t>(now().grids.size() - 1)}, twin});
  EXPECT_NE(now().grids.back().code, twin.code) << "two grids cannot have one code";
}

TEST_F(PlanEditing, AProposalIsAcceptedAsOneStepOrRejectedAsAWhole) {
  const model::Plan before = now();
  session.apply(BeginProposal{});
  ASSERT_TRUE(plan().before);
  session.apply(AssignUnits{{members(0)[0]}, GridIndex{1}});
  session.apply(SplitGrid{GridIndex{2}});
  EXPECT_EQ(*plan().before->plan, before);
  session.apply(RejectProposal{});
  EXPECT_FALSE(plan().before);
  EXPECT_EQ(now(), before);
  session.apply(BeginProposal{});
  session.apply(AssignUnits{{members(0)[0]}, GridIndex{1}});
  session.apply(SplitGrid{GridIndex{2}});
  const model::Plan after = now();
  session.apply(AcceptProposal{});
  EXPECT_EQ(now(), after);
  EXPECT_EQ(session.snapshot().history->size(), 1U);
  session.apply(Undo{});
  EXPECT_EQ(now(), before);
}

TEST_F(PlanEditing, GridsAndUnitsAreExportedAsThePlanHasThem) {
  const TestFolder folder;
  session.apply(SplitGrid{GridIndex{0}});
  session.apply(RetireGrid{GridIndex{1}});
  const auto write = [&](model::Role role, const char* name) {
    session.apply(
        ExportLayer{session.snapshot().workspace->find(role)->id, false, folder / name, {}});
    session.wait();
    io::ReadOptions read;
    read.target_crs = session.snapshot().workspace->crs;
    Progress progress;
    auto again = io::read_file(folder / name, read, progress);
    EXPECT_TRUE(again) << to_text(again.error());
    return again->layers.front();
  };
  const auto grids = write(model::Role::grids, "grids.gpkg");
  ASSERT_EQ(grids->size(), now().grids.size() - 1) << "one new, one given up";
  double area = plan().figures->back().area_m2, whole = 0;
  for (std::size_t row = 0; row < grids->size(); ++row) {
    const std::size_t grid = row == 0 ? 0 : row + 1;
    EXPECT_EQ(grids->field(model::Field::code)->text(row), now().grids[grid].code);
    EXPECT_EQ(grids->field(model::Field::name)->text(row), now().grids[grid].name);
    const double m2 = geo::polygon_area(grids->geometry, row);
    EXPECT_NEAR(m2, (*plan().figures)[grid].area_m2, 1e-6 * m2);
    area += m2;
  }
  for (const double m2 : plan().ground->area_m2) whole += m2;
  EXPECT_NEAR(area, whole, 1e-6 * whole);
  const auto units = write(model::Role::units, "units.gpkg");
  for (std::size_t unit = 0; unit < units->size(); ++unit) {
    const auto grid = static_cast<std::size_t>(now().grid_of_unit[unit]);
    EXPECT_EQ(units->field(model::Field::code)->text(unit),
              grid < now().grids.size() ? now().grids[grid].code : "");
  }
}

TEST_F(PlanEditing, RandomEditsAreTakenBackToTheLastByteInAnyOrder) {
  Random random(12);
  std::vector<model::Plan> states{now()};
  for (int i = 0; i < 60; ++i) {
    const auto grids = static_cast<std::uint32_t>(now().grids.size());
    const GridIndex grid{random.below(grids)};
    switch (random.below(7)) {
      case 0:
        session.apply(SplitGrid{grid});
        break;
      case 1:
        session.apply(RetireGrid{grid});
        break;
      case 2:
        session.apply(MergeGrids{grid, GridIndex{random.below(grids)}});
        break;
      case 3:
        session.apply(LockGrids{{grid}, random.below(2) == 0});
        break;
      default:
        session.apply(
            AssignUnits{{random.below(96), random.below(96)},
                        random.below(8) == 0 ? model::unassigned : GridIndex{random.below(grids)}});
    }
    if (session.snapshot().history_cursor == states.size()) states.push_back(now());
    ASSERT_EQ(session.snapshot().history_cursor + 1, states.size());
  }
  expect_consistent();
  for (int i = 0; i < 40; ++i) {
    const std::size_t to = random.below(static_cast<std::uint32_t>(states.size()));
    session.apply(GoInHistory{to});
    ASSERT_EQ(now(), states[to]);
  }
  expect_consistent();
}

}  // namespace
}  // namespace wangge::session
