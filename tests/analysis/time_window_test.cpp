#include "analysis/time_window.h"

#include <gtest/gtest.h>

#include "base/random.h"

namespace wangge::analysis {
namespace {

constexpr WindowKind calendar[] = {WindowKind::day, WindowKind::week, WindowKind::month,
                                   WindowKind::quarter, WindowKind::year};

std::string span(const TimeWindow& window) {
  return format_time(window.from) + " " + format_time(window.until);
}

TEST(CalendarWindow, IsTheUnitThatHoldsTheMoment) {
  const Seconds t = from_civil({2024, 2, 29, 15, 30, 1});  // a Thursday
  EXPECT_EQ(span(calendar_window(WindowKind::day, t)), "2024-02-29 00:00 2024-03-01 00:00");
  EXPECT_EQ(span(calendar_window(WindowKind::week, t)), "2024-02-26 00:00 2024-03-04 00:00");
  EXPECT_EQ(span(calendar_window(WindowKind::month, t)), "2024-02-01 00:00 2024-03-01 00:00");
  EXPECT_EQ(span(calendar_window(WindowKind::quarter, t)), "2024-01-01 00:00 2024-04-01 00:00");
  EXPECT_EQ(span(calendar_window(WindowKind::year, t)), "2024-01-01 00:00 2025-01-01 00:00");
}

TEST(CalendarWindow, UnitsFollowEachOtherWithoutGapFromAnyMoment) {
  Random random(4);
  for (int round = 0; round < 2000; ++round) {
    const Seconds t = from_civil({1960, 1, 1}) + random.below(4'000'000) * Seconds{900};
    for (const WindowKind kind : calendar) {
      const TimeWindow window = calendar_window(kind, t);
      ASSERT_TRUE(window.contains(t)) << span(window);
      ASSERT_EQ(moved(window, 1).from, window.until);
      ASSERT_EQ(moved(window, 1), calendar_window(kind, window.until));
      ASSERT_EQ(moved(window, -1), calendar_window(kind, window.from - 1));
      ASSERT_EQ(*window_before(window), moved(window, -1));
      const int steps = static_cast<int>(random.below(80)) - 40;
      ASSERT_EQ(moved(moved(window, steps), -steps), window) << steps;
    }
  }
}

TEST(CalendarWindow, TheMonthBeforeMarchIsAsLongAsItIs) {
  const auto march = calendar_window(WindowKind::month, from_civil({2024, 3, 31}));
  EXPECT_EQ(span(*window_before(march)), "2024-02-01 00:00 2024-03-01 00:00");
}

TEST(RollingWindow, StepsByItsStepAndIsComparedWithAsManyDaysBefore) {
  const auto window = rolling_window(30, from_civil({2026, 3, 31}));
  EXPECT_EQ(span(window), "2026-03-01 00:00 2026-03-31 00:00");
  EXPECT_EQ(span(moved(window, 1)), "2026-03-02 00:00 2026-04-01 00:00");
  EXPECT_EQ(span(moved(rolling_window(7, window.until, 3600), -2)),
            "2026-03-23 22:00 2026-03-30 22:00");
  EXPECT_EQ(span(*window_before(window)), "2026-01-30 00:00 2026-03-01 00:00");
}

TEST(CumulativeWindow, KeepsItsBeginningAndNeverTurnsRound) {
  const auto window = cumulative_window(from_civil({2026, 1, 5}), from_civil({2026, 1, 8}));
  EXPECT_EQ(span(moved(window, 2)), "2026-01-05 00:00 2026-01-10 00:00");
  EXPECT_EQ(span(moved(window, -9)), "2026-01-05 00:00 2026-01-05 00:00");
  EXPECT_FALSE(moved(window, -9).contains(window.from));
  EXPECT_FALSE(window_before(window));
}

TEST(WindowText, IsWhatALeaderCallsIt) {
  const Seconds t = from_civil({2026, 5, 14, 9});
  const auto text = [t](WindowKind kind) { return window_text(calendar_window(kind, t)); };
  EXPECT_EQ(text(WindowKind::day), "2026-05-14");
  EXPECT_EQ(text(WindowKind::week), "2026-05-11 – 2026-05-17");
  EXPECT_EQ(text(WindowKind::month), "2026-05");
  EXPECT_EQ(text(WindowKind::quarter), "2026 Q2");
  EXPECT_EQ(text(WindowKind::year), "2026");
  EXPECT_EQ(window_text(rolling_window(2, from_civil({2026, 5, 3}))), "2026-05-01 – 2026-05-02");
}

TEST(WindowKindKey, IsReadBack) {
  for (const WindowKind kind :
       {WindowKind::rolling, WindowKind::cumulative, WindowKind::day, WindowKind::week,
        WindowKind::month, WindowKind::quarter, WindowKind::year}) {
    EXPECT_EQ(window_kind_from_key(window_kind_key(kind)), kind);
  }
  EXPECT_FALSE(window_kind_from_key("fortnight"));
}

}  // namespace
}  // namespace wangge::analysis
