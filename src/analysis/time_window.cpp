#include "analysis/time_window.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/i18n.h"

namespace wangge::analysis {
namespace {

constexpr std::array keys{
    std::pair{WindowKind::rolling, "rolling"}, std::pair{WindowKind::cumulative, "cumulative"},
    std::pair{WindowKind::day, "day"},         std::pair{WindowKind::week, "week"},
    std::pair{WindowKind::month, "month"},     std::pair{WindowKind::quarter, "quarter"},
    std::pair{WindowKind::year, "year"},
};

/// Months of a unit of the calendar; 0: it is made of days.
int months_of(WindowKind kind) {
  switch (kind) {
    case WindowKind::month:
      return 1;
    case WindowKind::quarter:
      return 3;
    case WindowKind::year:
      return 12;
    default:
      return 0;
  }
}

Seconds midnight(Seconds t) {
  CivilTime civil = to_civil(t);
  civil.hour = civil.minute = civil.second = 0;
  return from_civil(civil);
}

/// The first of the month that is `months` after that of `t`.
Seconds first_of_month(Seconds t, int months) {
  CivilTime civil = to_civil(t);
  const int month = civil.year * 12 + civil.month - 1 + months;
  return from_civil({month / 12, month % 12 + 1, 1});
}

}  // namespace

const char* window_kind_key(WindowKind kind) {
  return std::find_if(keys.begin(), keys.end(), [kind](const auto& k) { return k.first == kind; })
      ->second;
}

std::optional<WindowKind> window_kind_from_key(std::string_view key) {
  for (const auto& [kind, name] : keys) {
    if (key == name) return kind;
  }
  return std::nullopt;
}

TimeWindow calendar_window(WindowKind kind, Seconds t) {
  const Seconds day = midnight(t);
  if (kind == WindowKind::week) {
    const Seconds monday = day - weekday(day) * day_s;
    return {kind, monday, monday + 7 * day_s};
  }
  const int months = months_of(kind);
  if (months == 0) return {WindowKind::day, day, day + day_s};
  const int into = (to_civil(t).month - 1) % months;
  return {kind, first_of_month(t, -into), first_of_month(t, months - into)};
}

TimeWindow rolling_window(int days, Seconds until, Seconds step_s) {
  return {WindowKind::rolling, until - days * day_s, until, step_s};
}

TimeWindow cumulative_window(Seconds first, Seconds until, Seconds step_s) {
  return {WindowKind::cumulative, first, std::max(first, until), step_s};
}

TimeWindow moved(const TimeWindow& window, int steps) {
  TimeWindow next = window;
  if (const int months = months_of(window.kind); months > 0) {
    next.from = first_of_month(window.from, steps * months);
    next.until = first_of_month(window.from, (steps + 1) * months);
  } else if (window.kind == WindowKind::cumulative) {
    next.until = std::max(window.from, window.until + steps * window.step_s);
  } else {
    const bool rolling = window.kind == WindowKind::rolling;
    const Seconds by = steps * (rolling ? window.step_s : window.until - window.from);
    next.from += by, next.until += by;
  }
  return next;
}

std::optional<TimeWindow> window_before(const TimeWindow& window) {
  if (window.kind == WindowKind::cumulative) return std::nullopt;
  if (window.kind != WindowKind::rolling) return moved(window, -1);
  TimeWindow before = window;
  before.from -= window.until - window.from;
  before.until = window.from;
  return before;
}

std::string window_text(const TimeWindow& window) {
  const CivilTime first = to_civil(window.from);
  switch (window.kind) {
    case WindowKind::day:
      return format_date(window.from);
    case WindowKind::month:
      return fmt::format("{}-{:02}", first.year, first.month);
    case WindowKind::quarter:
      return trf("{} Q{}", first.year, (first.month + 2) / 3);
    case WindowKind::year:
      return fmt::format("{}", first.year);
    default:
      // The last day is in it, the moment of its end is not.
      return fmt::format("{} – {}", format_date(window.from),
                         format_date(std::max(window.from, window.until - 1)));
  }
}

}  // namespace wangge::analysis
