#include "base/time.h"

#include <gtest/gtest.h>

namespace wangge {
namespace {

Seconds at(int year, int month, int day, int hour = 0, int minute = 0, int second = 0) {
  return from_civil({year, month, day, hour, minute, second});
}

TEST(ParseTime, ReadsTheFormatsOfRealFiles) {
  EXPECT_EQ(parse_time("2026-03-14 09:05"), at(2026, 3, 14, 9, 5));
  EXPECT_EQ(parse_time("2026-03-14T09:05:07.250"), at(2026, 3, 14, 9, 5, 7));
  EXPECT_EQ(parse_time("2015/12/23 8:05"), at(2015, 12, 23, 8, 5));
  EXPECT_EQ(parse_time("3/14/2025 1:20"), at(2025, 3, 14, 1, 20));
  EXPECT_EQ(parse_time("06/26/2018 10:58:54 AM"), at(2018, 6, 26, 10, 58, 54));
  EXPECT_EQ(parse_time("06/26/2018 12:00:00 AM"), at(2018, 6, 26));
  EXPECT_EQ(parse_time("06/26/2018 10:58:54 PM"), at(2018, 6, 26, 22, 58, 54));
  EXPECT_EQ(parse_time("20151223000000 "), at(2015, 12, 23));
  EXPECT_EQ(parse_time("20151223"), at(2015, 12, 23));
  EXPECT_EQ(parse_time("2015年12月23日 8时5分"), at(2015, 12, 23, 8, 5));
}

TEST(ParseTime, MovesZonedTimesToTheOfficeClock) {
  EXPECT_EQ(parse_time("2026-03-14T01:05:00Z"), at(2026, 3, 14, 9, 5));
  EXPECT_EQ(parse_time("2026-03-14T09:05:00+08:00"), at(2026, 3, 14, 9, 5));
  EXPECT_EQ(parse_time("2026-03-14T09:05:00+0800"), at(2026, 3, 14, 9, 5));
  EXPECT_EQ(parse_time("2016-07-01T23:30:00.000-04:00"), at(2016, 7, 2, 11, 30));
}

TEST(ParseTime, RefusesWhatIsNoTime) {
  for (const char* text : {"", " ", "南坑", "2026-13-01", "2026-02-30", "12", "3.14", "1/2",
                           "2119.0", "2026-03-14 25:00", "-", "2026-03-14T09:05:00+99:00"}) {
    EXPECT_FALSE(parse_time(text)) << text;
  }
}

TEST(CivilTime, RoundTripsAcrossTheEpochAndLeapDays) {
  for (Seconds t = -86'400LL * 40'000; t < 86'400LL * 40'000; t += 86'400LL * 37 + 12'345) {
    EXPECT_EQ(from_civil(to_civil(t)), t);
  }
  EXPECT_EQ(format_time(at(2024, 2, 29, 7, 3)), "2024-02-29 07:03");
  EXPECT_EQ(weekday(at(2026, 11, 23)), 0);
  EXPECT_EQ(weekday(at(1969, 12, 28)), 6);
}

}  // namespace
}  // namespace wangge
