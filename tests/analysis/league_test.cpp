#include "analysis/league.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/random.h"

namespace wangge::analysis {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

AreaValue rate(double tickets, double households) {
  AreaValue value;
  value.numerator = tickets, value.denominator = households;
  value.value = tickets / households * 1000;
  const Interval expected = poisson_interval(tickets);
  value.interval = {expected.low / households * 1000, expected.high / households * 1000};
  return value;
}
AreaValue share(double hits, double all) {
  AreaValue value;
  value.numerator = hits, value.denominator = all;
  value.value = hits / all;
  value.interval = wilson_interval(hits, all);
  return value;
}

const LeagueOptions by_households{AreaMeasure::per_households, Worse::more, {}};

std::vector<std::size_t> areas_of(const std::vector<LeagueRow>& rows) {
  std::vector<std::size_t> areas;
  for (const LeagueRow& row : rows) areas.push_back(row.area);
  return areas;
}

TEST(League, AGridWithOneTicketDoesNotLead) {
  // 1 of 30 households is 33 per 1,000, more than 60 of 2,000; but that is all it is.
  const std::vector<AreaValue> values{rate(60, 2000), rate(1, 30), rate(10, 2000)};
  EXPECT_GT(values[1].value, values[0].value);
  EXPECT_EQ(areas_of(league(values, {}, by_households)), (std::vector<std::size_t>{0, 2, 1}));
}

TEST(League, OneTicketLeadsNeitherEndOfTheShareInTime) {
  LeagueOptions options{AreaMeasure::on_time_share, Worse::less, {}};
  options.limits.least_base = 1;
  const std::vector<AreaValue> values{share(1, 1), share(90, 100), share(50, 100), share(0, 1)};
  const auto rows = league(values, {}, options);
  EXPECT_EQ(rows.front().area, 2U) << "half of a hundred late is certainly bad";
  EXPECT_EQ(areas_of(rows), (std::vector<std::size_t>{2, 3, 1, 0}));
  options.worse = Worse::more;  // the same table for praise
  EXPECT_EQ(league(values, {}, options).front().area, 1U);
}

TEST(League, WhatCannotBeRankedSaysWhyAndStandsBelow) {
  AreaValue unknown = rate(3, 100);
  unknown.denominator = nan;
  const std::vector<AreaValue> values{unknown, rate(5, 12), rate(2, 400), rate(7, 0)};
  const auto rows = league(values, {}, by_households);
  EXPECT_EQ(areas_of(rows), (std::vector<std::size_t>{2, 0, 1, 3}));
  EXPECT_TRUE(rows[0].reason.empty());
  EXPECT_EQ(rows[0].rank, 1U);
  EXPECT_EQ(rows[1].reason, "How many households it has is not known.");
  EXPECT_EQ(rows[2].reason,
            "It has only 12 households, fewer than the 30 from which chance no longer decides.");
  EXPECT_EQ(rows[3].reason, "It has no households.");
  for (std::size_t i = 1; i < 4; ++i) EXPECT_EQ(rows[i].rank, LeagueRow::no_rank);
}

TEST(League, AMedianOfTooFewIsNotRanked) {
  AreaValue median;
  median.value = 4, median.numerator = median.denominator = 5;
  LeagueOptions options{AreaMeasure::closing_days, Worse::more, {}};
  options.limits.least_base = 0;
  const auto rows = league(std::vector<AreaValue>{median}, {}, options);
  EXPECT_EQ(rows[0].rank, LeagueRow::no_rank);
  EXPECT_FALSE(rows[0].reason.empty());
}

TEST(League, EqualOnesShareARank) {
  const std::vector<AreaValue> values{rate(2, 400), rate(9, 400), rate(5, 400), rate(5, 400),
                                      rate(1, 400)};
  const auto rows = league(values, {}, by_households);
  EXPECT_EQ(areas_of(rows), (std::vector<std::size_t>{1, 2, 3, 0, 4}));
  std::vector<std::size_t> ranks;
  for (const LeagueRow& row : rows) ranks.push_back(row.rank);
  EXPECT_EQ(ranks, (std::vector<std::size_t>{1, 2, 2, 4, 5}));
}

TEST(League, TellsWhoMovedSinceThePeriodBefore) {
  const std::vector<AreaValue> before{rate(90, 400), rate(20, 400), rate(40, 400), rate(1, 9)};
  const std::vector<AreaValue> now{rate(10, 400), rate(80, 400), rate(30, 400), rate(50, 400)};
  const auto rows = league(now, before, by_households);
  EXPECT_EQ(areas_of(rows), (std::vector<std::size_t>{1, 3, 2, 0}));
  EXPECT_EQ(rows[0].places_worse(), 2) << "from third to first";
  EXPECT_EQ(rows[1].places_worse(), 0) << "had no rank";
  EXPECT_EQ(rows[1].rank_before, LeagueRow::no_rank);
  EXPECT_EQ(rows[2].places_worse(), -1);
  EXPECT_EQ(rows[3].places_worse(), -3);
}

TEST(League, HoldsEveryAreaOnceInDescendingCertainty) {
  Random random(9);
  std::vector<AreaValue> values;
  for (int i = 0; i < 500; ++i) values.push_back(rate(random.below(60), random.below(600)));
  const auto rows = league(values, {}, by_households);
  ASSERT_EQ(rows.size(), 500U);
  std::vector<bool> seen(500);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_FALSE(seen[rows[i].area]);
    seen[rows[i].area] = true;
    EXPECT_EQ(rows[i].rank == LeagueRow::no_rank, values[rows[i].area].denominator < 30);
    if (i > 0 && rows[i].rank != LeagueRow::no_rank) {
      EXPECT_LE(rows[i].value.interval.low, rows[i - 1].value.interval.low);
      EXPECT_GE(rows[i].rank, rows[i - 1].rank);
    }
  }
}

TEST(League, OfNothingIsEmpty) { EXPECT_TRUE(league({}, {}, by_households).empty()); }

}  // namespace
}  // namespace wangge::analysis
