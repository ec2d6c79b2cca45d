// Every bad input is one clear sentence, never a crash and never half a layer.
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>

#include "io/csv_reader.h"
#include "io/geojson_reader.h"
#include "io/read.h"
#include "io/sample_layer.h"
#include "io/wkb.h"
#include "io/write.h"

namespace wangge::io {
namespace {

namespace fs = std::filesystem;

ErrorCode code_of(const std::string& path) {
  Progress progress;
  const auto result = read_file(path, {}, progress);
  if (result) return ErrorCode::failed;
  EXPECT_FALSE(result.error().reason.empty());
  EXPECT_EQ(to_text(result.error()).find('\n'), std::string::npos);
  return result.error().code;
}

void write_file(const std::string& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

std::string text_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

const geo::Crs zhuhai = geo::Crs::from_text("EPSG:4547").value();

TEST(ReadErrors, NamesWhatIsWrongWithThePath) {
  const TestFolder folder;
  EXPECT_EQ(code_of(folder / "missing.geojson"), ErrorCode::not_found);
  fs::create_directory(folder / "sub.shp");
  EXPECT_EQ(code_of(folder / "sub.shp"), ErrorCode::not_a_map_file);
  write_file(folder / "empty.gpkg", "");
  EXPECT_EQ(code_of(folder / "empty.gpkg"), ErrorCode::empty);
  EXPECT_EQ(code_of("https://example.org/a.geojson"), ErrorCode::invalid_argument);
  EXPECT_EQ(code_of("/vsicurl/https://example.org/a.geojson"), ErrorCode::invalid_argument);
  EXPECT_EQ(code_of("PG:dbname=x"), ErrorCode::invalid_argument);
}

TEST(ReadErrors, NamesAFileThatMayNotBeRead) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
  const TestFolder folder;
  write_file(folder / "a.geojson", "{}");
  fs::permissions(folder / "a.geojson", fs::perms::none);
  EXPECT_EQ(code_of(folder / "a.geojson"), ErrorCode::no_permission);
}

TEST(ReadErrors, RefusesWhatIsNoMap) {
  const TestFolder folder;
  write_file(folder / "a.geojson", "hello");
  EXPECT_EQ(code_of(folder / "a.geojson"), ErrorCode::not_a_map_file);
  write_file(folder / "page.csv", "<html><body>404</body></html>");
  EXPECT_EQ(code_of(folder / "page.csv"), ErrorCode::not_a_map_file);
  write_file(folder / "a.zip", "no zip at all");
  EXPECT_EQ(code_of(folder / "a.zip"), ErrorCode::broken);
  write_file(folder / "header.csv", "lon,lat,name\n");
  EXPECT_EQ(code_of(folder / "header.csv"), ErrorCode::empty);
  write_file(folder / "evil.geojson",
             "<OGRVRTDataSource><OGRVRTLayer name=\"a\"><SrcDataSource>/etc/passwd</SrcDataSource>"
             "</OGRVRTLayer></OGRVRTDataSource>");
  EXPECT_EQ(code_of(folder / "evil.geojson"), ErrorCode::not_a_map_file);
}

TEST(ReadErrors, AsksForACrsWhenTheNumbersDoNotTell) {
  const TestFolder folder;
  write_file(folder / "a.csv", "x,y\n453000,2463000\n453010,2463010\n");
  EXPECT_EQ(code_of(folder / "a.csv"), ErrorCode::unknown_crs);
  write_file(folder / "zoned.csv", "x,y\n38453000,2463000\n38453010,2463010\n");
  Progress progress;
  const auto zoned = read_file(folder / "zoned.csv", {}, progress);
  ASSERT_TRUE(zoned) << to_text(zoned.error());
  EXPECT_EQ(zoned->layers[0]->source.crs, "EPSG:4526");
}

TEST(ReadErrors, KeepsRowsWithoutAUsablePlaceAndCountsThem) {
  const TestFolder folder;
  write_file(folder / "a.csv", "lon,lat,name\n113.5,22.2,a\nnan,22.2,b\n,,c\n0,0,d\nabc,1,e\n");
  Progress progress;
  const auto result = read_file(folder / "a.csv", {}, progress);
  ASSERT_TRUE(result) << to_text(result.error());
  EXPECT_EQ(result->layers[0]->size(), 5U);
  EXPECT_EQ(result->layers[0]->source.features_without_geometry, 4U);
  EXPECT_EQ(result->layers[0]->source.warnings.size(), 2U);
}

TEST(ReadErrors, SplitsMixedGeometryByKind) {
  const TestFolder folder;
  write_file(folder / "a.geojson",
             R"({"type":"FeatureCollection","features":[
      {"type":"Feature","properties":{"n":1},"geometry":{"type":"Point","coordinates":[113.5,22.2]}},
      {"type":"Feature","properties":{"n":2},"geometry":null},
      {"type":"Feature","properties":{"n":3},"geometry":{"type":"LineString","coordinates":[[113.5,22.2],[113.6,22.2]]}}]})");
  Progress progress;
  const auto result = read_file(folder / "a.geojson", {}, progress);
  ASSERT_TRUE(result) << to_text(result.error());
  ASSERT_EQ(result->layers.size(), 2U);
  EXPECT_EQ(result->layers[0]->size() + result->layers[1]->size(), 3U);
  EXPECT_EQ(result->layers[1]->table.columns[0].number(0), 3);
}

TEST(ReadErrors, TruncatedFilesAreRefusedOrReadWhole) {
  const TestFolder folder;
  Progress progress;
  for (const std::string name : {"a.gpkg", "a.geojson", "a.fgb"}) {
    ASSERT_TRUE(write_layer(sample_layer(), zhuhai, folder / name, {}, progress));
    const std::string whole = text_of(folder / name);
    for (int i = 1; i < 10; ++i) {
      write_file(folder / name, whole.substr(0, whole.size() * static_cast<std::size_t>(i) / 10));
      const auto result = read_file(folder / name, {}, progress);
      if (result) {
        EXPECT_EQ(result->layers[0]->size(), 3U) << name << " " << i;
      }
    }
  }
}

// Flips, removes and doubles bytes; the outcome does not matter, only that there is one.
std::string mutated(std::string text, std::mt19937& random) {
  const auto place = [&] { return random() % text.size(); };
  for (unsigned n = random() % 4 + 1; n > 0 && !text.empty(); --n) {
    switch (random() % 4) {
      case 0:
        text[place()] = static_cast<char>(random());
        break;
      case 1:
        text.erase(place(), random() % 8);
        break;
      case 2:
        text.insert(place(), text.substr(place(), random() % 16));
        break;
      default:
        text.resize(place());
        break;
    }
  }
  return text;
}

TEST(Parsers, SurviveMutatedWkb) {
  std::mt19937 random(1);
  const std::string polygon = [] {
    std::string bytes("\x01\x06\0\0\0\x01\0\0\0\x01\x03\0\0\0\x01\0\0\0\x04\0\0\0", 22);
    return bytes + std::string(64, '\x01');
  }();
  std::size_t good = 0;
  for (int i = 0; i < 200'000; ++i) {
    const std::string bytes = i == 0 ? polygon : mutated(polygon, random);
    Shape shape;
    const WkbResult result = shape_from_wkb(
        {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()}, shape);  // NOLINT
    good += result == WkbResult::good ? 1 : 0;
    EXPECT_LE(shape.points().size() * 16, bytes.size());
  }
  EXPECT_GT(good, 0U);
}

TEST(Parsers, SurviveMutatedGeoJson) {
  std::mt19937 random(2);
  Progress progress;
  const std::string text =
      R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":1,"b":"x","c":null,"d":1.5},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}}]})";
  ASSERT_TRUE(parse_plain_geojson(text, progress));
  for (int i = 0; i < 50'000; ++i) {
    const auto raw = parse_plain_geojson(mutated(text, random), progress);
    if (raw) {
      EXPECT_EQ(raw->table.rows, raw->geometry.rows());
    }
  }
}

TEST(Parsers, SurviveMutatedCsv) {
  std::mt19937 random(3);
  const std::string text = "lon,lat,\"a \"\"b\"\"\"\r\n113.5,22.2,\"x,\ny\"\r\n1,2,z\n";
  std::vector<std::string> fields;
  for (int i = 0; i < 100'000; ++i) {
    const std::string bytes = mutated(text, random);
    for (std::size_t position = 0; position < bytes.size();) {
      const std::size_t before = position;
      parse_csv_record(bytes, ',', position, fields);
      ASSERT_GT(position, before);
      ASSERT_FALSE(fields.empty());
    }
  }
}

TEST(RealFiles, EveryNastyInputOpensOrIsRefusedInOneSentence) {
  const fs::path root = fs::path(WANGGE_SOURCE_DIR) / "../shared/realdata/nasty";
  if (!fs::exists(root)) GTEST_SKIP() << "no real data beside the checkout";
  std::set<std::string> listed;
  std::ifstream index(root / "INDEX.csv");
  std::string line;
  std::getline(index, line);  // the names of the columns
  while (std::getline(index, line)) listed.insert(line.substr(0, line.find(',')));
  EXPECT_GE(listed.size(), 261U);
  std::size_t opened = 0, refused = 0;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (!entry.is_regular_file()) continue;
    SCOPED_TRACE(entry.path().string());
    listed.erase(fs::relative(entry.path(), root).string());
    Progress progress;
    const auto start = std::chrono::steady_clock::now();
    const auto result = read_file(entry.path().string(), {}, progress);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
    if (result) {
      ++opened;
      for (const auto& layer : result->layers) {
        EXPECT_EQ(layer->geometry.size(), layer->table.rows);
        for (const auto& column : layer->table.columns) EXPECT_EQ(column.size(), layer->table.rows);
        const auto& points = layer->geometry.points();
        EXPECT_TRUE(std::all_of(points.begin(), points.end(), geo::is_finite));
      }
    } else {
      ++refused;
      EXPECT_FALSE(result.error().reason.empty());
      EXPECT_EQ(result.error().where, entry.path().string());
      EXPECT_EQ(to_text(result.error()).find('\n'), std::string::npos);
      EXPECT_LT(to_text(result.error()).size(), 600U);
      if (result.error().code != ErrorCode::unknown_crs) continue;
      const auto numbers = read_numbers(entry.path().string(), {}, progress);
      EXPECT_TRUE(numbers) << "it has places, only nobody knows where";
    }
  }
  EXPECT_TRUE(listed.empty()) << "not there: " << *listed.begin();
  EXPECT_GT(opened, 200U);
  RecordProperty("opened", static_cast<int>(opened));
  RecordProperty("refused", static_cast<int>(refused));
}

}  // namespace
}  // namespace wangge::io
