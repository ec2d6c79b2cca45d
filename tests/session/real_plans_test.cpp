// Redrawing on real coverages: Providence (blocks in wards), Washington (single-member districts in
// wards), Shenzhen (cells in districts).
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/random.h"
#include "session/session.h"

namespace wangge::session {
namespace {

using model::GridIndex;
const std::string realdata = std::string(WANGGE_SOURCE_DIR) + "/../shared/realdata/";

struct RealPlan {
  const char* name;
  const char* units;
  const char* grids;
  std::size_t unit_count, grid_count;
};

class RealPlans : public testing::TestWithParam<RealPlan> {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(realdata)) GTEST_SKIP() << "no real data beside the project";
    open(GetParam().units, model::Role::units);
    open(GetParam().grids, model::Role::grids);
    ASSERT_TRUE(session.snapshot().plan);
  }
  void open(const char* file, model::Role role) {
    io::ReadOptions options;
    options.role = role;
    session.apply(OpenFiles{{realdata + file}, options, false});
    session.wait();
  }
  const PlanView& view() const { return *session.snapshot().plan; }
  Session session;
};

TEST_P(RealPlans, EditsKeepFiguresGroundAndTheWayBack) {
  const std::size_t units = view().plan->grid_of_unit.size();
  ASSERT_EQ(units, GetParam().unit_count);
  ASSERT_EQ(view().plan->grids.size(), GetParam().grid_count);
  const model::Plan before = *view().plan;
  double ground = 0;
  for (const double m2 : view().ground->area_m2) ground += m2;
  Random random(4);
  for (int i = 0; session.snapshot().history_cursor < 60 && i < 5000; ++i) {
    // What lies around a unit goes to its grid, as under a brush; inside of grids nothing changes.
    const std::uint32_t unit = random.below(static_cast<std::uint32_t>(units));
    model::Rows brush{unit};
    for (const auto& next : view().ground->graph.of(unit)) brush.push_back(next.unit);
    session.apply(AssignUnits{brush, view().plan->grid_of_unit[unit]});
    if (i % 40 == 0) {
      session.apply(SplitGrid{
          GridIndex{random.below(static_cast<std::uint32_t>(view().plan->grids.size()))}});
    }
  }
  EXPECT_EQ(*view().figures, analysis::plan_figures(view().ground, *view().plan));
  const geo::PackedGeometry grids = view().ground->coverage->grid_polygons(*view().plan);
  double sum = view().figures->back().area_m2;
  for (std::size_t grid = 0; grid < grids.size(); ++grid) {
    const double m2 = geo::polygon_area(grids, grid);
    EXPECT_NEAR(m2, (*view().figures)[grid].area_m2, 1e-9 * ground);
    EXPECT_NEAR(geo::length(grids, grid), (*view().figures)[grid].perimeter_m, 1e-6 * (1 + m2));
    sum += m2;
  }
  EXPECT_NEAR(sum, ground, 1e-9 * ground);
  EXPECT_GE(session.snapshot().history_cursor, 60U);
  while (session.snapshot().history_cursor > 0) session.apply(Undo{});
  EXPECT_EQ(*view().plan, before);
}

TEST_P(RealPlans, ComparingCheckingAndNumberingAgreeWithTheFigures) {
  const model::Plan before = *view().plan;
  Random random(5);
  for (int i = 0; session.snapshot().history_cursor < 30 && i < 3000; ++i) {
    const std::uint32_t unit = random.below(static_cast<std::uint32_t>(before.grid_of_unit.size()));
    model::Rows brush;
    for (const auto& next : view().ground->graph.of(unit)) brush.push_back(next.unit);
    session.apply(AssignUnits{brush, view().plan->grid_of_unit[unit]});
  }
  session.apply(ComparePlan{});
  const auto kept = session.snapshot().comparison->result;
  const analysis::PlanComparison& result = *kept;
  const auto old_figures = analysis::plan_figures(view().ground, before);
  std::vector<double> rows(before.grids.size() + 1), columns(view().plan->grids.size() + 1);
  for (const analysis::Flow& flow : result.flows) {
    rows[std::min<std::size_t>(static_cast<std::size_t>(flow.before), before.grids.size())] +=
        flow.sums.area_m2;
    columns[std::min<std::size_t>(static_cast<std::size_t>(flow.now), columns.size() - 1)] +=
        flow.sums.area_m2;
  }
  const double ground = result.total.area_m2;
  for (std::size_t g = 0; g < rows.size(); ++g) {
    EXPECT_NEAR(rows[g], old_figures[g].area_m2, 1e-9 * ground);
    EXPECT_NEAR(columns[g], (*view().figures)[g].area_m2, 1e-9 * ground);
  }

  session.apply(CheckPlan{});
  session.wait();
  ASSERT_TRUE(session.snapshot().check && session.snapshot().check->plan);
  std::vector<std::size_t> apart(columns.size());
  std::size_t off_band = 0, unassigned = 0;
  for (const analysis::Finding& finding : *session.snapshot().check->findings) {
    if (finding.kind == analysis::FindingKind::in_pieces) ++apart[finding.row];
    if (finding.kind == analysis::FindingKind::off_band) ++off_band;
    if (finding.kind == analysis::FindingKind::unassigned) unassigned += finding.units.size();
  }
  for (std::size_t g = 0; g + 1 < columns.size(); ++g) {
    EXPECT_EQ(apart[g], std::max(1U, (*view().figures)[g].pieces) - 1) << g;
  }
  EXPECT_EQ(off_band, view().balance->beyond_band);
  EXPECT_EQ(unassigned, view().figures->back().units);

  session.apply(RenumberGrids{{"G{number:03}"}});
  std::set<std::string> codes;
  for (const model::GridRecord& grid : view().plan->grids) codes.insert(grid.code);
  EXPECT_EQ(codes.size(), view().plan->grids.size());
  EXPECT_EQ(session.snapshot().comparison->result->moved, result.moved) << "codes move nobody";
  while (session.snapshot().history_cursor > 0) session.apply(Undo{});
  EXPECT_TRUE(session.snapshot().comparison->result->moved.empty());
}

INSTANTIATE_TEST_SUITE_P(Of, RealPlans,
                         testing::Values(RealPlan{"Providence", "providence/blocks.zip",
                                                  "providence/districts.zip", 3014, 15},
                                         RealPlan{"Washington", "dc/dc_smd_2013.geojson.gz",
                                                  "dc/dc_wards_2012.geojson.gz", 296, 8},
                                         RealPlan{"Shenzhen", "china/shenzhen_grid/grid.shp",
                                                  "china/shenzhen_districts_utf8/sz.shp", 9005,
                                                  10}),
                         [](const auto& one) { return std::string(one.param.name); });

}  // namespace
}  // namespace wangge::session
