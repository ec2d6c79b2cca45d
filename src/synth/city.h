#pragma once

#include <cstdint>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "geo/crs.h"
#include "model/layer.h"

namespace wangge::synth {

/// A made-up city. Everything in it, people and tickets above all, comes from the seed.
struct City {
  std::vector<model::LayerPtr> layers;
  geo::Crs crs;
};

/// 狮山街道, Zhuhai, with the facts the office published (347 buildings, 289 stairwell chiefs, 545
/// WeChat groups, 2,553 ropes in 南坑 grid 1, 50 stools …); all else is made up and says 演示数据.
/// Layers: communities, grids, units, buildings, roads, water, green, facilities, tickets, hazards.
/// The same seed makes the same city, to the last digit.
City make_demo(std::uint64_t seed);

struct CityOptions {
  std::uint64_t seed = 20260101;
  std::size_t buildings = 1'000'000, tickets = 1'000'000, grids = 5'000;
};

/// A city for benchmarks: grids, buildings and tickets in the numbers asked for.
/// errors  invalid_argument (no buildings or grids), cancelled
/// cost    a few seconds a million on two cores
Result<City> make_benchmark_city(const CityOptions& options, Progress& progress);

}  // namespace wangge::synth
