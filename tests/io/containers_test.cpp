// Archives, files of several layers and databases: what is in them, under which name.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "io/encoding.h"
#include "io/layer_listing.h"
#include "io/open.h"
#include "io/read.h"
#include "io/sample_layer.h"
#include "io/write.h"
#include "io/zip_directory.h"
#include "support/zip_archive.h"

namespace wangge::io {
namespace {

namespace fs = std::filesystem;

const std::string demo = std::string(WANGGE_SOURCE_DIR) + "/data/demo/";
const geo::Crs zhuhai = geo::Crs::from_text("EPSG:4547").value();

void put(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

std::string text_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

bool has(const std::string& program) {
  return std::system(("command -v " + program + " >/dev/null").c_str()) == 0;
}

bool shell(const std::string& command) {
  return std::system(("( " + command + " ) >/dev/null 2>&1").c_str()) == 0;
}

std::vector<std::string> names_in(const std::string& path, const ReadOptions& options = {}) {
  Progress progress;
  const auto result = read_file(path, options, progress);
  EXPECT_TRUE(result) << to_text(result.error());
  std::vector<std::string> names;
  if (!result) return names;
  for (const auto& layer : result->layers) names.push_back(layer->name);
  std::sort(names.begin(), names.end());
  return names;
}

/// The parts of a shapefile that lie in a folder, under another name.
std::vector<ZipFile> shapefile_as(const std::string& stem, const std::string& name,
                                  bool named_in_utf8) {
  std::vector<ZipFile> files;
  for (const std::string ending : {".shp", ".shx", ".dbf", ".prj"}) {
    files.push_back({name + ending, text_of(stem + ending), named_in_utf8});
  }
  return files;
}

class NamesInZip : public testing::TestWithParam<const char*> {};

TEST_P(NamesInZip, AreThoseThatWereMeant) {
  const TestFolder folder;
  Progress progress;
  ASSERT_TRUE(write_layer(sample_layer(), zhuhai, folder / "a.shp", {}, progress));
  const std::string encoding = GetParam();
  const bool flagged = encoding == "flag";
  const auto written = [&](const std::string& text) {
    return flagged ? text : from_utf8(text, encoding).value();
  };
  // 璡 ends in a backslash in GBK, which is no folder.
  std::vector<ZipFile> files = shapefile_as(folder / "a", written("街道数据/网格划分"), flagged);
  const auto more = shapefile_as(folder / "a", written("街道数据/社区璡边界"), flagged);
  files.insert(files.end(), more.begin(), more.end());
  put(folder / "a.zip", zip_archive(files));
  EXPECT_EQ(names_in(folder / "a.zip"), (std::vector<std::string>{"社区璡边界", "网格划分"}));
  const auto listed = list_layers(folder / "a.zip", {});
  ASSERT_TRUE(listed) << to_text(listed.error());
  ASSERT_EQ(listed->size(), 2U);
  EXPECT_EQ(listed->front().features, 3U);
  ReadOptions one;
  one.layers = {"网格划分"};
  Progress again;
  const auto read = read_file(folder / "a.zip", one, again);
  ASSERT_TRUE(read) << to_text(read.error());
  ASSERT_EQ(read->layers.size(), 1U);
  EXPECT_TRUE(read->layers[0]->source.crs_declared) << "the .prj was found";
  EXPECT_GE(read->layers[0]->table.columns.size(), 5U) << "the .dbf was found";
}

INSTANTIATE_TEST_SUITE_P(Encodings, NamesInZip, testing::Values("GB18030", "UTF-8", "flag"),
                         [](const auto& one) {
                           std::string name = one.param;
                           std::erase(name, '-');
                           return name;
                         });

TEST(NameEncoding, StaysTheFormatsOwnForPlainAndEuropeanNames) {
  EXPECT_EQ(zip_name_encoding({{"roads.shp"}}), "CP437");
  EXPECT_EQ(zip_name_encoding({{"网格.shp", true}}), "CP437");
}

TEST(Containers, GeometryOfTheDemoComesOutOfEach) {
  if (!has("ogr2ogr") || !has("zip") || !has("tar")) GTEST_SKIP() << "no ogr2ogr, zip or tar";
  const TestFolder folder;
  const std::string grids = "'" + demo + "grids.geojson'";
  const std::string in = "cd '" + (folder / "") + "' && ";
  ASSERT_TRUE(shell(in + "ogr2ogr -f LIBKML a.kmz " + grids));
  ASSERT_TRUE(shell(in + "ogr2ogr -f OpenFileGDB a.gdb " + grids +
                    " -nlt MULTIPOLYGON && zip -r a.gdb.zip a.gdb"));
  ASSERT_TRUE(shell(in + "ogr2ogr -f OpenFileGDB a.gdb " + grids +
                    " -nlt MULTIPOLYGON -append || true; zip -rj flat.zip " + grids));
  for (const std::string name : {"a.geojsonl", "a.ndjson", "a.geojsons"}) {
    ASSERT_TRUE(
        shell(in + "ogr2ogr -f GeoJSONSeq b.geojsonl " + grids + " && mv b.geojsonl " + name));
  }
  ASSERT_TRUE(shell(in + "ogr2ogr -f 'ESRI Shapefile' s.shp " + grids +
                    " && tar cf a.tar s.* && tar czf a.tgz s.* && tar czf b.tar.gz s.*"));
  for (const std::string name : {"a.kmz", "a.gdb.zip", "flat.zip", "a.geojsonl", "a.ndjson",
                                 "a.geojsons", "a.tar", "a.tgz", "b.tar.gz"}) {
    Progress progress;
    const auto result = read_file(folder / name, {}, progress);
    ASSERT_TRUE(result) << name << ": " << to_text(result.error());
    std::size_t features = 0;
    for (const auto& layer : result->layers) features += layer->size();
    EXPECT_EQ(features, 17U) << name;
    EXPECT_LT(result->layers[0]->source.features_without_geometry, 17U) << name;
  }
}

TEST(Containers, TopoJsonHoldsALayerForEachObject) {
  const TestFolder folder;
  put(folder / "a.topojson",
      R"({"type":"Topology","transform":{"scale":[0.01,0.01],"translate":[113,22]},
          "arcs":[[[0,0],[10,0],[0,10],[-10,0],[0,-10]],[[20,0],[10,10]]],
          "objects":{"grids":{"type":"GeometryCollection","geometries":[
            {"type":"Polygon","arcs":[[0]],"properties":{"name":"一"}}]},
          "roads":{"type":"GeometryCollection","geometries":[
            {"type":"LineString","arcs":[1],"properties":{"name":"路"}}]}}})");
  EXPECT_EQ(names_in(folder / "a.topojson"), (std::vector<std::string>{"grids", "roads"}));
}

class SeveralLayers : public testing::Test {
 protected:
  SeveralLayers() {
    if (!has("ogr2ogr")) return;
    const std::string to = "'" + (folder_ / "a.gpkg") + "' '" + demo;
    ready_ = shell("ogr2ogr -f GPKG " + to + "grids.geojson' -nln grids") &&
             shell("ogr2ogr -f GPKG -append " + to + "units.geojson' -nln units") &&
             shell("ogr2ogr -f GPKG -append " + to + "grids.geojson' -nln nobody -where 1=0") &&
             shell("ogr2ogr -f GPKG -append " + to +
                   "grids.geojson' -nln layer_styles -nlt NONE -limit 1");
  }
  void SetUp() override {
    if (!ready_) GTEST_SKIP() << "no ogr2ogr";
  }
  const TestFolder folder_;
  bool ready_ = false;
};

TEST_F(SeveralLayers, AreListedAsTheirHeadsDescribeThem) {
  const auto listed = list_layers(folder_ / "a.gpkg", {});
  ASSERT_TRUE(listed) << to_text(listed.error());
  ASSERT_EQ(listed->size(), 4U);
  const auto find = [&](const std::string& name) {
    return *std::find_if(listed->begin(), listed->end(),
                         [&](const LayerListing& one) { return one.name == name; });
  };
  EXPECT_EQ(find("grids").features, 17U);
  EXPECT_EQ(find("grids").role, model::Role::grids);
  EXPECT_EQ(find("grids").geometry, LayerListing::Geometry::polygons);
  EXPECT_GT(find("grids").columns.value_or(0), 1U);
  EXPECT_FALSE(find("grids").is_system);
  EXPECT_EQ(find("nobody").features, 0U);
  EXPECT_TRUE(find("layer_styles").is_system);
}

TEST_F(SeveralLayers, AreReadAsChosen) {
  ReadOptions options;
  options.layers = {"grids", "units"};
  EXPECT_EQ(names_in(folder_ / "a.gpkg", options), (std::vector<std::string>{"grids", "units"}));
  options.layers = {"units"};
  EXPECT_EQ(names_in(folder_ / "a.gpkg", options), (std::vector<std::string>{"units"}));
  options.layers = {"units", "moon"};
  Progress progress;
  const auto result = read_file(folder_ / "a.gpkg", options, progress);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::not_found);
  EXPECT_NE(result.error().reason.find("moon"), std::string::npos);
}

TEST(OneLayer, IsNotListed) {
  for (const char* name : {"grids.geojson", "buildings.shp", "tickets.csv"}) {
    const auto listed = list_layers(demo + name, {});
    ASSERT_TRUE(listed) << to_text(listed.error());
    EXPECT_TRUE(listed->empty()) << name;
  }
  EXPECT_FALSE(list_layers(demo + "missing.gpkg", {}));
}

TEST(CrsByLink, IsNotCalledDeclared) {
  const TestFolder folder;
  const auto file = [](const std::string& crs, const std::string& more) {
    return R"({"type":"FeatureCollection","crs":)" + crs +
           R"(,"features":[{"type":"Feature","properties":{"a":1},"geometry":{"type":"Point","coordinates":[113.5,22.2)" +
           more + "]}}]}";
  };
  const std::string link = R"({"type":"link","properties":{"href":"http://example.org/crs/4547"}})",
                    name = R"({"type":"name","properties":{"name":"urn:x-city:local"}})",
                    known = R"({"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4490"}})";
  for (const bool only_gdal : {false, true}) {
    ReadOptions options;
    options.only_gdal = only_gdal;
    Progress progress;
    for (const std::string& crs : {link, name}) {
      put(folder / "a.geojson", file(crs, ""));
      const auto result = read_file(folder / "a.geojson", options, progress);
      ASSERT_TRUE(result) << to_text(result.error());
      const model::Source& source = result->layers[0]->source;
      EXPECT_FALSE(source.crs_declared) << crs << only_gdal;
      ASSERT_EQ(source.warnings.size(), 1U) << crs << only_gdal;
      const std::string said = crs == link ? "example.org/crs/4547" : "urn:x-city:local";
      EXPECT_NE(source.warnings[0].find(said), std::string::npos) << source.warnings[0];
    }
    put(folder / "a.geojson", file(known, ""));
    const auto result = read_file(folder / "a.geojson", options, progress);
    ASSERT_TRUE(result) << to_text(result.error());
    EXPECT_EQ(result->layers[0]->source.crs, "EPSG:4490");
    EXPECT_TRUE(result->layers[0]->source.crs_declared);
    EXPECT_TRUE(result->layers[0]->source.warnings.empty());
  }
}

TEST(Addresses, AreRefusedWithoutTheNetworkHoweverTheyAreWritten) {
  for (const std::string path : {"pg:dbname=x", "PG:dbname=x", "Postgresql://h/x", "mysql:x",
                                 "HTTP://example.org/a.geojson", "/VSICURL/x", "/vsizip/x.zip"}) {
    Progress progress;
    const auto result = read_file(path, {}, progress);
    ASSERT_FALSE(result) << path;
    EXPECT_EQ(result.error().code, ErrorCode::invalid_argument) << path;
    EXPECT_NE(result.error().advice.find("allow the network"), std::string::npos) << path;
  }
}

TEST(Layers, OfSeveralTheOneThatCannotBePlacedIsNamed) {
  const TestFolder folder;
  put(folder / "a.csv", "lon,lat\n113.5,22.2\n");
  put(folder / "b.csv", "x,y\n453100,2463100\n");
  Progress progress;
  const auto result = read_file(folder / "", {}, progress);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::unknown_crs);
  EXPECT_NE(result.error().reason.find("“b”"), std::string::npos) << result.error().reason;
}

TEST(Addresses, AreShownWithoutTheirPassword) {
  EXPECT_EQ(shown_address("PG:host=h password=secret user=u"), "PG:host=h password=*** user=u");
  EXPECT_EQ(shown_address("pg:password='a b' user=u"), "pg:password=*** user=u");
  EXPECT_EQ(shown_address("PG:dbname=x password="), "PG:dbname=x password=***");
  EXPECT_EQ(shown_address("PG:postgresql://u:secret@h/x"), "PG:postgresql://u:***@h/x");
  EXPECT_EQ(shown_address("PG:dbname=x"), "PG:dbname=x");
  EXPECT_EQ(shown_address("/a/password of the house.csv"), "/a/password of the house.csv");
}

/// Needs a server that the environment points to (PGHOST, PGPORT …) and that knows PostGIS:
///   pg_virtualenv bash -c 'psql -c "create extension postgis"; ctest -R io'
TEST(Database, TablesAreListedChosenAndRead) {
  if (std::getenv("PGHOST") == nullptr) GTEST_SKIP() << "PGHOST names no server";
  const std::string database = "PG:", prefix = "wangge_test_";
  if (!has("ogr2ogr") || !shell("ogr2ogr -f PostgreSQL 'PG:' '" + demo + "grids.geojson' -nln " +
                                prefix + "grids -overwrite && ogr2ogr -f PostgreSQL 'PG:' '" +
                                demo + "units.geojson' -nln " + prefix + "units -overwrite")) {
    GTEST_SKIP() << "the server takes no tables with geometry";
  }
  ReadOptions options;
  options.allow_network = true;
  const auto listed = list_layers("pg:", options);
  ASSERT_TRUE(listed) << to_text(listed.error());
  EXPECT_TRUE(std::any_of(listed->begin(), listed->end(),
                          [&](const LayerListing& one) { return one.name == prefix + "grids"; }));
  options.layers = {prefix + "grids"};
  Progress progress;
  const auto result = read_file(database, options, progress);
  ASSERT_TRUE(result) << to_text(result.error());
  ASSERT_EQ(result->layers.size(), 1U);
  EXPECT_EQ(result->layers[0]->name, prefix + "grids");
  EXPECT_EQ(result->layers[0]->size(), 17U);
  for (const std::string address : {"postgresql://", "PG:postgresql://", "Postgres://"}) {
    EXPECT_TRUE(read_file(address, options, progress)) << address;
  }
  const auto wrong = read_file("PG:host=127.0.0.1 port=1 password=secret", options, progress);
  ASSERT_FALSE(wrong);
  EXPECT_EQ(to_text(wrong.error()).find("secret"), std::string::npos) << to_text(wrong.error());
  for (const std::string name : {"grids", "units"}) {
    shell("ogrinfo 'PG:' -sql 'DROP TABLE " + prefix + name + "'");
  }
}

}  // namespace
}  // namespace wangge::io
