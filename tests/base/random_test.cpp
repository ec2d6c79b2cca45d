#include "base/random.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace wangge {
namespace {

TEST(Random, DependsOnSeedAndStreamAlone) {
  Random a(1, 2), b(1, 2), other_stream(1, 3), other_seed(2, 2);
  const auto first = a.next();
  EXPECT_EQ(first, b.next());
  EXPECT_NE(first, other_stream.next());
  EXPECT_NE(first, other_seed.next());
}

TEST(Random, IsEvenOverItsRange) {
  Random random(42);
  std::array<int, 10> counts{};
  constexpr int draws = 100'000;
  for (int i = 0; i < draws; ++i) ++counts[random.below(10)];
  double chi_squared = 0;
  for (const int count : counts) chi_squared += std::pow(count - draws / 10, 2) / (draws / 10.0);
  EXPECT_LT(chi_squared, 27.9) << "0.1 % of fair generators are that uneven (9 degrees of freedom)";
}

TEST(Random, NormalHasMeanZeroAndDeviationOne) {
  Random random(7);
  double sum = 0, squares = 0;
  constexpr int draws = 100'000;
  for (int i = 0; i < draws; ++i) {
    const double x = random.normal();
    sum += x;
    squares += x * x;
  }
  EXPECT_NEAR(sum / draws, 0, 0.015);
  EXPECT_NEAR(squares / draws, 1, 0.02);
}

}  // namespace
}  // namespace wangge
