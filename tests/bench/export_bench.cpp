// Exporting a million buildings as a GeoPackage with spatial index, beside ogr2ogr, which makes one
// of the same features. Goal: at most 0.6 times ogr2ogr's time, our reading again and comparing
// included.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "io/gpkg_writer.h"
#include "io/write.h"
#include "synth/city.h"

namespace {

using namespace wangge;
namespace fs = std::filesystem;

constexpr std::size_t count = 1'000'000;

struct City {
  model::LayerPtr buildings;
  geo::Crs crs;
};

const City& city() {
  static const City made = [] {
    Progress progress;
    const auto whole = synth::make_benchmark_city({20260101, count, 1, count / 200}, progress);
    return City{whole->layers[0], whole->crs};
  }();
  return made;
}

class Folder {
 public:
  Folder() { fs::create_directories(path_); }
  ~Folder() { fs::remove_all(path_); }
  std::string operator/(const char* name) const { return (path_ / name).string(); }

 private:
  fs::path path_ = fs::temp_directory_path() / "wangge_export_bench";
};

bool write(const std::string& path) {
  Progress progress;
  io::WriteOptions options;
  options.target_crs = city().crs;
  const auto report = io::write_layer(*city().buildings, city().crs, path, options, progress);
  if (!report) std::cerr << to_text(report.error()) << "\n";
  return report.has_value();
}

void ExportMillionBuildings(benchmark::State& state) {
  const Folder folder;
  benchmark::DoNotOptimize(city().buildings->size());
  for (auto _ : state) {
    if (!write(folder / "a.gpkg")) return state.SkipWithError("not written");
  }
}
BENCHMARK(ExportMillionBuildings)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(2);

void WithoutReadingAgain(benchmark::State& state) {
  const Folder folder;
  for (auto _ : state) {
    Progress progress;
    fs::remove(folder / "a.gpkg");
    if (!io::write_gpkg({{*city().buildings, {}}}, city().crs, folder / "a.gpkg", progress)) {
      return state.SkipWithError("not written");
    }
  }
}
BENCHMARK(WithoutReadingAgain)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(2);

/// From a FlatGeobuf, the format that GDAL reads fastest.
void Ogr2ogr(benchmark::State& state) {
  if (std::system("command -v ogr2ogr >/dev/null") != 0) {
    return state.SkipWithError("ogr2ogr is not installed");
  }
  const Folder folder;
  const std::string from = folder / "from.fgb", to = folder / "to.gpkg";
  if (!write(from)) return state.SkipWithError("no file to convert");
  for (auto _ : state) {
    fs::remove(to);
    const std::string command = "ogr2ogr -f GPKG '" + to + "' '" + from + "'";
    if (std::system(command.c_str()) != 0) return state.SkipWithError("ogr2ogr failed");
  }
}
BENCHMARK(Ogr2ogr)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(2);

}  // namespace

BENCHMARK_MAIN();
