// The sheet on which units are made, and the choice of barriers.
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <gtest/gtest.h>

#include "analysis/unit_building.h"
#include "desk.h"
#include "small_town.h"

namespace wangge::ui {
namespace {

constexpr model::LayerId communities{11}, houses{12}, roads{13}, park{14};

model::Layer squares(const char* name, model::Role role, std::initializer_list<double> xs,
                     double size) {
  model::Layer layer;
  layer.name = name;
  layer.role = role;
  layer.geometry = geo::PackedGeometry(geo::Kind::polygons);
  for (const double x : xs) {
    layer.geometry.add_ring_feature(std::vector<geo::Point>{
        {x, 10}, {x + size, 10}, {x + size, 10 + size}, {x, 10 + size}, {x, 10}});
  }
  return layer;
}

/// Communities, buildings, a road and a park, but no units.
session::Snapshot open_town() {
  session::Snapshot snapshot;
  auto workspace = std::make_shared<model::Workspace>();
  workspace->crs = *geo::Crs::from_text("EPSG:4547");
  add(*workspace, communities, squares("communities", model::Role::communities, {0, 300}, 300));
  model::Layer buildings = squares("buildings", model::Role::buildings, {20, 100, 400}, 30);
  buildings.table.columns = {{"households", model::Integers{30, 40, 50}, {}}};
  buildings.mapping.set(model::Field::households, 0);
  add(*workspace, houses, std::move(buildings));
  model::Layer lines;
  lines.name = "roads";
  lines.geometry = geo::PackedGeometry(geo::Kind::lines);
  lines.geometry.add_ring_feature(std::vector<geo::Point>{{-10, 200}, {610, 200}});
  add(*workspace, roads, std::move(lines));
  add(*workspace, park, squares("green", model::Role::base, {200}, 40));
  snapshot.workspace = workspace;
  snapshot.selection = std::make_shared<const model::Selection>();
  return snapshot;
}

TEST(UnitsSheet, KnowsWhatIsMostLikelyMeantAndTriesItOut) {
  Desk desk(open_town());
  desk.state.mode = Mode::redraw;
  desk.click("redraw/make_units");
  ASSERT_TRUE(desk.state.redraw.units.open);
  const auto* trial = desk.only<session::TryUnits>();
  ASSERT_NE(trial, nullptr) << "once";
  EXPECT_TRUE(trial->wish.divide);
  EXPECT_EQ(trial->wish.areas, communities);
  EXPECT_EQ(trial->wish.buildings, houses);
  EXPECT_EQ(trial->wish.cuts, std::vector<model::LayerId>{roads}) << "a park is walked through";
  EXPECT_EQ(trial->wish.options.measure, analysis::UnitMeasure::households);

  // Another choice is tried out as well, once.
  desk.actions.clear();
  desk.click("units/cut/14");
  const auto* with_park = desk.only<session::TryUnits>();
  ASSERT_NE(with_park, nullptr);
  EXPECT_EQ(with_park->wish.cuts, (std::vector<model::LayerId>{roads, park}));

  desk.actions.clear();
  desk.click("units/start");
  const auto* made = desk.only<session::MakeUnits>();
  ASSERT_NE(made, nullptr);
  EXPECT_EQ(made->cuts.size(), 2U);
  EXPECT_EQ(desk.only<session::EndUnitsTrial>(), nullptr) << "the trial is what comes";
  EXPECT_FALSE(desk.state.redraw.units.open);
}

TEST(UnitsSheet, ShowsWhatComesAndWhyItCannot) {
  Desk desk(open_town());
  desk.state.mode = Mode::redraw;
  desk.click("redraw/make_units");
  auto trial = std::make_shared<session::UnitsTrial>();
  trial->wish = *desk.state.redraw.units.tried;
  trial->areas = desk.snapshot.workspace->find(communities)->layer;
  trial->buildings = desk.snapshot.workspace->find(houses)->layer;
  Progress progress;
  auto built = analysis::build_units(*trial->areas, {}, trial->buildings.get(), trial->wish.options,
                                     progress);
  ASSERT_TRUE(built);
  trial->built = std::make_shared<const analysis::BuiltUnits>(std::move(*built));
  desk.snapshot.units_trial = trial;
  desk.click("units/start");
  EXPECT_NE(desk.only<session::MakeUnits>(), nullptr);

  desk.actions.clear();
  desk.click("redraw/make_units");
  auto failed = std::make_shared<session::UnitsTrial>(*trial);
  failed->built.reset();
  failed->why_not = "no";
  failed->wish = *desk.state.redraw.units.tried;
  desk.snapshot.units_trial = failed;
  desk.click("units/start");
  EXPECT_EQ(desk.only<session::MakeUnits>(), nullptr);
  desk.click("units/cancel");
  EXPECT_NE(desk.only<session::EndUnitsTrial>(), nullptr);
  EXPECT_FALSE(desk.state.redraw.units.open);
}

TEST(UnitsSheet, TakesAreasAsTheyAreAndClosesWithEsc) {
  Desk desk(open_town(), {1280, 720});
  desk.state.mode = Mode::redraw;
  desk.click("redraw/make_units");
  desk.actions.clear();
  desk.click("units/way/1");
  const auto* trial = desk.only<session::TryUnits>();
  ASSERT_NE(trial, nullptr);
  EXPECT_FALSE(trial->wish.divide);
  EXPECT_TRUE(trial->wish.cuts.empty());
  EXPECT_EQ(desk.drawn.count("units/blocks"), 0U);
  const ImVec4 cancel = desk.drawn["units/cancel"];
  EXPECT_LT(cancel.w, 720) << "the sheet fits a small screen";
  desk.press(GLFW_KEY_ESCAPE);
  EXPECT_FALSE(desk.state.redraw.units.open);
}

TEST(BarriersChoice, PartsUnitsByALayerOfLines) {
  session::Snapshot snapshot = SmallTown().snapshot;
  auto workspace = SmallTown::copy(snapshot.workspace);
  model::Layer lines;
  lines.name = "river";
  lines.geometry = geo::PackedGeometry(geo::Kind::lines);
  lines.geometry.add_ring_feature(std::vector<geo::Point>{{100, -10}, {100, 210}});
  add(*workspace, roads, std::move(lines));
  snapshot.workspace = workspace;
  Desk desk(snapshot);
  desk.state.mode = Mode::redraw;
  desk.click("redraw/barriers");
  desk.click("barriers/13");
  const auto* asked = desk.only<session::SetBarriers>();
  ASSERT_NE(asked, nullptr);
  EXPECT_EQ(asked->barriers, std::vector<model::LayerId>{roads});
}

}  // namespace
}  // namespace wangge::ui
