// Units made of open layers: tried out, as a layer, taken back; barriers between them.
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

#include "analysis/unit_building.h"
#include "io/write.h"
#include "session/session.h"
#include "support/test_folder.h"

namespace wangge::session {
namespace {

using model::Role;
const std::string demo = std::string(WANGGE_SOURCE_DIR) + "/data/demo/";

class UnitMaking : public testing::Test {
 protected:
  void open(std::initializer_list<const char*> files) {
    for (const char* file : files) {
      session.apply(OpenFiles{{demo + file}, {}, false});
      session.wait();
    }
  }
  model::LayerId id_of(Role role) const { return session.snapshot().workspace->find(role)->id; }
  std::vector<model::LayerId> lines() const {
    std::vector<model::LayerId> found;
    for (const auto& entry : session.snapshot().workspace->layers) {
      if (entry.layer->role == Role::base) found.push_back(entry.id);
    }
    return found;
  }
  MakeUnits wish() const {
    return {id_of(Role::communities), true, lines(), id_of(Role::buildings), {}};
  }
  const model::Layer* units() const {
    const model::LayerEntry* entry = session.snapshot().workspace->find(Role::units);
    return entry == nullptr ? nullptr : entry->layer.get();
  }
  /// A file of buildings, 20 m square, over the middle of every tenth road.
  std::string houses_over_roads() const {
    const auto& workspace = *session.snapshot().workspace;
    const geo::PackedGeometry& roads = workspace.find(lines().front())->layer->geometry;
    model::Layer houses;
    houses.name = "houses";
    houses.geometry = geo::PackedGeometry(geo::Kind::polygons);
    for (std::size_t road = 0; road < roads.size(); road += 10) {
      const auto line = roads.feature_points(road);
      const auto [x, y] = line[line.size() / 2];
      houses.geometry.add_ring_feature(std::vector<geo::Point>{{x - 10, y - 10},
                                                               {x + 10, y - 10},
                                                               {x + 10, y + 10},
                                                               {x - 10, y + 10},
                                                               {x - 10, y - 10}});
    }
    houses.table.rows = houses.geometry.size();
    const std::string file = folder / "houses.gpkg";
    Progress progress;
    io::WriteOptions options;
    options.target_crs = workspace.crs;
    const auto report = io::write_layer(houses, workspace.crs, file, options, progress);
    EXPECT_TRUE(report) << to_text(report.error());
    return file;
  }
  TestFolder folder;
  Session session;
};

TEST_F(UnitMaking, ComeAsALayerThatUndoTakesAwayAndRedoBringsBack) {
  open({"communities.geojson", "roads.geojson", "water.geojson", "buildings.shp"});
  const auto before = session.snapshot().workspace->layers.size();
  session.apply(wish());
  session.wait();
  ASSERT_NE(units(), nullptr);
  const model::Layer made = *units();
  EXPECT_GT(made.size(), 50U);
  EXPECT_EQ(session.snapshot().undo_label, "Make units");
  double households = 0, on_buildings = 0;
  const model::Layer& houses = *session.snapshot().workspace->find(Role::buildings)->layer;
  for (std::size_t row = 0; row < made.size(); ++row) {
    households += made.field(model::Field::households)->number(row);
  }
  for (std::size_t row = 0; row < houses.size(); ++row) {
    on_buildings += houses.field(model::Field::households)->number(row);
  }
  EXPECT_DOUBLE_EQ(households, on_buildings);

  session.apply(Undo{});
  session.wait();
  EXPECT_EQ(units(), nullptr);
  EXPECT_EQ(session.snapshot().workspace->layers.size(), before);
  session.apply(Redo{});
  session.wait();
  ASSERT_NE(units(), nullptr);
  EXPECT_EQ(units()->geometry, made.geometry);
  EXPECT_EQ(units()->table, made.table);

  // A plan of them begins empty, and goes with them.
  session.apply(StartPlan{});
  session.wait();
  ASSERT_TRUE(session.snapshot().plan);
  EXPECT_EQ(session.snapshot().plan->ground->size(), made.size());
  session.apply(Undo{});
  session.wait();
  EXPECT_FALSE(session.snapshot().plan);
}

TEST_F(UnitMaking, WithGridsOpenBeginAPlanOfTheGrids) {
  open({"communities.geojson", "roads.geojson", "buildings.shp", "grids.geojson"});
  session.apply(wish());
  session.wait();
  ASSERT_TRUE(session.snapshot().plan);
  EXPECT_EQ(session.snapshot().plan->ground->units.get(), units());
  EXPECT_FALSE(session.snapshot().plan->plan->grids.empty());
}

TEST_F(UnitMaking, ATrialIsWhatComesAndChangesNothing) {
  open({"communities.geojson", "roads.geojson", "water.geojson", "buildings.shp"});
  session.apply(TryUnits{wish()});
  session.wait();
  ASSERT_TRUE(session.snapshot().units_trial);
  const UnitsTrial trial = *session.snapshot().units_trial;
  ASSERT_TRUE(trial.built);
  EXPECT_EQ(trial.wish, wish());
  EXPECT_EQ(units(), nullptr);
  EXPECT_EQ(session.snapshot().history_cursor, 0U);
  session.apply(wish());
  session.wait();
  ASSERT_NE(units(), nullptr);
  EXPECT_EQ(units()->geometry, trial.built->units.geometry);
  EXPECT_FALSE(session.snapshot().units_trial) << "it is the layer now";

  const auto& layers = session.snapshot().workspace->layers;
  const auto roads = std::ranges::find_if(layers, [](const model::LayerEntry& entry) {
    return entry.layer->geometry.kind() == geo::Kind::lines;
  });
  ASSERT_NE(roads, layers.end());
  session.apply(TryUnits{{roads->id, true, {}, model::no_layer, {}}});
  session.wait();
  ASSERT_TRUE(session.snapshot().units_trial);
  EXPECT_FALSE(session.snapshot().units_trial->built);
  EXPECT_FALSE(session.snapshot().units_trial->why_not.empty());
  session.apply(EndUnitsTrial{});
  EXPECT_FALSE(session.snapshot().units_trial);
}

TEST_F(UnitMaking, WhatIsToBeLookedAtCanBeSteppedThrough) {
  open({"communities.geojson", "roads.geojson"});
  io::ReadOptions as_buildings;
  as_buildings.role = Role::buildings;
  session.apply(OpenFiles{{houses_over_roads()}, as_buildings, false});
  session.wait();
  MakeUnits blocks = wish();
  blocks.options.most = std::numeric_limits<double>::infinity();
  session.apply(blocks);
  session.wait();
  ASSERT_NE(units(), nullptr);
  const auto& check = session.snapshot().check;
  ASSERT_TRUE(check) << "buildings stand in the way of roads";
  EXPECT_GE(check->findings->size(), 10U);
  EXPECT_EQ(check->checked.get(), units());
  for (const analysis::Finding& finding : *check->findings) {
    EXPECT_TRUE(finding.row == analysis::no_row || finding.row < units()->size());
    EXPECT_TRUE(geo::is_finite(finding.place));
  }
  session.apply(Undo{});
  session.wait();
  EXPECT_FALSE(session.snapshot().check) << "its layer is gone";
}

TEST_F(UnitMaking, DoNotTakeAChangedPlanAway) {
  open({"communities.geojson", "buildings.shp", "units.geojson", "grids.geojson"});
  session.apply(AssignUnits{{0, 1, 2}, model::unassigned});
  ASSERT_TRUE(session.snapshot().plan->changed);
  const auto plan = session.snapshot().plan->plan;
  session.apply(wish());
  session.wait();
  EXPECT_EQ(session.snapshot().plan->plan, plan);
  ASSERT_FALSE(session.snapshot().notices.empty());
  EXPECT_EQ(session.snapshot().notices.back().code, ErrorCode::conflict);
}

TEST_F(UnitMaking, BarriersPartNeighboursUntilTheyAreTakenAway) {
  open({"units.geojson", "grids.geojson", "roads.geojson"});
  ASSERT_TRUE(session.snapshot().plan);
  const auto pairs = [this] {
    std::size_t sides = 0;
    const auto& ground = *session.snapshot().plan->ground;
    for (std::uint32_t unit = 0; unit < ground.size(); ++unit) {
      sides += ground.graph.of(unit).size();
    }
    return sides / 2;
  };
  const std::size_t before = pairs();
  session.apply(SetBarriers{lines(), model::no_layer, {}});
  session.wait();
  const auto parted = session.snapshot().plan;
  EXPECT_GT(parted->ground->neighbours_cut, 0U);
  EXPECT_EQ(pairs() + parted->ground->neighbours_cut, before);
  EXPECT_GT(parted->ground->closed_borders.size(), 0U);
  EXPECT_EQ(parted->barriers.barriers, lines());
  std::size_t pieces = 0, pieces_before = 0;
  for (const auto& grid : *parted->figures) pieces += grid.pieces;
  session.apply(SetBarriers{});
  session.wait();
  EXPECT_EQ(pairs(), before);
  EXPECT_EQ(session.snapshot().plan->ground->neighbours_cut, 0U);
  for (const auto& grid : *session.snapshot().plan->figures) pieces_before += grid.pieces;
  EXPECT_GE(pieces, pieces_before);

  // What was cut while there were barriers stands on the ground of now when it is done again.
  session.apply(SetBarriers{lines(), model::no_layer, {}});
  session.wait();
  session.apply(CloseLayer{lines().front()});
  session.wait();
  EXPECT_EQ(pairs(), before) << "a layer that is closed parts nobody";
}

}  // namespace
}  // namespace wangge::session
