// Comparing, checking and numbering the plan of the demo: what the planner decides by.
#include <gtest/gtest.h>

#include <algorithm>

#include "session/session.h"
#include "support/test_folder.h"

namespace wangge::session {
namespace {

using analysis::FindingKind;
using model::GridIndex;

class PlanDeciding : public testing::Test {
 protected:
  PlanDeciding() {
    const std::string demo = std::string(WANGGE_SOURCE_DIR) + "/data/demo/";
    session.apply(OpenFiles{{demo + "grids.geojson", demo + "units.geojson",
                             demo + "communities.geojson", demo + "buildings.shp"},
                            {}});
    session.wait();
  }
  const PlanView& view() const { return *session.snapshot().plan; }
  const model::Plan& plan() const { return *view().plan; }
  const analysis::PlanComparison& comparison() const {
    return *session.snapshot().comparison->result;
  }
  model::Rows members(std::uint32_t grid) const {
    model::Rows units;
    for (std::uint32_t unit = 0; unit < plan().grid_of_unit.size(); ++unit) {
      if (plan().grid_of_unit[unit] == GridIndex{grid}) units.push_back(unit);
    }
    return units;
  }
  std::size_t count(FindingKind kind) const {
    const auto& findings = *session.snapshot().check->findings;
    return static_cast<std::size_t>(
        std::count_if(findings.begin(), findings.end(),
                      [kind](const analysis::Finding& finding) { return finding.kind == kind; }));
  }
  void check() {
    session.apply(CheckPlan{});
    session.wait();
    ASSERT_TRUE(session.snapshot().check && session.snapshot().check->plan);
  }
  Session session;
};

TEST_F(PlanDeciding, AComparisonFollowsEveryEditAndItsUndo) {
  session.apply(ComparePlan{});
  EXPECT_TRUE(session.snapshot().comparison->changed.empty());
  const auto units = members(0);
  session.apply(AssignUnits{{units[0]}, GridIndex{1}});
  EXPECT_EQ(session.snapshot().comparison->changed, (model::Rows{units[0]}));
  EXPECT_EQ(comparison().moved_sums.households, view().ground->households[units[0]]);
  const auto buildings = analysis::changed_buildings(
      *view().ground, *session.snapshot().comparison->plan, plan(), comparison());
  EXPECT_EQ(buildings.size(), static_cast<std::size_t>(view().ground->buildings[units[0]]));
  session.apply(Undo{});
  EXPECT_TRUE(session.snapshot().comparison->changed.empty());
}

TEST_F(PlanDeciding, ASplitGridIsBornAndAMergedOneEnds) {
  session.apply(ComparePlan{});
  session.apply(SplitGrid{GridIndex{0}});
  EXPECT_EQ(comparison().born.size(), 1U);
  session.apply(Undo{});
  const auto& grids = plan().grids;
  std::uint32_t sister = 1;
  while (grids[sister].community != grids[0].community) ++sister;
  session.apply(MergeGrids{GridIndex{0}, GridIndex{sister}});
  EXPECT_EQ(comparison().ended.size(), 1U);
}

TEST_F(PlanDeciding, RenumberingIsOneStepAndMovesNobody) {
  session.apply(ComparePlan{});
  const model::Plan before = plan();
  session.apply(RenumberGrids{{"{community}{number:03}"}});
  ASSERT_EQ(session.snapshot().history->size(), 1U);
  EXPECT_TRUE(session.snapshot().comparison->changed.empty());
  EXPECT_EQ(comparison().renamed.size(), plan().grids.size());
  for (const auto& grid : plan().grids) EXPECT_EQ(grid.code.size(), 15U) << grid.code;
  session.apply(RenumberGrids{{"{community}{number:03}"}});
  EXPECT_EQ(session.snapshot().history->size(), 1U) << "all codes are as they should be";
  session.apply(Undo{});
  EXPECT_EQ(plan(), before);
}

TEST_F(PlanDeciding, ABadPatternIsSaidAndChangesNothing) {
  const model::Plan before = plan();
  session.apply(RenumberGrids{{"{community}"}});
  EXPECT_EQ(plan(), before);
  ASSERT_FALSE(session.snapshot().notices.empty());
  EXPECT_EQ(session.snapshot().notices.back().kind, NoticeKind::failure);
}

TEST_F(PlanDeciding, ACheckFindsWhatWasBroken) {
  check();
  const std::size_t unassigned = count(FindingKind::unassigned);
  session.apply(AssignUnits{{members(0).front()}, model::unassigned});
  session.apply(SetGrid{GridIndex{1}, [this] {
                          auto record = plan().grids[1];
                          record.officers.clear();
                          return record;
                        }()});
  EXPECT_NE(session.snapshot().check->plan, view().plan) << "it is of the plan as it was checked";
  check();
  EXPECT_EQ(count(FindingKind::unassigned), unassigned + 1);
  EXPECT_EQ(count(FindingKind::no_officers), 1U);
  EXPECT_EQ(session.snapshot().check->plan, view().plan);
  session.apply(Undo{});
  EXPECT_TRUE(session.snapshot().check) << "an undone step leaves the list to be worked off";
}

TEST_F(PlanDeciding, FindingsGoWithTheUnitsTheyAreOf) {
  check();
  session.apply(CloseLayer{view().units});
  session.wait();
  EXPECT_FALSE(session.snapshot().check);
}

TEST_F(PlanDeciding, SplitAreasFollowThePlan) {
  const auto communities = session.snapshot().workspace->find(model::Role::communities)->id;
  session.apply(AuditSplits{communities});
  session.wait();
  ASSERT_TRUE(session.snapshot().splits);
  EXPECT_EQ(session.snapshot().splits->audit->split.size(),
            session.snapshot().workspace->find(model::Role::communities)->layer->size());
  const auto parts = session.snapshot().splits->audit->split[0].parts.size();
  const auto area = session.snapshot().splits->audit->split[0].area;
  model::Rows inside;
  for (std::uint32_t unit = 0; unit < view().ground->size(); ++unit) {
    if (session.snapshot().splits->of->area_of[unit] == area) inside.push_back(unit);
  }
  session.apply(SplitGrid{plan().grid_of_unit[inside.front()]});
  for (const auto& split : session.snapshot().splits->audit->split) {
    if (split.area == area) {
      EXPECT_EQ(split.parts.size(), parts + 1);
    }
  }
  session.apply(DismissSplits{});
  EXPECT_FALSE(session.snapshot().splits);
}

TEST_F(PlanDeciding, EstatesAreCountedByTheirBuildings) {
  session.apply(AuditSplits{});
  ASSERT_TRUE(session.snapshot().splits);
  const auto& of = *session.snapshot().splits->of;
  EXPECT_TRUE(of.of_buildings);
  const auto& audit = *session.snapshot().splits->audit;
  EXPECT_EQ(audit.split.size() + audit.whole + audit.empty, of.names.size());
  for (const auto& split : audit.split) EXPECT_GE(split.parts.size(), 2U);
}

TEST_F(PlanDeciding, APlanFileOfBeforeIsComparedGridByGrid) {
  const TestFolder folder;
  const std::string path = folder / "before.txt";
  session.apply(SavePlan{path});
  const auto units = members(0);
  session.apply(AssignUnits{{units[0], units[1]}, GridIndex{1}});
  session.apply(ComparePlan{path});
  EXPECT_EQ(session.snapshot().comparison->changed, (model::Rows{units[0], units[1]}));
}

TEST_F(PlanDeciding, APlanFileOfBeforeMayNameGridsThatAreGone) {
  const TestFolder folder;
  std::string text = model::plan_to_text(plan());
  const std::string code = ',' + plan().grids[0].code + '\n';
  for (std::size_t at = 0; (at = text.find(code, at)) != std::string::npos;) {
    text.replace(at, code.size(), ",Z99\n");
  }
  session.apply(ComparePlan{folder.put("before.txt", text)});
  const auto& comparison = session.snapshot().comparison;
  ASSERT_TRUE(comparison);
  EXPECT_TRUE(comparison->changed.empty()) << "the same ground under another code";
  EXPECT_EQ(comparison->plan->grids.back().code, "Z99");
  for (const std::uint16_t colour : *comparison->colours) EXPECT_LT(colour, 6);
}

}  // namespace
}  // namespace wangge::session
