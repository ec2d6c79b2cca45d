// Other programs read the GeoPackage of a workspace, and change it.
#include <gdal_priv.h>

#include <filesystem>
#include <fstream>

#include "io/read.h"
#include "workspace_sample.h"

namespace wangge::io {
namespace {

namespace fs = std::filesystem;

/// What another program does to the file.
void in_gdal(const std::string& path, std::initializer_list<const char*> commands) {
  GDALAllRegister();
  const std::unique_ptr<GDALDataset> file(
      GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE));
  ASSERT_NE(file, nullptr);
  for (const char* command : commands) {
    file->ReleaseResultSet(file->ExecuteSQL(command, nullptr, nullptr));
    EXPECT_STREQ(CPLGetLastErrorMsg(), "") << command;
  }
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
  const std::string command = "ogrinfo -al '" + (folder / "w.gpkg") + "' >'" + (folder / "out") +
                              "' 2>'" + (folder / "complaints") + "'";
  ASSERT_EQ(std::system(command.c_str()), 0);
  EXPECT_EQ(fs::file_size(folder / "complaints"), 0U);
  std::ifstream out(folder / "out");
  const std::string text((std::istreambuf_iterator<char>(out)), {});
  EXPECT_NE(text.find("Layer name: units"), std::string::npos) << text;
  EXPECT_NE(text.find("Feature Count: 36"), std::string::npos);
  EXPECT_NE(text.find("电梯: Integer(Boolean)"), std::string::npos);
  EXPECT_NE(text.find("建成时间: DateTime"), std::string::npos);
}

TEST_F(WorkspaceFileTest, TheSpatialIndexFollowsWhatOtherProgramsDo) {
  make(sample_state(random));
  EXPECT_EQ(count("SELECT count(*) FROM rtree_units_geom"), 36);
  in_gdal(folder / "w.gpkg", {"DELETE FROM units WHERE fid IN (3, 7)"});
  EXPECT_EQ(count("SELECT count(*) FROM rtree_units_geom"), 34);
  EXPECT_EQ(count("SELECT count(*) FROM rtree_units_geom WHERE id IN (3, 7)"), 0);
  EXPECT_EQ(count("SELECT rtreecheck('main', 'rtree_units_geom') = 'ok'"), 1);
}

TEST_F(WorkspaceFileTest, TakesOverWhatAnotherProgramChanged) {
  const WorkspaceState state = sample_state(random);
  make(state);
  in_gdal(folder / "w.gpkg", {"UPDATE units SET 编号 = 'neu' WHERE fid = 3",
                              "ALTER TABLE buildings ADD COLUMN remark TEXT",
                              "UPDATE buildings SET remark = 'seen' WHERE fid = 2",
                              "DELETE FROM buildings WHERE fid = 1"});
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
  in_gdal(folder / "w.gpkg", {"DELETE FROM units WHERE fid = 3"});
  auto opened = open();
  ASSERT_TRUE(opened) << to_text(opened.error());
  EXPECT_EQ(opened->saved.plan, nullptr);
  ASSERT_EQ(opened->saved.kept_plans.size(), 2U);
  EXPECT_EQ(*opened->saved.kept_plans.back(), *state.plan);
  EXPECT_FALSE(opened->warnings.empty());
}

// What can go wrong. Each ends in one sentence, and the old file is as it was.

}  // namespace
}  // namespace wangge::io
