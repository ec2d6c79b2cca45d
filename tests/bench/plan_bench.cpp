// A step of the brush with all numbers of the plan live. Goals: 4 ms with 20,000 units, 16 ms with
// 200,000.
#include <benchmark/benchmark.h>

#include <cmath>
#include <filesystem>

#include "base/random.h"
#include "io/write.h"
#include "session/session.h"
#include "support/subdivision.h"

namespace wangge {
namespace {

using model::GridIndex;

model::Layer units_layer(int side) {
  model::Layer layer;
  layer.name = "units";
  layer.role = model::Role::units;
  layer.geometry = test::SubdivisionMaker(side, 3, 1).make().areas;
  model::Integers households;
  Random random(2);
  for (std::size_t i = 0; i < layer.geometry.size(); ++i) households.push_back(random.below(60));
  layer.table = {{{"households", std::move(households), {}}}, layer.geometry.size()};
  layer.mapping.set(model::Field::households, 0);
  return layer;
}

/// Squares of 10 × 10 units, each a grid.
model::Layer grids_layer(int side) {
  model::Layer layer;
  layer.name = "grids";
  layer.role = model::Role::grids;
  layer.geometry = geo::PackedGeometry(geo::Kind::polygons);
  constexpr double origin_x = 453000, origin_y = 2463000, unit_m = 64;
  const int count = side / 10;
  model::Integers codes;
  for (int i = 0; i < count * count; ++i) {
    const double x = origin_x + (i % count) * 10 * unit_m, y = origin_y + (i / count) * 10 * unit_m;
    const double end = 10 * unit_m;
    layer.geometry.add_ring_feature(
        std::vector<geo::Point>{{x, y}, {x + end, y}, {x + end, y + end}, {x, y + end}, {x, y}});
    codes.push_back(i + 1);
  }
  layer.table = {{{"code", std::move(codes), {}}}, layer.geometry.size()};
  layer.mapping.set(model::Field::code, 0);
  return layer;
}

void brush_step(benchmark::State& state) {
  const int side = static_cast<int>(state.range(0));
  const std::string folder =
      (std::filesystem::temp_directory_path() / ("wangge_plan_bench_" + std::to_string(side)))
          .string();
  std::filesystem::create_directories(folder);
  session::Session session;
  const auto crs = geo::Crs::from_text("EPSG:4547").value();
  for (const model::Layer& layer : {units_layer(side), grids_layer(side)}) {
    Progress progress;
    io::WriteOptions options;
    options.target_crs = crs;
    const std::string path = folder + "/" + layer.name + ".gpkg";
    if (!io::write_layer(layer, crs, path, options, progress)) {
      return state.SkipWithError("the layer could not be written");
    }
    io::ReadOptions read;
    read.role = layer.role;
    read.target_crs = crs;
    session.apply(session::OpenFiles{{path}, read, false});
    session.wait();
  }
  std::filesystem::remove_all(folder);
  if (!session.snapshot().plan) return state.SkipWithError("there is no plan");
  Random random(3);
  const auto units = static_cast<std::uint32_t>(session.snapshot().plan->plan->grid_of_unit.size());
  std::uint64_t steps = 0;
  for (auto step : state) {
    state.PauseTiming();
    // About thirty units under the brush, at the border of two grids.
    model::Rows rows;
    const auto column = static_cast<std::uint32_t>(
        10 * (1 + random.below(static_cast<std::uint32_t>(side) / 10 - 1)));
    const std::uint32_t row = random.below(static_cast<std::uint32_t>(side) - 6);
    for (std::uint32_t y = row; y < row + 6; ++y) {
      for (std::uint32_t x = column; x < column + 5; ++x) {
        rows.push_back(y * static_cast<std::uint32_t>(side) + x);
      }
    }
    const GridIndex grid =
        session.snapshot()
            .plan->plan->grid_of_unit[row * static_cast<std::uint32_t>(side) + column - 1];
    state.ResumeTiming();
    session.apply(session::AssignUnits{rows, grid, {}, 1 + steps / 20});
    benchmark::DoNotOptimize(session.snapshot().plan->figures->data());
    ++steps;
  }
  state.counters["units"] = units;
}
BENCHMARK(brush_step)->Arg(140)->Arg(450)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace wangge

BENCHMARK_MAIN();
