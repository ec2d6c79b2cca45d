// Rasters as the map sees them: every pixel where it belongs, whatever the file.
#include "io/raster_file.h"

#include <gtest/gtest.h>
#include <ogrsf_frmts.h>

#include <atomic>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <thread>

#include "io/sample_layer.h"
#include "io/seen_raster.h"
#include "io/write.h"

namespace wangge::io {
namespace {

namespace fs = std::filesystem;

using Rgb = std::array<std::uint8_t, 3>;

struct Laid {
  const char* name;
  RasterFile file;
  const char* map;
  const char* source;
};

std::ostream& operator<<(std::ostream& out, const Laid& laid) { return out << laid.name; }

class RasterOnMap : public testing::TestWithParam<Laid> {};

TEST_P(RasterOnMap, LandsToThePixel) {
  const TestFolder folder;
  const Laid& laid = GetParam();
  const std::string path = folder / "base.tif";
  ASSERT_NO_FATAL_FAILURE(write_raster(path, laid.file));
  const auto rasters = open(path, laid.map, laid.source);
  ASSERT_TRUE(rasters) << to_text(rasters.error());
  ASSERT_EQ(rasters->size(), 1U);
  const Seen seen = look(*rasters->front(), affine(laid.file.place), square_colour, 2);
  EXPECT_EQ(seen.wrong, 0U);
  EXPECT_EQ(seen.missing, 0U);
  EXPECT_GT(seen.right, 20'000U);
}

constexpr std::array<double, 6> in_mercator{12'639'000, 1.1, 0, 2'541'000, 0, -1.1};
constexpr std::array<double, 6> in_degrees{113.54, 1e-5, 0, 22.26, 0, -1e-5};
constexpr std::array<double, 6> turned{453'000, 0.8, 0.6, 2'463'240, 0.6, -0.8};

RasterFile placed(const std::array<double, 6>& place, const char* crs) {
  RasterFile file;
  file.place = place;
  file.crs = crs;
  return file;
}

INSTANTIATE_TEST_SUITE_P(
    Systems, RasterOnMap,
    testing::Values(Laid{"same", RasterFile{}, "EPSG:4547", ""},
                    Laid{"mercator", placed(in_mercator, "EPSG:3857"), "EPSG:4547", ""},
                    Laid{"degrees", placed(in_degrees, "EPSG:4326"), "EPSG:4547", ""},
                    Laid{"other_zone", placed(in_degrees, "EPSG:4490"), "EPSG:4546", ""},
                    Laid{"turned", placed(turned, "EPSG:4547"), "EPSG:4547", ""},
                    Laid{"gcj02", placed(in_mercator, "EPSG:3857"), "EPSG:4547", "GCJ-02"},
                    Laid{"said_by_user", placed(in_degrees, ""), "EPSG:4547", "EPSG:4326"}),
    [](const auto& one) { return std::string(one.param.name); });

TEST(Rasters, AShiftMovesThemByHundredsOfMetres) {
  const TestFolder folder;
  const std::string path = folder / "base.tif", named = folder / "base_gcj02.tif";
  ASSERT_NO_FATAL_FAILURE(write_raster(path, placed(in_mercator, "EPSG:3857")));
  fs::copy_file(path, named);
  const auto plain = open(path, "EPSG:4547"), shifted = open(path, "EPSG:4547", "GCJ-02"),
             by_name = open(named, "EPSG:4547");
  ASSERT_TRUE(plain && shifted && by_name);
  const double moved =
      geo::distance(plain->front()->extent.centre(), shifted->front()->extent.centre());
  EXPECT_GT(moved, 300);
  EXPECT_LT(moved, 900);
  EXPECT_EQ(shifted->front()->info.crs.code(), "GCJ-02 EPSG:3857");
  EXPECT_EQ(by_name->front()->extent, shifted->front()->extent);
}

TEST(Rasters, PaletteGreyAndWideNumbersBecomeColours) {
  const TestFolder folder;
  RasterFile palette, grey, wide;
  palette.bands = grey.bands = wide.bands = 1;
  palette.palette = true;
  wide.type = GDT_UInt16;
  wide.factor = 200;
  const auto red = [](std::int64_t x, std::int64_t y) { return square_colour(x, y)[0]; };
  const auto seen = [&](const std::string& name, const RasterFile& file, auto expected,
                        int tolerance) {
    write_raster(folder / name, file);
    const auto rasters = open(folder / name, "EPSG:4547");
    EXPECT_TRUE(rasters) << name;
    return rasters ? look(*rasters->front(), affine(file.place), expected, tolerance) : Seen{};
  };
  const Seen of_palette = seen(
      "palette.tif", palette,
      [&](auto x, auto y) {
        return Rgb{red(x, y), static_cast<std::uint8_t>(255 - red(x, y)), 0};
      },
      2);
  const Seen of_grey = seen(
      "grey.tif", grey,
      [&](auto x, auto y) {
        return Rgb{red(x, y), red(x, y), red(x, y)};
      },
      2);
  // 40 … 220 times 200 fill the range from black to white.
  const Seen of_wide = seen(
      "wide.tif", wide,
      [&](auto x, auto y) {
        const auto level = static_cast<std::uint8_t>(std::lround((red(x, y) - 40) / 180.0 * 255));
        return Rgb{level, level, level};
      },
      3);
  for (const Seen& one : {of_palette, of_grey, of_wide}) {
    EXPECT_EQ(one.wrong, 0U);
    EXPECT_EQ(one.missing, 0U);
    EXPECT_GT(one.right, 20'000U);
  }
}

TEST(Rasters, NodataAndAlphaAreTransparentAndNothingElseIs) {
  const TestFolder folder;
  for (const bool alpha : {false, true}) {
    RasterFile file;
    file.hole = true;
    file.bands = alpha ? 4 : 3;
    if (!alpha) file.nodata = 0;
    const std::string path = folder / (alpha ? "alpha.tif" : "nodata.tif");
    ASSERT_NO_FATAL_FAILURE(write_raster(path, file));
    const auto rasters = open(path, "EPSG:4547");
    ASSERT_TRUE(rasters) << to_text(rasters.error());
    const Progress progress;
    const auto picture =
        rasters->front()->picture({453'000, 2'463'000, 453'320, 2'463'240}, 320, 240, progress);
    ASSERT_TRUE(picture);
    const auto alpha_at = [&](std::size_t x, std::size_t y) {
      return picture->rgba[4 * (320 * y + x) + 3];
    };
    EXPECT_EQ(alpha_at(8, 8), 0);
    EXPECT_EQ(alpha_at(30, 8), 255);
    EXPECT_EQ(alpha_at(8, 30), 255);
    const auto outside =
        rasters->front()->picture({452'000, 2'463'000, 452'320, 2'463'240}, 32, 24, progress);
    ASSERT_TRUE(outside);
    EXPECT_TRUE(std::all_of(outside->rgba.begin(), outside->rgba.end(),
                            [](std::uint8_t v) { return v == 0; }));
  }
}

TEST(Rasters, TilesOfMBTilesAndGeoPackagesLandWhereTheImageDoes) {
  const TestFolder folder;
  // At a resolution of zoom 17 by its scheme, so that MBTiles need no resampling of their own.
  constexpr double zoom_17 = 2 * 20037508.342789244 / 256 / 131'072;
  RasterFile file = placed({0, zoom_17, 0, 0, 0, -zoom_17}, "EPSG:3857");
  file.place[0] = std::floor(12'639'000 / (256 * zoom_17)) * 256 * zoom_17;
  file.place[3] = std::floor(2'541'000 / (256 * zoom_17)) * 256 * zoom_17;
  file.columns = 512, file.rows = 512;
  for (const char* driver : {"MBTiles", "GPKG"}) {
    file.driver = driver;
    file.options = {"TILE_FORMAT=PNG"};
    const std::string path = folder / (file.driver == "GPKG" ? "a.gpkg" : "a.mbtiles");
    ASSERT_NO_FATAL_FAILURE(write_raster(path, file));
    EXPECT_FALSE(content_of(path).rasters.empty());
    EXPECT_FALSE(content_of(path).layers) << driver;
    const auto rasters = open(path, "EPSG:4547");
    ASSERT_TRUE(rasters) << to_text(rasters.error());
    const model::RasterInfo& info = rasters->front()->info;
    EXPECT_EQ(info.format, driver);
    EXPECT_NEAR(info.resolution_m, zoom_17 * std::cos(22.25 * std::acos(-1.0) / 180), 0.01);
    ASSERT_EQ(info.columns, 512);
    const Seen seen = look(*rasters->front(), affine(file.place), square_colour, 3);
    EXPECT_LE(seen.wrong * 500, seen.right) << driver;
    EXPECT_GT(seen.right, 50'000U) << driver;
  }
}

TEST(Rasters, AGeoPackageOfLayersAndTilesHoldsBoth) {
  const TestFolder folder;
  const std::string path = folder / "both.gpkg";
  RasterFile file;
  file.driver = "GPKG";
  file.options = {"RASTER_TABLE=photo", "TILE_FORMAT=PNG"};
  ASSERT_NO_FATAL_FAILURE(write_raster(path, file));
  {
    GDALDataset* dataset = static_cast<GDALDataset*>(
        GDALOpenEx(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE, nullptr, nullptr, nullptr));
    ASSERT_NE(dataset, nullptr);
    OGRSpatialReference srs;
    srs.importFromEPSG(4547);
    OGRLayer* layer = dataset->CreateLayer("houses", &srs, wkbPoint);
    OGRFeature* feature = OGRFeature::CreateFeature(layer->GetLayerDefn());
    feature->SetGeometryDirectly(new OGRPoint(453'100, 2'463'100));
    ASSERT_EQ(layer->CreateFeature(feature), OGRERR_NONE);
    OGRFeature::DestroyFeature(feature);
    GDALClose(dataset);
  }
  const Content content = content_of(path);
  EXPECT_TRUE(content.layers);
  EXPECT_EQ(content.rasters, std::vector<std::string>{"photo"});
  Progress progress;
  const auto layers = read_file(path, {}, progress);
  ASSERT_TRUE(layers) << to_text(layers.error());
  EXPECT_EQ(layers->layers.size(), 1U);
  const auto rasters = open(path, "EPSG:4547");
  ASSERT_TRUE(rasters) << to_text(rasters.error());
  EXPECT_EQ(rasters->size(), 1U);
}

TEST(Rasters, SeenFromFarTheyHaveTheColourOfTheirPixelsTogether) {
  const TestFolder folder;
  RasterFile file;
  file.columns = 2048, file.rows = 2048;
  file.options = {"TILED=YES"};
  const std::string path = folder / "large.tif";
  ASSERT_NO_FATAL_FAILURE(write_raster(path, file));
  for (const int overviews : {0, 3}) {
    if (overviews > 0) {
      GDALDataset* dataset = static_cast<GDALDataset*>(GDALOpen(path.c_str(), GA_Update));
      int factors[] = {2, 4, 8};
      ASSERT_EQ(dataset->BuildOverviews("AVERAGE", 3, factors, 0, nullptr, nullptr, nullptr),
                CE_None);
      GDALClose(dataset);
    }
    const auto rasters = open(path, "EPSG:4547");
    ASSERT_TRUE(rasters);
    EXPECT_EQ(rasters->front()->info.overviews, static_cast<std::size_t>(overviews));
    const Progress progress;
    const auto picture = rasters->front()->picture(
        {453'000, 2'463'240 - 2048, 453'000 + 2048, 2'463'240}, 64, 64, progress);
    ASSERT_TRUE(picture);
    double sum = 0;
    for (std::size_t i = 0; i < picture->rgba.size(); i += 4) sum += picture->rgba[i];
    EXPECT_NEAR(sum / (64 * 64), 130, 12);
    EXPECT_TRUE(picture->opaque);
  }
}

TEST(Rasters, SeveralThreadsSeeTheSame) {
  const TestFolder folder;
  ASSERT_NO_FATAL_FAILURE(write_raster(folder / "a.tif", placed(in_mercator, "EPSG:3857")));
  const auto rasters = open(folder / "a.tif", "EPSG:4547");
  ASSERT_TRUE(rasters);
  const model::Raster& raster = *rasters->front();
  const Progress progress;
  const auto whole = raster.picture(raster.extent, 300, 300, progress);
  ASSERT_TRUE(whole);
  std::vector<std::thread> threads;
  std::atomic<int> same = 0;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int k = 0; k < 5; ++k) {
        const auto again = raster.picture(raster.extent, 300, 300, progress);
        same += again && again->rgba == whole->rgba ? 1 : 0;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(same, 20);
}

TEST(RasterErrors, ARasterWithoutASystemSaysWhatToDo) {
  const TestFolder folder;
  RasterFile file;
  file.crs = "";
  ASSERT_NO_FATAL_FAILURE(write_raster(folder / "no_crs.tif", file));
  const auto no_crs = open(folder / "no_crs.tif");
  ASSERT_FALSE(no_crs);
  EXPECT_EQ(no_crs.error().code, ErrorCode::unknown_crs);
  EXPECT_NE(no_crs.error().advice.find("--crs"), std::string::npos);

  file.driver = "PNG";
  file.place = {};
  ASSERT_NO_FATAL_FAILURE(write_raster(folder / "photo.png", file));
  const auto nowhere = open(folder / "photo.png", "", "EPSG:4547");
  ASSERT_FALSE(nowhere);
  EXPECT_EQ(nowhere.error().code, ErrorCode::unknown_crs);
  EXPECT_NE(nowhere.error().advice.find("world file"), std::string::npos);
  std::ofstream(folder / "photo.pgw") << "1\n0\n0\n-1\n453000.5\n2463239.5\n";
  const auto placed_by_world_file = open(folder / "photo.png", "EPSG:4547", "EPSG:4547");
  ASSERT_TRUE(placed_by_world_file) << to_text(placed_by_world_file.error());
  EXPECT_NEAR(placed_by_world_file->front()->extent.min_x, 453'000, 2);
}

TEST(RasterErrors, HalfAFileIsNotShown) {
  const TestFolder folder;
  RasterFile file;
  file.columns = file.rows = 1024;
  file.options = {"TILED=YES", "COMPRESS=DEFLATE"};
  ASSERT_NO_FATAL_FAILURE(write_raster(folder / "whole.tif", file));
  std::ifstream whole(folder / "whole.tif", std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(whole), {}};
  for (const double part : {0.01, 0.3, 0.6, 0.9}) {
    const std::string path = folder / "half.tif";
    std::ofstream(path, std::ios::binary)
        << bytes.substr(0, static_cast<std::size_t>(part * static_cast<double>(bytes.size())));
    EXPECT_FALSE(content_of(path).rasters.empty());
    const auto half = open(path);
    ASSERT_FALSE(half) << part;
    EXPECT_EQ(half.error().code, ErrorCode::broken) << part;
    EXPECT_EQ(half.error().reason.find('\n'), std::string::npos);
  }
}

TEST(RasterErrors, AHugeClaimIsRefused) {
  const TestFolder folder;
  use_gdal();
  const char* const sparse[] = {"SPARSE_OK=TRUE", "TILED=YES", "BIGTIFF=YES", nullptr};
  GDALDataset* huge = GetGDALDriverManager()->GetDriverByName("GTiff")->Create(
      (folder / "huge.tif").c_str(), 1'000'000, 500'000, 1, GDT_Byte, const_cast<char**>(sparse));
  ASSERT_NE(huge, nullptr);
  double place[] = {453'000, 1, 0, 2'463'000, 0, -1};
  huge->SetGeoTransform(place);
  OGRSpatialReference srs;
  srs.importFromEPSG(4547);
  huge->SetSpatialRef(&srs);
  GDALClose(huge);
  const auto refused = open(folder / "huge.tif");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::unsupported);
}

TEST(RasterErrors, OtherFilesAreNoRasters) {
  const TestFolder folder;
  std::ofstream(folder / "a.tif") << "<VRTDataset/>";
  std::ofstream(folder / "b.mbtiles") << "no database";
  fs::create_directories(folder / "12");
  EXPECT_TRUE(content_of(folder / "a.tif").rasters.empty());
  EXPECT_TRUE(content_of(folder / "b.mbtiles").rasters.empty());
  EXPECT_TRUE(content_of(folder / ".").rasters.empty());
  EXPECT_TRUE(content_of(folder / "missing.tif").rasters.empty());
}

}  // namespace
}  // namespace wangge::io
