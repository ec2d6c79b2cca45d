// Coverages of 5,041 polygons of about 80 vertices, some as they should be and some as they come.
#include <benchmark/benchmark.h>

#include "analysis/coverage_check.h"
#include "analysis/geometry_check.h"
#include "analysis/mend.h"
#include "support/subdivision.h"

namespace {

using namespace wangge;

const geo::PackedGeometry& clean() {
  static const auto areas = test::SubdivisionMaker(71, 19, 1, 400).make().areas;
  return areas;
}

/// One vertex in twenty is off: some ten thousand overlaps and gaps.
const geo::PackedGeometry& dirty() {
  static const auto areas = [] {
    Random random(7);
    return test::shaken(clean(), random, {.by_m = 0.3, .vertices = 0.05, .open_rings = 0.01});
  }();
  return areas;
}

/// Every vertex is off, as where each grid was drawn by hand: several hundred thousand.
const geo::PackedGeometry& drawn_by_hand() {
  static const auto areas = [] {
    Random random(8);
    return test::shaken(clean(), random, {.by_m = 0.3});
  }();
  return areas;
}

model::Layer layer_of(const geo::PackedGeometry& areas) {
  model::Layer layer;
  layer.role = model::Role::grids;
  layer.geometry = areas;
  layer.table.rows = areas.size();
  return layer;
}

void NodeBorders(benchmark::State& state, const geo::PackedGeometry& areas) {
  for (auto _ : state) {
    Progress progress;
    benchmark::DoNotOptimize(geo::node_borders(areas, progress));
  }
}

void BuildFaces(benchmark::State& state, const geo::PackedGeometry& areas) {
  for (auto _ : state) {
    Progress progress;
    benchmark::DoNotOptimize(geo::FaceMap::build(areas, progress));
  }
}

void CheckGeometry(benchmark::State& state, const geo::PackedGeometry& areas) {
  for (auto _ : state) {
    Progress progress;
    benchmark::DoNotOptimize(analysis::check_geometry(areas, progress));
  }
}

void CheckLayer(benchmark::State& state, const geo::PackedGeometry& areas) {
  const model::Layer layer = layer_of(areas);
  for (auto _ : state) {
    Progress progress;
    benchmark::DoNotOptimize(analysis::check_layer(layer, progress));
  }
}

void MendLayer(benchmark::State& state, const geo::PackedGeometry& areas) {
  const model::Layer layer = layer_of(areas);
  for (auto _ : state) {
    Progress progress;
    const auto mended = analysis::mend_layer(layer, {}, progress);
    state.counters["before"] = static_cast<double>(mended->report.before.size());
    state.counters["left"] = static_cast<double>(mended->report.left.size());
  }
}

void add(const char* dirt, const geo::PackedGeometry& areas) {
  const auto one = [&](const char* name,
                       void (*run)(benchmark::State&, const geo::PackedGeometry&)) {
    benchmark::RegisterBenchmark((std::string(name) + "/" + dirt).c_str(),
                                 [run, &areas](benchmark::State& state) { run(state, areas); })
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime();
  };
  one("NodeBorders", NodeBorders);
  one("BuildFaces", BuildFaces);
  one("CheckGeometry", CheckGeometry);
  one("CheckLayer", CheckLayer);
  one("MendLayer", MendLayer);
}

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  add("clean", clean());
  add("dirty", dirty());
  add("by_hand", drawn_by_hand());
  benchmark::RunSpecifiedBenchmarks();
}
