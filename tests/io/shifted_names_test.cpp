#include "io/shifted_names.h"

#include <filesystem>
#include <fstream>

#include "io/read.h"
#include "io/write.h"
#include "rich_layer.h"
#include "seen_by_gdal.h"
#include "support/test_folder.h"

namespace wangge::io {
namespace {

namespace fs = std::filesystem;

const geo::Crs zhuhai = geo::Crs::from_text("EPSG:4547").value();
const geo::Crs in_degrees = geo::Crs::wgs84();

TEST(ShiftedNames, SayWhatTheyAre) {
  EXPECT_EQ(word_in("Roads GCJ-02"), "gcj02");
  EXPECT_EQ(word_in("bd_09_mc roads"), "bd09mc");
  EXPECT_EQ(word_in("bd09"), "bd09");
  EXPECT_EQ(word_in("道路"), "");
  EXPECT_EQ(name_in("roads_gcj02", in_degrees), "roads");
  EXPECT_EQ(name_in("道路（GCJ02）", geo::Crs::gcj02()), "道路（GCJ02）");
  EXPECT_EQ(name_in("roads", geo::Crs::bd09()), "roads_bd09");
  EXPECT_EQ(name_in("roads_gcj02", geo::Crs::bd09()), "roads_bd09");
  EXPECT_EQ(name_in("gcj02", in_degrees), "layer");
  EXPECT_EQ(file_to_write("/a.b/c.shp", geo::Crs::gcj02()), "/a.b/c_gcj02.shp");
  EXPECT_EQ(file_to_write("/a.b/c", geo::Crs::bd09()), "/a.b/c_bd09");
  EXPECT_EQ(file_to_write("c_GCJ-02.shp", geo::Crs::gcj02()), "c_GCJ-02.shp");
  EXPECT_EQ(file_to_write("/gcj02/c.shp", geo::Crs::gcj02()), "/gcj02/c_gcj02.shp");
  EXPECT_EQ(file_to_write("c.shp", in_degrees), "c.shp");
  EXPECT_EQ(file_to_write("c.gpkg", geo::Crs::baidu_mercator()), "c_bd09mc.gpkg");
}

class ShiftedFiles : public testing::TestWithParam<std::tuple<const char*, const char*>> {};

TEST_P(ShiftedFiles, NeverPassForWgs84AndAreReadForWhatTheyAre) {
  const auto& [extension, code] = GetParam();
  const TestFolder folder;
  Progress progress;
  WriteOptions options;
  options.target_crs = geo::Crs::from_text(code).value();
  const std::string path = folder / ("a." + std::string(extension));
  const model::Layer layer = rich_layer(geo::Kind::polygons);
  const auto report = write_layer(layer, zhuhai, path, options, progress);
  ASSERT_TRUE(report) << to_text(report.error());
  EXPECT_FALSE(fs::exists(path));
  EXPECT_EQ(report->path, file_to_write(path, options.target_crs));
  EXPECT_NE(report->warnings.back().find(code), std::string::npos);
  ReadOptions reading;
  reading.target_crs = zhuhai;
  const auto again = read_file(report->path, reading, progress);
  ASSERT_TRUE(again) << to_text(again.error());
  EXPECT_EQ(again->layers[0]->source.crs, code);
  EXPECT_NEAR(again->layers[0]->extent.min_x, layer.extent.min_x, 0.05);
  EXPECT_NEAR(again->layers[0]->extent.max_y, layer.extent.max_y, 0.05);
  // Metadata says it too: in the file, or beside it.
  std::ifstream in(fs::exists(folder / "a_gcj02.about.txt")  ? folder / "a_gcj02.about.txt"
                   : fs::exists(folder / "a_bd09.about.txt") ? folder / "a_bd09.about.txt"
                                                             : report->path,
                   std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(in)), {});
  if (std::string(extension) != "xlsx") {
    EXPECT_NE(text.find("shifted against WGS 84"), std::string::npos);
  }
}

INSTANTIATE_TEST_SUITE_P(Formats, ShiftedFiles,
                         testing::Combine(testing::Values("gpkg", "geojson", "shp", "fgb", "csv",
                                                          "xlsx"),
                                          testing::Values("GCJ-02", "BD-09")));

TEST(ShiftedFiles, ThatExistAreNotReplacedUnlessNamed) {
  const TestFolder folder;
  Progress progress;
  WriteOptions options;
  options.target_crs = geo::Crs::gcj02();
  const model::Layer layer = rich_layer(geo::Kind::points);
  folder.put("a_gcj02.csv", "old");
  const auto refused = write_layer(layer, zhuhai, folder / "a.csv", options, progress);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::conflict);
  EXPECT_TRUE(write_layer(layer, zhuhai, folder / "a_gcj02.csv", options, progress));
  EXPECT_EQ(fs::exists(folder / "a.csv"), false);
}

TEST(FilesNamedForAShiftedSystem, HoldNoOther) {
  const TestFolder folder;
  Progress progress;
  WriteOptions options;
  for (const geo::Crs& crs : {geo::Crs::wgs84(), zhuhai, geo::Crs::bd09()}) {
    options.target_crs = crs;
    const auto refused = write_layer(rich_layer(geo::Kind::points), zhuhai, folder / "a_gcj02.gpkg",
                                     options, progress);
    ASSERT_FALSE(refused) << crs.code();
    EXPECT_EQ(refused.error().code, ErrorCode::invalid_argument);
  }
  EXPECT_EQ(folder.entries(), 0U);
}

TEST(LayersNamedForAShiftedSystem, LoseTheWordWhenTheyAreConverted) {
  const TestFolder folder;
  Progress progress;
  model::Layer layer = rich_layer(geo::Kind::points);
  layer.name = "roads_gcj02";
  ASSERT_TRUE(write_layer(layer, zhuhai, folder / "a.gpkg", {}, progress));
  EXPECT_EQ(SeenByGdal(folder / "a.gpkg").name(), "roads");
  ReadOptions reading;
  reading.target_crs = zhuhai;
  const auto again = read_file(folder / "a.gpkg", reading, progress);
  ASSERT_TRUE(again) << to_text(again.error());
  EXPECT_EQ(again->layers[0]->source.crs, "EPSG:4326");
  EXPECT_NEAR(again->layers[0]->extent.min_x, layer.extent.min_x, 0.001);
}

}  // namespace
}  // namespace wangge::io
