#include <gtest/gtest.h>

#include <fstream>

#include "io/comparing.h"
#include "io/masking.h"
#include "io/read.h"
#include "io/sample_layer.h"
#include "io/write_several.h"

namespace wangge::io {
namespace {

const geo::Crs zhuhai = geo::Crs::from_text("EPSG:4547").value();

std::vector<LayerToWrite> three_layers() {
  std::vector<LayerToWrite> layers;
  for (const geo::Kind kind : {geo::Kind::points, geo::Kind::lines, geo::Kind::polygons}) {
    model::Layer layer = sample_layer(kind);
    layer.name = "图层 " + std::to_string(layers.size() + 1);
    layers.push_back({std::make_shared<const model::Layer>(std::move(layer))});
  }
  return layers;
}

TEST(WriteGeoPackage, HoldsEveryLayerWithItsName) {
  const TestFolder folder;
  Progress progress;
  WriteOptions options;
  options.mask_personal = false;
  options.target_crs = zhuhai;
  const auto layers = three_layers();
  const auto report = write_layers(layers, zhuhai, folder / "a.gpkg", options, progress);
  ASSERT_TRUE(report) << to_text(report.error());
  EXPECT_EQ(report->features, 9U);
  EXPECT_EQ(folder.entries(), 1U);
  const auto read = read_file(folder / "a.gpkg", {}, progress);
  ASSERT_TRUE(read) << to_text(read.error());
  ASSERT_EQ(read->layers.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(read->layers[i]->name, layers[i].layer->name);
    const auto same = compare_layers(*layers[i].layer, *read->layers[i], 1e-6, "a.gpkg");
    EXPECT_TRUE(same) << to_text(same.error());
  }
}

TEST(WriteGeoPackage, MasksWhatIsPersonalInEveryLayer) {
  const TestFolder folder;
  Progress progress;
  ASSERT_TRUE(write_layers(three_layers(), zhuhai, folder / "a.gpkg", {}, progress));
  const auto read = read_file(folder / "a.gpkg", {}, progress);
  ASSERT_TRUE(read);
  for (const model::LayerPtr& layer : read->layers) {
    const auto chief = static_cast<std::size_t>(layer->table.find("楼长"));
    for (std::size_t row = 0; row < 3; ++row) {
      EXPECT_TRUE(layer->table.columns[chief].text(row).ends_with("**"));
    }
  }
}

TEST(WriteGeoPackage, LeavesTheOldFileWhereItCannotBeWritten) {
  const TestFolder folder;
  std::ofstream(folder / "a.gpkg") << "old";
  Progress progress;
  progress.cancel();
  EXPECT_FALSE(write_layers(three_layers(), zhuhai, folder / "a.gpkg", {}, progress));
  EXPECT_EQ(folder.entries(), 1U);
  Progress fresh;
  EXPECT_FALSE(write_layers(three_layers(), zhuhai, folder / "missing/a.gpkg", {}, fresh));
  EXPECT_EQ(folder.entries(), 1U);
}

TEST(Masked, KeepsOnlyTheBeginning) {
  EXPECT_EQ(masked("张小明"), "张**");
  EXPECT_EQ(masked("13812345678"), "138****");
  EXPECT_EQ(masked("+86 756 123"), "+86****");
  EXPECT_EQ(masked("Ann Lee"), "A**");
  EXPECT_EQ(masked("12"), "1****") << "never all of it";
  EXPECT_EQ(masked(""), "");
  EXPECT_EQ(masked("𠮷野"), "𠮷**");
}

}  // namespace
}  // namespace wangge::io
