// Statistics of a million rows by two keys.
#include <benchmark/benchmark.h>

#include <numeric>

#include "analysis/grouping.h"
#include "base/random.h"

namespace {

using namespace wangge;
using analysis::Aggregate;
using analysis::GroupKey;

struct World {
  model::Layer tickets;
  model::Rows rows;

  explicit World(std::size_t count) {
    Random random(7);
    model::TextsBuilder classes, ids;
    model::Times reported;
    model::Reals days;
    for (std::size_t row = 0; row < count; ++row) {
      classes.push_back("类别" + std::to_string(random.below(40)));
      ids.push_back("T" + std::to_string(row));
      reported.seconds.push_back(from_civil({2024, 1, 1}) + random.below(730 * 86'400));
      days.push_back(random.uniform() * 30);
    }
    tickets.table.rows = count;
    tickets.table.columns = {{"class", std::move(classes).build(), {}},
                             {"time", std::move(reported), {}},
                             {"days", std::move(days), {}},
                             {"id", std::move(ids).build(), {}}};
    tickets.table.columns[2].nulls.set_null(count / 2);
    rows.resize(count);
    std::iota(rows.begin(), rows.end(), 0U);
  }
};

void by_two_keys(benchmark::State& state, const std::vector<analysis::GroupMeasure>& measures) {
  const World world(static_cast<std::size_t>(state.range(0)));
  Progress progress;
  for (auto _ : state) {
    benchmark::DoNotOptimize(analysis::group_rows(world.tickets, world.rows,
                                                  {{"class"}, {"time", GroupKey::Step::month}},
                                                  measures, progress));
  }
}

void counts_and_sums(benchmark::State& state) {
  by_two_keys(state, {{Aggregate::count, ""}, {Aggregate::sum, "days"}});
}
void medians(benchmark::State& state) {
  by_two_keys(state,
              {{Aggregate::count, ""}, {Aggregate::sum, "days"}, {Aggregate::median, "days"}});
}
void quartiles(benchmark::State& state) { by_two_keys(state, {{Aggregate::quartiles, "days"}}); }
void different_values(benchmark::State& state) {
  by_two_keys(state, {{Aggregate::distinct, "id"}});
}

/// Every row a group of its own, sorted as people sort texts.
void by_a_key_of_ids(benchmark::State& state) {
  const World world(static_cast<std::size_t>(state.range(0)));
  Progress progress;
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        analysis::group_rows(world.tickets, world.rows, {{"id"}}, {}, progress));
  }
}

BENCHMARK(counts_and_sums)->Arg(100'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);
BENCHMARK(medians)->Arg(100'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);
BENCHMARK(quartiles)->Arg(1'000'000)->Unit(benchmark::kMillisecond);
BENCHMARK(different_values)->Arg(1'000'000)->Unit(benchmark::kMillisecond);
BENCHMARK(by_a_key_of_ids)->Arg(100'000)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
