// What can go wrong while a file is written: one sentence, the old file as it was, nothing left
// over.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include "io/sqlite.h"
#include "io/write_several.h"
#include "rich_layer.h"
#include "support/test_folder.h"

namespace wangge::io {
namespace {

namespace fs = std::filesystem;

const geo::Crs zhuhai = geo::Crs::from_text("EPSG:4547").value();

/// Many copies of a building.
model::Layer many(std::size_t rows) {
  const model::Layer one = rich_layer(geo::Kind::polygons);
  return model::subset(one, std::vector<std::uint32_t>(rows, 0));
}

WriteOptions options_for(const std::string& extension) {
  WriteOptions options;
  if (extension == "dxf") options.target_crs = zhuhai;
  return options;
}

std::string content(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class WriteFaults : public testing::TestWithParam<const char*> {
 protected:
  std::string name() const { return std::string("a.") + GetParam(); }
  /// Writes over an old file, which must survive, alone.
  Error failing(const model::Layer& layer) {
    folder.put(name(), "old");
    const auto report =
        write_layer(layer, zhuhai, folder / name(), options_for(GetParam()), progress);
    EXPECT_FALSE(report);
    EXPECT_EQ(folder.entries(), 1U);
    EXPECT_EQ(content(folder / name()), "old");
    if (report) return {};
    EXPECT_EQ(report.error().where, folder / name());
    return report.error();
  }
  TestFolder folder;
  Progress progress;
};

TEST_P(WriteFaults, AFullDiskIsNamed) {
  const model::Layer layer = many(3000);
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  signal(SIGXFSZ, SIG_IGN);
  rlimit tight = before;
  tight.rlim_cur = 60'000;  // less than any format needs
  setrlimit(RLIMIT_FSIZE, &tight);
  const Error error = failing(layer);
  setrlimit(RLIMIT_FSIZE, &before);
  EXPECT_EQ(error.code, ErrorCode::no_space) << to_text(error);
  EXPECT_FALSE(error.advice.empty());
}

TEST_P(WriteFaults, ACancelInTheMiddleLeavesNothing) {
  const model::Layer layer = many(60'000);
  std::thread user([this] {
    while (progress.fraction() < 0.02) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    progress.cancel();
  });
  const Error error = failing(layer);
  user.join();
  EXPECT_EQ(error.code, ErrorCode::cancelled) << to_text(error);
}

TEST_P(WriteFaults, NothingToWriteIsSaid) { EXPECT_EQ(failing(many(0)).code, ErrorCode::empty); }

TEST_P(WriteFaults, AFolderInTheWayStays) {
  fs::create_directory(folder / name());
  const auto report =
      write_layer(many(3), zhuhai, folder / name(), options_for(GetParam()), progress);
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, ErrorCode::conflict) << to_text(report.error());
  EXPECT_TRUE(fs::is_directory(folder / name()));
  EXPECT_EQ(folder.entries(), 1U);
}

TEST_P(WriteFaults, AMissingOrForbiddenFolderIsNamed) {
  const auto missing =
      write_layer(many(3), zhuhai, folder / ("no/" + name()), options_for(GetParam()), progress);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::not_found);
  if (::geteuid() == 0) GTEST_SKIP() << "root may write everywhere";
  fs::permissions(folder.path(), fs::perms::owner_read | fs::perms::owner_exec);
  const auto forbidden =
      write_layer(many(3), zhuhai, folder / name(), options_for(GetParam()), progress);
  fs::permissions(folder.path(), fs::perms::owner_all);
  ASSERT_FALSE(forbidden);
  EXPECT_EQ(forbidden.error().code, ErrorCode::no_permission);
}

TEST_P(WriteFaults, PointsOutsideASystemAreCounted) {
  if (std::string(GetParam()) == "dxf") GTEST_SKIP() << "drawings keep the layer's own system here";
  model::Layer layer = many(3);
  layer.geometry.mutable_points()[0] = {1e12, 1e12};
  const Error error = failing(layer);
  EXPECT_EQ(error.code, ErrorCode::unsupported) << to_text(error);
}

INSTANTIATE_TEST_SUITE_P(Formats, WriteFaults,
                         testing::Values("gpkg", "geojson", "shp", "fgb", "csv", "kml", "xlsx",
                                         "dxf"));

TEST(OldGeoPackages, AreNotReplacedWhileAnotherProgramHasThemOpen) {
  const TestFolder folder;
  Progress progress;
  const std::string path = folder / "a.gpkg";
  for (const char* journal : {"DELETE", "WAL"}) {
    ASSERT_TRUE(write_layer(many(3), zhuhai, path, {}, progress));
    {
      auto other = Database::open(path, Database::Mode::write);
      ASSERT_TRUE(other);
      other->run(std::string("PRAGMA journal_mode = ") + journal);
      other->run("BEGIN IMMEDIATE");
      const auto refused = write_layer(many(5), zhuhai, path, {}, progress);
      ASSERT_FALSE(refused) << journal;
      EXPECT_EQ(refused.error().code, ErrorCode::conflict) << to_text(refused.error());
      other->run("ROLLBACK");
      // Who keeps a log beside the file has it open even while nothing is being done.
      const auto idle = write_layer(many(5), zhuhai, path, {}, progress);
      EXPECT_EQ(idle.has_value(), std::string(journal) == "DELETE");
    }
    const auto free = write_layer(many(5), zhuhai, path, {}, progress);
    EXPECT_TRUE(free) << to_text(free.error());
    EXPECT_EQ(folder.entries(), 1U) << journal;
  }
}

TEST(OldGeoPackages, ThatAreWorkspacesStay) {
  const TestFolder folder;
  Progress progress;
  const std::string path = folder / "a.gpkg";
  {
    auto workspace = Database::open(path, Database::Mode::create);
    ASSERT_TRUE(workspace);
    workspace->run("CREATE TABLE wangge_state (name TEXT PRIMARY KEY, body BLOB)");
  }
  const std::string before = content(path);
  const auto refused = write_layer(many(3), zhuhai, path, {}, progress);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::conflict);
  EXPECT_EQ(content(path), before);
}

}  // namespace
}  // namespace wangge::io
