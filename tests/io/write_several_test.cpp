#include "io/write_several.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "io/read.h"
#include "rich_layer.h"
#include "seen_by_gdal.h"
#include "support/test_folder.h"

namespace wangge::io {
namespace {

namespace fs = std::filesystem;

const geo::Crs zhuhai = geo::Crs::from_text("EPSG:4547").value();

std::vector<LayerToWrite> three() {
  std::vector<LayerToWrite> layers;
  for (const geo::Kind kind : {geo::Kind::points, geo::Kind::lines, geo::Kind::polygons}) {
    layers.push_back({std::make_shared<const model::Layer>(rich_layer(kind))});
  }
  layers[1].name = "道路";
  layers[1].fields = {{"名称", "name"}};
  layers[1].about = {"只有道路。"};
  return layers;
}

class OneFile : public testing::TestWithParam<const char*> {};

TEST_P(OneFile, HoldsAllLayersUnderNamesOfTheirOwn) {
  const TestFolder folder;
  Progress progress;
  const std::string path = folder / ("a." + std::string(GetParam()));
  WriteOptions options;
  options.about = {"全部"};
  const auto report = write_layers(three(), zhuhai, path, options, progress);
  ASSERT_TRUE(report) << to_text(report.error());
  EXPECT_EQ(report->features, 15U);
  EXPECT_EQ(folder.entries(), 1U);
  const SeenByGdal seen(path);
  ASSERT_GE(seen.layers(), 3);
  EXPECT_EQ(seen.name(0), "南坑 建筑物");
  EXPECT_EQ(seen.name(1), "道路");
  EXPECT_EQ(seen.name(2), "南坑 建筑物_2");
  EXPECT_GE(seen.layer(1).GetLayerDefn()->GetFieldIndex("name"), 0);
  EXPECT_LT(seen.layer(1).GetLayerDefn()->GetFieldIndex("层数"), 0);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(seen.layer(i).GetFeatureCount(), 5) << i;
}

TEST_P(OneFile, IsAllOrNothing) {
  const TestFolder folder;
  Progress progress;
  auto layers = three();
  layers[2].fields = {{"nothing", ""}};
  const std::string path = folder / ("a." + std::string(GetParam()));
  EXPECT_FALSE(write_layers(layers, zhuhai, path, {}, progress));
  EXPECT_EQ(folder.entries(), 0U);
}

INSTANTIATE_TEST_SUITE_P(Formats, OneFile, testing::Values("gpkg", "xlsx", "kml"));

TEST(OneFileOfOneLayer, RefusesSeveral) {
  const TestFolder folder;
  Progress progress;
  for (const char* name : {"a.shp", "a.csv", "a.geojson", "a.fgb", "a.dxf"}) {
    const auto report = write_layers(three(), zhuhai, folder / name, {}, progress);
    ASSERT_FALSE(report) << name;
    EXPECT_EQ(report.error().code, ErrorCode::unsupported);
  }
  EXPECT_FALSE(write_layers({}, zhuhai, folder / "a.gpkg", {}, progress));
}

TEST(Folder, HoldsAFileForEachLayerAndOneFaultSparesTheOthers) {
  const TestFolder folder;
  Progress progress;
  auto layers = three();
  layers[1].fields = {{"nothing", ""}};
  layers.push_back({layers[0].layer, "a/b:c"});
  WriteOptions options;
  options.format = "ESRI Shapefile";
  const auto files = write_layers_into_folder(layers, zhuhai, folder.path(), options, progress);
  ASSERT_EQ(files.size(), 4U);
  EXPECT_TRUE(files[0].report) << to_text(files[0].report.error());
  EXPECT_FALSE(files[1].report);
  EXPECT_TRUE(files[2].report) << to_text(files[2].report.error());
  EXPECT_EQ(files[0].path, folder / "南坑 建筑物.shp");
  EXPECT_EQ(files[2].path, folder / "南坑 建筑物_2.shp");
  EXPECT_EQ(files[3].path, folder / "a_b_c.shp");
  for (const std::size_t i : {0, 2, 3}) {
    EXPECT_TRUE(read_file(files[i].path, {}, progress)) << files[i].path;
  }
  EXPECT_FALSE(fs::exists(folder / "道路.shp"));
}

TEST(Folder, BeginsNoFileAfterACancel) {
  const TestFolder folder;
  Progress progress;
  progress.cancel();
  WriteOptions options;
  options.format = "CSV";
  for (const auto& file :
       write_layers_into_folder(three(), zhuhai, folder.path(), options, progress)) {
    ASSERT_FALSE(file.report);
    EXPECT_EQ(file.report.error().code, ErrorCode::cancelled);
  }
  EXPECT_EQ(folder.entries(), 0U);
}

// --- real layers -------------------------------------------------------------------------------

/// Writing reads again and compares, so that a report is a round trip.
TEST(RealLayers, AreWrittenInEveryFormat) {
  const fs::path root = fs::path(WANGGE_SOURCE_DIR) / "../shared/realdata";
  if (!fs::exists(root)) GTEST_SKIP() << "no real data beside the checkout";
  const TestFolder folder;
  std::size_t written = 0;
  for (const char* name :
       {"china/shenzhen_districts_utf8/sz.shp", "china/shanghai_districts_gbk/区县界_area.shp",
        "china/shenzhen_compounds_bd09.geojson", "china/derived/shanghai_food_poi_gbk_crlf.csv",
        "china/encodings/geotools_chinese_poly/chinese_poly.shp"}) {
    SCOPED_TRACE(name);
    Progress progress;
    const auto read = read_file((root / name).string(), {}, progress);
    if (!read) continue;  // whether files open is for other tests
    std::vector<std::uint32_t> some;
    for (std::uint32_t row = 0; row < read->layers[0]->size() && row < 2000; ++row) {
      some.push_back(row);
    }
    const model::Layer layer = model::subset(*read->layers[0], some);
    for (const char* extension : {"gpkg", "geojson", "shp", "fgb", "csv", "kml", "xlsx", "dxf"}) {
      WriteOptions options;
      options.encoding = "GB18030";
      if (std::string(extension) == "dxf") options.target_crs = read->crs;
      const auto report = write_layer(layer, read->crs, folder / ("a." + std::string(extension)),
                                      options, progress);
      EXPECT_TRUE(report) << extension << ": " << to_text(report.error());
      ++written;
    }
  }
  RecordProperty("written", static_cast<int>(written));
}

}  // namespace
}  // namespace wangge::io
