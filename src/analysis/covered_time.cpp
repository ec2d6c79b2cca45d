#include "analysis/covered_time.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "analysis/time_window.h"

namespace wangge::analysis {
namespace {

constexpr Seconds year_s = 366 * day_s;
constexpr std::size_t fewest = 20;

/// Between which times nothing is stray.
std::pair<Seconds, Seconds> bounds(std::vector<Seconds> times) {
  const auto nth = [&times](std::size_t n) {
    std::nth_element(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(n), times.end());
    return times[n];
  };
  const Seconds low = nth(times.size() / 4), high = nth(times.size() - 1 - times.size() / 4);
  const Seconds reach = std::max(4 * (high - low), year_s);
  return {low - reach, high + reach};
}

}  // namespace

CoveredTime covered_time(const model::Column& column) {
  CoveredTime covered;
  const auto* times = std::get_if<model::Times>(&column.values);
  if (times == nullptr) return covered;
  std::vector<Seconds> dated;
  dated.reserve(times->seconds.size());
  for (std::size_t row = 0; row < times->seconds.size(); ++row) {
    if (!column.is_null(row)) dated.push_back(times->seconds[row]);
  }
  if (dated.empty()) return covered;
  Seconds first = std::ranges::min(dated), last = std::ranges::max(dated);
  if (const std::size_t count = dated.size(); count >= fewest) {
    const auto [low, high] = bounds(std::move(dated));
    Seconds first_likely = high, last_likely = low;
    for (std::size_t row = 0; row < times->seconds.size(); ++row) {
      if (column.is_null(row)) continue;
      const Seconds time = times->seconds[row];
      if (time < low || time > high) {
        covered.stray.push_back(static_cast<std::uint32_t>(row));
      } else {
        first_likely = std::min(first_likely, time), last_likely = std::max(last_likely, time);
      }
    }
    // Many of them are no mistake but a history.
    if (covered.stray.size() > std::max<std::size_t>(3, count / 100)) covered.stray.clear();
    if (!covered.stray.empty()) first = first_likely, last = last_likely;
  }
  covered.from = calendar_window(WindowKind::day, first).from;
  covered.until = calendar_window(WindowKind::day, last).until;
  return covered;
}

}  // namespace wangge::analysis
