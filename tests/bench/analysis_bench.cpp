// The kernels on the benchmark city: a million tickets, 5,000 grids, a million buildings.
#include <benchmark/benchmark.h>

#include <array>
#include <cmath>
#include <span>

#include "analysis/address_match.h"
#include "analysis/assign.h"
#include "analysis/coordinate_detective.h"
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

/// A table of addresses alone.
model::Layer addressed(const std::vector<std::string>& addresses) {
  model::Layer layer;
  model::TextsBuilder texts;
  for (const std::string& address : addresses) {
    texts.push_back(address);
    layer.geometry.end_feature();
  }
  layer.table.rows = addresses.size();
  layer.table.columns.push_back({"地址", std::move(texts).build(), {}});
  layer.mapping.set(model::Field::address, 0);
  return layer;
}

/// 100,000 addresses, all different, written in six ways, one in ten of no known estate, against
/// 50,000 buildings of 2,500 estates; taking both apart is in it.
void Match100000AddressesTo50000Buildings(benchmark::State& state) {
  constexpr std::array letters{"海", "翠", "金", "丽", "康", "荔", "银", "锦", "南", "兴"};
  constexpr std::array kinds{"花园", "新村", "苑", "小区", "雅居"};
  const auto estate = [&](std::uint32_t i) {
    return std::string(letters[i % 10]) + letters[i / 10 % 10] + letters[i / 100 % 10] +
           kinds[i / 1000 % 5];
  };
  std::vector<std::string> buildings, tickets;
  for (std::uint32_t i = 0; i < 50'000; ++i) {
    buildings.push_back("南坑社区" + estate(i / 20) + std::to_string(i % 20 + 1) + "栋");
  }
  constexpr std::array ways{"栋", "幢", "号楼", "＃", "座", "-"};
  Random random(11);
  for (std::uint32_t i = 0; i < 100'000; ++i) {
    const std::uint32_t building = random.below(50'000);
    tickets.push_back("广东省珠海市香洲区狮山街道" +
                      (random.chance(0.1) ? "某地" : estate(building / 20)) +
                      std::to_string(building % 20 + 1) + ways[i % 6] + std::to_string(i) + "室");
  }
  const model::Layer from = addressed(tickets), to = addressed(buildings);
  for (auto _ : state) {
    Progress progress;
    const auto matching = analysis::match_addresses(from, to, {}, 0.75, progress);
    if (matching->matched < 85'000) state.SkipWithError("too few were found");
  }
}
BENCHMARK(Match100000AddressesTo50000Buildings)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

analysis::RasterFrame city_frame() {
  const geo::Box box = grids().extent;
  return {{box.min_x, box.min_y}, std::max(box.width() / 1600, box.height() / 900), 1600, 900};
}
double sigma_of(double radius_cells, analysis::Kernel kernel, const analysis::RasterFrame& frame) {
  return radius_cells * frame.cell_m / analysis::kernel_radius_m(kernel, 1);
}
void kernel_radii(benchmark::internal::Benchmark* bench) {
  for (const int cells : {10, 20, 50, 200, 400}) bench->Arg(cells);
  bench->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();
}

/// A surface of 1600 × 900 cells over the whole city; the argument is the kernel's radius in cells.
void HeatOfMillionTickets(benchmark::State& state, analysis::Kernel kernel) {
  const analysis::RasterFrame frame = city_frame();
  const double sigma_m = sigma_of(static_cast<double>(state.range(0)), kernel, frame);
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        analysis::heat_surface(tickets().geometry.points(), {}, frame, kernel, sigma_m));
  }
}
BENCHMARK_CAPTURE(HeatOfMillionTickets, gaussian, analysis::Kernel::gaussian)->Apply(kernel_radii);
BENCHMARK_CAPTURE(HeatOfMillionTickets, quartic, analysis::Kernel::quartic)->Apply(kernel_radii);
BENCHMARK_CAPTURE(HeatOfMillionTickets, epanechnikov, analysis::Kernel::epanechnikov)
    ->Apply(kernel_radii);
BENCHMARK_CAPTURE(HeatOfMillionTickets, triangular, analysis::Kernel::triangular)
    ->Apply(kernel_radii);
BENCHMARK_CAPTURE(HeatOfMillionTickets, uniform, analysis::Kernel::uniform)->Apply(kernel_radii);

/// A street's worth, in the cells that the window takes: kernels with edges are summed directly.
void HeatOf20000Tickets(benchmark::State& state, analysis::Kernel kernel) {
  const std::span all(tickets().geometry.points());
  const auto frame = analysis::frame_for({0, 0, 3000, 2500}, 100);
  const geo::Point corner = grids().extent.centre();
  std::vector<geo::Point> some;
  for (const geo::Point p : all.first(20'000)) {
    some.push_back(
        {std::fmod(std::abs(p.x - corner.x), 3000), std::fmod(std::abs(p.y - corner.y), 2500)});
  }
  for (auto _ : state) {
    benchmark::DoNotOptimize(analysis::heat_surface(some, {}, frame, kernel, 100));
  }
}
BENCHMARK_CAPTURE(HeatOf20000Tickets, gaussian, analysis::Kernel::gaussian)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(HeatOf20000Tickets, quartic, analysis::Kernel::quartic)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

/// The edge correction of the same surface, at the city's 5,000 grids.
void EdgeShareOf1600x900Cells(benchmark::State& state) {
  const analysis::RasterFrame frame = city_frame();
  const double sigma_m =
      sigma_of(static_cast<double>(state.range(0)), analysis::Kernel::gaussian, frame);
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        analysis::edge_share(grids().geometry, frame, analysis::Kernel::gaussian, sigma_m));
  }
}
BENCHMARK(EdgeShareOf1600x900Cells)->Apply(kernel_radii);

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

/// A million tickets in doubt among a million buildings and 5,000 grids, by the default sample.
void RankCoordinateSystemsOfMillionTickets(benchmark::State& state) {
  const std::vector<analysis::Reference> open{
      {city().layers[0], std::make_shared<const geo::BoxTree>(buildings().geometry)},
      {city().layers[1], nullptr}};
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        analysis::rank_crs({tickets(), city().crs, geo::Crs::wgs84(), false}, open, city().crs));
  }
}
BENCHMARK(RankCoordinateSystemsOfMillionTickets)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace

int main(int argc, char** argv) {
  city();  // made before anything is timed
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
}
