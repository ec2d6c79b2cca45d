// Files that claim what is not so: refused or opened with a warning, at once and in little memory.
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>

#include "io/read.h"
#include "io/sample_layer.h"
#include "io/write.h"
#include "io/zip_directory.h"
#include "support/zip_archive.h"

namespace wangge::io {
namespace {

namespace fs = std::filesystem;

void put(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

std::string text_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

Result<ReadResult> read(const std::string& path) {
  Progress progress;
  return read_file(path, {}, progress);
}

/// The most memory this process has held so far.
std::size_t peak_megabytes() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::size_t>(usage.ru_maxrss) / 1024;
}

bool warns(const Result<ReadResult>& result, const std::string& about) {
  if (!result) return false;
  for (const auto& layer : result->layers) {
    for (const std::string& warning : layer->source.warnings) {
      if (warning.find(about) != std::string::npos) return true;
    }
  }
  return false;
}

class FalseClaims : public testing::Test {
 protected:
  FalseClaims() {
    Progress progress;
    const auto zhuhai = geo::Crs::from_text("EPSG:4547").value();
    for (const char* name : {"a.shp", "a.gpkg", "a.fgb"}) {
      EXPECT_TRUE(write_layer(sample_layer(), zhuhai, folder_ / name, {}, progress));
    }
    before_ = peak_megabytes();
  }
  ~FalseClaims() override { EXPECT_LT(peak_megabytes(), before_ + 1000); }

  /// Sets bytes of a file of the folder.
  void overwrite(const std::string& name, std::size_t at, const std::string& bytes) const {
    std::string text = text_of(folder_ / name);
    ASSERT_LE(at + bytes.size(), text.size());
    put(folder_ / name, text.replace(at, bytes.size(), bytes));
  }

  const TestFolder folder_;
  std::size_t before_ = 0;
};

const std::string four_gigabytes = "\x7F\xFF\xFF\xFF", two_to_31_rows = "\xFF\xFF\xFF\x7F";

TEST_F(FalseClaims, ARecordOfTheShpIsDoubted) {
  ASSERT_FALSE(warns(read(folder_ / "a.shp"), "feature 1"));
  overwrite("a.shp", 104, four_gigabytes);
  EXPECT_TRUE(warns(read(folder_ / "a.shp"), "feature 1"));
}

TEST_F(FalseClaims, AnIndexOfFourGigabytesIsRefusedOrDoubted) {
  overwrite("a.shx", 104, four_gigabytes);
  const auto result = read(folder_ / "a.shp");
  if (result) {
    EXPECT_TRUE(warns(result, "feature 1"));
  } else {
    EXPECT_EQ(result.error().code, ErrorCode::broken);
  }
}

TEST_F(FalseClaims, RowsThatTheDbfLacksAreMissed) {
  overwrite("a.dbf", 4, two_to_31_rows);
  const auto beside = read(folder_ / "a.shp");
  ASSERT_TRUE(beside) << to_text(beside.error());
  EXPECT_EQ(beside->layers[0]->size(), 3U);
  EXPECT_TRUE(warns(beside, "2147483647"));
  const auto alone = read(folder_ / "a.dbf");
  ASSERT_FALSE(alone);
  EXPECT_EQ(alone.error().code, ErrorCode::broken);
}

TEST_F(FalseClaims, EveryNumberOfAFlatGeobufHeadIsTriedAndBounded) {
  const std::string whole = text_of(folder_ / "a.fgb");
  for (std::size_t at = 8; at < std::min<std::size_t>(whole.size() - 4, 700); at += 2) {
    std::string bad = whole;
    put(folder_ / "b.fgb", bad.replace(at, 4, "\xFF\xFF\xFF\x7F"));
    const auto result = read(folder_ / "b.fgb");
    if (result) {
      EXPECT_LE(result->layers[0]->size(), 3U) << at;
    }
  }
}

TEST_F(FalseClaims, CountsAndExtentsOfAGeoPackageAreNotBelieved) {
  if (std::system("command -v sqlite3 >/dev/null") != 0) GTEST_SKIP() << "no sqlite3";
  const std::string sql = "sqlite3 '" + (folder_ / "a.gpkg") +
                          "' \"UPDATE gpkg_ogr_contents SET feature_count=999999999999999;"
                          "UPDATE gpkg_contents SET min_x=-1e308,max_x=1e308,min_y=5,max_y=-5;\"";
  ASSERT_EQ(std::system(sql.c_str()), 0);
  const auto result = read(folder_ / "a.gpkg");
  ASSERT_TRUE(result) << to_text(result.error());
  EXPECT_EQ(result->layers[0]->size(), 3U);
}

TEST_F(FalseClaims, AViewWithoutEndIsRefused) {
  if (std::system("command -v sqlite3 >/dev/null") != 0) GTEST_SKIP() << "no sqlite3";
  const std::string sql =
      "sqlite3 '" + (folder_ / "a.gpkg") +
      "' \"CREATE VIEW endless AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c) "
      "SELECT x FROM c; INSERT INTO gpkg_contents(table_name,data_type,identifier) "
      "VALUES('endless','attributes','endless');\"";
  ASSERT_EQ(std::system(sql.c_str()), 0);
  const auto result = read(folder_ / "a.gpkg");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::unsupported);
}

TEST_F(FalseClaims, AnArchiveThatSaysItIsHugeIsRefusedUnread) {
  const std::string rows = "lon,lat\n113.5,22.2\n";
  put(folder_ / "bomb.zip", zip_archive({{"a.csv", rows, false, 3'000'000'000U}}));
  const auto result = read(folder_ / "bomb.zip");
  ASSERT_FALSE(result);
  EXPECT_NE(result.error().reason.find("unpacks to more"), std::string::npos);
  put(folder_ / "fine.zip", zip_archive({{"a.csv", rows}}));
  EXPECT_TRUE(read(folder_ / "fine.zip"));
}

TEST_F(FalseClaims, WhatUnpacksToFarTooMuchIsGivenUp) {
  if (std::system("command -v gzip >/dev/null") != 0) GTEST_SKIP() << "no gzip";
  for (const std::string name : {"a.csv", "b.geojson", "c.kml"}) {
    const std::string command =
        "head -c 300000000 /dev/zero | gzip -1 > '" + (folder_ / name) + ".gz'";
    ASSERT_EQ(std::system(command.c_str()), 0);
    const auto result = read(folder_ / (name + ".gz"));
    ASSERT_FALSE(result) << name;
    EXPECT_NE(result.error().reason.find("unpacks to more"), std::string::npos)
        << to_text(result.error());
  }
}

TEST_F(FalseClaims, ArchivesInArchivesAreNotEntered) {
  const std::string inner = zip_archive({{"a.csv", "lon,lat\n1,2\n"}});
  put(folder_ / "outer.zip", zip_archive({{"inner.zip", inner}}));
  const auto result = read(folder_ / "outer.zip");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::not_a_map_file);
}

TEST(OddFiles, PipesAndDevicesAreRefusedUnopened) {
  const TestFolder folder;
  ASSERT_EQ(::mkfifo((folder / "pipe.csv").c_str(), 0600), 0);
  fs::create_symlink("/dev/zero", folder / "zero.geojson");
  for (const std::string name : {"pipe.csv", "zero.geojson"}) {
    const auto result = read(folder / name);
    ASSERT_FALSE(result) << name;
    EXPECT_EQ(result.error().code, ErrorCode::not_a_map_file) << name;
    EXPECT_FALSE(result.error().advice.empty());
  }
}

TEST(OddFiles, APipeBesideAShapefileIsNotWaitedFor) {
  const TestFolder folder;
  Progress progress;
  const auto zhuhai = geo::Crs::from_text("EPSG:4547").value();
  ASSERT_TRUE(write_layer(sample_layer(), zhuhai, folder / "a.shp", {}, progress));
  for (const std::string ending : {"cpg", "prj", "dbf", "qix"}) {
    const TestFolder other;
    for (const auto& entry : fs::directory_iterator(folder / "")) {
      fs::copy(entry, other / entry.path().filename().string());
    }
    fs::remove(other / ("a." + ending));
    ASSERT_EQ(::mkfifo((other / ("a." + ending)).c_str(), 0600), 0);
    const auto result = read(other / "a.shp");
    ASSERT_FALSE(result) << ending;
    EXPECT_NE(result.error().where.find("a." + ending), std::string::npos);
    const auto all = read(other / "");
    EXPECT_FALSE(all) << ending;
  }
}

TEST(OddFiles, ALinkToAnOrdinaryFileIsReadAsThatFile) {
  const TestFolder folder;
  fs::create_symlink("/etc/passwd", folder / "foo.csv");
  const auto table = read(folder / "foo.csv");
  if (table) {
    EXPECT_EQ(table->layers[0]->source.features_without_geometry, table->layers[0]->size());
  } else {
    EXPECT_FALSE(table.error().reason.empty());
  }
  fs::create_symlink(folder / "loop.shp", folder / "loop.shp");
  EXPECT_FALSE(read(folder / "loop.shp"));
}

TEST(OddFiles, AFileLargerThanTheMemoryIsRefused) {
  const TestFolder folder;
  put(folder / "a.csv", "lon,lat\n1,2\n");
  std::error_code no_room;
  fs::resize_file(folder / "a.csv", std::uintmax_t{1} << 42, no_room);  // sparse
  if (no_room) GTEST_SKIP() << "the file system has no files of 4 TB";
  const auto result = read(folder / "a.csv");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::unsupported);
}

TEST(ZipDirectory, SurvivesEveryCutAndEveryByte) {
  const std::string whole = zip_archive({{"a/b.csv", "x"}, {"c.csv", "y"}});
  const std::string directory = whole.substr(whole.find("PK\1\2"));
  ASSERT_EQ(parse_zip_directory(directory).size(), 2U);
  for (std::size_t i = 0; i < directory.size(); ++i) {
    EXPECT_LE(parse_zip_directory(directory.substr(0, i)).size(), 2U);
    for (const char byte : {'\0', '\x7F', '\xFF'}) {
      std::string bad = directory;
      bad[i] = byte;
      EXPECT_LE(parse_zip_directory(bad).size(), 2U);
    }
  }
}

}  // namespace
}  // namespace wangge::io
