// What it takes to hand layers over to SQLite, and its answers.
#include <benchmark/benchmark.h>

#include "base/random.h"
#include "io/sql_console.h"

namespace {

using namespace wangge;

model::LayerPtr layer_of(std::size_t rows) {
  model::Layer layer;
  Random random(7);
  model::TextsBuilder classes, ids;
  model::Times times;
  model::Integers grids;
  for (std::size_t row = 0; row < rows; ++row) {
    classes.push_back("类别" + std::to_string(random.below(40)));
    ids.push_back("T" + std::to_string(row));
    times.seconds.push_back(from_civil({2025, 1, 1}) + random.below(365 * 86'400));
    grids.push_back(random.below(300));
    layer.geometry.add_point_feature({450'000 + random.uniform() * 5000, 2'463'000});
  }
  layer.table.rows = rows;
  layer.table.columns = {{"class", std::move(classes).build(), {}},
                         {"id", std::move(ids).build(), {}},
                         {"time", std::move(times), {}}};
  for (int i = 0; i < 7; ++i) {
    layer.table.columns.push_back({"n" + std::to_string(i), grids, {}});
  }
  return std::make_shared<const model::Layer>(std::move(layer));
}

void ask(benchmark::State& state, const char* statement) {
  const std::vector<io::SqlTable> tables{{"t", layer_of(static_cast<std::size_t>(state.range(0)))}};
  const geo::Crs crs = geo::Crs::from_text("EPSG:4547").value();
  Progress progress;
  for (auto _ : state) {
    benchmark::DoNotOptimize(io::run_sql(statement, tables, crs, 1000, progress));
  }
}

/// The statement is as good as nothing, the * takes all columns.
void hand_over_ten_columns(benchmark::State& state) { ask(state, "SELECT * FROM t LIMIT 1"); }
void group_by_class(benchmark::State& state) {
  ask(state, "SELECT class, count(*) FROM t GROUP BY class");
}
void nothing(benchmark::State& state) { ask(state, "SELECT 1"); }

BENCHMARK(nothing)->Arg(1)->Unit(benchmark::kMillisecond);
BENCHMARK(hand_over_ten_columns)->Arg(100'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);
BENCHMARK(group_by_class)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
