#include "analysis/class_breaks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace wangge::analysis {
namespace {

constexpr std::array keys{
    std::pair{BreakMethod::equal, std::string_view("equal")},
    std::pair{BreakMethod::quantile, std::string_view("quantile")},
    std::pair{BreakMethod::natural, std::string_view("natural")},
    std::pair{BreakMethod::deviation, std::string_view("deviation")},
};

std::vector<double> sorted_numbers(std::span<const double> values) {
  std::vector<double> numbers;
  std::copy_if(values.begin(), values.end(), std::back_inserter(numbers),
               [](double value) { return std::isfinite(value); });
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

/// Classes that end at `uppers`, which are in any order and may be there twice, and at the highest.
ClassBreaks classes_ending_at(std::vector<double> uppers, const std::vector<double>& sorted,
                              std::size_t all) {
  ClassBreaks breaks;
  breaks.without = all - sorted.size();
  if (sorted.empty()) return breaks;
  breaks.lowest = sorted.front();
  std::sort(uppers.begin(), uppers.end());
  if (uppers.empty() || uppers.back() < sorted.back()) uppers.push_back(sorted.back());
  uppers.erase(std::unique(uppers.begin(), uppers.end()), uppers.end());
  breaks.uppers = std::move(uppers);
  auto begin = sorted.begin();
  for (const double upper : breaks.uppers) {
    const auto end = std::upper_bound(begin, sorted.end(), upper);
    breaks.counts.push_back(static_cast<std::size_t>(end - begin));
    begin = end;
  }
  return breaks;
}

std::vector<double> equal_ends(const std::vector<double>& sorted, std::size_t classes) {
  std::vector<double> ends;
  // As shares of both ends: their difference may be more than a number can hold.
  for (std::size_t i = 1; i < classes; ++i) {
    const double share = static_cast<double>(i) / static_cast<double>(classes);
    ends.push_back(sorted.front() * (1 - share) + sorted.back() * share);
  }
  return ends;
}

std::vector<double> quantile_ends(const std::vector<double>& sorted, std::size_t classes) {
  std::vector<double> ends;
  for (std::size_t i = 1; i < classes; ++i) {
    const double rank = static_cast<double>(sorted.size() - 1) * static_cast<double>(i) /
                        static_cast<double>(classes);
    const auto below = static_cast<std::size_t>(rank);
    const double share = rank - static_cast<double>(below);
    const double next = sorted[std::min(below + 1, sorted.size() - 1)];
    ends.push_back(sorted[below] + (next - sorted[below]) * share);
  }
  return ends;
}

std::vector<double> deviation_ends(const std::vector<double>& sorted) {
  const auto n = static_cast<double>(sorted.size());
  const double mean = std::accumulate(sorted.begin(), sorted.end(), 0.0) / n;
  double squares = 0;
  for (const double value : sorted) squares += (value - mean) * (value - mean);
  const double deviation = n > 1 ? std::sqrt(squares / (n - 1)) : 0;
  std::vector<double> ends;
  for (const int times : {-2, -1, 1, 2}) ends.push_back(mean + times * deviation);
  return ends;
}

/// The best cut of sorted distinct values into classes, by dynamic programming: for every class and
/// every value the least cost of all up to it. The best beginning of the last class never moves
/// back as the value moves on, which halves the search again and again.
class NaturalBreaks {
 public:
  explicit NaturalBreaks(const std::vector<double>& sorted) {
    // Sums from the median: squares of large numbers would swallow their differences.
    const double middle = sorted[sorted.size() / 2];
    Sums sum;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
      const auto value = static_cast<long double>(sorted[i]) - static_cast<long double>(middle);
      sum.count += 1, sum.values += value, sum.squares += value * value;
      if (i + 1 < sorted.size() && sorted[i + 1] == sorted[i]) continue;
      distinct_.push_back(sorted[i]);
      sums_.push_back(sum);
    }
  }

  std::vector<double> ends(std::size_t classes) {
    const std::size_t n = distinct_.size();
    classes = std::min(classes, n);
    std::vector<std::vector<std::uint32_t>> begins(classes, std::vector<std::uint32_t>(n));
    before_.resize(n), now_.resize(n);
    for (std::size_t i = 0; i < n; ++i) before_[i] = cost(0, i);
    for (std::size_t k = 1; k < classes; ++k) {
      solve(k, n - 1, k, n - 1, begins[k]);
      std::swap(before_, now_);
    }
    std::vector<double> ends;
    std::size_t last = n - 1;
    for (std::size_t k = classes; k-- > 0;) {
      ends.push_back(distinct_[last]);
      if (k > 0) last = begins[k][last] - 1;
    }
    return ends;
  }

 private:
  struct Sums {
    long double count = 0, values = 0, squares = 0;
  };

  /// Squares of what distinct values `first` … `last` are away from their mean.
  long double cost(std::size_t first, std::size_t last) const {
    Sums sum = sums_[last];
    if (first > 0) {
      const Sums& less = sums_[first - 1];
      sum.count -= less.count, sum.values -= less.values, sum.squares -= less.squares;
    }
    return std::max(0.0L, sum.squares - sum.values * sum.values / sum.count);
  }

  /// The best beginnings of a last class that ends at `low` … `high`, known to lie in
  /// `first` … `last`.
  void solve(std::size_t low, std::size_t high, std::size_t first, std::size_t last,
             std::vector<std::uint32_t>& begins) {
    const std::size_t middle = (low + high) / 2;
    long double least = std::numeric_limits<long double>::infinity();
    std::size_t best = first;
    for (std::size_t begin = first; begin <= std::min(middle, last); ++begin) {
      const long double sum = before_[begin - 1] + cost(begin, middle);
      if (sum < least) least = sum, best = begin;
    }
    now_[middle] = least;
    begins[middle] = static_cast<std::uint32_t>(best);
    if (low < middle) solve(low, middle - 1, first, best, begins);
    if (middle < high) solve(middle + 1, high, best, last, begins);
  }

  std::vector<double> distinct_;
  std::vector<Sums> sums_;                 // of all values up to each distinct one
  std::vector<long double> before_, now_;  // least costs with one class less, and with this many
};

}  // namespace

std::string_view break_method_key(BreakMethod method) {
  return std::find_if(keys.begin(), keys.end(),
                      [method](const auto& k) { return k.first == method; })
      ->second;
}

std::optional<BreakMethod> break_method_from_key(std::string_view key) {
  for (const auto& [method, name] : keys) {
    if (key == name) return method;
  }
  return std::nullopt;
}

std::size_t ClassBreaks::class_of(double value) const {
  if (!std::isfinite(value) || uppers.empty()) return no_class;
  const auto found = std::lower_bound(uppers.begin(), uppers.end() - 1, value);
  return static_cast<std::size_t>(found - uppers.begin());
}

ClassBreaks class_breaks(std::span<const double> values, BreakMethod method, std::size_t classes) {
  const std::vector<double> sorted = sorted_numbers(values);
  classes = std::max<std::size_t>(classes, 1);
  std::vector<double> ends;
  if (!sorted.empty() && sorted.front() < sorted.back()) {
    switch (method) {
      case BreakMethod::equal:
        ends = equal_ends(sorted, classes);
        break;
      case BreakMethod::quantile:
        ends = quantile_ends(sorted, classes);
        break;
      case BreakMethod::natural:
        ends = NaturalBreaks(sorted).ends(classes);
        break;
      case BreakMethod::deviation:
        ends = deviation_ends(sorted);
        // Nothing ends beyond the highest value.
        std::erase_if(ends, [&](double end) { return end > sorted.back(); });
        break;
    }
  }
  return classes_ending_at(std::move(ends), sorted, values.size());
}

ClassBreaks manual_breaks(std::span<const double> values, std::span<const double> ends) {
  std::vector<double> uppers(ends.begin(), ends.end());
  std::erase_if(uppers, [](double end) { return !std::isfinite(end); });
  return classes_ending_at(std::move(uppers), sorted_numbers(values), values.size());
}

ClassBreaks gap_breaks(std::span<const double> values, std::size_t classes) {
  const std::vector<double> sorted = sorted_numbers(values);
  std::vector<std::size_t> gaps;  // before which value
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    if (sorted[i - 1] < sorted[i]) gaps.push_back(i);
  }
  std::stable_sort(gaps.begin(), gaps.end(), [&](std::size_t a, std::size_t b) {
    return sorted[a] - sorted[a - 1] > sorted[b] - sorted[b - 1];
  });
  if (gaps.size() + 1 > classes) gaps.resize(std::max<std::size_t>(classes, 1) - 1);
  std::vector<double> ends;
  for (const std::size_t i : gaps) ends.push_back(std::midpoint(sorted[i - 1], sorted[i]));
  return classes_ending_at(std::move(ends), sorted, values.size());
}

}  // namespace wangge::analysis
