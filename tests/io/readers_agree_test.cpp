// The fast readers and GDAL's own deliver the same tables and geometry.
#include <gtest/gtest.h>

#include <filesystem>

#include "io/read.h"
#include "io/sample_layer.h"
#include "io/write.h"

namespace wangge::io {
namespace {

namespace fs = std::filesystem;

void expect_same(const std::string& path) {
  SCOPED_TRACE(path);
  Progress progress;
  ReadOptions slow_options;
  slow_options.only_gdal = true;
  const auto fast = read_file(path, {}, progress);
  const auto slow = read_file(path, slow_options, progress);
  if (slow) {
    ASSERT_TRUE(fast) << to_text(fast.error());
  }
  if (!slow) return;  // the fast one may know better
  EXPECT_EQ(fast->crs.code(), slow->crs.code());
  ASSERT_EQ(fast->layers.size(), slow->layers.size());
  for (std::size_t i = 0; i < fast->layers.size(); ++i) {
    const model::Layer& a = *fast->layers[i];
    const model::Layer& b = *slow->layers[i];
    EXPECT_EQ(a.name, b.name);
    EXPECT_EQ(a.source.crs, b.source.crs);
    EXPECT_EQ(a.source.warnings, b.source.warnings);
    EXPECT_TRUE(a.geometry == b.geometry);
    ASSERT_EQ(a.table.columns.size(), b.table.columns.size());
    for (const model::Column& column : a.table.columns) {
      const int other = b.table.find(column.name);
      ASSERT_GE(other, 0) << column.name;
      EXPECT_TRUE(column == b.table.columns[static_cast<std::size_t>(other)]) << column.name;
    }
  }
}

TEST(ReadersAgree, OnWhatWeWrite) {
  const TestFolder folder;
  const geo::Crs crs = geo::Crs::from_text("EPSG:4547").value();
  Progress progress;
  for (const geo::Kind kind : {geo::Kind::points, geo::Kind::lines, geo::Kind::polygons}) {
    for (const bool with_times : {true, false}) {
      model::Layer layer = sample_layer(kind);
      if (!with_times) layer.table.columns.erase(layer.table.columns.begin() + 3);
      for (const char* name : {"a.gpkg", "a.fgb", "a.geojson"}) {
        const auto report = write_layer(layer, crs, folder / name, {}, progress);
        ASSERT_TRUE(report) << to_text(report.error());
        expect_same(folder / name);
      }
    }
  }
}

TEST(ReadersAgree, OnTruthsOfManyRows) {
  const TestFolder folder;
  const geo::Crs crs = geo::Crs::from_text("EPSG:4547").value();
  Progress progress;
  model::Layer layer = model::subset(sample_layer(), std::vector<std::uint32_t>(40, 0));
  ColumnBuilder truths("对", ColumnType::bools);
  for (int row = 0; row < 40; ++row) {
    row % 7 == 3 ? truths.add_null() : truths.add_bool(row % 3 != 0);
  }
  layer.table.columns = {std::move(truths).build()};
  for (const char* name : {"a.gpkg", "a.fgb"}) {
    const auto report = write_layer(layer, crs, folder / name, {}, progress);
    ASSERT_TRUE(report) << to_text(report.error());
    expect_same(folder / name);
  }
}

TEST(ReadersAgree, OnRealFiles) {
  const fs::path root = fs::path(WANGGE_SOURCE_DIR) / "../shared/realdata";
  if (!fs::exists(root)) GTEST_SKIP() << "no real data beside the checkout";
  int compared = 0;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    const std::string extension = entry.path().extension();
    const bool fast = extension == ".geojson" || extension == ".gpkg" || extension == ".fgb" ||
                      (extension == ".json" && fs::file_size(entry) < 5'000'000);
    if (!fast) continue;
    expect_same(entry.path());
    ++compared;
  }
  EXPECT_GT(compared, 50);
}

}  // namespace
}  // namespace wangge::io
