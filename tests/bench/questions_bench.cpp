// What is asked of a city's tickets while chips are added.
#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>

#include "analysis/question_answer.h"
#include "analysis/question_text.h"
#include "analysis/question_words.h"
#include "base/random.h"
#include "synth/city.h"

namespace {

using namespace wangge;

const Seconds now = from_civil({2025, 6, 1});

/// The benchmark city, a million tickets, half of them closed, and 1,000 and 200,000 points.
struct World {
  model::Workspace workspace;

  World() {
    Progress progress;
    synth::CityOptions options;
    options.buildings = 50'000;
    const synth::City city = synth::make_benchmark_city(options, progress).value();
    workspace.crs = *geo::Crs::from_text("EPSG:4547");
    for (std::size_t i = 0; i < city.layers.size(); ++i) {
      model::Layer layer = *city.layers[i];
      if (layer.role == model::Role::tickets) close_half(layer);
      add(std::move(layer));
    }
    const geo::Box box = workspace.find(model::Role::grids)->layer->extent;
    add(points("schools", 1000, box));
    add(points("calls", 200'000, box));
  }

 private:
  void add(model::Layer layer) {
    workspace.layers.push_back(
        {model::LayerId{static_cast<std::uint32_t>(workspace.layers.size() + 1)},
         std::make_shared<const model::Layer>(std::move(layer)), nullptr});
  }
  static void close_half(model::Layer& tickets) {
    Random random(7);
    model::Times closed;
    model::Column closing{"closed_at", {}, {}};
    const auto& reported =
        std::get<model::Times>(tickets.field(model::Field::reported_at)->values).seconds;
    for (std::size_t row = 0; row < tickets.size(); ++row) {
      closed.seconds.push_back(reported[row] + random.below(6 * 86'400));
      if (random.chance(0.5)) closing.nulls.set_null(row);
    }
    closing.values = std::move(closed);
    tickets.mapping.set(model::Field::closed_at, static_cast<int>(tickets.table.columns.size()));
    tickets.table.columns.push_back(std::move(closing));
  }
  static model::Layer points(const char* name, std::size_t count, const geo::Box& box) {
    Random random(count);
    model::Layer layer;
    layer.name = name;
    for (std::size_t i = 0; i < count; ++i) {
      layer.geometry.add_point_feature(
          {random.between(box.min_x, box.max_x), random.between(box.min_y, box.max_y)});
    }
    layer.table.rows = count;
    layer.extent = layer.geometry.box();
    return layer;
  }
};
const World& world() {
  static const World made;
  return made;
}

void ask(benchmark::State& state, const char* text) {
  const auto question = analysis::parse_question(text);
  if (!question) {
    std::fprintf(stderr, "%s\n", to_text(question.error()).c_str());
    std::exit(1);
  }
  Progress progress;
  std::size_t rows = 0;
  for (auto _ : state) {
    const auto answer = analysis::answer(*question, {&world().workspace, nullptr, now}, progress);
    if (!answer) {
      std::fprintf(stderr, "%s\n", to_text(answer.error()).c_str());
      std::exit(1);
    }
    rows = answer->rows.size();
  }
  state.counters["rows"] = static_cast<double>(rows);
}

void in_milliseconds(benchmark::internal::Benchmark* bench) {
  bench->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();
}

BENCHMARK_CAPTURE(
    ask, million_by_class_status_time,
    "tickets where class = 高空坠物 and status = 结案 and reported_at in last 12 months")
    ->Apply(in_milliseconds);
BENCHMARK_CAPTURE(
    ask, million_not_closed,
    "tickets where class = 高空坠物 and closed_at is empty and reported_at in last 30 days")
    ->Apply(in_milliseconds);
BENCHMARK_CAPTURE(
    ask, million_by_groups_of_texts,
    "tickets where class contains 高空 or not (status in (结案, 核查) or class starts with 噪声)")
    ->Apply(in_milliseconds);
BENCHMARK_CAPTURE(ask, calls_near_1000_schools, "calls where within 100 m of schools")
    ->Apply(in_milliseconds);
BENCHMARK_CAPTURE(ask, million_near_1000_schools, "tickets where within 100 m of schools")
    ->Apply(in_milliseconds);
BENCHMARK_CAPTURE(ask, million_near_200000_calls, "tickets where within 10 m of calls")
    ->Apply(in_milliseconds);
BENCHMARK_CAPTURE(ask, nearest_calls_of_1000_schools, "calls where nearest 5 to schools")
    ->Apply(in_milliseconds);
BENCHMARK_CAPTURE(ask, calls_within_a_grid,
                  "calls where within (grids where nearest 1 to shape 'POINT (113.5 22.2)')")
    ->Apply(in_milliseconds);
BENCHMARK_CAPTURE(ask, million_within_a_grid,
                  "tickets where within (grids where nearest 1 to shape 'POINT (113.5 22.2)')")
    ->Apply(in_milliseconds);
BENCHMARK_CAPTURE(ask, million_within_all_grids, "tickets where within grids")
    ->Apply(in_milliseconds);
BENCHMARK_CAPTURE(ask, calls_within_all_grids, "calls where within grids")->Apply(in_milliseconds);
BENCHMARK_CAPTURE(ask, calls_near_buildings, "calls where within 5 m of buildings")
    ->Apply(in_milliseconds);

const char* const classic =
    "tickets where class = 高空坠物 and closed_at is empty and reported_at in last 30 days and "
    "within "
    "(communities where name = 南坑社区) and within 100 m of (facilities where kind = 学校)";
void Parse(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(analysis::parse_question(classic));
}
BENCHMARK(Parse)->Unit(benchmark::kMicrosecond);

void Say(benchmark::State& state) {
  const auto question = analysis::parse_question(classic);
  for (auto _ : state) benchmark::DoNotOptimize(analysis::sentence(*question, world().workspace));
}
BENCHMARK(Say)->Unit(benchmark::kMicrosecond);

}  // namespace

int main(int argc, char** argv) {
  world();  // made before anything is timed
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
}
