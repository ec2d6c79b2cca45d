// What is worked out of a million tickets while a leader drags a slider.
#include <benchmark/benchmark.h>

#include <numeric>

#include "analysis/area_measures.h"
#include "analysis/assign.h"
#include "analysis/bins.h"
#include "analysis/class_breaks.h"
#include "analysis/league.h"
#include "analysis/relative_density.h"
#include "analysis/ticket_filter.h"
#include "analysis/ticket_weights.h"
#include "analysis/week_matrix.h"
#include "base/random.h"
#include "synth/city.h"

namespace {

using namespace wangge;
using analysis::AreaMeasure;
using model::Field;

const Seconds now = from_civil({2026, 1, 1});

/// The benchmark city's tickets with the columns that an office has beside: half of them closed,
/// every one with a limit and an address of its own.
struct World {
  model::Layer tickets;
  model::LayerPtr grids;
  model::Rows all;
  analysis::Assignment in_grids;
  analysis::AreaBases bases;

  World() {
    Progress progress;
    synth::CityOptions options;
    options.buildings = 50'000;
    const synth::City city = synth::make_benchmark_city(options, progress).value();
    grids = city.layers[1];
    tickets = *city.layers[2];
    Random random(7);
    model::TextsBuilder leaves, addresses;
    model::Times closed, due;
    model::Column closing{"closed_at", {}, {}};
    const auto& reported =
        std::get<model::Times>(tickets.field(Field::reported_at)->values).seconds;
    for (std::size_t row = 0; row < tickets.size(); ++row) {
      leaves.push_back(std::string(1, static_cast<char>('a' + random.below(8))));
      addresses.push_back("狮山路" + std::to_string(random.below(900)) + "号" +
                          std::to_string(row) + "室");
      due.seconds.push_back(reported[row] + 3 * day_s);
      closed.seconds.push_back(reported[row] + random.below(6 * 86'400));
      if (random.chance(0.5)) closing.nulls.set_null(row);
    }
    closing.values = std::move(closed);
    add(Field::subcategory, {"subclass", std::move(leaves).build(), {}});
    add(Field::address, {"address", std::move(addresses).build(), {}});
    add(Field::due_at, {"due_at", std::move(due), {}});
    add(Field::closed_at, std::move(closing));
    all.resize(tickets.size());
    std::iota(all.begin(), all.end(), 0U);
    in_grids = analysis::assign_points(tickets.geometry, grids->geometry);
    for (std::size_t grid = 0; grid < grids->size(); ++grid) {
      bases.households.push_back(300 + random.below(200));
    }
  }
  void add(Field field, model::Column column) {
    tickets.mapping.set(field, static_cast<int>(tickets.table.columns.size()));
    tickets.table.columns.push_back(std::move(column));
  }
  analysis::OwnedTickets owned() const { return {tickets, all, in_grids.area_of, grids->size()}; }
};
const World& world() {
  static const World made;
  return made;
}

void in_milliseconds(benchmark::internal::Benchmark* bench) {
  bench->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();
}

void filter(benchmark::State& state, const analysis::TicketFilter& filter) {
  std::size_t rows = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(rows = analysis::passing(world().tickets, filter).size());
  }
  state.counters["rows"] = static_cast<double>(rows);
}
void FilterMillionTicketsByClassStatusAndTime(benchmark::State& state) {
  filter(state, {{"高空坠物"}, {"结案"}, from_civil({2024, 6, 1}), from_civil({2025, 6, 1})});
}
BENCHMARK(FilterMillionTicketsByClassStatusAndTime)->Apply(in_milliseconds);

void FilterMillionTicketsByTreeGridsAndOpenTime(benchmark::State& state) {
  analysis::TicketFilter some{{"高空坠物"}, {}, from_civil({2025, 6, 1}), from_civil({2025, 7, 1})};
  some.time_mode = analysis::TimeMode::open;
  some.subcategories = {{"市容环境", "a"}, {"市容环境", "b"}, {"噪声扰民", "c"}};
  some.severities = {"2", "3"};
  std::vector<std::uint32_t> half(world().grids->size() / 2);
  std::iota(half.begin(), half.end(), 0U);
  some.areas = {
      {std::make_shared<const std::vector<std::uint32_t>>(world().in_grids.area_of), half}};
  filter(state, some);
}
BENCHMARK(FilterMillionTicketsByTreeGridsAndOpenTime)->Apply(in_milliseconds);

/// Among a million ids and a million addresses that are all different.
void FindWordsInMillionTickets(benchmark::State& state, const char* text) {
  analysis::TicketFilter some;
  some.text = text;
  filter(state, some);
}
BENCHMARK_CAPTURE(FindWordsInMillionTickets, chinese, "路17号")->Apply(in_milliseconds);
BENCHMARK_CAPTURE(FindWordsInMillionTickets, letters, "t00712")->Apply(in_milliseconds);

void FilterMillionTicketsByADrawnOutline(benchmark::State& state) {
  const geo::Box box = world().grids->extent;
  geo::PackedGeometry drawn(geo::Kind::polygons);
  std::vector<geo::Point> ring;
  for (int i = 0; i <= 200; ++i) {
    const double angle = i % 200 * 2 * 3.14159265358979 / 200, size = 0.3 + 0.1 * (i % 2);
    ring.push_back({box.centre().x + size * box.width() * std::cos(angle),
                    box.centre().y + size * box.height() * std::sin(angle)});
  }
  drawn.add_ring_feature(ring);
  analysis::TicketFilter some;
  some.drawn = std::make_shared<const geo::PackedGeometry>(drawn);
  filter(state, some);
}
BENCHMARK(FilterMillionTicketsByADrawnOutline)->Apply(in_milliseconds);

void TimelineOfMillionTickets(benchmark::State& state) {
  const model::Column& reported = *world().tickets.field(Field::reported_at);
  for (auto _ : state) benchmark::DoNotOptimize(analysis::timeline(reported, world().all, 120));
}
BENCHMARK(TimelineOfMillionTickets)->Apply(in_milliseconds);

void ClassTreeOfMillionTickets(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(analysis::class_tree(world().tickets));
}
BENCHMARK(ClassTreeOfMillionTickets)->Apply(in_milliseconds);

/// In 5,000 grids.
void MeasureMillionTickets(benchmark::State& state, AreaMeasure measure) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        analysis::area_measures(world().owned(), world().bases, measure, {now}));
  }
}
BENCHMARK_CAPTURE(MeasureMillionTickets, count, AreaMeasure::count)->Apply(in_milliseconds);
BENCHMARK_CAPTURE(MeasureMillionTickets, per_households, AreaMeasure::per_households)
    ->Apply(in_milliseconds);
BENCHMARK_CAPTURE(MeasureMillionTickets, shrunk, AreaMeasure::shrunk_per_households)
    ->Apply(in_milliseconds);
BENCHMARK_CAPTURE(MeasureMillionTickets, on_time_share, AreaMeasure::on_time_share)
    ->Apply(in_milliseconds);
BENCHMARK_CAPTURE(MeasureMillionTickets, open_age, AreaMeasure::open_age_days)
    ->Apply(in_milliseconds);
BENCHMARK_CAPTURE(MeasureMillionTickets, closing, AreaMeasure::closing_days)
    ->Apply(in_milliseconds);

void LeagueOf5000Grids(benchmark::State& state) {
  const auto values =
      analysis::area_measures(world().owned(), world().bases, AreaMeasure::per_households, {now});
  const analysis::LeagueOptions options{AreaMeasure::per_households, analysis::Worse::more, {now}};
  for (auto _ : state) benchmark::DoNotOptimize(analysis::league(values, values, options));
}
BENCHMARK(LeagueOf5000Grids)->Apply(in_milliseconds);

void ClassBreaksOf5000Values(benchmark::State& state, analysis::BreakMethod method) {
  Random random(3);
  std::vector<double> values(5000);
  for (double& value : values) value = std::exp(random.normal());
  for (auto _ : state) benchmark::DoNotOptimize(analysis::class_breaks(values, method, 7));
}
BENCHMARK_CAPTURE(ClassBreaksOf5000Values, quantile, analysis::BreakMethod::quantile)
    ->Apply(in_milliseconds);
BENCHMARK_CAPTURE(ClassBreaksOf5000Values, natural, analysis::BreakMethod::natural)
    ->Apply(in_milliseconds);

void PoissonIntervals(benchmark::State& state) {
  const auto count = static_cast<double>(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(analysis::poisson_interval(count));
}
BENCHMARK(PoissonIntervals)->Arg(3)->Arg(200)->Arg(20'000);

analysis::Bins bins_over_city(analysis::BinShape shape) {
  Progress progress;
  const double width = world().grids->extent.width() / 100;
  return analysis::make_bins(world().grids->geometry, shape, width, progress).value();
}
void MakeBinsOverTheCity(benchmark::State& state, analysis::BinShape shape) {
  std::size_t bins = 0;
  for (auto _ : state) benchmark::DoNotOptimize(bins = bins_over_city(shape).size());
  state.counters["bins"] = static_cast<double>(bins);
}
BENCHMARK_CAPTURE(MakeBinsOverTheCity, squares, analysis::BinShape::square)->Apply(in_milliseconds);
BENCHMARK_CAPTURE(MakeBinsOverTheCity, hexagons, analysis::BinShape::hexagon)
    ->Apply(in_milliseconds);

void BinMillionTickets(benchmark::State& state, analysis::BinShape shape) {
  const analysis::Bins bins = bins_over_city(shape);
  for (auto _ : state) {
    benchmark::DoNotOptimize(analysis::assign_to_bins(world().tickets.geometry, bins));
  }
}
BENCHMARK_CAPTURE(BinMillionTickets, squares, analysis::BinShape::square)->Apply(in_milliseconds);
BENCHMARK_CAPTURE(BinMillionTickets, hexagons, analysis::BinShape::hexagon)->Apply(in_milliseconds);

void WeekMatrixOfMillionTickets(benchmark::State& state, bool spread) {
  const analysis::When when{world().tickets.field(Field::reported_at),
                            spread ? world().tickets.field(Field::closed_at) : nullptr};
  for (auto _ : state) benchmark::DoNotOptimize(analysis::week_matrix(when, world().all));
}
BENCHMARK_CAPTURE(WeekMatrixOfMillionTickets, starts, false)->Apply(in_milliseconds);
/// Half of them over some days each.
BENCHMARK_CAPTURE(WeekMatrixOfMillionTickets, spread, true)->Apply(in_milliseconds);

/// Which of a million tickets weigh in a frame, and the surface of these: two weeks of two years.
void FrameOfPlayback(benchmark::State& state, bool surface) {
  const model::Column& reported = *world().tickets.field(Field::reported_at);
  const auto& points = world().tickets.geometry.points();
  const geo::Box box = world().grids->extent;
  const analysis::RasterFrame frame{
      {box.min_x, box.min_y}, std::max(box.width() / 1600, box.height() / 900), 1600, 900};
  for (auto _ : state) {
    const auto some =
        analysis::frame_of_playback(reported, world().all, {}, {7}, from_civil({2025, 3, 1}));
    benchmark::DoNotOptimize(some.rows.data());
    if (!surface) continue;
    std::vector<geo::Point> places;
    for (const std::uint32_t row : some.rows) places.push_back(points[row]);
    benchmark::DoNotOptimize(analysis::heat_surface(places, some.weights, frame,
                                                    analysis::Kernel::gaussian, 10 * frame.cell_m));
  }
}
BENCHMARK_CAPTURE(FrameOfPlayback, weights, false)->Apply(in_milliseconds);
BENCHMARK_CAPTURE(FrameOfPlayback, surface, true)->Apply(in_milliseconds);

void RelativeDensityAndDomainOf1600x900Cells(benchmark::State& state) {
  const geo::Box box = world().grids->extent;
  const analysis::RasterFrame frame{
      {box.min_x, box.min_y}, std::max(box.width() / 1600, box.height() / 900), 1600, 900};
  const auto tickets = analysis::heat_surface(world().tickets.geometry.points(), {}, frame,
                                              analysis::Kernel::gaussian, 10 * frame.cell_m);
  for (auto _ : state) {
    analysis::SharedDomain domain;
    domain.add(analysis::relative_density(tickets, tickets, 1));
    benchmark::DoNotOptimize(domain.top());
  }
}
BENCHMARK(RelativeDensityAndDomainOf1600x900Cells)->Apply(in_milliseconds);

}  // namespace

int main(int argc, char** argv) {
  world();  // made before anything is timed
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
}
