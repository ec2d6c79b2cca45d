// Borders drawn, units cut, vertices moved, plans compared: on the demo's files.
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "session/session.h"
#include "support/test_folder.h"

namespace wangge::session {
namespace {

using model::GridIndex;

class UnitEditing : public testing::Test {
 protected:
  UnitEditing() {
    const std::string demo = std::string(WANGGE_SOURCE_DIR) + "/data/demo/";
    session.apply(OpenFiles{{demo + "grids.geojson", demo + "units.geojson",
                             demo + "communities.geojson", demo + "buildings.shp"},
                            {}});
    session.wait();
  }
  void act(const Action& action) {
    session.apply(action);
    session.wait();
  }
  const PlanView& view() const { return *session.snapshot().plan; }
  const model::Layer& units() const {
    return *session.snapshot().workspace->find(view().units)->layer;
  }
  double sum(double analysis::GridFigures::*number) const {
    double all = 0;
    for (const auto& grid : *view().figures) all += grid.*number;
    return all;
  }
  /// No unit lies on another, none lost its neighbours: the border that nobody shares is as long.
  double outer_m() const {
    double outer = 0;
    for (const auto& arc : view().ground->coverage->arcs()) {
      if (arc.other(arc.left) == model::Coverage::no_unit || arc.left == model::Coverage::no_unit) {
        outer += arc.length_m;
      }
    }
    return outer;
  }
  std::vector<geo::Point> across(std::uint32_t unit) const {
    const geo::Box box = units().geometry.box(unit);
    return {{box.min_x - 20, box.centre().y}, {box.max_x + 20, box.centre().y}};
  }
  Session session;
};

TEST_F(UnitEditing, ACutUnitIsTwoThatShareItsHouseholds) {
  const model::Plan before = *view().plan;
  const auto layer = session.snapshot().workspace->find(view().units)->layer;
  const std::size_t count = before.grid_of_unit.size();
  const double households = sum(&analysis::GridFigures::households);
  const double area = sum(&analysis::GridFigures::area_m2), outer = outer_m();
  std::size_t cuts = 0;
  for (std::uint32_t unit = 0; unit < count; unit += 7) {
    act(CutUnit{across(unit)});
    if (session.snapshot().history_cursor == 0) continue;  // refused, and said so
    ++cuts;
    const std::size_t now = view().plan->grid_of_unit.size();
    ASSERT_GT(now, count);
    EXPECT_EQ(units().size(), now);
    EXPECT_EQ(view().ground->size(), now);
    EXPECT_EQ(view().ground->coverage->overlapping_edges(), 0U);
    EXPECT_EQ(sum(&analysis::GridFigures::households), households);
    EXPECT_NEAR(sum(&analysis::GridFigures::area_m2), area, 1e-9 * area);
    EXPECT_NEAR(outer_m(), outer, 1e-6 * outer);
    for (std::size_t grid = 0; grid < before.grids.size(); ++grid) {
      EXPECT_EQ((*view().figures)[grid].pieces, 1U);
    }
    const model::Plan cut = *view().plan;
    act(Undo{});
    EXPECT_EQ(*view().plan, before);
    EXPECT_EQ(session.snapshot().workspace->find(view().units)->layer, layer);
    act(Redo{});
    EXPECT_EQ(*view().plan, cut);
    EXPECT_EQ(*view().figures, analysis::plan_figures(view().ground, cut));
    act(Undo{});
    ASSERT_EQ(session.snapshot().history_cursor, 0U);
  }
  EXPECT_GE(cuts, 5U);
}

TEST_F(UnitEditing, ALineThatPartsNoUnitChangesNothingAndSaysWhy) {
  const auto plan = view().plan;
  const geo::Point inside = units().geometry.box(0).centre();
  act(CutUnit{{inside, {inside.x + 1, inside.y}}});
  EXPECT_EQ(view().plan, plan);
  act(CutUnit{{{inside.x + 1e5, inside.y}, {inside.x + 1.001e5, inside.y}}});
  EXPECT_EQ(view().plan, plan);
  EXPECT_EQ(std::count_if(session.snapshot().notices.begin(), session.snapshot().notices.end(),
                          [](const Notice& n) { return n.kind == NoticeKind::failure; }),
            2);
}

TEST_F(UnitEditing, ADrawnBorderMovesWholeUnitsBetweenTwoGridsOnly) {
  const model::Plan before = *view().plan;
  std::size_t drawn = 0;
  for (std::uint32_t grid = 0; grid < before.grids.size(); ++grid) {
    geo::Box box;
    for (std::uint32_t unit = 0; unit < before.grid_of_unit.size(); ++unit) {
      if (before.grid_of_unit[unit] == GridIndex{grid}) box.grow(units().geometry.box(unit));
    }
    const double x = box.min_x + 0.8 * box.width();
    act(DrawBorder{GridIndex{grid}, {{x, box.min_y - 30}, {x, box.max_y + 30}}});
    if (session.snapshot().history_cursor == 0) continue;
    ++drawn;
    std::vector<GridIndex> concerned{GridIndex{grid}};
    for (std::uint32_t unit = 0; unit < before.grid_of_unit.size(); ++unit) {
      const GridIndex old = before.grid_of_unit[unit], now = view().plan->grid_of_unit[unit];
      if (old == now) continue;
      for (const GridIndex one : {old, now}) {
        if (std::find(concerned.begin(), concerned.end(), one) == concerned.end()) {
          concerned.push_back(one);
        }
      }
    }
    EXPECT_EQ(concerned.size(), 2U);
    EXPECT_EQ(before.grids[static_cast<std::size_t>(concerned.back())].community,
              before.grids[grid].community);
    act(Undo{});
    EXPECT_EQ(*view().plan, before);
  }
  EXPECT_GE(drawn, 1U);
}

TEST_F(UnitEditing, AMovedVertexMovesForBothSides) {
  const auto& coverage = *view().ground->coverage;
  const auto arc = std::find_if(coverage.arcs().begin(), coverage.arcs().end(), [](const auto& a) {
    return a.left != model::Coverage::no_unit && a.right != model::Coverage::no_unit &&
           a.end_point - a.first_point > 2;
  });
  ASSERT_NE(arc, coverage.arcs().end());
  const std::uint32_t left = arc->left, right = arc->right;
  const geo::Point from = coverage.points()[arc->first_point + 1];
  const double area = sum(&analysis::GridFigures::area_m2), outer = outer_m();
  const double left_m2 = view().ground->area_m2[left], right_m2 = view().ground->area_m2[right];
  act(MoveVertex{from, geo::Point{from.x + 0.5, from.y + 0.5}});
  ASSERT_EQ(session.snapshot().history_cursor, 1U);
  EXPECT_NE(view().ground->area_m2[left], left_m2);
  EXPECT_NEAR(view().ground->area_m2[left] + view().ground->area_m2[right], left_m2 + right_m2,
              1e-6);
  EXPECT_NEAR(sum(&analysis::GridFigures::area_m2), area, 1e-9 * area);
  EXPECT_NEAR(outer_m(), outer, 1e-6 * outer);
  act(MoveVertex{geo::Point{from.x + 0.5, from.y + 0.5}, std::nullopt});
  EXPECT_EQ(session.snapshot().history_cursor, 2U) << "taken away again";
  while (session.snapshot().history_cursor > 0) act(Undo{});
  EXPECT_EQ(view().ground->area_m2[left], left_m2);
}

TEST_F(UnitEditing, AComparisonFollowsThePlanAndEndsWhenUnitsAreCut) {
  const TestFolder folder;
  act(SavePlan{folder / "before.plan"});
  act(ComparePlan{});
  ASSERT_TRUE(session.snapshot().comparison);
  EXPECT_TRUE(session.snapshot().comparison->changed.empty());
  std::uint32_t unit = 0;
  while (view().plan->grid_of_unit[unit] != GridIndex{0}) ++unit;
  act(AssignUnits{{unit}, GridIndex{1}});
  EXPECT_EQ(session.snapshot().comparison->changed, model::Rows{unit});
  act(ComparePlan{folder / "before.plan"});
  EXPECT_EQ(session.snapshot().comparison->changed, model::Rows{unit});
  EXPECT_EQ(*session.snapshot().comparison->borders,
            view().ground->coverage->grid_borders(*session.snapshot().comparison->plan));
  act(Undo{});
  EXPECT_TRUE(session.snapshot().comparison->changed.empty());
  act(MoveVertex{std::nullopt, units().geometry.ring(0)[0], 1});  // refused: nothing ends
  EXPECT_TRUE(session.snapshot().comparison);
  for (std::uint32_t cut = 0; session.snapshot().comparison && cut < 96; ++cut) {
    act(CutUnit{across(cut)});
  }
  EXPECT_FALSE(session.snapshot().comparison);
  EXPECT_NE(session.snapshot().notices.back().text.find("before.plan"), std::string::npos);
}

}  // namespace
}  // namespace wangge::session
