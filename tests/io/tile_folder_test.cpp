// Folders of tiles: a pyramid by zoom, column and row.
#include "io/tile_folder.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cmath>
#include <filesystem>
#include <fstream>

#include "io/sample_layer.h"
#include "io/seen_raster.h"

namespace wangge::io {
namespace {

namespace fs = std::filesystem;

/// A folder of tiles of one zoom around Zhuhai, with the squares counted from the world's corner.
void write_tiles(const std::string& folder, int zoom, bool from_south, const char* driver,
                 const char* ending) {
  const std::int64_t side = std::int64_t{1} << zoom;
  const auto first_x = static_cast<std::int64_t>((113.54 + 180) / 360 * static_cast<double>(side));
  const double lat = 22.26 * std::acos(-1.0) / 180;
  const auto first_y = static_cast<std::int64_t>((1 - std::asinh(std::tan(lat)) / std::acos(-1.0)) /
                                                 2 * static_cast<double>(side));
  use_gdal();
  for (std::int64_t x = first_x; x < first_x + 2; ++x) {
    for (std::int64_t y = first_y; y < first_y + 2; ++y) {
      GDALDataset* tile = GetGDALDriverManager()->GetDriverByName("MEM")->Create("", 256, 256, 3,
                                                                                 GDT_Byte, nullptr);
      std::vector<std::uint8_t> pixels;
      for (std::int64_t py = 0; py < 256; ++py) {
        for (std::int64_t px = 0; px < 256; ++px) {
          const auto c = square_colour(x * 256 + px, y * 256 + py);
          pixels.insert(pixels.end(), c.begin(), c.end());
        }
      }
      ASSERT_EQ(tile->RasterIO(GF_Write, 0, 0, 256, 256, pixels.data(), 256, 256, GDT_Byte, 3,
                               nullptr, 3, 3 * 256, 1, nullptr),
                CE_None);
      const std::int64_t row = from_south ? side - 1 - y : y;
      const std::string column = folder + "/" + std::to_string(zoom) + "/" + std::to_string(x);
      fs::create_directories(column);
      GDALDataset* copy = GetGDALDriverManager()->GetDriverByName(driver)->CreateCopy(
          (column + "/" + std::to_string(row) + ending).c_str(), tile, 0, nullptr, nullptr,
          nullptr);
      ASSERT_NE(copy, nullptr);
      GDALClose(copy);
      GDALClose(tile);
    }
  }
}

TEST(TileFolder, AFolderOfTilesIsOneImageHoweverItsRowsAreCounted) {
  const TestFolder folder;
  std::vector<geo::Box> extents;
  for (const bool from_south : {false, true}) {
    const std::string path = folder / (from_south ? "tms" : "xyz");
    ASSERT_NO_FATAL_FAILURE(write_tiles(path, 17, from_south, "PNG", ".png"));
    ASSERT_NO_FATAL_FAILURE(write_tiles(path, 16, from_south, "PNG", ".png"));
    const Content content = content_of(path);
    EXPECT_FALSE(content.rasters.empty());
    EXPECT_FALSE(content.layers);
    const auto rasters = open(path, "EPSG:4547");
    ASSERT_TRUE(rasters) << to_text(rasters.error());
    const model::Raster& raster = *rasters->front();
    EXPECT_EQ(raster.info.format, from_south ? "TMS" : "XYZ");
    EXPECT_EQ(raster.info.overviews, 1U);
    EXPECT_EQ(raster.info.columns, 512);
    extents.push_back(raster.extent);
    constexpr double pixel = 2 * 20037508.342789244 / 256 / 131'072;
    // The corner of the world, so that squares are counted as they were painted.
    const geo::Affine world{pixel, 0, -20037508.342789244, 0, -pixel, 20037508.342789244};
    const double mpp = raster.info.resolution_m;
    const int side = static_cast<int>(raster.extent.width() / mpp);
    const geo::Box box{raster.extent.min_x, raster.extent.max_y - side * mpp,
                       raster.extent.min_x + side * mpp, raster.extent.max_y};
    const Progress progress;
    const auto picture = raster.picture(box, side, side, progress);
    ASSERT_TRUE(picture);
    const auto way = geo::Transformer::make(raster.map, raster.info.crs);
    ASSERT_TRUE(way);
    std::size_t right = 0, wrong = 0;
    for (int y = 5; y < side - 5; ++y) {
      for (int x = 5; x < side - 5; ++x) {
        const geo::Point at = world.inverse()(
            way->transform({box.min_x + (x + 0.5) * mpp, box.max_y - (y + 0.5) * mpp}));
        const double in_x = std::fmod(at.x, square_px), in_y = std::fmod(at.y, square_px);
        const std::uint8_t* p = picture->rgba.data() + 4 * static_cast<std::size_t>(y * side + x);
        if (p[3] != 255 || in_x < 1.1 || in_y < 1.1 || in_x > 14.9 || in_y > 14.9) continue;
        const auto c =
            square_colour(static_cast<std::int64_t>(at.x), static_cast<std::int64_t>(at.y));
        ++(std::abs(p[0] - c[0]) + std::abs(p[1] - c[1]) + std::abs(p[2] - c[2]) <= 6 ? right
                                                                                      : wrong);
      }
    }
    EXPECT_EQ(wrong, 0U);
    EXPECT_GT(right, 100'000U);
  }
  EXPECT_EQ(extents[0], extents[1]);
}

TEST(TileFolder, JpegAndWebpTilesAreTilesToo) {
  const TestFolder folder;
  for (const auto& [driver, ending] : {std::pair("JPEG", ".jpg"), std::pair("WEBP", ".webp")}) {
    const std::string path = folder / driver;
    ASSERT_NO_FATAL_FAILURE(write_tiles(path, 15, false, driver, ending));
    const auto rasters = open(path);
    ASSERT_TRUE(rasters) << to_text(rasters.error());
    const Progress progress;
    const auto picture = rasters->front()->picture(rasters->front()->extent, 200, 200, progress);
    ASSERT_TRUE(picture);
    EXPECT_EQ(picture->rgba[4 * (200 * 100 + 100) + 3], 255);
  }
}

TEST(TileFolder, APipeAmongTheTilesIsAHoleAndNotWaitedFor) {
  const TestFolder folder;
  const std::string path = folder / "tiles";
  ASSERT_NO_FATAL_FAILURE(write_tiles(path, 15, false, "PNG", ".png"));
  std::size_t tiles = 0;
  for (const auto& entry : fs::recursive_directory_iterator(path)) {
    if (!entry.is_regular_file() || ++tiles > 1) continue;
    fs::remove(entry.path());
    ASSERT_EQ(::mkfifo(entry.path().c_str(), 0600), 0);
  }
  ASSERT_EQ(tiles, 4U);
  const auto rasters = open(path);
  ASSERT_TRUE(rasters) << to_text(rasters.error());
  const Progress progress;
  const auto picture = rasters->front()->picture(rasters->front()->extent, 100, 100, progress);
  ASSERT_TRUE(picture);
  std::size_t shown = 0;
  for (std::size_t i = 3; i < picture->rgba.size(); i += 4)
    shown += picture->rgba[i] == 255 ? 1 : 0;
  EXPECT_NEAR(static_cast<double>(shown), 7500, 300) << "three tiles of four";
}

}  // namespace
}  // namespace wangge::io
