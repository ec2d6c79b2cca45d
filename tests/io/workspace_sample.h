#pragma once

#include <gtest/gtest.h>

#include <random>

#include "io/sample_layer.h"
#include "io/sqlite.h"
#include "io/workspace_file.h"
#include "model/code_table.h"
#include "support/test_folder.h"

namespace wangge::io {

inline const geo::Crs zhuhai = geo::Crs::from_text("EPSG:4547").value();

/// `side` x `side` squares of 100 m that share their borders.
inline model::Layer squares(int side) {
  model::Layer layer;
  layer.name = "units";
  layer.role = model::Role::units;
  layer.geometry = geo::PackedGeometry(geo::Kind::polygons);
  model::TextsBuilder ids;
  for (int i = 0; i < side * side; ++i) {
    const double x = 453'000 + 100 * (i % side), y = 2'463'000 + 100 * (i / side);
    layer.geometry.add_ring_feature(
        std::vector<geo::Point>{{x, y}, {x + 100, y}, {x + 100, y + 100}, {x, y + 100}, {x, y}});
    ids.push_back("U" + std::to_string(i));
  }
  layer.table.columns.push_back({"编号", std::move(ids).build(), {}});
  layer.table.rows = static_cast<std::size_t>(side) * static_cast<std::size_t>(side);
  layer.mapping.set(model::Field::id, 0);
  layer.extent = layer.geometry.box();
  return layer;
}

inline model::LayerPtr shared(model::Layer layer) {
  return std::make_shared<const model::Layer>(std::move(layer));
}

inline model::Plan plan_of(const model::Layer& units, std::size_t grids) {
  model::Plan plan;
  plan.name = "2026 年方案";
  plan.valid_from = from_civil({2026, 1, 1});
  for (std::size_t g = 0; g < grids; ++g) {
    plan.grids.push_back(
        {"G" + std::to_string(g), "第" + std::to_string(g) + "网格", "南坑社区", "老旧小区"});
    plan.grids.back().strategy = "逐户走访";
    plan.grids.back().officers = "网格长 张三";
    plan.grids.back().stars = static_cast<int>(g % 6);
    plan.grids.back().colour = static_cast<std::uint16_t>(g % 6);
  }
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < units.size(); ++i) ids.push_back(units.table.columns[0].text(i));
  plan.unit_ids = ids;
  for (std::size_t i = 0; i < units.size(); ++i)
    plan.grid_of_unit.push_back(model::GridIndex(i % grids));
  plan.locked_units.assign(units.size(), 0);
  plan.locked_units[1] = 1;
  return plan;
}

/// A step that can be taken from `plan`, at random.
inline model::PlanEdit random_edit(const model::Plan& plan, std::mt19937& random) {
  const auto below = [&random](std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
  };
  model::Plan other = plan;
  for (int i = 0; i < 5; ++i) {
    other.grid_of_unit[below(other.grid_of_unit.size())] =
        below(9) == 0 ? model::unassigned : model::GridIndex(below(other.grids.size()));
  }
  if (below(4) == 0)
    other.grids[below(other.grids.size())].theme = "主题" + std::to_string(below(99));
  if (below(6) == 0) {
    other.grids.push_back({"N" + std::to_string(below(10'000)), "新", "", ""});
    other.grid_of_unit[below(other.grid_of_unit.size())] = model::GridIndex(other.grids.size() - 1);
  }
  if (below(6) == 0) other.locked_units[below(other.grid_of_unit.size())] ^= 1;
  if (below(9) == 0) other.name += "改";
  return model::difference(plan, other, "步骤 " + std::to_string(below(1000)));
}

/// A workspace with something of everything.
inline WorkspaceState sample_state(std::mt19937& random, int side = 6, int edits = 40) {
  WorkspaceState state;
  state.crs = zhuhai;
  state.demo = true;
  const auto units = shared(squares(side));
  model::Layer buildings = sample_layer();
  buildings.role = model::Role::buildings;
  buildings.source.path = "/data/建筑.shp";
  buildings.source.warnings = {"3 rows were left out."};
  buildings.source.numbers_in = geo::Crs::gcj02();
  buildings.source.encodings = {{"GB18030", 0.9, true, "南坑"}};
  buildings.table.columns[1] =
      model::with_texts(buildings.table.columns[1], {{"7", "七层"}, {"33", "三十三层"}});
  model::Layer table = sample_layer(geo::Kind::points);
  table.name = "buildings";  // as another one is called
  table.geometry = geo::PackedGeometry(geo::Kind::points);
  for (int i = 0; i < 3; ++i) table.geometry.end_feature();
  table.extent = table.geometry.box();
  table.table.columns[0].name = "fid", table.table.columns[1].name = "Geom";
  table.table.columns[2].name = "FID";
  const auto lines = shared(sample_layer(geo::Kind::lines));
  state.layers = {{model::LayerId{4}, shared(buildings), true, 0.5F},
                  {model::LayerId{2}, units, false, 1},
                  {model::LayerId{9}, shared(table), true, 1},
                  {model::LayerId{7}, lines, true, 0.25F}};
  state.rasters = {{model::LayerId{5}, "/data/影像.tif", "影像", true, 0.75F, true}};
  state.units = model::LayerId{2};
  model::Plan plan = plan_of(*units, 4);
  state.kept_plans = {std::make_shared<const model::Plan>(plan)};
  for (int i = 0; i < edits; ++i) {
    if (i == edits / 2) {
      model::LayerEdit update{"更新", model::LayerId{7}, {}, {}};
      update.before.layer = shared(sample_layer(geo::Kind::lines));
      update.after.layer = lines;
      state.edits.push_back(std::make_shared<const model::Edit>(update));
    }
    const model::PlanEdit edit = random_edit(plan, random);
    plan = model::apply(plan, edit);
    state.edits.push_back(std::make_shared<const model::Edit>(edit));
  }
  state.cursor = state.edits.size();
  for (int undone = 0; undone < std::min(3, edits / 2); ++undone) {
    const model::Edit& last = *state.edits[--state.cursor];
    plan = model::apply(plan, model::inverse(std::get<model::PlanEdit>(last)));
  }
  state.plan = std::make_shared<const model::Plan>(plan);
  state.settings = {{"balance.tolerance", {0.05}}, {"barriers", {4, 7}}};
  return state;
}

inline void expect_same(const model::Layer& a, const model::Layer& b) {
  EXPECT_EQ(a.name, b.name);
  EXPECT_EQ(a.role, b.role);
  EXPECT_EQ(a.mapping, b.mapping);
  EXPECT_EQ(a.table, b.table);
  EXPECT_EQ(model::code_tables(a.table), model::code_tables(b.table));
  EXPECT_EQ(model::without_texts(a.table), model::without_texts(b.table));
  EXPECT_EQ(a.geometry, b.geometry);
  EXPECT_EQ(a.extent, b.extent);
  EXPECT_EQ(a.source.path, b.source.path);
  EXPECT_EQ(a.source.warnings, b.source.warnings);
  EXPECT_EQ(a.source.encodings, b.source.encodings);
  EXPECT_EQ(a.source.numbers_in, b.source.numbers_in);
}

inline void expect_same(const WorkspaceState& a, const WorkspaceState& b) {
  EXPECT_EQ(a.crs, b.crs);
  EXPECT_EQ(a.demo, b.demo);
  ASSERT_EQ(a.layers.size(), b.layers.size());
  for (std::size_t i = 0; i < a.layers.size(); ++i) {
    EXPECT_EQ(a.layers[i].id, b.layers[i].id);
    EXPECT_EQ(a.layers[i].visible, b.layers[i].visible);
    EXPECT_EQ(a.layers[i].opacity, b.layers[i].opacity);
    expect_same(*a.layers[i].layer, *b.layers[i].layer);
  }
  EXPECT_EQ(a.rasters, b.rasters);
  EXPECT_EQ(a.units, b.units);
  ASSERT_EQ(a.plan != nullptr, b.plan != nullptr);
  if (a.plan) {
    EXPECT_EQ(*a.plan, *b.plan);
  }
  ASSERT_EQ(a.kept_plans.size(), b.kept_plans.size());
  for (std::size_t i = 0; i < a.kept_plans.size(); ++i) {
    EXPECT_EQ(*a.kept_plans[i], *b.kept_plans[i]);
  }
  EXPECT_EQ(a.cursor, b.cursor);
  EXPECT_EQ(a.settings, b.settings);
  ASSERT_EQ(a.edits.size(), b.edits.size());
  for (std::size_t i = 0; i < a.edits.size(); ++i) {
    ASSERT_EQ(a.edits[i]->index(), b.edits[i]->index());
    if (const auto* plan = std::get_if<model::PlanEdit>(a.edits[i].get())) {
      EXPECT_EQ(*plan, std::get<model::PlanEdit>(*b.edits[i]));
    } else if (const auto* layer = std::get_if<model::LayerEdit>(a.edits[i].get())) {
      const auto& other = std::get<model::LayerEdit>(*b.edits[i]);
      EXPECT_EQ(layer->label, other.label);
      EXPECT_EQ(layer->layer, other.layer);
      expect_same(*layer->before.layer, *other.before.layer);
      expect_same(*layer->after.layer, *other.after.layer);
    }
  }
}

class WorkspaceFileTest : public testing::Test {
 protected:
  WorkspaceFile make(const WorkspaceState& state, const std::string& name = "w.gpkg") {
    auto made = WorkspaceFile::make(folder / name, state, nullptr, progress);
    EXPECT_TRUE(made) << to_text(made.error());
    return std::move(*made);
  }
  Result<WorkspaceFile::Opened> open(const std::string& name = "w.gpkg") {
    return WorkspaceFile::open(folder / name, {}, progress);
  }
  std::int64_t count(const std::string& sql) {
    auto database = Database::open(folder / "w.gpkg", Database::Mode::read);
    return database->number(sql);
  }

  std::mt19937 random{7};
  TestFolder folder;
  Progress progress;
};

}  // namespace wangge::io
