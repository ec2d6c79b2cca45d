// Coverages of 5,041 polygons of about 80 vertices, some as they should be and some as they come.
#include <benchmark/benchmark.h>

#include "analysis/coverage_check.h"
#include "analysis/geometry_check.h"
#include "analysis/mend.h"
#include "analysis/unit_building.h"
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

void UnitsFromAreas(benchmark::State& state, const geo::PackedGeometry& areas) {
  const model::Layer layer = layer_of(areas);
  for (auto _ : state) {
    Progress progress;
    benchmark::DoNotOptimize(analysis::units_from_areas(layer, nullptr, {}, progress));
  }
}

/// Communities of a kilometre, streets every 200 m, a building every 20 m on an average.
void DivideCommunities(benchmark::State& state) {
  const auto buildings_a_side = static_cast<int>(state.range(0));
  const double side_m = 20.0 * buildings_a_side;
  model::Layer communities, buildings;
  auto streets = std::make_shared<model::Layer>();
  geo::PackedGeometry squares(geo::Kind::polygons), houses(geo::Kind::polygons);
  streets->geometry = geo::PackedGeometry(geo::Kind::lines);
  for (double x = 0; x < side_m; x += 1000) {
    for (double y = 0; y < side_m; y += 1000) test::add_square(squares, x, y, 1000);
  }
  for (double at = 100; at < side_m; at += 200) {
    streets->geometry.add_ring_feature(std::vector<geo::Point>{{-5, at}, {side_m + 5, at}});
    streets->geometry.add_ring_feature(std::vector<geo::Point>{{at, -5}, {at, side_m + 5}});
  }
  streets->table.rows = streets->geometry.size();
  Random random(21);
  for (int i = 0; i < buildings_a_side; ++i) {
    for (int k = 0; k < buildings_a_side; ++k) {
      test::add_square(houses, 20 * i + random.between(1, 8), 20 * k + random.between(1, 8), 10);
    }
  }
  communities = layer_of(squares);
  buildings = layer_of(houses);
  analysis::UnitOptions options;
  options.measure = analysis::UnitMeasure::buildings;
  options.most = 10;
  options.target = 5;
  const std::vector<model::LayerPtr> lines{streets};
  for (auto _ : state) {
    Progress progress;
    const auto built = analysis::build_units(communities, lines, &buildings, options, progress);
    state.counters["buildings"] = static_cast<double>(buildings.size());
    state.counters["units"] = static_cast<double>(built->units.size());
  }
}
BENCHMARK(DivideCommunities)->Arg(50)->Arg(150)->Unit(benchmark::kMillisecond)->UseRealTime();

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
  one("UnitsFromAreas", UnitsFromAreas);
}

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  add("clean", clean());
  add("dirty", dirty());
  add("by_hand", drawn_by_hand());
  benchmark::RunSpecifiedBenchmarks();
}
