#include <gtest/gtest.h>

#include <fstream>

#include "io/comparing.h"
#include "io/read.h"
#include "io/sample_layer.h"
#include "io/write.h"

namespace wangge::io {
namespace {

const geo::Crs zhuhai = geo::Crs::from_text("EPSG:4547").value();

class RoundTrip : public testing::TestWithParam<std::tuple<std::string, geo::Kind>> {};

TEST_P(RoundTrip, KeepsRowsPlacesAndValues) {
  const auto& [extension, kind] = GetParam();
  const TestFolder folder;
  const model::Layer layer = sample_layer(kind);
  const std::string path = folder / ("a" + extension);
  Progress progress;
  WriteOptions options;
  options.mask_personal = false;
  const auto report = write_layer(layer, zhuhai, path, options, progress);
  ASSERT_TRUE(report) << to_text(report.error());
  EXPECT_EQ(report->features, 3U);
  const auto again = read_file(path, {}, progress);
  ASSERT_TRUE(again) << to_text(again.error());
  ASSERT_EQ(again->layers.size(), 1U);
  EXPECT_EQ(again->crs.code(), "EPSG:4547");
  model::Layer wanted = layer;
  if (extension == ".shp") {  // names and types of a DBF
    wanted.table.columns.pop_back();
    wanted.table.columns.erase(wanted.table.columns.begin() + 4);
    wanted.table.columns[3].name = "建成时";
  }
  const auto same = compare_layers(wanted, *again->layers[0], 2e-3, path);
  EXPECT_TRUE(same) << to_text(same.error());
}

INSTANTIATE_TEST_SUITE_P(
    AllFormats, RoundTrip,
    testing::Combine(testing::Values(".gpkg", ".geojson", ".shp", ".csv", ".fgb"),
                     testing::Values(geo::Kind::points, geo::Kind::lines, geo::Kind::polygons)));

TEST(WriteLayer, MasksPersonalColumnsUnlessAskedNotTo) {
  const TestFolder folder;
  Progress progress;
  const auto report = write_layer(sample_layer(), zhuhai, folder / "a.gpkg", {}, progress);
  ASSERT_TRUE(report) << to_text(report.error());
  EXPECT_EQ(report->warnings.size(), 1U);
  const auto again = read_file(folder / "a.gpkg", {}, progress);
  ASSERT_TRUE(again);
  const auto& table = again->layers[0]->table;
  EXPECT_EQ(table.columns[static_cast<std::size_t>(table.find("楼长"))].text(0), "张**");
}

TEST(WriteLayer, ReplacesTheOldFileAndLeavesNothingElse) {
  const TestFolder folder;
  Progress progress;
  std::ofstream(folder / "a.geojson") << "old";
  const auto report = write_layer(sample_layer(), zhuhai, folder / "a.geojson", {}, progress);
  ASSERT_TRUE(report) << to_text(report.error());
  EXPECT_EQ(folder.entries(), 1U);
  EXPECT_TRUE(read_file(folder / "a.geojson", {}, progress));
}

TEST(WriteLayer, LeavesTheOldFileWhenCancelled) {
  const TestFolder folder;
  Progress progress;
  progress.cancel();
  std::ofstream(folder / "a.gpkg") << "old";
  const auto report = write_layer(sample_layer(), zhuhai, folder / "a.gpkg", {}, progress);
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, ErrorCode::cancelled);
  EXPECT_EQ(folder.entries(), 1U);
  std::string text;
  std::ifstream(folder / "a.gpkg") >> text;
  EXPECT_EQ(text, "old");
}

}  // namespace
}  // namespace wangge::io
