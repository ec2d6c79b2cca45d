// Opening a million buildings from a GeoPackage, beside one bare OGR pass over the same file, and
// what the opened layer takes in memory.
#include <benchmark/benchmark.h>
#include <malloc.h>
#include <ogrsf_frmts.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>

#include "base/memory.h"
#include "io/read.h"
#include "io/write.h"
#include "model/style.h"
#include "render/map_painter.h"
#include "render/offscreen.h"
#include "synth/city.h"

namespace {

using namespace wangge;
namespace fs = std::filesystem;

/// The benchmark city's buildings as a file; made once and kept beside other temporary files.
const std::string& buildings_file(const char* extension, std::size_t count) {
  static std::map<std::string, std::string> files;
  std::string& path = files[extension];
  if (!path.empty()) return path;
  path =
      (fs::temp_directory_path() / ("wangge_bench_buildings_" + std::to_string(count) + extension))
          .string();
  if (fs::exists(path)) return path;
  Progress progress;
  const auto city = synth::make_benchmark_city({20260101, count, 1, count / 200}, progress);
  io::WriteOptions options;
  if (std::string_view(extension) == ".gpkg") options.target_crs = city->crs;
  const auto written = io::write_layer(*city->layers[0], city->crs, path, options, progress);
  if (!written) std::cerr << to_text(written.error()) << "\n";
  return path;
}

void BareOgrPassOverMillionBuildings(benchmark::State& state) {
  const std::string& path = buildings_file(".gpkg", 1'000'000);
  GDALAllRegister();
  for (auto _ : state) {
    GDALDatasetUniquePtr file(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR));
    std::size_t count = 0;
    for (const auto& feature : file->GetLayer(0))
      count += feature->GetGeometryRef() != nullptr ? 1 : 0;
    benchmark::DoNotOptimize(count);
  }
}
BENCHMARK(BareOgrPassOverMillionBuildings)->Unit(benchmark::kMillisecond)->UseRealTime();

/// Bytes of this process in memory: now ("VmRSS:") or at most since the last reset ("VmHWM:").
double memory(const std::string& what) {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    if (word != what) continue;
    double kilobytes = 0;
    status >> kilobytes;
    return kilobytes * 1024;
  }
  return 0;
}

void forget_peak() { std::ofstream("/proc/self/clear_refs") << "5"; }

/// Memory against the opened layer's coordinates and columns, as they are packed: what stays, and
/// the most that was needed on the way.
void ReadMillionBuildings(benchmark::State& state) {
  const std::string& path = buildings_file(".gpkg", 1'000'000);
  give_large_arrays_back();
  Progress first;  // what the libraries take for themselves is not the layer's
  benchmark::DoNotOptimize(io::read_file(buildings_file(".geojson", 200'000), {}, first));
  for (auto _ : state) {
    malloc_trim(0);
    const double before = memory("VmRSS:");
    forget_peak();
    Progress progress;
    const auto result = io::read_file(path, {}, progress);
    const auto packed = static_cast<double>(result->layers.front()->bytes());
    malloc_trim(0);
    state.counters["stays/packed"] = (memory("VmRSS:") - before) / packed;
    state.counters["peak/packed"] = (memory("VmHWM:") - before) / packed;
  }
}
BENCHMARK(ReadMillionBuildings)->Unit(benchmark::kMillisecond)->UseRealTime();

void OpenMillionBuildingsToTheFirstCompletePicture(benchmark::State& state) {
  const std::string& path = buildings_file(".gpkg", 1'000'000);
  const auto context = render::OffscreenContext::make();
  for (auto _ : state) {
    Progress progress;
    const auto result = io::read_file(path, {}, progress);
    model::Workspace workspace;
    workspace.crs = result->crs;
    const auto& layer = result->layers.front();
    workspace.layers.push_back({model::LayerId{1}, layer,
                                std::make_shared<const model::LayerStyle>(
                                    model::default_style(*layer, model::Theme::light))});
    auto painter = render::MapPainter::make(WANGGE_SOURCE_DIR "/shaders").value();
    render::MapInput input;
    input.workspace = std::make_shared<const model::Workspace>(std::move(workspace));
    benchmark::DoNotOptimize(
        painter->picture(input, render::Camera::fit(input.workspace->extent(), 1600, 900)));
  }
}
BENCHMARK(OpenMillionBuildingsToTheFirstCompletePicture)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

void Read200000PolygonsOfGeoJson(benchmark::State& state) {
  const std::string& path = buildings_file(".geojson", 200'000);
  io::ReadOptions options;
  options.only_gdal = state.range(0) == 1;
  for (auto _ : state) {
    Progress progress;
    benchmark::DoNotOptimize(io::read_file(path, options, progress));
  }
}
BENCHMARK(Read200000PolygonsOfGeoJson)
    ->ArgName("gdal")
    ->Arg(0)
    ->Arg(1)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace

BENCHMARK_MAIN();
