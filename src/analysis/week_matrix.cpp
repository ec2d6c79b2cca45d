#include "analysis/week_matrix.h"

#include <algorithm>
#include <vector>

#include "base/parallel.h"

namespace wangge::analysis {
namespace {

constexpr Seconds hour_s = 3600, week_s = 7 * day_s;
constexpr std::size_t week_hours = 7 * 24;
constexpr std::size_t block_rows = 1 << 15;  // that one thread counts by itself

using Hours = std::array<double, week_hours>;  // from Monday 00:00 on

/// Seconds since the last Monday 00:00.
Seconds into_week(Seconds t) {
  constexpr Seconds monday = 4 * day_s;  // 1970-01-05; times before it are negative
  const Seconds into = (t - monday) % week_s;
  return into < 0 ? into + week_s : into;
}

const model::Times* times_of(const model::Column* column) {
  return column == nullptr ? nullptr : std::get_if<model::Times>(&column->values);
}

/// The columns as they are asked about.
class Spans {
 public:
  explicit Spans(const When& when)
      : start_(when.start), end_(when.end), starts_(times_of(start_)), ends_(times_of(end_)) {}
  bool spread() const { return ends_ != nullptr; }
  bool known(std::uint32_t row) const { return starts_ != nullptr && !start_->is_null(row); }
  Seconds start(std::uint32_t row) const { return starts_->seconds[row]; }
  /// 0 where the moment is known.
  Seconds length(std::uint32_t row) const {
    if (ends_ == nullptr || end_->is_null(row)) return 0;
    return std::max<Seconds>(0, ends_->seconds[row] - starts_->seconds[row]);
  }

 private:
  const model::Column *start_, *end_;
  const model::Times *starts_, *ends_;
};

/// Calls give(hour of the week, share) for the hours that a span touches; the shares add up to 1.
template <typename Give>
void spread(Seconds start, Seconds length, const Give& give) {
  Seconds at = into_week(start);
  const auto hour_of = [](Seconds into) { return static_cast<std::size_t>(into / hour_s); };
  if (length == 0) return give(hour_of(at), 1.0);
  const auto whole = static_cast<double>(length);
  if (const Seconds weeks = length / week_s; weeks > 0) {
    const double share = static_cast<double>(weeks * hour_s) / whole;
    for (std::size_t hour = 0; hour < week_hours; ++hour) give(hour, share);
  }
  for (Seconds left = length % week_s; left > 0;) {
    const Seconds part = std::min(left, hour_s - at % hour_s);
    give(hour_of(at), static_cast<double>(part) / whole);
    left -= part;
    at = (at + part) % week_s;
  }
}

}  // namespace

double WeekMatrix::total() const {
  double sum = 0;
  for (const auto& day : cells) {
    for (const double cell : day) sum += cell;
  }
  return sum;
}

double WeekMatrix::highest() const {
  double high = 0;
  for (const auto& day : cells) high = std::max(high, *std::max_element(day.begin(), day.end()));
  return high;
}

WeekMatrix week_matrix(const When& when, const model::Rows& rows) {
  const Spans spans(when);
  struct Block {
    Hours hours{};
    std::size_t without_time = 0;
  };
  std::vector<Block> blocks((rows.size() + block_rows - 1) / block_rows);
  parallel_ranges(blocks.size(), 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t b = begin; b < end; ++b) {
      Block& block = blocks[b];
      const std::size_t last = std::min((b + 1) * block_rows, rows.size());
      for (std::size_t i = b * block_rows; i < last; ++i) {
        const std::uint32_t row = rows[i];
        if (!spans.known(row)) {
          ++block.without_time;
          continue;
        }
        spread(spans.start(row), spans.length(row),
               [&](std::size_t hour, double share) { block.hours[hour] += share; });
      }
    }
  });
  // Added up block by block in their order: the same digits for any number of threads.
  WeekMatrix matrix;
  for (const Block& block : blocks) {
    matrix.without_time += block.without_time;
    for (std::size_t hour = 0; hour < week_hours; ++hour) {
      matrix.cells[hour / WeekMatrix::hours][hour % WeekMatrix::hours] += block.hours[hour];
    }
  }
  return matrix;
}

model::Rows rows_of_cell(const When& when, const model::Rows& rows, std::size_t weekday,
                         std::size_t hour) {
  const Spans spans(when);
  const std::size_t wanted = weekday * WeekMatrix::hours + hour;
  const Seconds first = static_cast<Seconds>(wanted) * hour_s;
  model::Rows found;
  for (const std::uint32_t row : rows) {
    if (!spans.known(row)) continue;
    const Seconds start = into_week(spans.start(row)), length = spans.length(row);
    // From the start to the next time that the hour comes round.
    const Seconds wait = (first - start + week_s) % week_s;
    const bool inside = start / hour_s == static_cast<Seconds>(wanted);
    if (inside || wait < length) found.push_back(row);
  }
  return found;
}

}  // namespace wangge::analysis
