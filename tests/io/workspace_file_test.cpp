// Everything in one GeoPackage, and back.
#include "io/workspace_file.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>

#include <filesystem>
#include <fstream>
#include <random>

#include "io/read.h"
#include "io/sample_layer.h"
#include "io/sqlite.h"
#include "model/code_table.h"

namespace wangge::io {
namespace {

namespace fs = std::filesystem;
using model::GridIndex;
using model::LayerId;
using model::UnitIndex;

const geo::Crs zhuhai = geo::Crs::from_text("EPSG:4547").value();

/// `side` x `side` squares of 100 m that share their borders.
model::Layer squares(int side) {
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

model::LayerPtr shared(model::Layer layer) {
  return std::make_shared<const model::Layer>(std::move(layer));
}

model::Plan plan_of(const model::Layer& units, std::size_t grids) {
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
  for (std::size_t i = 0; i < units.size(); ++i) plan.grid_of_unit.push_back(GridIndex(i % grids));
  plan.locked_units.assign(units.size(), 0);
  plan.locked_units[1] = 1;
  return plan;
}

/// A step that can be taken from `plan`, at random.
model::PlanEdit random_edit(const model::Plan& plan, std::mt19937& random) {
  const auto below = [&random](std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
  };
  model::Plan other = plan;
  for (int i = 0; i < 5; ++i) {
    other.grid_of_unit[below(other.grid_of_unit.size())] =
        below(9) == 0 ? model::unassigned : GridIndex(below(other.grids.size()));
  }
  if (below(4) == 0)
    other.grids[below(other.grids.size())].theme = "主题" + std::to_string(below(99));
  if (below(6) == 0) {
    other.grids.push_back({"N" + std::to_string(below(10'000)), "新", "", ""});
    other.grid_of_unit[below(other.grid_of_unit.size())] = GridIndex(other.grids.size() - 1);
  }
  if (below(6) == 0) other.locked_units[below(other.grid_of_unit.size())] ^= 1;
  if (below(9) == 0) other.name += "改";
  return model::difference(plan, other, "步骤 " + std::to_string(below(1000)));
}

/// A workspace with something of everything.
WorkspaceState sample_state(std::mt19937& random, int side = 6, int edits = 40) {
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
  state.layers = {{LayerId{4}, shared(buildings), true, 0.5F},
                  {LayerId{2}, units, false, 1},
                  {LayerId{9}, shared(table), true, 1},
                  {LayerId{7}, lines, true, 0.25F}};
  state.rasters = {{LayerId{5}, "/data/影像.tif", "影像", true, 0.75F, true}};
  state.units = LayerId{2};
  model::Plan plan = plan_of(*units, 4);
  state.kept_plans = {std::make_shared<const model::Plan>(plan)};
  for (int i = 0; i < edits; ++i) {
    if (i == edits / 2) {
      model::LayerEdit update{"更新", LayerId{7}, {}, {}};
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

void expect_same(const model::Layer& a, const model::Layer& b) {
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

void expect_same(const WorkspaceState& a, const WorkspaceState& b) {
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

TEST_F(WorkspaceFileTest, GivesBackEverything) {
  for (const int side : {1, 3, 8}) {
    const WorkspaceState state = sample_state(random, std::max(side, 2), 10 * side);
    make(state);
    auto opened = open();
    ASSERT_TRUE(opened) << to_text(opened.error());
    EXPECT_TRUE(opened->warnings.empty());
    EXPECT_FALSE(opened->draft);
    expect_same(state, opened->saved);
  }
  EXPECT_EQ(folder.entries(), 1U) << "nothing lies beside the file once it is closed";
}

TEST_F(WorkspaceFileTest, KeepsAnEmptyWorkspace) {
  make({});
  auto opened = open();
  ASSERT_TRUE(opened) << to_text(opened.error());
  expect_same(WorkspaceState(), opened->saved);
}

TEST_F(WorkspaceFileTest, KeepsEveryLayerVersionOnce) {
  WorkspaceState state = sample_state(random);
  const std::size_t edits = state.edits.size();
  auto file = make(state);
  // The version after the update is the one that is open: four layers and the one before.
  EXPECT_EQ(count("SELECT count(*) FROM wangge_piece WHERE kind = 'layer'"), 5);
  EXPECT_EQ(count("SELECT count(*) FROM wangge_piece WHERE kind = 'edit'"),
            static_cast<std::int64_t>(edits));
  EXPECT_EQ(count("SELECT count(*) FROM wangge_piece WHERE kind = 'units'"), 1);
}

TEST_F(WorkspaceFileTest, WritesOnlyWhatChanged) {
  WorkspaceState state = sample_state(random);
  auto file = make(state);
  const auto seen = [&] {
    return count("SELECT group_concat(rootpage) FROM sqlite_master WHERE name = 'units'");
  };
  const std::int64_t before = seen(), edits = count("SELECT max(id) FROM wangge_piece");
  const auto edit = random_edit(*state.plan, random);
  state.edits.resize(state.cursor);
  state.edits.push_back(std::make_shared<const model::Edit>(edit));
  ++state.cursor;
  state.plan = std::make_shared<const model::Plan>(model::apply(*state.plan, edit));
  ASSERT_TRUE(file.save(state, nullptr, false, progress));
  EXPECT_EQ(seen(), before) << "the table of the units was not made anew";
  EXPECT_EQ(count("SELECT count(*) FROM wangge_piece WHERE id > " + std::to_string(edits)), 2)
      << "the edit and the plan are new";
  auto opened = open();
  ASSERT_TRUE(opened) << to_text(opened.error());
  expect_same(state, opened->saved);
}

TEST_F(WorkspaceFileTest, KeepsLayersThatCameChangedAndWent) {
  WorkspaceState state = sample_state(random);
  auto file = make(state);
  // One goes, one changes with an edit that remembers it, one comes.
  state.layers.erase(state.layers.begin() + 2);
  model::LayerEdit edit{"改", LayerId{4}, {}, {}};
  edit.before.layer = state.layers[0].layer;
  model::Layer changed = *state.layers[0].layer;
  changed.table.columns.erase(changed.table.columns.begin() + 3);
  edit.after.layer = shared(changed);
  state.layers[0].layer = edit.after.layer;
  state.edits.resize(state.cursor);
  state.edits.push_back(std::make_shared<const model::Edit>(edit));
  ++state.cursor;
  state.layers.push_back({LayerId{12}, shared(sample_layer(geo::Kind::points)), true, 1});
  ASSERT_TRUE(file.save(state, nullptr, false, progress));
  {
    auto opened = open();
    ASSERT_TRUE(opened) << to_text(opened.error());
    expect_same(state, opened->saved);
    // Undone: the version before is open again, out of the bytes.
    state = opened->saved;
    state.layers[0].layer = std::get<model::LayerEdit>(*state.edits.back()).before.layer;
    --state.cursor;
    ASSERT_TRUE(opened->file.save(state, nullptr, false, progress));
  }
  auto opened = open();
  ASSERT_TRUE(opened) << to_text(opened.error());
  expect_same(state, opened->saved);
}

TEST_F(WorkspaceFileTest, TheDraftStandsBesideWhatWasSaved) {
  const WorkspaceState saved = sample_state(random);
  WorkspaceState state = saved;
  {
    auto file = make(state);
    for (int i = 0; i < 20; ++i) {
      const auto edit = random_edit(*state.plan, random);
      state.edits.resize(state.cursor);
      state.edits.push_back(std::make_shared<const model::Edit>(edit));
      ++state.cursor;
      state.plan = std::make_shared<const model::Plan>(model::apply(*state.plan, edit));
      ASSERT_TRUE(file.keep_draft(state, 1000 + i, static_cast<std::size_t>(i) + 1));
    }
  }
  auto opened = open();
  ASSERT_TRUE(opened) << to_text(opened.error());
  expect_same(saved, opened->saved);
  ASSERT_TRUE(opened->draft);
  EXPECT_EQ(opened->draft->at, 1019);
  EXPECT_EQ(opened->draft->steps, 20U);
  expect_same(state, opened->draft->state);
  // Layers that both have are the same ones.
  EXPECT_EQ(opened->saved.layers[0].layer, opened->draft->state.layers[0].layer);
  ASSERT_TRUE(opened->file.drop_draft());
  auto again = open();
  ASSERT_TRUE(again);
  EXPECT_FALSE(again->draft);
  expect_same(saved, again->saved);
}

TEST_F(WorkspaceFileTest, AJournalNeedsNoSave) {
  const WorkspaceState state = sample_state(random);
  {
    auto file = WorkspaceFile::make_journal(folder / "w.gpkg");
    ASSERT_TRUE(file) << to_text(file.error());
    ASSERT_TRUE(file->keep_draft(state, 5, 3));
  }
  const auto rights = fs::status(folder / "w.gpkg").permissions();
  EXPECT_EQ(rights & (fs::perms::group_all | fs::perms::others_all), fs::perms::none);
  auto opened = open();
  ASSERT_TRUE(opened) << to_text(opened.error());
  ASSERT_TRUE(opened->draft);
  expect_same(state, opened->draft->state);
  ASSERT_TRUE(opened->file.save(state, nullptr, false, progress));
}

TEST_F(WorkspaceFileTest, OtherProgramsReadTheLayersAsTheyAre) {
  WorkspaceState state = sample_state(random);
  const auto coverage = model::Coverage::build(state.layers[1].layer->geometry);
  {
    auto made = WorkspaceFile::make(folder / "w.gpkg", state, &coverage, progress);
    ASSERT_TRUE(made) << to_text(made.error());
  }
  ReadOptions options;
  options.target_crs = zhuhai;
  const auto read = read_file(folder / "w.gpkg", options, progress);
  ASSERT_TRUE(read) << to_text(read.error());
  std::map<std::string, model::LayerPtr> by_name;
  for (const auto& layer : read->layers) by_name[layer->name] = layer;
  for (const char* name : {"units", "buildings", "plan_grids"}) {
    ASSERT_TRUE(by_name.contains(name)) << name;
  }
  EXPECT_FALSE(by_name.contains("wangge_piece"));
  EXPECT_EQ(by_name["units"]->geometry, state.layers[1].layer->geometry);
  EXPECT_EQ(by_name["units"]->source.crs, "EPSG:4547");
  EXPECT_EQ(by_name["buildings"]->table.columns.at(3), state.layers[0].layer->table.columns.at(3))
      << "times";
  // The grids of the plan: without gaps and overlaps they cover what their units cover.
  double area = 0;
  const model::Layer& grids = *by_name["plan_grids"];
  EXPECT_EQ(grids.size(), state.plan->grids.size());
  for (std::size_t g = 0; g < grids.size(); ++g) area += geo::polygon_area(grids.geometry, g);
  double expected = 0;
  for (std::size_t u = 0; u < state.plan->grid_of_unit.size(); ++u) {
    if (state.plan->grid_of_unit[u] == model::unassigned) continue;
    expected += geo::polygon_area(state.layers[1].layer->geometry, u);
  }
  EXPECT_NEAR(area, expected, 1e-6 * expected);
}

TEST_F(WorkspaceFileTest, OgrinfoHasNothingToComplainAbout) {
  if (std::system("command -v ogrinfo >/dev/null") != 0) GTEST_SKIP() << "ogrinfo is missing";
  make(sample_state(random));
  const std::string command = "ogrinfo -al -so '" + (folder / "w.gpkg") + "' >'" +
                              (folder / "out") + "' 2>'" + (folder / "complaints") + "'";
  ASSERT_EQ(std::system(command.c_str()), 0);
  EXPECT_EQ(fs::file_size(folder / "complaints"), 0U);
  std::ifstream out(folder / "out");
  const std::string text((std::istreambuf_iterator<char>(out)), {});
  EXPECT_NE(text.find("Layer name: units"), std::string::npos) << text;
  EXPECT_NE(text.find("Feature Count: 36"), std::string::npos);
  EXPECT_NE(text.find("电梯: Integer(Boolean)"), std::string::npos);
  EXPECT_NE(text.find("建成时间: DateTime"), std::string::npos);
}

TEST_F(WorkspaceFileTest, TakesOverWhatAnotherProgramChanged) {
  const WorkspaceState state = sample_state(random);
  make(state);
  {
    auto database = Database::open(folder / "w.gpkg", Database::Mode::write);
    database->run("ALTER TABLE sample ADD COLUMN x");
    if (const auto none = database->take_failure(); !none) {
    }
    database->run("UPDATE \"units\" SET \"编号\" = 'neu' WHERE fid = 3");
    database->run("ALTER TABLE buildings ADD COLUMN remark TEXT");
    database->run("UPDATE buildings SET remark = 'seen' WHERE fid = 2");
    database->run("DELETE FROM buildings WHERE fid = 1");
    ASSERT_TRUE(database->take_failure());
  }
  auto opened = open();
  ASSERT_TRUE(opened) << to_text(opened.error());
  EXPECT_EQ(opened->saved.layers[1].layer->table.columns[0].text(2), "neu");
  const model::Layer& buildings = *opened->saved.layers[0].layer;
  EXPECT_EQ(buildings.size(), 2U);
  EXPECT_EQ(buildings.table.columns.back().name, "remark");
  EXPECT_EQ(buildings.table.columns.back().text(0), "seen");
  EXPECT_EQ(buildings.geometry.size(), 2U);
}

TEST_F(WorkspaceFileTest, APlanWhoseUnitsAreGoneIsKept) {
  const WorkspaceState state = sample_state(random);
  make(state);
  {
    auto database = Database::open(folder / "w.gpkg", Database::Mode::write);
    database->run("DELETE FROM \"units\" WHERE fid = 3");
    ASSERT_TRUE(database->take_failure());
  }
  auto opened = open();
  ASSERT_TRUE(opened) << to_text(opened.error());
  EXPECT_EQ(opened->saved.plan, nullptr);
  ASSERT_EQ(opened->saved.kept_plans.size(), 2U);
  EXPECT_EQ(*opened->saved.kept_plans.back(), *state.plan);
  EXPECT_FALSE(opened->warnings.empty());
}

// What can go wrong. Each ends in one sentence, and the old file is as it was.

TEST_F(WorkspaceFileTest, ForeignAndBrokenFilesAreNamed) {
  const auto code_of = [&](const std::string& name) {
    const auto opened = open(name);
    EXPECT_FALSE(opened) << name;
    return opened ? ErrorCode::failed : opened.error().code;
  };
  EXPECT_EQ(code_of("missing.gpkg"), ErrorCode::not_found);
  folder.put("text.gpkg", "This is no database, whatever its name says.");
  EXPECT_EQ(code_of("text.gpkg"), ErrorCode::not_a_map_file);
  folder.put("empty.gpkg", "");
  EXPECT_EQ(code_of("empty.gpkg"), ErrorCode::not_a_map_file);
  make(sample_state(random));
  {
    auto database = Database::open(folder / "w.gpkg", Database::Mode::write);
    database->run("UPDATE wangge_meta SET value = 2 WHERE key = 'format'");
  }
  EXPECT_EQ(code_of("w.gpkg"), ErrorCode::unsupported);
}

TEST_F(WorkspaceFileTest, ATruncatedFileIsBrokenWhereverItEnds) {
  make(sample_state(random, 12));
  const auto whole = fs::file_size(folder / "w.gpkg");
  for (int tenth = 1; tenth < 10; ++tenth) {
    fs::copy_file(folder / "w.gpkg", folder / "cut.gpkg", fs::copy_options::overwrite_existing);
    fs::resize_file(folder / "cut.gpkg", whole * static_cast<std::uintmax_t>(tenth) / 10);
    const auto opened = open("cut.gpkg");
    ASSERT_FALSE(opened) << tenth;
    EXPECT_TRUE(opened.error().code == ErrorCode::broken ||
                opened.error().code == ErrorCode::not_a_map_file)
        << to_text(opened.error());
  }
}

TEST_F(WorkspaceFileTest, NoDamageToABodyDoesMoreThanBreakTheFile) {
  make(sample_state(random, 4, 12));
  std::string bytes;
  {
    std::ifstream in(folder / "w.gpkg", std::ios::binary);
    bytes.assign(std::istreambuf_iterator<char>(in), {});
  }
  std::uniform_int_distribution<std::size_t> place(100, bytes.size() - 1);
  for (int round = 0; round < 300; ++round) {
    std::string damaged = bytes;
    for (int i = 0; i < 4; ++i) damaged[place(random)] = static_cast<char>(random());
    folder.put("d.gpkg", damaged);
    const auto opened = open("d.gpkg");  // must come back, whatever it says
    if (!opened) {
      EXPECT_FALSE(to_text(opened.error()).empty());
    }
  }
}

TEST_F(WorkspaceFileTest, AFullDiskLeavesTheOldFile) {
  const WorkspaceState small = sample_state(random, 3, 4);
  auto file = make(small);
  ASSERT_TRUE(file.save(small, nullptr, false, progress));
  WorkspaceState large = sample_state(random, 60, 4);
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  signal(SIGXFSZ, SIG_IGN);
  rlimit tight = before;
  tight.rlim_cur = fs::file_size(folder / "w.gpkg") + 20'000;
  setrlimit(RLIMIT_FSIZE, &tight);
  const auto saved = file.save(large, nullptr, false, progress);
  const auto made = WorkspaceFile::make(folder / "w.gpkg", large, nullptr, progress);
  setrlimit(RLIMIT_FSIZE, &before);
  ASSERT_FALSE(saved);
  EXPECT_EQ(saved.error().code, ErrorCode::no_space) << to_text(saved.error());
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, ErrorCode::no_space) << to_text(made.error());
  auto opened = open();
  ASSERT_TRUE(opened) << to_text(opened.error());
  expect_same(small, opened->saved);
  // With space again the same file takes the save.
  ASSERT_TRUE(file.save(large, nullptr, false, progress));
}

TEST_F(WorkspaceFileTest, WhatMayNotBeWrittenIsNotWritten) {
  if (geteuid() == 0) GTEST_SKIP() << "root may write everywhere";
  const WorkspaceState state = sample_state(random, 3, 4);
  make(state);
  fs::permissions(folder / "w.gpkg", fs::perms::owner_read);
  {
    auto opened = open();
    ASSERT_TRUE(opened) << to_text(opened.error());
    EXPECT_TRUE(opened->file.read_only());
    const auto saved = opened->file.save(state, nullptr, false, progress);
    ASSERT_FALSE(saved);
    EXPECT_EQ(saved.error().code, ErrorCode::no_permission);
  }
  fs::permissions(folder.path(), fs::perms::owner_read | fs::perms::owner_exec);
  const auto made = WorkspaceFile::make(folder / "n.gpkg", state, nullptr, progress);
  fs::permissions(folder.path(), fs::perms::owner_all);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, ErrorCode::no_permission);
}

TEST_F(WorkspaceFileTest, TwoWindowsNeverOverwriteEachOther) {
  WorkspaceState state = sample_state(random, 3, 4);
  make(state);
  auto one = open(), two = open();
  ASSERT_TRUE(one && two);
  state = one->saved;
  state.settings["balance.tolerance"] = {0.2};
  ASSERT_TRUE(one->file.save(state, nullptr, false, progress));
  WorkspaceState other = two->saved;
  other.settings["balance.tolerance"] = {0.3};
  for (const auto& refused :
       {two->file.save(other, nullptr, false, progress), two->file.keep_draft(other, 1, 1)}) {
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::conflict);
  }
  auto opened = open();
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->saved.settings.at("balance.tolerance"), std::vector<double>{0.2});
}

TEST_F(WorkspaceFileTest, ALockedFileIsAConflict) {
  WorkspaceState state = sample_state(random, 3, 4);
  auto file = make(state);
  auto other = Database::open(folder / "w.gpkg", Database::Mode::write);
  ASSERT_TRUE(other);
  Transaction held(*other);
  state.settings["a"] = {1};
  const auto saved = file.save(state, nullptr, false, progress);
  ASSERT_FALSE(saved);
  EXPECT_EQ(saved.error().code, ErrorCode::conflict);
}

}  // namespace
}  // namespace wangge::io
