// The same real layer delivered in several systems lies in the same place.
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>

#include "io/read.h"

namespace wangge::io {
namespace {

const std::string china = std::string(WANGGE_SOURCE_DIR) + "/../shared/realdata/china/";

struct Delivery {
  const char* path;
  const char* crs;
};

class Deliveries : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(china)) GTEST_SKIP() << "no real data beside the project";
  }
  static model::LayerPtr read(const std::string& path) {
    ReadOptions options;
    options.target_crs = *geo::Crs::from_text("EPSG:4547");
    Progress progress;
    const auto result = read_file(china + path, options, progress);
    EXPECT_TRUE(result) << to_text(result.error());
    return result ? result->layers.front() : std::make_shared<const model::Layer>();
  }
  /// How far the extents are apart where they are farthest.
  static double apart(const geo::Box& a, const geo::Box& b) {
    return std::max({std::abs(a.min_x - b.min_x), std::abs(a.min_y - b.min_y),
                     std::abs(a.max_x - b.max_x), std::abs(a.max_y - b.max_y)});
  }
  static void expect_all_in_one_place(const std::string& original,
                                      const std::vector<Delivery>& deliveries) {
    const auto there = read(original);
    for (const auto& [path, crs] : deliveries) {
      const auto layer = read(path);
      EXPECT_EQ(layer->size(), there->size()) << path;
      EXPECT_EQ(layer->source.crs, crs) << path << ": " << layer->source.crs_reason;
      EXPECT_LT(apart(layer->extent, there->extent), 0.05) << path;
    }
  }
};

TEST_F(Deliveries, OfTheDistrictsOfShenzhen) {
  expect_all_in_one_place("shenzhen_districts_utf8/sz.shp",
                          {{"derived/sz_4490.gpkg", "EPSG:4490"},
                           {"derived/sz_4490_crsmember.geojson", "EPSG:4490"},
                           {"derived/sz_4547_crsmember.geojson", "EPSG:4547"}});
}

TEST_F(Deliveries, OfTheGridOfShenzhen) {
  expect_all_in_one_place("shenzhen_grid/grid.shp", {{"derived/grid_4547.zip", "EPSG:4547"},
                                                     {"derived/grid_4526.zip", "EPSG:4526"}});
}

}  // namespace
}  // namespace wangge::io
