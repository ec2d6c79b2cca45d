// Ten times the tickets of a large city: what is done with them takes ten times as long, not more.
#include <benchmark/benchmark.h>

#include <map>
#include <numeric>

#include "analysis/area_measures.h"
#include "analysis/assign.h"
#include "analysis/heat.h"
#include "analysis/ticket_filter.h"
#include "synth/city.h"

namespace {

using namespace wangge;
using model::Field;

struct City {
  model::LayerPtr grids, tickets;
};

const City& city_of(std::int64_t tickets) {
  static std::map<std::int64_t, City> made;
  City& city = made[tickets];
  if (!city.tickets) {
    Progress progress;
    synth::CityOptions options;
    options.buildings = 50'000;
    options.tickets = static_cast<std::size_t>(tickets);
    const synth::City all = synth::make_benchmark_city(options, progress).value();
    city = {all.layers[1], all.layers[2]};
  }
  return city;
}

/// Milliseconds a million tickets, beside the time itself.
void tell_rate(benchmark::State& state) {
  state.counters["a_million"] = benchmark::Counter(
      static_cast<double>(state.range(0)) / 1e6,
      benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void FilterByClassAndTime(benchmark::State& state) {
  const model::Layer& tickets = *city_of(state.range(0)).tickets;
  analysis::TicketFilter filter;
  filter.categories = {analysis::class_tree(tickets).front().category};
  filter.from = from_civil({2025, 3, 1}), filter.until = from_civil({2025, 6, 1});
  for (auto step : state) benchmark::DoNotOptimize(analysis::passing(tickets, filter));
  tell_rate(state);
}
void IntoGrids(benchmark::State& state) {
  const City& city = city_of(state.range(0));
  for (auto step : state) {
    benchmark::DoNotOptimize(analysis::assign_points(city.tickets->geometry, city.grids->geometry));
  }
  tell_rate(state);
}
void HeatOn1600x900(benchmark::State& state) {
  const City& city = city_of(state.range(0));
  const geo::Box box = city.grids->extent;
  const analysis::RasterFrame frame{
      {box.min_x, box.min_y}, std::max(box.width() / 1600, box.height() / 900), 1600, 900};
  for (auto step : state) {
    benchmark::DoNotOptimize(analysis::heat_surface(city.tickets->geometry.points(), {}, frame,
                                                    analysis::Kernel::gaussian, 10 * frame.cell_m));
  }
  tell_rate(state);
}
void TimeLine(benchmark::State& state) {
  const model::Layer& tickets = *city_of(state.range(0)).tickets;
  model::Rows all(tickets.size());
  std::iota(all.begin(), all.end(), 0U);
  for (auto step : state) {
    benchmark::DoNotOptimize(analysis::timeline(*analysis::reported_column(tickets), all, 120));
  }
  tell_rate(state);
}

void one_and_ten_millions(benchmark::internal::Benchmark* bench) {
  bench->Unit(benchmark::kMillisecond)->UseRealTime()->Arg(1'000'000)->Arg(10'000'000);
}
BENCHMARK(FilterByClassAndTime)->Apply(one_and_ten_millions);
BENCHMARK(IntoGrids)->Apply(one_and_ten_millions);
BENCHMARK(TimeLine)->Apply(one_and_ten_millions);
BENCHMARK(HeatOn1600x900)->Apply(one_and_ten_millions);

}  // namespace

BENCHMARK_MAIN();
