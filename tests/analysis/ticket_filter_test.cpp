#include "analysis/ticket_filter.h"

#include <gtest/gtest.h>

#include <numeric>
#include <random>

namespace wangge::analysis {
namespace {

using model::Field;

/// Tickets with a class of A … E, a status, and a time within 400 days; some without.
model::Layer random_tickets(std::size_t count, unsigned seed) {
  std::mt19937 random(seed);
  model::TextsBuilder classes, states;
  model::Times times;
  model::Column reported{"reported", {}, {}};
  for (std::size_t row = 0; row < count; ++row) {
    classes.push_back(std::string(1, static_cast<char>('A' + random() % 5)));
    states.push_back(random() % 3 == 0 ? "closed" : random() % 7 == 0 ? "" : "open");
    times.seconds.push_back(from_civil({2025, 1, 1}) + random() % (400 * day_s));
    if (random() % 11 == 0) reported.nulls.set_null(row);
  }
  reported.values = std::move(times);
  model::Layer layer;
  layer.table.rows = count;
  layer.table.columns = {{"class", std::move(classes).build(), {}},
                         {"status", std::move(states).build(), {}},
                         std::move(reported)};
  layer.mapping.set(Field::category, 0);
  layer.mapping.set(Field::status, 1);
  layer.mapping.set(Field::reported_at, 2);
  return layer;
}

TEST(Passing, AgreesWithAskingRowByRow) {
  const model::Layer layer = random_tickets(5000, 7);
  const TicketFilter filter{
      {"A", "C", "no such class"}, {"open"}, from_civil({2025, 3, 1}), from_civil({2025, 9, 1})};
  model::Rows slow;
  for (std::uint32_t row = 0; row < layer.size(); ++row) {
    const std::string category = layer.field(Field::category)->text(row);
    const std::string time = layer.field(Field::reported_at)->text(row);
    if ((category == "A" || category == "C") && layer.field(Field::status)->text(row) == "open" &&
        time >= "2025-03-01" && time < "2025-09-01") {
      slow.push_back(row);
    }
  }
  ASSERT_GT(slow.size(), 100U);
  EXPECT_EQ(passing(layer, filter), slow);
}

TEST(Passing, WithoutConditionsAllPass) {
  const model::Layer layer = random_tickets(100, 1);
  EXPECT_EQ(passing(layer, {}).size(), 100U);
}

TEST(Passing, AConditionOnAMissingFieldIsPassedByNone) {
  model::Layer layer = random_tickets(100, 1);
  layer.mapping.clear(Field::status);
  layer.mapping.clear(Field::reported_at);
  EXPECT_TRUE(passing(layer, {{}, {"open"}, {}, {}}).empty());
  EXPECT_TRUE(passing(layer, {{}, {}, 0, {}}).empty());
}

TEST(ValueCounts, AreOfAllRowsMostFrequentFirst) {
  const model::Layer layer = random_tickets(1000, 3);
  const auto counts = value_counts(layer.table.columns[1]);
  ASSERT_EQ(counts.size(), 2U) << "the empty status is no value";
  EXPECT_GE(counts[0].count, counts[1].count);
  EXPECT_LT(counts[0].count + counts[1].count, 1000U);
}

class Timeline : public testing::TestWithParam<std::size_t> {};

TEST_P(Timeline, BinsFollowEachOtherAndHoldEveryTimeOnce) {
  const model::Layer layer = random_tickets(2000, 5);
  const model::Column& times = layer.table.columns[2];
  model::Rows rows(layer.size());
  std::iota(rows.begin(), rows.end(), 0U);
  const auto bins = timeline(times, rows, GetParam());
  std::size_t sum = 0;
  for (std::size_t i = 0; i < bins.size(); ++i) {
    if (i > 0) {
      EXPECT_EQ(bins[i].begin, bins[i - 1].end);
    }
    std::size_t inside = 0;
    for (const auto row : rows) {
      const Seconds t = std::get<model::Times>(times.values).seconds[row];
      if (!times.is_null(row) && t >= bins[i].begin && t < bins[i].end) ++inside;
    }
    EXPECT_EQ(bins[i].count, inside) << format_time(bins[i].begin);
    sum += bins[i].count;
  }
  const auto nulls =
      std::count_if(rows.begin(), rows.end(), [&](auto r) { return times.is_null(r); });
  EXPECT_EQ(sum + static_cast<std::size_t>(nulls), rows.size());
}

INSTANTIATE_TEST_SUITE_P(DaysWeeksMonths, Timeline, testing::Values(500, 100, 20));

TEST(TimelineUnits, WeeksBeginOnMonday) {
  const model::Layer layer = random_tickets(2000, 5);
  model::Rows rows(layer.size());
  std::iota(rows.begin(), rows.end(), 0U);
  EXPECT_EQ(weekday(timeline(layer.table.columns[2], rows, 100).front().begin), 0);
}

}  // namespace
}  // namespace wangge::analysis
