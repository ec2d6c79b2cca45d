// A raster of 20,000 x 20,000 pixels in Web Mercator under a map in CGCS2000: how long until
// something and until all of it is seen, and how long a frame takes while the map moves.
//   raster_bench [SIDE [FOLDER]]
#include <epoxy/gl.h>
#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogr_spatialref.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "bench/camera_paths.h"
#include "io/gdal_library.h"
#include "io/raster_file.h"
#include "render/map_painter.h"
#include "render/offscreen.h"

namespace wangge::render {
namespace {

using Clock = std::chrono::steady_clock;
constexpr double budget_ms = 12;

double since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

/// Something like roofs and streets: no two tiles are alike, and it does not compress to nothing.
void write_image(const std::string& path, int side, bool overviews) {
  io::use_gdal();
  const char* const options[] = {"TILED=YES",        "COMPRESS=DEFLATE",     "ZLEVEL=1",
                                 "BIGTIFF=IF_SAFER", "NUM_THREADS=ALL_CPUS", nullptr};
  GDALDataset* image = GetGDALDriverManager()->GetDriverByName("GTiff")->Create(
      path.c_str(), side, side, 3, GDT_Byte, const_cast<char**>(options));
  double place[] = {12'639'000, 0.3, 0, 2'541'000, 0, -0.3};
  image->SetGeoTransform(place);
  OGRSpatialReference srs;
  srs.importFromEPSG(3857);
  image->SetSpatialRef(&srs);
  constexpr int block = 256;
  std::vector<std::uint8_t> rows(static_cast<std::size_t>(side) * block * 3);
  std::uint32_t noise = 1;
  for (int top = 0; top < side; top += block) {
    const int height = std::min(block, side - top);
    std::size_t at = 0;
    for (int y = top; y < top + height; ++y) {
      for (int x = 0; x < side; ++x) {
        noise = noise * 1'664'525 + 1'013'904'223;
        const auto roof = static_cast<std::uint32_t>((x / 40) * 7919 + (y / 40) * 104'729);
        for (const int shift : {0, 3, 6}) {
          rows[at++] = static_cast<std::uint8_t>(60 + (roof >> shift) % 150 + (noise >> 30));
        }
      }
    }
    if (image->RasterIO(GF_Write, 0, top, side, height, rows.data(), side, height, GDT_Byte, 3,
                        nullptr, 3, GSpacing{3} * side, 1, nullptr) != CE_None) {
      std::abort();
    }
  }
  if (overviews) {
    int factors[] = {2, 4, 8, 16, 32, 64};
    if (image->BuildOverviews("AVERAGE", 6, factors, 0, nullptr, nullptr, nullptr) != CE_None) {
      std::abort();
    }
  }
  GDALClose(image);
}

struct Frames {
  std::vector<double> ms;
  double something_ms = 0, complete_ms = 0;
  void print(const std::string& name) const {
    std::vector<double> sorted = ms;
    std::sort(sorted.begin(), sorted.end());
    const auto share = [&](double part) {
      return sorted[static_cast<std::size_t>(part * static_cast<double>(sorted.size() - 1))];
    };
    fmt::print("{:28} {:4} frames  p50 {:5.1f}  p99 {:5.1f}  max {:5.1f} ms   ", name, ms.size(),
               share(0.5), share(0.99), share(1));
    if (something_ms > 0) fmt::print("something seen {:5.0f} ms, ", something_ms);
    fmt::print("complete {:5.0f} ms\n", complete_ms);
  }
};

/// Whether some of the picture is no longer land.
bool shows_something(const MapPainter& painter, const Camera& camera) {
  std::vector<std::uint8_t> pixels(4 * static_cast<std::size_t>(camera.width) *
                                   static_cast<std::size_t>(camera.height));
  glBindTexture(GL_TEXTURE_2D, painter.texture());
  glGetTexImage(GL_TEXTURE_2D, 0, GL_RGBA, GL_UNSIGNED_BYTE, pixels.data());
  for (std::size_t i = 0; i < pixels.size(); i += 4 * 101) {
    if (pixels[i] != pixels[0] || pixels[i + 1] != pixels[1]) return true;
  }
  return false;
}

Frames follow(MapPainter& painter, const MapInput& input, const std::vector<Camera>& path,
              bool first = false) {
  Frames frames;
  bool done = false;
  const auto frame = [&](const Camera& camera) {
    const auto start = Clock::now();
    done = painter.draw(input, camera, budget_ms);
    glFinish();
    frames.ms.push_back(since(start));
  };
  const auto begun = Clock::now();
  for (const Camera& camera : path) frame(camera);
  const auto rested = first ? begun : Clock::now();
  while (!done) {
    frame(path.back());
    if (first && frames.something_ms == 0 && shows_something(painter, path.back())) {
      frames.something_ms = since(begun);
    }
  }
  frames.complete_ms = since(rested);
  return frames;
}

int run(int side, const std::string& folder) {
  const auto context = OffscreenContext::make();
  if (!context) return 1;
  for (const bool overviews : {true, false}) {
    const std::string path =
        folder + (overviews ? "/wangge_bench_overviews.tif" : "/wangge_bench_plain.tif");
    if (!std::filesystem::exists(path)) write_image(path, side, overviews);
    const std::string with = overviews ? ", overviews" : ", none";
    fmt::print("{} px, {} MB{}\n", side, std::filesystem::file_size(path) / 1'000'000, with);
    auto painter = MapPainter::make(WANGGE_SOURCE_DIR "/shaders");
    const auto start = Clock::now();
    Progress progress;
    const auto rasters = io::open_rasters(path, {}, progress);
    if (!painter || !rasters) return 1;
    fmt::print("open {:.0f} ms\n", since(start));
    auto workspace = std::make_shared<model::Workspace>();
    workspace->crs = rasters->front()->map;
    workspace->rasters.push_back({model::LayerId{1}, rasters->front()});
    MapInput input;
    input.workspace = workspace;
    const Camera whole = Camera::fit(workspace->extent(), 1600, 900);
    const double far = whole.metres_per_pixel;
    follow(**painter, input, {whole}, true).print("first picture" + with);
    follow(**painter, input, pan_at(whole, far)).print("pan, all of it" + with);
    follow(**painter, input, zoom(whole, far, 1)).print("zoom in to 1 m/px" + with);
    follow(**painter, input, pan_at(whole, 1)).print("pan, 1 m/px" + with);
    follow(**painter, input, pan_at(whole, 0.3)).print("pan, 0.3 m/px" + with);
    follow(**painter, input, zoom(whole, 0.3, far)).print("zoom out" + with);
  }
  return 0;
}

}  // namespace
}  // namespace wangge::render

int main(int argc, char** argv) {
  const int side = argc > 1 ? std::atoi(argv[1]) : 20'000;
  const std::string folder = argc > 2 ? argv[2] : std::filesystem::temp_directory_path().string();
  return wangge::render::run(side, folder);
}
