// Tools on the benchmark city: 200,000 buildings, a million tickets, 1,024 grids of 84 vertices
// whose borders run through buildings.
#include <benchmark/benchmark.h>

#include <numeric>

#include "analysis/tool.h"
#include "support/subdivision.h"
#include "synth/city.h"

namespace {

using namespace wangge;

struct World {
  model::LayerPtr buildings, grids, tickets;
  geo::Crs crs = geo::Crs::wgs84();

  World() {
    Progress progress;
    synth::CityOptions options;
    options.buildings = 200'000;
    options.grids = 1'024;
    const synth::City city = synth::make_benchmark_city(options, progress).value();
    buildings = city.layers[0];
    tickets = city.layers[2];
    crs = city.crs;
    grids = bent_grids(buildings->extent);
  }
  /// The city's own grids have straight borders that go around its buildings.
  static model::LayerPtr bent_grids(const geo::Box& box) {
    model::Layer layer;
    layer.name = "grids";
    constexpr int side = 32;
    layer.geometry = test::SubdivisionMaker(side, 20, 1, box.width() / side).make().areas;
    const geo::Box from = layer.geometry.box();
    const double stretch = box.height() / from.height();
    for (geo::Point& p : layer.geometry.mutable_points()) {
      p = {p.x - from.min_x + box.min_x, (p.y - from.min_y) * stretch + box.min_y};
    }
    layer.table.rows = layer.geometry.size();
    model::Integers numbers(layer.size());
    std::iota(numbers.begin(), numbers.end(), 0);
    layer.table.columns.push_back({"number", std::move(numbers), {}});
    return std::make_shared<const model::Layer>(std::move(layer));
  }
};
const World& world() {
  static const World made;
  return made;
}

void run(benchmark::State& state, const char* tool, std::vector<model::LayerPtr> inputs,
         std::vector<std::pair<std::string, std::string>> values = {}) {
  const analysis::ToolWish wish{tool, std::move(inputs), std::move(values), world().crs, "bench"};
  std::size_t rows = 0;
  for (auto _ : state) {
    Progress progress;
    rows = analysis::run_tool(wish, progress).value().size();
  }
  state.counters["rows"] = static_cast<double>(rows);
}

void in_milliseconds(benchmark::internal::Benchmark* bench) {
  bench->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();
}

void IntersectBuildingsWithGrids(benchmark::State& state) {
  run(state, "intersection", {world().buildings, world().grids});
}
BENCHMARK(IntersectBuildingsWithGrids)->Apply(in_milliseconds);

void ClipBuildingsByGrids(benchmark::State& state) {
  run(state, "clip", {world().buildings, world().grids});
}
BENCHMARK(ClipBuildingsByGrids)->Apply(in_milliseconds);

void JoinBuildingsToGrids(benchmark::State& state, const char* how) {
  run(state, "join", {world().buildings, world().grids}, {{"how", how}});
}
BENCHMARK_CAPTURE(JoinBuildingsToGrids, one, "one")->Apply(in_milliseconds);
BENCHMARK_CAPTURE(JoinBuildingsToGrids, largest, "largest")->Apply(in_milliseconds);

void CountMillionTicketsInGrids(benchmark::State& state) {
  run(state, "count", {world().grids, world().tickets});
}
BENCHMARK(CountMillionTicketsInGrids)->Apply(in_milliseconds);

void BufferBuildings(benchmark::State& state) {
  run(state, "buffer", {world().buildings}, {{"distance", "10"}, {"segments", "8"}});
}
BENCHMARK(BufferBuildings)->Apply(in_milliseconds);

void BufferAndDissolveBuildings(benchmark::State& state) {
  run(state, "buffer", {world().buildings},
      {{"distance", "10"}, {"segments", "8"}, {"dissolve", "yes"}});
}
BENCHMARK(BufferAndDissolveBuildings)->Apply(in_milliseconds);

void SimplifyGrids(benchmark::State& state) {
  run(state, "simplify", {world().grids}, {{"tolerance", "5"}});
}
BENCHMARK(SimplifyGrids)->Apply(in_milliseconds);

/// 100 stations on streets 100 m apart, 10 minutes of walking each.
void ReachOf100StationsOnStreets(benchmark::State& state) {
  model::Layer streets, stations;
  streets.geometry = geo::PackedGeometry(geo::Kind::lines);
  for (int i = 0; i <= 50; ++i) {
    const double at = 100.0 * i;
    streets.geometry.add_ring_feature(std::vector<geo::Point>{{at, 0}, {at, 5000}});
    streets.geometry.add_ring_feature(std::vector<geo::Point>{{0, at}, {5000, at}});
  }
  for (int i = 0; i < 100; ++i) {
    stations.geometry.add_point_feature({i % 10 * 500.0 + 130, i / 10 * 500.0 + 90});
  }
  streets.table.rows = streets.geometry.size();
  stations.table.rows = stations.geometry.size();
  run(state, "reach",
      {std::make_shared<const model::Layer>(stations),
       std::make_shared<const model::Layer>(streets)},
      {{"model", "streets"}});
}
BENCHMARK(ReachOf100StationsOnStreets)->Apply(in_milliseconds);

void DissolveGrids(benchmark::State& state) { run(state, "dissolve", {world().grids}); }
BENCHMARK(DissolveGrids)->Apply(in_milliseconds);

void NearestOf1000GridsToBuildings(benchmark::State& state) {
  run(state, "nearest", {world().buildings, world().grids});
}
BENCHMARK(NearestOf1000GridsToBuildings)->Apply(in_milliseconds);

}  // namespace

int main(int argc, char** argv) {
  world();  // made before anything is timed
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
}
