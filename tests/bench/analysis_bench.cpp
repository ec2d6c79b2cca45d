// The kernels on the benchmark city: a million tickets, 5,000 grids, a million buildings.
#include <benchmark/benchmark.h>

#include "analysis/assign.h"
#include "analysis/heat.h"
#include "analysis/spatial.h"
#include "analysis/ticket_filter.h"
#include "base/random.h"
#include "geo/box_tree.h"
#include "synth/city.h"

namespace {

using namespace wangge;

const synth::City& city() {
  static const synth::City made = [] {
    Progress progress;
    return synth::make_benchmark_city({}, progress).value();
  }();
  return made;
}
const model::Layer& buildings() { return *city().layers[0]; }
const model::Layer& grids() { return *city().layers[1]; }
const model::Layer& tickets() { return *city().layers[2]; }

void AssignMillionTicketsTo5000Grids(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(analysis::assign_points(tickets().geometry, grids().geometry));
  }
}
BENCHMARK(AssignMillionTicketsTo5000Grids)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

/// A surface of 1600 × 900 cells over the whole city; the argument is the kernel's radius in cells.
void HeatOfMillionTickets(benchmark::State& state, analysis::Kernel kernel) {
  const geo::Box box = grids().extent;
  analysis::RasterFrame frame{{box.min_x, box.min_y}, box.width() / 1600, 1600, 900};
  frame.cell_m = std::max(box.width() / 1600, box.height() / 900);
  const double sigma_m =
      static_cast<double>(state.range(0)) * frame.cell_m / analysis::kernel_radius_m(kernel, 1);
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        analysis::heat_surface(tickets().geometry.points(), {}, frame, kernel, sigma_m));
  }
}
BENCHMARK_CAPTURE(HeatOfMillionTickets, gaussian, analysis::Kernel::gaussian)
    ->Arg(20)
    ->Arg(50)
    ->Arg(200)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(HeatOfMillionTickets, quartic, analysis::Kernel::quartic)
    ->Arg(20)
    ->Arg(50)
    ->Arg(200)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

void FilterMillionTicketsByClassStateAndTime(benchmark::State& state) {
  const analysis::TicketFilter filter{
      {"高空坠物"}, {"结案"}, from_civil({2024, 6, 1}), from_civil({2025, 6, 1})};
  for (auto _ : state) benchmark::DoNotOptimize(analysis::passing(tickets(), filter));
}
BENCHMARK(FilterMillionTicketsByClassStateAndTime)->Unit(benchmark::kMillisecond)->UseRealTime();

void IndexOfMillionBuildings(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(geo::BoxTree(buildings().geometry));
}
BENCHMARK(IndexOfMillionBuildings)->Unit(benchmark::kMillisecond)->UseRealTime();

void Select200000TicketsWithin100mOf1000Points(benchmark::State& state) {
  geo::PackedGeometry some(geo::Kind::points), near(geo::Kind::points);
  Random random(1);
  for (int i = 0; i < 200'000; ++i)
    some.add_point_feature(tickets().geometry.points()[random.below(1'000'000)]);
  for (int i = 0; i < 1000; ++i)
    near.add_point_feature(tickets().geometry.points()[random.below(1'000'000)]);
  Progress progress;
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        analysis::select_by(some, near, analysis::Predicate::within_distance, 100, progress));
  }
}
BENCHMARK(Select200000TicketsWithin100mOf1000Points)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace

int main(int argc, char** argv) {
  city();  // made before anything is timed
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
}
