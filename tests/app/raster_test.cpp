// A raster beneath the map, from the command line to the picture.
#include <cairo.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "app/program.h"
#include "support/raster_files.h"

namespace wangge {
namespace {

using nlohmann::json;

/// The pixels of a PNG that has no transparency.
struct Pixels {
  explicit Pixels(const std::string& path)
      : surface(cairo_image_surface_create_from_png(path.c_str())) {}
  ~Pixels() { cairo_surface_destroy(surface); }
  std::array<int, 3> at(int x, int y) const {
    const unsigned char* row =
        cairo_image_surface_get_data(surface) + y * cairo_image_surface_get_stride(surface) + 4 * x;
    return {row[2], row[1], row[0]};
  }
  cairo_surface_t* surface;
};

/// The four corners' squares land in the four corners of the map, to the pixel, in a picture of the
/// system the raster is in; and where the projections put them in another.
TEST_F(Program, TheCornersOfARasterLandAtTheirPlaces) {
  RasterFile file;
  const std::string path = folder() / "base.tif";
  ASSERT_NO_FATAL_FAILURE(write_raster(path, file));
  const Answer answer =
      run("render base.tif --plain --size 320x240 --extent 453000,2463000,453320,2463240 --scale "
          "3779.527559 -o map.png");
  ASSERT_EQ(answer.code, 0) << answer.err;
  const Pixels map((folder() / "map.png").string());
  for (const int x : {2, 13, 18, 306, 317}) {
    for (const int y : {2, 13, 18, 226, 237}) {
      const auto expected = square_colour(x, y);
      const auto seen = map.at(x, y);
      for (std::size_t c = 0; c < 3; ++c) EXPECT_NEAR(seen[c], expected[c], 2) << x << ", " << y;
    }
  }
}

TEST_F(Program, InfoTellsWhatARasterIs) {
  RasterFile file;
  file.place = {12'639'000, 1.1, 0, 2'541'000, 0, -1.1};
  file.crs = "EPSG:3857";
  file.bands = 1;
  file.type = GDT_UInt16;
  file.nodata = 0;
  ASSERT_NO_FATAL_FAILURE(write_raster(folder() / "base.tif", file));
  const Answer info = run("info --json base.tif " + demo("grids.geojson"));
  EXPECT_EQ(info.code, 0) << info.err;
  const json all = json::parse(info.out, nullptr, false);
  ASSERT_TRUE(all.is_array() && all.size() == 2) << info.out;
  const json& raster = all[0];
  EXPECT_EQ(raster["raster"], "base");
  EXPECT_EQ(raster["format"], "GTiff");
  EXPECT_EQ(raster["columns"], 320);
  EXPECT_EQ(raster["rows"], 240);
  EXPECT_EQ(raster["bands"], 1);
  EXPECT_EQ(raster["type"], "UInt16");
  EXPECT_EQ(raster["nodata"], 0);
  EXPECT_EQ(raster["crs"]["code"], "EPSG:3857");
  EXPECT_NEAR(raster["resolution_m"], 1.1 * std::cos(22.24 * std::acos(-1.0) / 180), 0.005);
  EXPECT_EQ(all[1]["role"], "grids");
  const Answer text = run("info base.tif");
  EXPECT_NE(text.out.find("320 × 240"), std::string::npos) << text.out;
  EXPECT_NE(text.out.find("EPSG:3857"), std::string::npos) << text.out;
}

TEST_F(Program, ARasterThatSaysNoSystemIsRefusedInOneSentence) {
  RasterFile file;
  file.crs = "";
  ASSERT_NO_FATAL_FAILURE(write_raster(folder() / "base.tif", file));
  const Answer refused = run("render base.tif -o map.png");
  EXPECT_EQ(refused.code, 2);
  EXPECT_NE(refused.err.find("--crs"), std::string::npos) << refused.err;
  EXPECT_FALSE(has("map.png"));
  EXPECT_EQ(run("render base.tif --crs EPSG:4547 -o map.png").code, 0);
  EXPECT_TRUE(has("map.png"));
}

}  // namespace
}  // namespace wangge
