#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace wangge::analysis {

/// What the time slider shows: some days up to a moment, all from the first ticket on, or one unit
/// of the calendar. Weeks begin on Monday. Times are civil seconds of the office (base/time.h),
/// where every day has 24 hours.
enum class WindowKind : std::uint8_t { rolling, cumulative, day, week, month, quarter, year };

/// "rolling": for the command line and files.
const char* window_kind_key(WindowKind kind);
std::optional<WindowKind> window_kind_from_key(std::string_view key);

/// A stretch of time, [from, until), that knows how to go on.
struct TimeWindow {
  WindowKind kind = WindowKind::month;
  Seconds from = 0, until = 0;
  /// How far a step of a rolling or cumulative window goes; the calendar goes by its own unit.
  Seconds step_s = day_s;
  bool operator==(const TimeWindow&) const = default;
  bool contains(Seconds t) const { return t >= from && t < until; }
};

/// The unit of the calendar that `t` lies in. kind: day … year
TimeWindow calendar_window(WindowKind kind, Seconds t);
/// The `days` days up to `until`. days > 0
TimeWindow rolling_window(int days, Seconds until, Seconds step_s = day_s);
/// From `first` to `until`; empty where `until` is not after `first`.
TimeWindow cumulative_window(Seconds first, Seconds until, Seconds step_s = day_s);

/// The window so many steps later, or earlier where `steps` is negative. Both ends of a rolling
/// window move, of a cumulative one only the later one, and never to before the first; a unit of
/// the calendar becomes the next one, of whatever length. There and back again is the same window,
/// but for cumulative ones that were stopped.
TimeWindow moved(const TimeWindow& window, int steps);

/// What a window is compared with: the one of the same kind that ends where it begins (last month
/// for a month, the 30 days before for 30 days). Cumulative windows have none.
std::optional<TimeWindow> window_before(const TimeWindow& window);

/// "2026-03-14", "2026-03-09 – 2026-03-15", "2026-03", "2026 Q1", "2026", in the current language.
std::string window_text(const TimeWindow& window);

}  // namespace wangge::analysis
