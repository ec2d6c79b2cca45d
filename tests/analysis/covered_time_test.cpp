#include "analysis/covered_time.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/random.h"

namespace wangge::analysis {
namespace {

const Seconds begin = from_civil({2024, 1, 1}), end = from_civil({2026, 1, 1});

model::Column column(std::vector<Seconds> seconds) {
  return {"reported_at", model::Times{std::move(seconds)}, {}};
}

std::vector<Seconds> two_years(std::size_t count) {
  Random random(5);
  std::vector<Seconds> times{begin, end - 1};
  while (times.size() < count) {
    times.push_back(begin +
                    static_cast<Seconds>(random.below(static_cast<std::uint32_t>(end - begin))));
  }
  return times;
}

TEST(CoveredTime, IsOfWholeDaysFromTheFirstToTheLast) {
  const CoveredTime covered = covered_time(column(two_years(500)));
  EXPECT_EQ(covered.from, begin);
  EXPECT_EQ(covered.until, end);
  EXPECT_TRUE(covered.stray.empty());
}

TEST(CoveredTime, LeavesOutWhatIsFarFromAllOthersWhereverItStands) {
  const std::vector<Seconds> good = two_years(500);
  const Seconds mistakes[] = {from_civil({1900, 1, 1}), from_civil({1970, 1, 1}),
                              from_civil({2099, 12, 31}), from_civil({9999, 12, 31})};
  for (std::size_t many = 1; many <= 4; ++many) {
    std::vector<Seconds> times = good;
    model::Rows wanted;
    for (std::size_t i = 0; i < many; ++i) {
      const std::size_t row = 17 + 101 * i;
      times.insert(times.begin() + static_cast<std::ptrdiff_t>(row), mistakes[i]);
      wanted.push_back(static_cast<std::uint32_t>(row));
    }
    const CoveredTime covered = covered_time(column(times));
    EXPECT_EQ(covered.stray, wanted) << many;
    EXPECT_EQ(covered.from, begin);
    EXPECT_EQ(covered.until, end);
  }
}

TEST(CoveredTime, TakesNextMonthsDatesAsTheyAre) {
  std::vector<Seconds> times = two_years(500);
  times.push_back(end + 200 * day_s);
  const CoveredTime covered = covered_time(column(times));
  EXPECT_TRUE(covered.stray.empty());
  EXPECT_EQ(covered.until, end + 201 * day_s);
}

TEST(CoveredTime, KeepsAHistoryThatIsThinnerThanTheLastYears) {
  std::vector<Seconds> times = two_years(500);
  for (int year = 1990; year < 2024; ++year) times.push_back(from_civil({year, 6, 1}));
  const CoveredTime covered = covered_time(column(times));
  EXPECT_TRUE(covered.stray.empty());
  EXPECT_EQ(covered.from, from_civil({1990, 6, 1}));
}

TEST(CoveredTime, SparesFewAndNone) {
  EXPECT_EQ(covered_time(column({})).until, covered_time(column({})).from);
  const CoveredTime few = covered_time(column({from_civil({1900, 1, 1}), begin, end}));
  EXPECT_TRUE(few.stray.empty());
  EXPECT_EQ(few.from, from_civil({1900, 1, 1}));
  model::Column empty = column({0, 0});
  empty.nulls.set_null(0), empty.nulls.set_null(1);
  EXPECT_EQ(covered_time(empty).until, 0);
  EXPECT_EQ(covered_time({"text", model::Integers{1, 2}, {}}).until, 0);
}

TEST(CoveredTime, IgnoresRowsWithoutATime) {
  std::vector<Seconds> times = two_years(100);
  times.insert(times.begin(), 0);
  model::Column some = column(times);
  some.nulls.set_null(0);  // holds 1970-01-01
  const CoveredTime covered = covered_time(some);
  EXPECT_TRUE(covered.stray.empty());
  EXPECT_EQ(covered.from, begin);
}

}  // namespace
}  // namespace wangge::analysis
