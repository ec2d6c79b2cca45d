#include "analysis/week_matrix.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/random.h"
#include "support/threads.h"

namespace wangge::analysis {
namespace {

/// A column of times; a negative one is none.
model::Column column_of(const std::vector<Seconds>& seconds) {
  model::Column column{"time", {}, {}};
  model::Times times;
  for (std::size_t row = 0; row < seconds.size(); ++row) {
    times.seconds.push_back(seconds[row]);
    if (seconds[row] < 0) column.nulls.set_null(row);
  }
  column.values = std::move(times);
  return column;
}

model::Rows rows_up_to(std::size_t count) {
  model::Rows rows(count);
  std::iota(rows.begin(), rows.end(), 0U);
  return rows;
}

struct Tickets {
  model::Column start, end;
  model::Rows rows;
};
/// Spans from nothing to several weeks, some without an end, some backwards, some undated.
Tickets random_tickets(std::size_t count, std::uint64_t seed) {
  Random random(seed);
  std::vector<Seconds> starts, ends;
  for (std::size_t i = 0; i < count; ++i) {
    const Seconds start = from_civil({2025, 1, 1}) + random.below(300 * 86'400);
    const Seconds most = i % 3 == 0 ? 40 * day_s : i % 3 == 1 ? 7200 : day_s;
    starts.push_back(random.chance(0.1) ? -1 : start);
    ends.push_back(random.chance(0.2)   ? -1
                   : random.chance(0.1) ? start - 500
                                        : start + random.below(static_cast<std::uint32_t>(most)));
  }
  return {column_of(starts), column_of(ends), rows_up_to(count)};
}

TEST(WeekMatrix, CountsEveryTicketInTheCellOfItsStart) {
  const Tickets tickets = random_tickets(5000, 1);
  const WeekMatrix matrix = week_matrix({&tickets.start, nullptr}, tickets.rows);
  WeekMatrix slow;
  for (const auto row : tickets.rows) {
    if (tickets.start.is_null(row)) {
      ++slow.without_time;
      continue;
    }
    const Seconds t = std::get<model::Times>(tickets.start.values).seconds[row];
    slow.cells[static_cast<std::size_t>(weekday(t))][static_cast<std::size_t>(to_civil(t).hour)] +=
        1;
  }
  EXPECT_EQ(matrix, slow);
  EXPECT_EQ(matrix.total() + static_cast<double>(matrix.without_time), 5000);
}

TEST(WeekMatrix, KnowsWeekdaysBeforeAndAfter1970) {
  for (const CivilTime& time : {CivilTime{1969, 12, 31, 23, 59}, CivilTime{1970, 1, 4, 5},
                                CivilTime{2024, 2, 29, 12}, CivilTime{1900, 3, 1, 0}}) {
    model::Column start{"time", model::Times{{from_civil(time)}}, {}};
    const WeekMatrix matrix = week_matrix({&start, nullptr}, {0});
    EXPECT_EQ(matrix.cells[static_cast<std::size_t>(weekday(from_civil(time)))]
                          [static_cast<std::size_t>(time.hour)],
              1);
  }
}

TEST(WeekMatrix, SpreadsATicketOverItsHours) {
  // Friday 22:30 to Saturday 01:00: half an hour, an hour, an hour.
  const model::Column start = column_of({from_civil({2026, 5, 15, 22, 30})}),
                      end = column_of({from_civil({2026, 5, 16, 1, 0})});
  const WeekMatrix matrix = week_matrix({&start, &end}, {0});
  EXPECT_NEAR(matrix.cells[4][22], 0.2, 1e-10);
  EXPECT_NEAR(matrix.cells[4][23], 0.4, 1e-10);
  EXPECT_NEAR(matrix.cells[5][0], 0.4, 1e-10);
  EXPECT_EQ(matrix.cells[5][1], 0);
  EXPECT_NEAR(matrix.total(), 1, 1e-12);
}

TEST(WeekMatrix, OfSpansIsTheShareOfTheirMinutes) {
  const Tickets tickets = random_tickets(60, 2);
  const WeekMatrix matrix = week_matrix({&tickets.start, &tickets.end}, tickets.rows);
  const auto& starts = std::get<model::Times>(tickets.start.values).seconds;
  const auto& ends = std::get<model::Times>(tickets.end.values).seconds;
  WeekMatrix slow;
  for (const auto row : tickets.rows) {
    if (tickets.start.is_null(row)) continue;
    const Seconds length =
        tickets.end.is_null(row) ? 0 : std::max<Seconds>(0, ends[row] - starts[row]);
    const Seconds steps = std::max<Seconds>(1, length);  // second by second
    for (Seconds i = 0; i < steps; ++i) {
      const Seconds t = starts[row] + i;
      slow.cells[static_cast<std::size_t>(weekday(t))][static_cast<std::size_t>(t / 3600 % 24)] +=
          1.0 / static_cast<double>(steps);
    }
  }
  for (std::size_t day = 0; day < 7; ++day) {
    for (std::size_t hour = 0; hour < 24; ++hour) {
      EXPECT_NEAR(matrix.cells[day][hour], slow.cells[day][hour], 1e-6) << day << " " << hour;
    }
  }
}

TEST(WeekMatrix, SpreadingKeepsTheTotal) {
  const Tickets tickets = random_tickets(100'000, 3);
  const WeekMatrix whole = week_matrix({&tickets.start, nullptr}, tickets.rows);
  const WeekMatrix spread = week_matrix({&tickets.start, &tickets.end}, tickets.rows);
  EXPECT_NEAR(spread.total(), whole.total(), 1e-9 * whole.total());
  EXPECT_EQ(spread.without_time, whole.without_time);
  EXPECT_NE(spread.cells, whole.cells);
}

TEST(WeekMatrix, IsTheSameForAnyNumberOfThreads) {
  const Tickets tickets = random_tickets(200'000, 4);
  const When when{&tickets.start, &tickets.end};
  const WeekMatrix once = test::on_threads(1, [&] { return week_matrix(when, tickets.rows); });
  EXPECT_EQ(test::on_threads(3, [&] { return week_matrix(when, tickets.rows); }), once);
}

TEST(RowsOfCell, AreThoseThatAMatrixOfThemAloneHasThere) {
  const Tickets tickets = random_tickets(800, 5);
  for (const When& when : {When{&tickets.start, nullptr}, When{&tickets.start, &tickets.end}}) {
    for (const auto& [day, hour] : {std::pair<std::size_t, std::size_t>{0, 0}, {3, 14}, {6, 23}}) {
      model::Rows slow;
      for (const auto row : tickets.rows) {
        if (week_matrix(when, {row}).cells[day][hour] > 0) slow.push_back(row);
      }
      EXPECT_EQ(rows_of_cell(when, tickets.rows, day, hour), slow);
    }
  }
}

TEST(WeekMatrix, WithoutTimesThereIsNothingInIt) {
  const model::Column text{"text", model::Integers{1, 2}, {}};
  for (const model::Column* column : {static_cast<const model::Column*>(nullptr), &text}) {
    const WeekMatrix matrix = week_matrix({column, column}, {0, 1});
    EXPECT_EQ(matrix.total(), 0);
    EXPECT_EQ(matrix.without_time, 2U);
    EXPECT_TRUE(rows_of_cell({column, nullptr}, {0, 1}, 0, 0).empty());
  }
  EXPECT_EQ(week_matrix({}, {}).highest(), 0);
}

}  // namespace
}  // namespace wangge::analysis
