#include "analysis/rates.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <fstream>
#include <limits>

#include "base/random.h"
#include "support/reference.h"

namespace wangge::analysis {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// The chance of at most `count` where `mean` are expected.
double poisson_at_most(int count, double mean) {
  double term = std::exp(-mean), sum = term;
  for (int i = 1; i <= count; ++i) term *= mean / i, sum += term;
  return sum;
}

TEST(PoissonInterval, HasTheValuesOfTheTables) {
  // Garwood's table: 0, 1, 2, 3, 5, 10, 20, 100.
  const double expected[][3] = {{0, 0, 3.688879},         {1, 0.025318, 5.571643},
                                {2, 0.242209, 7.224688},  {3, 0.618672, 8.767273},
                                {5, 1.623486, 11.66833},  {10, 4.795389, 18.39036},
                                {20, 12.21652, 30.88838}, {100, 81.36398, 121.6273}};
  for (const auto& [count, low, high] : expected) {
    EXPECT_NEAR(poisson_interval(count).low, low, 1e-5 * (1 + low)) << count;
    EXPECT_NEAR(poisson_interval(count).high, high, 1e-5 * high) << count;
  }
}

TEST(PoissonInterval, LeavesOneInFortyOnEachSide) {
  for (const int count : {1, 2, 7, 30, 150, 600}) {
    const Interval interval = poisson_interval(count);
    EXPECT_NEAR(1 - poisson_at_most(count - 1, interval.low), 0.025, 1e-9) << count;
    EXPECT_NEAR(poisson_at_most(count, interval.high), 0.025, 1e-9) << count;
  }
}

TEST(PoissonInterval, OfLargeCountsIsNearTheNormalOne) {
  for (const double count : {1e4, 1e6, 1e8}) {
    const Interval interval = poisson_interval(count);
    EXPECT_NEAR((interval.high - interval.low) / (2 * 1.959964 * std::sqrt(count)), 1, 0.01);
    EXPECT_LT(interval.low, count);
    EXPECT_GT(interval.high, count);
  }
}

TEST(PoissonInterval, OfWhatIsNoCountIsUnknown) {
  for (const double count : {-1.0, 0.5, nan, std::numeric_limits<double>::infinity()}) {
    EXPECT_TRUE(std::isnan(poisson_interval(count).low)) << count;
  }
}

TEST(GammaQuantile, IsTheInverseOfTheShareBelow) {
  // Of shape 1 it is −ln(1 − p); of shape 1/2 half the square of a normal quantile.
  for (const double p : {1e-8, 0.01, 0.025, 0.4, 0.5, 0.9, 0.975, 1 - 1e-8}) {
    EXPECT_NEAR(gamma_quantile(p, 1), -std::log1p(-p), 1e-9 * -std::log1p(-p)) << p;
    const double x = gamma_quantile(p, 0.5);
    EXPECT_NEAR(std::erf(std::sqrt(x)), p, 1e-9) << p;
  }
  for (const double shape : {0.01, 0.3, 2.5, 40.0, 7e3}) {
    double before = 0;
    for (const double p : {0.025, 0.2, 0.5, 0.8, 0.975}) {
      EXPECT_GT(gamma_quantile(p, shape), before);
      before = gamma_quantile(p, shape);
    }
  }
}

TEST(WilsonInterval, HasItsPublishedValues) {
  EXPECT_NEAR(wilson_interval(1, 1).low, 0.207, 5e-4);
  EXPECT_EQ(wilson_interval(1, 1).high, 1);
  EXPECT_NEAR(wilson_interval(90, 100).low, 0.826, 5e-4);
  EXPECT_NEAR(wilson_interval(90, 100).high, 0.945, 5e-4);
  EXPECT_EQ(wilson_interval(0, 7).low, 0);
  EXPECT_TRUE(std::isnan(wilson_interval(0, 0).low));
  EXPECT_TRUE(std::isnan(wilson_interval(3, 2).low));
}

TEST(WilsonInterval, EndsWhereTheTestWouldJustRejectTheShare) {
  for (const double hits : {1.0, 13.0, 40.0, 49.0}) {
    const Interval interval = wilson_interval(hits, 50);
    for (const double p : {interval.low, interval.high}) {
      EXPECT_NEAR(std::abs(hits / 50 - p) / std::sqrt(p * (1 - p) / 50), 1.959964, 1e-5);
    }
  }
}

TEST(RatioInterval, IsTheOneOfTheInverseTurnedRound) {
  const Interval ratio = ratio_interval(30, 12), inverse = ratio_interval(12, 30);
  EXPECT_LT(ratio.low, 2.5);
  EXPECT_GT(ratio.high, 2.5);
  EXPECT_NEAR(ratio.low * inverse.high, 1, 1e-12);
  EXPECT_NEAR(ratio.high * inverse.low, 1, 1e-12);
  EXPECT_TRUE(std::isinf(ratio_interval(3, 0).high));
  EXPECT_EQ(ratio_interval(0, 3).low, 0);
  EXPECT_TRUE(std::isnan(ratio_interval(0, 0).low));
}

TEST(MedianInterval, HoldsTheMedianAsOftenAsItSays) {
  for (const std::size_t n : {6U, 9U, 25U, 100U, 999U}) {
    std::vector<double> sorted(n);
    for (std::size_t i = 0; i < n; ++i) sorted[i] = static_cast<double>(i + 1);
    const auto rank = static_cast<std::size_t>(median_interval(sorted).low);
    EXPECT_EQ(median_interval(sorted).high, static_cast<double>(n + 1 - rank));
    double at_most = 0;  // the chance that fewer than `rank` of n values lie below the median
    for (std::size_t k = 0; k < rank; ++k) {
      const auto kd = static_cast<double>(k), nd = static_cast<double>(n);
      at_most += std::exp(std::lgamma(nd + 1) - std::lgamma(kd + 1) - std::lgamma(nd - kd + 1) -
                          nd * std::log(2.0));
    }
    EXPECT_GT(1 - 2 * at_most, 0.945) << n;
    EXPECT_LT(1 - 2 * at_most, 0.98) << n;
  }
  EXPECT_TRUE(std::isnan(median_interval(std::vector<double>{1, 2, 3, 4, 5}).low));
  EXPECT_EQ(median_of_sorted(std::vector<double>{1, 2, 4, 9}), 3);
  EXPECT_TRUE(std::isnan(median_of_sorted({})));
}

TEST(ShrunkRates, MoveTowardsTheMeanTheMoreTheSmallerTheBase) {
  const std::vector<double> events{1, 100, 20, 400, 0}, bases{2, 200, 400, 5000, 0};
  const ShrunkRates shrunk = shrunk_rates(events, bases);
  EXPECT_NEAR(shrunk.mean, 521.0 / 5602, 1e-12);
  EXPECT_GT(shrunk.variance, 0);
  EXPECT_LT(shrunk.rates[0], shrunk.rates[1]) << "of 1 of 2 households much less is known";
  EXPECT_TRUE(std::isnan(shrunk.rates[4]));
  EXPECT_TRUE(std::isnan(shrunk.intervals[4].low));
  for (std::size_t i = 0; i < 4; ++i) {
    const double plain = events[i] / bases[i];
    EXPECT_GE((shrunk.rates[i] - shrunk.mean) * (plain - shrunk.mean), 0) << "never past the mean";
    EXPECT_LE(std::abs(shrunk.rates[i] - shrunk.mean), std::abs(plain - shrunk.mean));
    EXPECT_LT(shrunk.intervals[i].low, shrunk.rates[i]);
    EXPECT_GT(shrunk.intervals[i].high, shrunk.rates[i]);
  }
}

TEST(ShrunkRates, OfEqualRatesAreTheMean) {
  const std::vector<double> events{1, 10, 20}, bases{10, 100, 200};
  const ShrunkRates shrunk = shrunk_rates(events, bases);
  EXPECT_EQ(shrunk.variance, 0);
  for (const double rate : shrunk.rates) EXPECT_DOUBLE_EQ(rate, 0.1);
  EXPECT_LT(shrunk.intervals[0].low, 0.1);
  EXPECT_GT(shrunk.intervals[0].high, 0.1);
}

TEST(ShrunkRates, WithoutBasesOrEventsAreNoTrouble) {
  EXPECT_TRUE(shrunk_rates({}, {}).rates.empty());
  EXPECT_TRUE(std::isnan(shrunk_rates(std::vector<double>{3}, std::vector<double>{0}).rates[0]));
  EXPECT_EQ(shrunk_rates(std::vector<double>{0, 0}, std::vector<double>{5, 9}).rates[1], 0);
  EXPECT_TRUE(std::isnan(excess_risks(std::vector<double>{0}, std::vector<double>{5})[0]));
}

/// The numbers of one column of a dBase file.
std::vector<double> dbf_column(const std::string& path, const std::string& name) {
  std::ifstream in(path, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(in)), {});
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(bytes[at]); };
  const std::size_t rows = byte(4) + 256U * byte(5), head = byte(8) + 256U * byte(9),
                    width = byte(10) + 256U * byte(11);
  std::size_t begin = 1, size = 0;  // past the mark of deleted rows
  for (std::size_t at = 32; byte(at) != 0x0D; at += 32) {
    size = byte(at + 16);
    if (std::string(bytes.c_str() + at) == name) break;
    begin += size;
  }
  std::vector<double> numbers;
  for (std::size_t row = 0; row < rows; ++row) {
    numbers.push_back(std::stod(bytes.substr(head + row * width + begin, size)));
  }
  return numbers;
}

class SuddenInfantDeaths : public testing::Test {
 protected:
  void SetUp() override {
    const std::string file = test::reference + "sids2/sids2.dbf";
    if (!std::ifstream(file)) GTEST_SKIP() << "no reference results beside the project";
    deaths = dbf_column(file, "SID74");
    births = dbf_column(file, "BIR74");
    ASSERT_EQ(deaths.size(), 100U);
  }
  static void expect(const std::vector<double>& values, const std::string& id, double tolerance) {
    const auto first = test::published(id);
    ASSERT_EQ(first.size(), 5U);
    for (std::size_t i = 0; i < 5; ++i) EXPECT_NEAR(values[i], first[i], tolerance) << id;
  }
  std::vector<double> deaths, births;
};

TEST_F(SuddenInfantDeaths, ShrunkRatesAreThoseOfEsda) {
  expect(shrunk_rates(deaths, births).rates, "eb_sids", 1e-6);
}

TEST_F(SuddenInfantDeaths, ExcessRisksAreThoseOfEsda) {
  expect(excess_risks(deaths, births), "excess_risk_sids", 1e-5);
}

}  // namespace
}  // namespace wangge::analysis
