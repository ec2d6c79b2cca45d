#include "analysis/group_values.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/value_codes.h"
#include "base/i18n.h"
#include "base/parallel.h"

namespace wangge::analysis {
namespace {

using model::Column;
using Level = GroupLevels::Level;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t grain = 1 << 15;

double finite(double number) { return std::isfinite(number) ? number : nan; }

template <typename NumberOf>
std::vector<double> gathered(const Column& column, const std::vector<std::uint32_t>& order,
                             const NumberOf& number_of) {
  std::vector<double> numbers(order.size());
  const bool nulls = column.nulls.any();
  parallel_ranges(order.size(), grain, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      numbers[i] = nulls && column.is_null(order[i]) ? nan : finite(number_of(order[i]));
    }
  });
  return numbers;
}

Error no_numbers(const model::Layer& layer, const GroupMeasure& measure) {
  return {ErrorCode::invalid_argument, layer.name,
          trf("“{}” holds no numbers.", column_heading(layer, measure.column)),
          tr("Choose a column of numbers, or count the rows or their different values.")};
}

/// The numbers of a column in the order of the groups; NaN where a row has none.
Result<std::vector<double>> numbers_of(const model::Layer& layer, const GroupLevels& groups,
                                       const GroupMeasure& measure) {
  const Result<const Column*> found = named_column(layer, measure.column);
  if (!found) return found.error();
  const Column& column = **found;
  if (const auto* reals = std::get_if<model::Reals>(&column.values)) {
    return gathered(column, groups.order, [&](std::uint32_t row) { return (*reals)[row]; });
  }
  const auto* texts = std::get_if<model::Texts>(&column.values);
  if (texts == nullptr) {
    if (std::holds_alternative<model::Times>(column.values)) return no_numbers(layer, measure);
    return gathered(column, groups.order, [&](std::uint32_t row) { return column.number(row); });
  }
  std::vector<double> parsed;
  bool words = false, numbers = false;
  for (std::size_t code = 0; code < texts->dictionary.size(); ++code) {
    parsed.push_back(finite(model::parse_number(texts->dictionary[code])));
    (std::isnan(parsed.back()) ? words : numbers) |= !texts->dictionary[code].empty();
  }
  if (words && !numbers) return no_numbers(layer, measure);
  return gathered(column, groups.order,
                  [&](std::uint32_t row) { return parsed[texts->codes[row]]; });
}

/// A sum that keeps what rounding takes from it (Neumaier 1974), so that it hardly depends on the
/// order of what is added.
struct Sum {
  double sum = 0, lost = 0;
  void add(double number) {
    const double next = sum + number;
    lost += std::abs(sum) >= std::abs(number) ? (sum - next) + number : (number - next) + sum;
    sum = next;
  }
  void add(const Sum& other) { add(other.sum), lost += other.lost; }
  double total() const { return sum + lost; }
};

struct Gathering {
  Sum sum;
  std::size_t n = 0;
  double least = std::numeric_limits<double>::infinity(), most = -least;
  void add(double number) {
    sum.add(number), ++n;
    least = std::min(least, number), most = std::max(most, number);
  }
  void add(const Gathering& other) {
    sum.add(other.sum), n += other.n;
    least = std::min(least, other.least), most = std::max(most, other.most);
  }
  double value(Aggregate aggregate) const {
    if (n == 0) return nan;
    switch (aggregate) {
      case Aggregate::sum:
        return sum.total();
      case Aggregate::mean:
        return sum.total() / static_cast<double>(n);
      case Aggregate::least:
        return least;
      default:
        return most;
    }
  }
};

/// Sums and extremes: of the deepest groups from their numbers, of all above from these.
GroupValues sums(const GroupLevels& groups, const std::vector<double>& numbers,
                 Aggregate aggregate) {
  GroupValues result;
  result.values.resize(groups.levels.size());
  std::vector<Gathering> below;
  for (std::size_t depth = groups.levels.size(); depth-- > 0;) {
    const Level& level = groups.levels[depth];
    std::vector<Gathering> now(level.size());
    if (depth + 1 == groups.levels.size()) {
      parallel_ranges(level.size(), 16, [&](std::size_t begin, std::size_t end) {
        for (std::size_t g = begin; g < end; ++g) {
          for (std::uint32_t i = level.begin[g]; i < level.begin[g + 1]; ++i) {
            if (!std::isnan(numbers[i])) now[g].add(numbers[i]);
          }
        }
      });
    } else {
      const Level& children = groups.levels[depth + 1];
      for (std::size_t g = 0; g < below.size(); ++g) now[children.parent[g]].add(below[g]);
    }
    for (const Gathering& one : now) result.values[depth].push_back(one.value(aggregate));
    below = std::move(now);
  }
  return result;
}

/// From the deepest groups up, calls each(depth, group, numbers) with those that are there; it may
/// reorder them.
template <typename Each>
void each_group(const GroupLevels& groups, std::vector<double>& numbers, const Each& each) {
  for (std::size_t depth = groups.levels.size(); depth-- > 0;) {
    const Level& level = groups.levels[depth];
    parallel_ranges(level.size(), 1, [&](std::size_t begin, std::size_t end) {
      for (std::size_t g = begin; g < end; ++g) {
        const auto from = numbers.begin() + level.begin[g];
        const auto to = std::partition(from, numbers.begin() + level.begin[g + 1],
                                       [](double number) { return !std::isnan(number); });
        each(depth, g, std::span(from, to));
      }
    });
  }
}

GroupValues medians(const GroupLevels& groups, std::vector<double> numbers, bool with_boxes) {
  GroupValues result;
  for (const Level& level : groups.levels) {
    result.values.emplace_back(level.size(), nan);
    if (with_boxes) result.boxes.emplace_back(level.size());
  }
  each_group(groups, numbers, [&](std::size_t depth, std::size_t group, std::span<double> some) {
    if (some.empty()) return;
    if (with_boxes) {
      result.boxes[depth][group] = box_of(some);
      result.values[depth][group] = result.boxes[depth][group].median;
    } else {
      result.values[depth][group] = quantile_of(some, 0.5);
    }
  });
  return result;
}

/// Rows with a value, and different values.
GroupValues counted_values(const GroupLevels& groups, const Column& column, bool distinct) {
  const ValueCodes values = value_codes(column, groups.order);
  GroupValues result;
  std::vector<std::uint32_t> last_seen(values.examples.size());
  std::uint32_t visit = 0;
  for (const Level& level : groups.levels) {
    std::vector<double>& counts = result.values.emplace_back();
    for (std::size_t g = 0; g < level.size(); ++g) {
      ++visit;
      std::size_t count = 0;
      for (std::uint32_t i = level.begin[g]; i < level.begin[g + 1]; ++i) {
        const std::uint32_t code = values.codes[i];
        if (code == ValueCodes::none || (distinct && last_seen[code] == visit)) continue;
        last_seen[code] = visit;
        ++count;
      }
      counts.push_back(static_cast<double>(count));
    }
  }
  return result;
}

/// Counts of rows, or their shares of the group above; everything is a whole of itself.
GroupValues row_counts(const GroupLevels& groups, bool shares) {
  GroupValues result;
  for (std::size_t depth = 0; depth < groups.levels.size(); ++depth) {
    const Level& level = groups.levels[depth];
    std::vector<double>& values = result.values.emplace_back();
    for (std::size_t g = 0; g < level.size(); ++g) {
      const std::size_t rows = level.rows(g);
      const std::size_t of = depth == 0 ? rows : groups.levels[depth - 1].rows(level.parent[g]);
      values.push_back(!shares   ? static_cast<double>(rows)
                       : of == 0 ? nan
                                 : static_cast<double>(rows) / static_cast<double>(of));
    }
  }
  return result;
}

}  // namespace

double quantile_of(std::span<double> numbers, double share) {
  const double rank = static_cast<double>(numbers.size() - 1) * share;
  const auto below = static_cast<std::ptrdiff_t>(rank);
  const auto at = numbers.begin() + below;
  std::nth_element(numbers.begin(), at, numbers.end());
  const double part = rank - static_cast<double>(below);
  if (part == 0) return *at;
  const double next = *std::min_element(at + 1, numbers.end());
  return *at + (next - *at) * part;
}

Box box_of(std::span<double> numbers) {
  constexpr std::size_t most_beyond = 1000;
  Box box;
  box.n = numbers.size();
  box.q1 = quantile_of(numbers, 0.25);
  box.median = quantile_of(numbers, 0.5);
  box.q3 = quantile_of(numbers, 0.75);
  const double reach = 1.5 * (box.q3 - box.q1);
  const double low = box.q1 - reach, high = box.q3 + reach;
  const auto [least, most] = std::minmax_element(numbers.begin(), numbers.end());
  box.least = *least, box.most = *most;
  // Few numbers may have none between the fence and the box: the whisker then has no length.
  box.low_whisker = box.q1, box.high_whisker = box.q3;
  for (const double number : numbers) {
    if (number < low || number > high) {
      box.beyond.push_back(number);
    } else {
      box.low_whisker = std::min(box.low_whisker, number);
      box.high_whisker = std::max(box.high_whisker, number);
    }
  }
  std::sort(box.beyond.begin(), box.beyond.end());
  if (box.beyond.size() > most_beyond) {
    // Evenly by rank, with both ends: a picture of them is the same.
    std::vector<double> some;
    for (std::size_t i = 0; i < most_beyond; ++i) {
      some.push_back(box.beyond[i * (box.beyond.size() - 1) / (most_beyond - 1)]);
    }
    box.beyond = std::move(some);
  }
  return box;
}

Result<GroupValues> group_values(const model::Layer& layer, const GroupLevels& groups,
                                 const GroupMeasure& measure) {
  switch (measure.aggregate) {
    case Aggregate::count:
    case Aggregate::share:
      return row_counts(groups, measure.aggregate == Aggregate::share);
    case Aggregate::filled:
    case Aggregate::distinct: {
      const Result<const Column*> column = named_column(layer, measure.column);
      if (!column) return column.error();
      return counted_values(groups, **column, measure.aggregate == Aggregate::distinct);
    }
    default:
      break;
  }
  Result<std::vector<double>> numbers = numbers_of(layer, groups, measure);
  if (!numbers) return numbers.error();
  if (measure.aggregate == Aggregate::median || measure.aggregate == Aggregate::quartiles) {
    return medians(groups, std::move(*numbers), measure.aggregate == Aggregate::quartiles);
  }
  return sums(groups, *numbers, measure.aggregate);
}

}  // namespace wangge::analysis
