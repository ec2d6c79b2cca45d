#include "analysis/area_measures.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/assign.h"
#include "base/random.h"
#include "support/threads.h"

namespace wangge::analysis {
namespace {

using model::Field;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
const Seconds now = from_civil({2026, 1, 1});

/// Times by row; a negative one is none.
model::Column time_column(const char* name, const std::vector<Seconds>& seconds) {
  model::Column column{name, {}, {}};
  model::Times times;
  for (std::size_t row = 0; row < seconds.size(); ++row) {
    times.seconds.push_back(std::max<Seconds>(seconds[row], 0));
    if (seconds[row] < 0) column.nulls.set_null(row);
  }
  column.values = std::move(times);
  return column;
}

struct World {
  model::Layer tickets;
  model::Rows rows;
  std::vector<std::uint32_t> area_of;
  std::size_t areas = 0;
  std::vector<Seconds> reported, closed, due;
  OwnedTickets owned() const { return {tickets, rows, area_of, areas}; }
};

World world_of(std::vector<std::uint32_t> area_of, std::size_t areas, std::vector<Seconds> reported,
               std::vector<Seconds> closed, std::vector<Seconds> due) {
  World world;
  world.tickets.table.rows = area_of.size();
  world.tickets.table.columns = {time_column("r", reported), time_column("c", closed),
                                 time_column("d", due)};
  world.tickets.mapping.set(Field::reported_at, 0);
  world.tickets.mapping.set(Field::closed_at, 1);
  world.tickets.mapping.set(Field::due_at, 2);
  world.rows.resize(area_of.size());
  std::iota(world.rows.begin(), world.rows.end(), 0U);
  world.area_of = std::move(area_of);
  world.areas = areas;
  world.reported = std::move(reported), world.closed = std::move(closed),
  world.due = std::move(due);
  return world;
}

World random_world(std::size_t count, std::size_t areas, std::uint64_t seed) {
  Random random(seed);
  std::vector<std::uint32_t> area_of;
  std::vector<Seconds> reported, closed, due;
  for (std::size_t i = 0; i < count; ++i) {
    area_of.push_back(random.chance(0.05)   ? Assignment::outside
                      : random.chance(0.05) ? Assignment::without_coordinates
                                            : random.below(static_cast<std::uint32_t>(areas)));
    const Seconds at = now - 100 * day_s + random.below(110) * day_s;  // some after now
    reported.push_back(random.chance(0.1) ? -1 : at);
    closed.push_back(random.chance(0.3) ? -1 : at + (random.below(40) - 2) * day_s / 3);
    due.push_back(random.chance(0.2) ? -1 : at + random.below(9) * day_s);
  }
  World world = world_of(area_of, areas, reported, closed, due);
  std::erase_if(world.rows, [](std::uint32_t row) { return row % 7 == 3; });  // a filter
  return world;
}

/// The rows of an area for which `wanted` holds.
template <typename Wanted>
std::vector<std::uint32_t> rows_of(const World& world, std::uint32_t area, const Wanted& wanted) {
  std::vector<std::uint32_t> rows;
  for (const std::uint32_t row : world.rows) {
    if (world.area_of[row] == area && wanted(row)) rows.push_back(row);
  }
  return rows;
}

double slow_median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t n = values.size();
  return n == 0 ? nan : n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

TEST(AreaMeasures, CountsAndRatesAreThoseOfAskingRowByRow) {
  const World world = random_world(20'000, 37, 1);
  AreaBases bases;
  Random random(2);
  for (std::size_t area = 0; area < 37; ++area) {
    bases.households.push_back(area == 5   ? 0
                               : area == 6 ? nan
                               : area == 7 ? 12
                                           : 300 + random.below(200));
    bases.buildings.push_back(5 + random.below(60));
    bases.officers.push_back(area == 5 ? 0 : 1 + random.below(4));
    bases.area_m2.push_back(1e4 + random.below(90'000));
  }
  const MeasureOptions options{now};
  const auto count = area_measures(world.owned(), bases, AreaMeasure::count, options);
  const auto per_thousand =
      area_measures(world.owned(), bases, AreaMeasure::per_households, options);
  const auto per_building = area_measures(world.owned(), bases, AreaMeasure::per_building, options);
  const auto per_officer = area_measures(world.owned(), bases, AreaMeasure::per_officer, options);
  const auto per_km2 = area_measures(world.owned(), bases, AreaMeasure::per_km2, options);
  double sum = 0;
  for (std::uint32_t area = 0; area < 37; ++area) {
    const auto n =
        static_cast<double>(rows_of(world, area, [](std::uint32_t) { return true; }).size());
    sum += count[area].value;
    EXPECT_EQ(count[area].value, n);
    EXPECT_EQ(count[area].trust, Trust::fine);
    EXPECT_EQ(count[area].interval, poisson_interval(n));
    EXPECT_DOUBLE_EQ(per_building[area].value, n / bases.buildings[area]);
    EXPECT_EQ(per_building[area].trust,
              bases.buildings[area] < 30 ? Trust::small_base : Trust::fine);
    EXPECT_NEAR(per_km2[area].value, n / bases.area_m2[area] * 1e6, 1e-9 * per_km2[area].value);
    if (area == 5 || area == 6) {
      EXPECT_EQ(per_thousand[area].trust, Trust::no_base);
      EXPECT_TRUE(std::isnan(per_thousand[area].value));
      EXPECT_EQ(per_officer[area].trust, area == 5 ? Trust::no_base : Trust::fine);
      continue;
    }
    EXPECT_DOUBLE_EQ(per_thousand[area].value, n / bases.households[area] * 1000);
    EXPECT_LT(per_thousand[area].interval.low, per_thousand[area].value);
    EXPECT_GT(per_thousand[area].interval.high, per_thousand[area].value);
    EXPECT_EQ(per_thousand[area].trust, area == 7 ? Trust::small_base : Trust::fine);
    EXPECT_EQ(per_officer[area].trust, Trust::fine) << "one officer is enough";
  }
  const auto placed = std::count_if(world.rows.begin(), world.rows.end(),
                                    [&](auto row) { return world.area_of[row] < 37; });
  EXPECT_EQ(sum, static_cast<double>(placed));
}

TEST(AreaMeasures, OnTimeIsAShareOfWhatIsDecided) {
  const World world = random_world(20'000, 20, 3);
  const auto shares = area_measures(world.owned(), {}, AreaMeasure::on_time_share, {now});
  for (std::uint32_t area = 0; area < 20; ++area) {
    const auto closed = [&](auto row) {
      return world.closed[row] >= 0 && world.closed[row] <= now;
    };
    const auto decided = rows_of(world, area, [&](auto row) {
      return world.due[row] >= 0 && (closed(row) || world.due[row] < now);
    });
    const auto in_time = std::count_if(decided.begin(), decided.end(), [&](auto row) {
      return closed(row) && world.closed[row] <= world.due[row];
    });
    EXPECT_EQ(shares[area].numerator, static_cast<double>(in_time));
    EXPECT_EQ(shares[area].denominator, static_cast<double>(decided.size()));
    EXPECT_EQ(shares[area].interval,
              wilson_interval(static_cast<double>(in_time), static_cast<double>(decided.size())));
  }
}

TEST(AreaMeasures, WhoStillHasTimeIsNeitherInTimeNorLate) {
  const Seconds day = day_s;
  // Closed in time; closed late; open and late; open with time left; without a limit; closed after
  // the moment that is looked at, late by then.
  const World world = world_of({0, 0, 0, 0, 0, 0}, 1, std::vector<Seconds>(6, now - 9 * day),
                               {now - 5 * day, now - day, -1, -1, now - day, now + day},
                               {now - 5 * day, now - 2 * day, now - day, now, -1, now - day});
  const auto share = area_measures(world.owned(), {}, AreaMeasure::on_time_share, {now})[0];
  EXPECT_EQ(share.numerator, 1);
  EXPECT_EQ(share.denominator, 4);
  EXPECT_EQ(share.trust, Trust::small_base);
}

TEST(AreaMeasures, AgesAreThoseOfSortingEveryAreasTickets) {
  const World world = random_world(20'000, 25, 4);
  const auto open_median = area_measures(world.owned(), {}, AreaMeasure::open_age_days, {now});
  const auto open_mean = area_measures(world.owned(), {}, AreaMeasure::mean_open_age_days, {now});
  const auto closing = area_measures(world.owned(), {}, AreaMeasure::closing_days, {now});
  for (std::uint32_t area = 0; area < 25; ++area) {
    std::vector<double> ages, times;
    for (const auto row : rows_of(world, area, [&](auto r) { return world.reported[r] >= 0; })) {
      const bool closed = world.closed[row] >= 0 && world.closed[row] <= now;
      if (!closed && world.reported[row] <= now)
        ages.push_back(static_cast<double>(now - world.reported[row]) / day_s);
      if (closed && world.closed[row] >= world.reported[row])
        times.push_back(static_cast<double>(world.closed[row] - world.reported[row]) / day_s);
    }
    EXPECT_EQ(open_median[area].denominator, static_cast<double>(ages.size()));
    EXPECT_DOUBLE_EQ(open_median[area].value, slow_median(ages));
    EXPECT_LE(open_median[area].interval.low, open_median[area].value);
    EXPECT_DOUBLE_EQ(open_mean[area].value, std::accumulate(ages.begin(), ages.end(), 0.0) /
                                                static_cast<double>(ages.size()));
    EXPECT_DOUBLE_EQ(closing[area].value, slow_median(times));
    EXPECT_GT(closing[area].denominator, 100);
  }
}

TEST(AreaMeasures, ShrunkRatesKeepOneTicketFromTheTop) {
  std::vector<std::uint32_t> area_of{0};
  area_of.insert(area_of.end(), 60, 1);
  area_of.insert(area_of.end(), 10, 2);
  const std::vector<Seconds> none(area_of.size(), -1);
  const World world = world_of(area_of, 4, none, none, none);
  AreaBases bases;
  bases.households = {2, 400, 500, nan};
  const auto plain = area_measures(world.owned(), bases, AreaMeasure::per_households, {now});
  const auto shrunk =
      area_measures(world.owned(), bases, AreaMeasure::shrunk_per_households, {now});
  EXPECT_GT(plain[0].value, plain[1].value);
  EXPECT_LT(shrunk[0].value, shrunk[1].value);
  EXPECT_EQ(shrunk[0].trust, Trust::small_base);
  EXPECT_EQ(shrunk[3].trust, Trust::no_base);
}

TEST(AreaMeasures, WithoutDatesHouseholdsRowsOrAreasThereIsNoValue) {
  World world = random_world(500, 3, 5);
  world.tickets.mapping = {};
  for (const AreaMeasure measure :
       {AreaMeasure::per_households, AreaMeasure::shrunk_per_households, AreaMeasure::per_building,
        AreaMeasure::per_officer, AreaMeasure::per_km2, AreaMeasure::on_time_share,
        AreaMeasure::open_age_days, AreaMeasure::mean_open_age_days, AreaMeasure::closing_days}) {
    for (const AreaValue& value : area_measures(world.owned(), {}, measure, {now})) {
      EXPECT_EQ(value.trust, Trust::no_base) << measure_key(measure);
      EXPECT_TRUE(std::isnan(value.value)) << measure_key(measure);
    }
    EXPECT_EQ(measure_from_key(measure_key(measure)), measure);
  }
  world.rows.clear();
  const auto counts = area_measures(world.owned(), {}, AreaMeasure::count, {now});
  EXPECT_EQ(counts[0].value, 0);
  EXPECT_GT(counts[0].interval.high, 3.6) << "none counted does not mean none expected";
  world.areas = 0;
  EXPECT_TRUE(area_measures(world.owned(), {}, AreaMeasure::count, {now}).empty());
}

TEST(AreaMeasures, AreTheSameForAnyNumberOfThreads) {
  const World world = random_world(400'000, 50, 6);
  for (const AreaMeasure measure :
       {AreaMeasure::count, AreaMeasure::on_time_share, AreaMeasure::closing_days}) {
    const auto once =
        test::on_threads(1, [&] { return area_measures(world.owned(), {}, measure, {now}); });
    const auto again =
        test::on_threads(4, [&] { return area_measures(world.owned(), {}, measure, {now}); });
    for (std::size_t area = 0; area < 50; ++area) {
      EXPECT_EQ(once[area].value, again[area].value);
      EXPECT_EQ(once[area].numerator, again[area].numerator);
    }
  }
}

TEST(PatrolRatios, SetHazardsBesideTicketsWithoutAddingThem) {
  const std::vector<std::uint32_t> hazards{30, 0, 7, 4}, tickets{60, 90, 0, 8};
  const auto ratios = patrol_ratios(hazards, tickets, {now});
  EXPECT_DOUBLE_EQ(ratios[0].value, 0.5);
  EXPECT_LT(ratios[0].interval.low, 0.5);
  EXPECT_GT(ratios[0].interval.high, 0.5);
  EXPECT_EQ(ratios[0].trust, Trust::fine);
  EXPECT_EQ(ratios[1].value, 0);
  EXPECT_EQ(ratios[2].trust, Trust::no_base);
  EXPECT_EQ(ratios[3].trust, Trust::small_base);
}

}  // namespace
}  // namespace wangge::analysis
