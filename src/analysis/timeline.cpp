// The histogram over time; see ticket_filter.h.
#include <algorithm>
#include <limits>

#include "analysis/ticket_filter.h"
#include "base/parallel.h"

namespace wangge::analysis {
namespace {

using model::Column;

/// Rows that one thread counts by itself.
constexpr std::size_t block_rows = 1 << 16;

std::size_t blocks_of(std::size_t rows) { return (rows + block_rows - 1) / block_rows; }

Seconds next_bin(Seconds begin, int days, bool months) {
  if (!months) return begin + days * day_s;
  CivilTime t = to_civil(begin);
  t.month += 1;
  if (t.month > 12) t.month = 1, t.year += 1;
  return from_civil(t);
}

Seconds first_bin(Seconds time, int days, bool months) {
  CivilTime t = to_civil(time);
  t.hour = t.minute = t.second = 0;
  if (months) t.day = 1;
  const Seconds midnight = from_civil(t);
  return days == 7 && !months ? midnight - weekday(midnight) * day_s : midnight;
}

struct Span {
  Seconds first = std::numeric_limits<Seconds>::max();
  Seconds last = std::numeric_limits<Seconds>::min();
  void grow(Seconds t) { first = std::min(first, t), last = std::max(last, t); }
};

/// Calls count(block, time) for every row that has a time, block by block on all cores.
template <typename Count>
void each_time(const Column& times, const model::Rows& rows, const Count& count) {
  const auto& seconds = std::get<model::Times>(times.values).seconds;
  parallel_ranges(blocks_of(rows.size()), 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t block = begin; block < end; ++block) {
      const std::size_t last = std::min((block + 1) * block_rows, rows.size());
      for (std::size_t i = block * block_rows; i < last; ++i) {
        if (!times.is_null(rows[i])) count(block, seconds[rows[i]]);
      }
    }
  });
}

Span span_of(const Column& times, const model::Rows& rows) {
  std::vector<Span> spans(blocks_of(rows.size()));
  each_time(times, rows, [&](std::size_t block, Seconds t) { spans[block].grow(t); });
  Span all;
  for (const Span& one : spans) {
    if (one.first <= one.last) all.grow(one.first), all.grow(one.last);
  }
  return all;
}

}  // namespace

std::vector<TimeBin> timeline(const Column& times, const model::Rows& rows, std::size_t most) {
  if (!std::holds_alternative<model::Times>(times.values)) return {};
  const auto [first, last] = span_of(times, rows);
  if (first > last) return {};
  const auto span_days = static_cast<std::size_t>((last - first) / day_s) + 1;
  const int days = span_days <= most ? 1 : 7;
  const bool months = span_days / 7 + 1 > most;

  std::vector<TimeBin> bins;
  std::vector<std::uint32_t> bin_of_day;  // bins begin at midnight
  for (Seconds begin = first_bin(first, days, months); begin <= last;) {
    const Seconds end = next_bin(begin, days, months);
    bin_of_day.insert(bin_of_day.end(), static_cast<std::size_t>((end - begin) / day_s),
                      static_cast<std::uint32_t>(bins.size()));
    bins.push_back({begin, end, 0});
    begin = end;
  }
  const Seconds start = bins.front().begin;
  std::vector<std::vector<std::uint32_t>> counts(blocks_of(rows.size()),
                                                 std::vector<std::uint32_t>(bins.size()));
  each_time(times, rows, [&](std::size_t block, Seconds t) {
    ++counts[block][bin_of_day[static_cast<std::size_t>((t - start) / day_s)]];
  });
  for (const auto& block : counts) {
    for (std::size_t bin = 0; bin < bins.size(); ++bin) bins[bin].count += block[bin];
  }
  return bins;
}

}  // namespace wangge::analysis
