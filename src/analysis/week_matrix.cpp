#include "analysis/week_matrix.h"

#include <algorithm>
#include <vector>

#include "base/parallel.h"

namespace wangge::analysis {
namespace {

constexpr Seconds hour_s = 3600, week_s = 7 * day_s;
constexpr std::size_t week_hours = 7 * 24;
constexpr std::size_t block_rows = 1 << 15;  // that one thread counts by itself

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

std::size_t hour_of(Seconds into_week) { return static_cast<std::size_t>(into_week / hour_s); }

/// The weights of many tickets by hour of the week, in whole parts of a ticket: sums do not depend
/// on their order, and no digit is lost. A span takes the same few steps however long it is.
class HourSums {
 public:
  void add(Seconds start, Seconds length) {
    const Seconds at = into_week(start);
    const std::size_t first = hour_of(at);
    if (length == 0) {
      edges_[first] += whole;
      return;
    }
    const auto parts = [&](Seconds seconds) {
      return static_cast<std::int64_t>(static_cast<double>(seconds) / static_cast<double>(length) *
                                       static_cast<double>(whole));
    };
    std::int64_t left = whole;
    if (const Seconds weeks = length / week_s; weeks > 0) {
      const std::int64_t each = parts(weeks * hour_s);
      everywhere_ += each;
      left -= each * static_cast<std::int64_t>(week_hours);
    }
    // The rest is a piece of the first hour, whole hours, and a piece of the last one.
    const Seconds rest = length % week_s, begun = std::min(rest, hour_s - at % hour_s);
    const Seconds hours = (rest - begun) / hour_s, last = (rest - begun) % hour_s;
    const std::size_t next = first + 1, end = next + static_cast<std::size_t>(hours);
    if (hours > 0) {
      const std::int64_t each = parts(hour_s);
      steps_[next] += each;
      steps_[end] -= each;
      left -= each * hours;
    }
    if (last > 0) {
      edges_[end % week_hours] += parts(last);
      left -= parts(last);
    }
    edges_[first] += left;  // with what rounding left over
  }

  /// Of one hour of the week, in tickets, for each.
  std::array<double, week_hours> of_hours() const {
    std::array<std::int64_t, week_hours> sums{};
    std::int64_t level = everywhere_;
    for (std::size_t hour = 0; hour < week_hours; ++hour) {
      level += steps_[hour];
      sums[hour] = level + edges_[hour];
    }
    // Spans that went on beyond Sunday night go on from Monday morning.
    level -= everywhere_;
    for (std::size_t hour = 0; hour < week_hours; ++hour) {
      level += steps_[week_hours + hour];
      sums[hour] += level;
    }
    std::array<double, week_hours> hours{};
    std::transform(sums.begin(), sums.end(), hours.begin(), [](std::int64_t parts) {
      return static_cast<double>(parts) / static_cast<double>(whole);
    });
    return hours;
  }

  void add(const HourSums& other) {
    everywhere_ += other.everywhere_;
    for (std::size_t i = 0; i < edges_.size(); ++i) edges_[i] += other.edges_[i];
    for (std::size_t i = 0; i < steps_.size(); ++i) steps_[i] += other.steps_[i];
  }

 private:
  /// Parts of a ticket: so many that rounding does not show, and so few that an hour holds 100
  /// million tickets.
  static constexpr std::int64_t whole = std::int64_t{1} << 36;
  std::int64_t everywhere_ = 0;                           // what every hour gets
  std::array<std::int64_t, week_hours> edges_{};          // what one hour gets
  std::array<std::int64_t, 2 * week_hours + 1> steps_{};  // where whole hours begin and end
};

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
    HourSums hours;
    std::size_t without_time = 0;
  };
  std::vector<Block> blocks((rows.size() + block_rows - 1) / block_rows);
  parallel_ranges(blocks.size(), 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t b = begin; b < end; ++b) {
      const std::size_t last = std::min((b + 1) * block_rows, rows.size());
      for (std::size_t i = b * block_rows; i < last; ++i) {
        if (spans.known(rows[i])) {
          blocks[b].hours.add(spans.start(rows[i]), spans.length(rows[i]));
        } else {
          ++blocks[b].without_time;
        }
      }
    }
  });
  Block all;
  for (const Block& block : blocks) {
    all.hours.add(block.hours);
    all.without_time += block.without_time;
  }
  WeekMatrix matrix;
  matrix.without_time = all.without_time;
  const auto hours = all.hours.of_hours();
  for (std::size_t hour = 0; hour < week_hours; ++hour) {
    matrix.cells[hour / WeekMatrix::hours][hour % WeekMatrix::hours] = hours[hour];
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
    const bool inside = hour_of(start) == wanted;
    if (inside || wait < length) found.push_back(row);
  }
  return found;
}

}  // namespace wangge::analysis
