#include "analysis/class_breaks.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

#include "base/random.h"
#include "support/reference.h"

namespace wangge::analysis {
namespace {

constexpr BreakMethod methods[] = {BreakMethod::equal, BreakMethod::quantile, BreakMethod::natural,
                                   BreakMethod::deviation};
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

std::vector<double> random_values(std::size_t count, std::uint64_t seed, bool ties) {
  Random random(seed);
  std::vector<double> values(count);
  for (double& value : values) {
    value = std::exp(2 * random.normal()) * (random.chance(0.2) ? -1 : 1);
    if (ties) value = std::round(value * 2);
  }
  return values;
}

/// Squares of what the values are away from their classes' means.
double squares_within(const std::vector<double>& values, const ClassBreaks& breaks) {
  std::vector<double> sums(breaks.size()), counts(breaks.size());
  for (const double value : values) {
    sums[breaks.class_of(value)] += value, counts[breaks.class_of(value)] += 1;
  }
  double squares = 0;
  for (const double value : values) {
    const std::size_t c = breaks.class_of(value);
    squares += (value - sums[c] / counts[c]) * (value - sums[c] / counts[c]);
  }
  return squares;
}

/// The least possible, by the textbook's dynamic programming over all values.
double least_squares_within(std::vector<double> values, std::size_t classes) {
  std::sort(values.begin(), values.end());
  const std::size_t n = values.size();
  constexpr double infinite = std::numeric_limits<double>::infinity();
  std::vector<double> best(n + 1, infinite);
  best[0] = 0;
  for (std::size_t k = 0; k < classes; ++k) {
    std::vector<double> next(n + 1, infinite);
    for (std::size_t end = 1; end <= n; ++end) {
      double mean = 0, squares = 0;  // of values [begin, end), growing downwards (Welford 1962)
      for (std::size_t begin = end; begin-- > 0;) {
        const double step = values[begin] - mean;
        mean += step / static_cast<double>(end - begin);
        squares += step * (values[begin] - mean);
        next[end] = std::min(next[end], best[begin] + squares);
      }
    }
    for (std::size_t i = 0; i <= n; ++i) best[i] = std::min(best[i], next[i]);
  }
  return best[n];
}

TEST(NaturalBreaks, AreAsGoodAsTheSlowSearchFinds) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    const auto values = random_values(5 + seed * 3, seed, seed % 2 == 0);
    for (const std::size_t classes : {1U, 2U, 3U, 5U, 8U}) {
      const auto breaks = class_breaks(values, BreakMethod::natural, classes);
      const double least = least_squares_within(values, classes);
      EXPECT_NEAR(squares_within(values, breaks), least, 1e-9 * (1 + least)) << seed;
    }
  }
}

TEST(NaturalBreaks, KeepTheirDigitsFarFromZero) {
  auto values = random_values(300, 5, true);
  const auto near = class_breaks(values, BreakMethod::natural, 6);
  for (double& value : values) value += 1e9;
  auto far = class_breaks(values, BreakMethod::natural, 6);
  for (double& upper : far.uppers) upper -= 1e9;
  EXPECT_EQ(far.uppers, near.uppers);
}

TEST(ClassBreaks, AreThoseOfMapclassifyForTheEmploymentOfCalifornia) {
  const auto table = test::reference_table("calempdensity.csv");
  if (table.empty()) GTEST_SKIP() << "no reference results beside the project";
  std::vector<double> values;
  for (std::size_t row = 1; row < table.size(); ++row) {
    if (table[row].size() > 10) values.push_back(std::stod(table[row][10]));
  }
  ASSERT_EQ(values.size(), 58U);
  const auto expect = [&](const ClassBreaks& breaks, const std::string& id) {
    const auto uppers = test::published(id), counts = test::published(id, 1);
    ASSERT_EQ(breaks.size(), uppers.size()) << id;
    for (std::size_t i = 0; i < uppers.size(); ++i) {
      EXPECT_NEAR(breaks.uppers[i], uppers[i], 1e-6) << id;
      if (id != "stdmean_calemp") {
        EXPECT_EQ(static_cast<double>(breaks.counts[i]), counts[i]) << id;
      }
    }
  };
  expect(class_breaks(values, BreakMethod::quantile, 5), "quantile_calemp");
  expect(class_breaks(values, BreakMethod::natural, 5), "jenks_calemp");
  expect(class_breaks(values, BreakMethod::deviation, 5), "stdmean_calemp");
  expect(gap_breaks(values, 5), "maxbreaks_calemp");
}

TEST(ClassBreaks, EveryNumberIsInTheClassThatCountsIt) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    auto values = random_values(200, seed, seed % 2 == 0);
    values.push_back(nan);
    values.push_back(std::numeric_limits<double>::infinity());
    for (const BreakMethod method : methods) {
      for (const std::size_t classes : {1U, 4U, 7U}) {
        const auto breaks = class_breaks(values, method, classes);
        EXPECT_EQ(breaks.without, 2U);
        EXPECT_TRUE(std::is_sorted(breaks.uppers.begin(), breaks.uppers.end(), std::less_equal<>()))
            << "strictly ascending";
        if (method != BreakMethod::deviation) {
          EXPECT_LE(breaks.size(), classes);
        }
        std::vector<std::size_t> counts(breaks.size());
        for (const double value : values) {
          const std::size_t c = breaks.class_of(value);
          if (!std::isfinite(value)) {
            EXPECT_EQ(c, ClassBreaks::no_class);
            continue;
          }
          ++counts[c];
          EXPECT_LE(value, breaks.uppers[c]);
          if (c > 0) {
            EXPECT_GT(value, breaks.uppers[c - 1]);
          }
        }
        EXPECT_EQ(counts, breaks.counts);
      }
    }
  }
}

TEST(ClassBreaks, EqualOnesAreEquallyWideAndQuantilesEquallyFull) {
  std::vector<double> values(1001);
  std::iota(values.begin(), values.end(), -500.0);
  const auto equal = class_breaks(values, BreakMethod::equal, 4);
  EXPECT_EQ(equal.uppers, (std::vector<double>{-250, 0, 250, 500}));
  const auto fifths = class_breaks(values, BreakMethod::quantile, 5);
  EXPECT_EQ(fifths.counts, (std::vector<std::size_t>{201, 200, 200, 200, 200}));
}

TEST(ClassBreaks, TiesMakeFewerClassesRatherThanEmptyOnes) {
  const std::vector<double> mostly_zero{0, 0, 0, 0, 0, 0, 0, 1, 2, 9};
  const auto quantiles = class_breaks(mostly_zero, BreakMethod::quantile, 5);
  EXPECT_EQ(quantiles.uppers.front(), 0);
  EXPECT_EQ(quantiles.counts.front(), 7U);
  EXPECT_LT(quantiles.size(), 5U);
  EXPECT_EQ(class_breaks(mostly_zero, BreakMethod::natural, 7).uppers,
            (std::vector<double>{0, 1, 2, 9}));
}

TEST(ClassBreaks, OfOneValueOfNoneAndOfEqualOnes) {
  for (const BreakMethod method : methods) {
    const auto none = class_breaks({}, method, 5);
    EXPECT_EQ(none.size(), 0U);
    EXPECT_EQ(none.class_of(1), ClassBreaks::no_class);
    const std::vector<double> no_rates{nan, nan}, equal{-3, -3, -3};
    EXPECT_EQ(class_breaks(no_rates, method, 5).without, 2U);
    const auto one = class_breaks(equal, method, 5);
    EXPECT_EQ(one.uppers, std::vector<double>{-3});
    EXPECT_EQ(one.counts, std::vector<std::size_t>{3});
    if (method == BreakMethod::deviation) continue;
    EXPECT_EQ(class_breaks(std::vector<double>{1, 2}, method, 0).size(), 1U);
  }
}

TEST(ClassBreaks, ValuesOfAnotherMonthFallIntoTheEndClasses) {
  const auto breaks = class_breaks(std::vector<double>{1, 2, 3, 4}, BreakMethod::equal, 3);
  EXPECT_EQ(breaks.class_of(-100), 0U);
  EXPECT_EQ(breaks.class_of(100), 2U);
}

TEST(ManualBreaks, AreTakenAsTheyAreAndReachTheHighest) {
  const std::vector<double> values{-1, 0, 5, 10, 40, nan}, ends{20, 0, 10, 10, nan};
  const auto breaks = manual_breaks(values, ends);
  EXPECT_EQ(breaks.uppers, (std::vector<double>{0, 10, 20, 40}));
  EXPECT_EQ(breaks.counts, (std::vector<std::size_t>{2, 2, 0, 1}));
  EXPECT_EQ(manual_breaks(values, std::vector<double>{100}).uppers, std::vector<double>{100});
}

TEST(GapBreaks, EndInTheMiddleOfTheWidestGaps) {
  const std::vector<double> values{1, 2, 10, 11, 40};
  EXPECT_EQ(gap_breaks(values, 3).uppers, (std::vector<double>{6, 25.5, 40}));
  EXPECT_EQ(gap_breaks(values, 99).size(), 5U);
  EXPECT_EQ(gap_breaks({}, 3).size(), 0U);
}

TEST(BreakMethodKey, IsReadBack) {
  for (const BreakMethod method : methods) {
    EXPECT_EQ(break_method_from_key(break_method_key(method)), method);
  }
  EXPECT_FALSE(break_method_from_key("pretty"));
}

}  // namespace
}  // namespace wangge::analysis
