#include <gtest/gtest.h>
#include <tbb/global_control.h>

#include "geo/locate.h"
#include "synth/city.h"

namespace wangge::synth {
namespace {

TEST(BenchmarkCity, HasTheNumbersAskedForAndEveryHouseInOneGrid) {
  Progress progress;
  const auto city = make_benchmark_city({5, 3000, 2000, 30}, progress);
  ASSERT_TRUE(city);
  const model::Layer &buildings = *city->layers[0], &grids = *city->layers[1],
                     &tickets = *city->layers[2];
  EXPECT_EQ(buildings.size(), 3000U);
  EXPECT_EQ(grids.size(), 30U);
  EXPECT_EQ(tickets.size(), 2000U);
  for (std::size_t row = 0; row < buildings.size(); row += 7) {
    int owners = 0;
    for (std::size_t g = 0; g < grids.size(); ++g) {
      owners += geo::owns(grids.geometry, g, buildings.geometry.box(row).centre()) ? 1 : 0;
    }
    EXPECT_EQ(owners, 1) << row;
  }
}

TEST(BenchmarkCity, DoesNotDependOnTheNumberOfThreads) {
  Progress progress;
  const auto many = make_benchmark_city({5, 3000, 500, 30}, progress);
  const tbb::global_control one_thread(tbb::global_control::max_allowed_parallelism, 1);
  const auto one = make_benchmark_city({5, 3000, 500, 30}, progress);
  for (std::size_t i = 0; i < 3; ++i)
    EXPECT_EQ(many->layers[i]->geometry, one->layers[i]->geometry);
}

TEST(BenchmarkCity, RefusesWhatHasNoRoom) {
  Progress progress;
  EXPECT_EQ(make_benchmark_city({5, 0, 0, 30}, progress).error().code, ErrorCode::invalid_argument);
  EXPECT_EQ(make_benchmark_city({5, 100'000, 0, 1}, progress).error().code,
            ErrorCode::invalid_argument);
  progress.cancel();
  EXPECT_EQ(make_benchmark_city({5, 3000, 500, 30}, progress).error().code, ErrorCode::cancelled);
}

}  // namespace
}  // namespace wangge::synth
