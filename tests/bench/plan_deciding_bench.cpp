// Comparing and checking plans: of 20,000 units in 1,000 grids, a tenth of the units moved.
#include <benchmark/benchmark.h>

#include "analysis/grid_codes.h"
#include "analysis/plan_compare.h"
#include "analysis/plan_findings.h"
#include "support/plan_world.h"

namespace wangge {
namespace {

struct TwoPlans {
  test::PlanWorld before, now;
};

TwoPlans two_plans(int side, std::uint32_t grids) {
  TwoPlans plans{test::random_world(side, 3, 1, grids), {}};
  plans.now = plans.before;
  Random random(2);
  const auto units = static_cast<std::uint32_t>(plans.before.ground->size());
  for (std::uint32_t i = 0; i < units / 10; ++i) {
    const std::uint32_t unit = random.below(units);
    const auto around = plans.now.ground->graph.of(unit);
    if (around.empty()) continue;
    plans.now.plan.grid_of_unit[unit] = plans.now.plan.grid_of_unit[around.front().unit];
  }
  return plans;
}

void compare(benchmark::State& state) {
  const TwoPlans plans =
      two_plans(static_cast<int>(state.range(0)), static_cast<std::uint32_t>(state.range(1)));
  for (auto step : state) {
    benchmark::DoNotOptimize(
        analysis::compare_plans(*plans.before.ground, plans.before.plan, plans.now.plan));
  }
}
BENCHMARK(compare)->Args({141, 40})->Args({141, 1000})->Unit(benchmark::kMillisecond);

void check(benchmark::State& state) {
  const TwoPlans plans =
      two_plans(static_cast<int>(state.range(0)), static_cast<std::uint32_t>(state.range(1)));
  const auto figures = analysis::plan_figures(plans.now.shared(), plans.now.plan);
  const auto balance = analysis::plan_balance(*plans.now.ground, plans.now.plan, figures, {});
  for (auto step : state) {
    Progress progress;
    benchmark::DoNotOptimize(
        analysis::plan_findings(*plans.now.ground, plans.now.plan, figures, balance, {}, progress));
  }
}
BENCHMARK(check)->Args({141, 40})->Args({141, 1000})->Unit(benchmark::kMillisecond);

void renumber(benchmark::State& state) {
  const TwoPlans plans = two_plans(141, static_cast<std::uint32_t>(state.range(0)));
  for (auto step : state) {
    benchmark::DoNotOptimize(
        analysis::new_codes(*plans.now.ground, plans.now.plan, {"G{number:04}"}));
  }
}
BENCHMARK(renumber)->Arg(40)->Arg(1000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace wangge

BENCHMARK_MAIN();
