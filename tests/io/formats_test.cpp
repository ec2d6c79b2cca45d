// Formats that the program reads and does not write: made here by ogr2ogr from the demo.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "io/read.h"
#include "io/sample_layer.h"

namespace wangge::io {
namespace {

const std::string demo = std::string(WANGGE_SOURCE_DIR) + "/data/demo/";
const std::string realdata = std::string(WANGGE_SOURCE_DIR) + "/../shared/realdata/";

bool convert(const std::string& driver, const std::string& from, const std::string& to,
             const std::string& more = "") {
  const std::string command =
      "ogr2ogr -f '" + driver + "' " + more + " '" + to + "' '" + from + "' >/dev/null 2>&1";
  return std::system(command.c_str()) == 0;
}
#define NEEDS_OGR2OGR                                    \
  if (std::system("command -v ogr2ogr >/dev/null") != 0) \
  GTEST_SKIP() << "ogr2ogr is not "                      \
                  "installed"

struct Format {
  const char* driver;
  const char* file;
  const char* options;
  bool names;  ///< columns and texts survive
};

class OtherFormats : public testing::TestWithParam<Format> {};

TEST_P(OtherFormats, HoldTheGridsOfTheDemo) {
  NEEDS_OGR2OGR;
  const Format& format = GetParam();
  const TestFolder folder;
  Progress progress;
  const auto wanted = read_file(demo + "grids.geojson", {}, progress);
  ASSERT_TRUE(wanted);
  ASSERT_TRUE(convert(format.driver, demo + "grids.geojson", folder / format.file, format.options));
  ReadOptions options;
  options.source_crs = geo::Crs::wgs84();
  const std::size_t before = folder.entries();
  const auto read = read_file(folder / format.file, options, progress);
  ASSERT_TRUE(read) << to_text(read.error());
  EXPECT_EQ(folder.entries(), before) << "reading writes nothing beside the file";
  const model::Layer& layer = *read->layers.front();
  const model::Layer& grids = *wanted->layers.front();
  EXPECT_EQ(layer.size(), grids.size());
  EXPECT_NEAR(layer.extent.min_x, grids.extent.min_x, 0.1);
  EXPECT_NEAR(layer.extent.max_y, grids.extent.max_y, 0.1);
  if (!format.names) return;
  std::string texts;
  for (const model::Column& column : layer.table.columns) texts += column.text(0) + "|";
  EXPECT_NE(texts.find("网格"), std::string::npos) << texts;
}

INSTANTIATE_TEST_SUITE_P(
    Read, OtherFormats,
    testing::Values(Format{"GML", "a.gml", "", true},
                    Format{"GML", "b.gml", "-dsco FORMAT=GML3.2", true},
                    Format{"MapInfo File", "a.tab", "-lco ENCODING=UTF-8", true},
                    Format{"MapInfo File", "a.mif", "-lco ENCODING=UTF-8", true},
                    Format{"DXF", "a.dxf", "-nlt MULTILINESTRING -skipfailures", false},
                    Format{"OpenFileGDB", "a.gdb", "-nlt MULTIPOLYGON", true},
                    Format{"GeoJSONSeq", "a.geojsonl.json", "", true}),
    [](const auto& one) {
      std::string name = std::string(one.param.driver) + one.param.file;
      std::erase_if(name, [](unsigned char c) { return std::isalnum(c) == 0; });
      return name;
    });

TEST(Spreadsheets, ArePlacedByTheirColumns) {
  NEEDS_OGR2OGR;
  const TestFolder folder;
  std::ofstream(folder / "a.csv")
      << "编号,名称,经度,纬度\n1,南坑,113.55,22.27\n2,桃园,113.56,22.28\n"
         "3,没有坐标,,\n";
  Progress progress;
  for (const auto& [driver, file] : {std::pair("XLSX", "a.xlsx"), std::pair("ODS", "a.ods")}) {
    ASSERT_TRUE(convert(driver, folder / "a.csv", folder / file)) << driver;
    const auto read = read_file(folder / file, {}, progress);
    ASSERT_TRUE(read) << to_text(read.error());
    const model::Layer& layer = *read->layers.front();
    ASSERT_EQ(layer.size(), 3U) << driver;
    EXPECT_EQ(layer.geometry.kind(), geo::Kind::points);
    EXPECT_EQ(layer.source.features_without_geometry, 1U);
    EXPECT_EQ(read->crs.code(), "EPSG:4547");
    const int name = layer.table.find("名称");
    ASSERT_GE(name, 0) << driver;
    EXPECT_EQ(layer.table.columns[static_cast<std::size_t>(name)].text(1), "桃园");
  }
}

TEST(Folders, OpenTheMapFilesInThem) {
  Progress progress;
  const auto read = read_file(demo, {}, progress);
  ASSERT_TRUE(read) << to_text(read.error());
  EXPECT_EQ(read->layers.size(), 10U);
  const TestFolder empty;
  const auto nothing = read_file(empty / ".", {}, progress);
  ASSERT_FALSE(nothing);
  EXPECT_EQ(nothing.error().code, ErrorCode::not_a_map_file);
}

// --- JSON whose root is an array
// -------------------------------------------------------------------

Result<ReadResult> read_json(const TestFolder& folder, const std::string& text) {
  std::ofstream(folder / "a.json") << text;
  Progress progress;
  return read_file(folder / "a.json", {}, progress);
}

TEST(JsonArrays, OfObjectsAreTables) {
  const TestFolder folder;
  const auto read = read_json(folder, R"([
    {"service_request_id": "1", "service_name": "Pothole", "lat": 22.27, "long": 113.55, "open": true},
    {"service_request_id": "2", "extra": {"by": {"name": "甲"}}, "tags": [1, 2], "lat": "22.28", "long": "113.56"},
    {"service_request_id": "3", "lat": null}])");
  ASSERT_TRUE(read) << to_text(read.error());
  const model::Layer& layer = *read->layers.front();
  ASSERT_EQ(layer.size(), 3U);
  EXPECT_EQ(layer.geometry.kind(), geo::Kind::points);
  EXPECT_EQ(layer.source.features_without_geometry, 1U);
  const auto text = [&](const char* column, std::size_t row) {
    const int at = layer.table.find(column);
    return at < 0 ? "no column" : layer.table.columns[static_cast<std::size_t>(at)].text(row);
  };
  EXPECT_EQ(text("extra.by.name", 1), "甲");
  EXPECT_EQ(text("tags", 1), "[1,2]");
  EXPECT_EQ(text("service_name", 1), "");
}

TEST(JsonArrays, HoldPlacesInManyWays) {
  for (const char* row :
       {R"j({"location":{"latitude":"22.27","longitude":"113.55"}})j",
        R"j({"geo":{"type":"Point","coordinates":[113.55,22.27]}})j", R"j([113.55,22.27,5])j",
        R"j({"lng":113.55,"lat":22.27})j", R"j({"wkt":"POINT(113.55 22.27)"})j"}) {
    const TestFolder folder;
    const auto read = read_json(folder, std::string("[") + row + "," + row + "]");
    ASSERT_TRUE(read) << row << ": " << to_text(read.error());
    EXPECT_EQ(read->layers.front()->geometry.points().size(), 2U) << row;
    EXPECT_EQ(read->crs.code(), "EPSG:4547") << row;
  }
}

TEST(JsonArrays, OfFeaturesAreLayers) {
  const TestFolder folder;
  const auto read = read_json(folder, R"([
    {"type":"Feature","properties":{"a":1,"b":{"c":"x"}},"geometry":{"type":"Point","coordinates":[113.5,22.2]}},
    {"type":"Feature","properties":{"a":"text"},"geometry":{"type":"LineString","coordinates":[[113.5,22.2],[113.6,22.2]]}}])");
  ASSERT_TRUE(read) << to_text(read.error());
  EXPECT_EQ(read->layers.size(), 2U) << "one a kind of geometry";
}

TEST(JsonArrays, ThatAreNoTablesAreRefused) {
  for (const char* text : {"[1,2,3]", "[]", "[{\"a\":1},", "[\"x\"]", "[null]"}) {
    const TestFolder folder;
    const auto read = read_json(folder, text);
    ASSERT_FALSE(read) << text;
    EXPECT_FALSE(read.error().reason.empty());
  }
}

TEST(JsonArrays, OfNewYorkAreRead) {
  if (!std::filesystem::exists(realdata + "nyc")) GTEST_SKIP() << "no real data beside the project";
  Progress progress;
  const auto requests = read_file(realdata + "nyc/nyc311_2012.json", {}, progress);
  ASSERT_TRUE(requests) << to_text(requests.error());
  EXPECT_EQ(requests->layers.front()->size(), 1000U);
  EXPECT_EQ(requests->layers.front()->role, model::Role::tickets);
  const auto tile = read_file(realdata + "nyc/tile_254.json", {}, progress);
  ASSERT_TRUE(tile) << to_text(tile.error());
  EXPECT_EQ(tile->layers.size(), 2U) << "buildings and label points";
  const auto cells = read_file(realdata + "nyc/uber_pickups.json.gz", {}, progress);
  ASSERT_TRUE(cells) << to_text(cells.error());
  const model::Layer& layer = *cells->layers.front();
  EXPECT_EQ(layer.size(), 100'000U);
  double sum = 0;
  for (std::size_t row = 0; row < layer.size(); ++row) {
    sum += layer.table.columns[static_cast<std::size_t>(layer.table.find("value"))].number(row);
  }
  EXPECT_EQ(sum, 315'055);
}

}  // namespace
}  // namespace wangge::io
