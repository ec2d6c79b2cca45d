#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace wangge::analysis {

/// How a row of numbers is cut into classes for a map.
enum class BreakMethod : std::uint8_t {
  equal,     ///< equally wide
  quantile,  ///< equally many
  natural,   ///< least sum of squares within classes (Jenks)
  deviation  ///< by standard deviations round the mean
};
/// "natural": for the command line and files.
std::string_view break_method_key(BreakMethod method);
std::optional<BreakMethod> break_method_from_key(std::string_view key);

/// Classes from low to high: class i holds what is above uppers[i − 1] and up to uppers[i],
/// its end included. What is no finite number (no rate) belongs to no class and is not counted.
struct ClassBreaks {
  static constexpr std::size_t no_class = static_cast<std::size_t>(-1);

  double lowest = 0;           ///< of all numbers
  std::vector<double> uppers;  ///< strictly ascending; none: there is no number
  std::vector<std::size_t> counts;
  std::size_t without = 0;  ///< values in no class

  std::size_t size() const { return uppers.size(); }
  /// What is beyond the last end belongs to the last class, what is below the lowest to the first:
  /// numbers that were not among those that the classes were made of, such as of another month.
  std::size_t class_of(double value) const;
  bool operator==(const ClassBreaks&) const = default;
};

/// Classes of `values`, in any order.
///
/// classes  how many are wanted, at least 1; there are fewer where fewer distinct values are left:
///          quantiles that fall together are one, and natural breaks are at most as many as there
///          are distinct values. `deviation` takes no number: its classes end at −2, −1, 1 and 2
///          standard deviations (of a sample, n − 1) from the mean and at the highest value; ends
///          above that are left out, and classes below the lowest hold none
/// returns  all equal: one class that ends at the value, whatever the method
/// cost     O(n log n); natural breaks O(classes · n log n) of distinct values: 4 ms for 7
///          classes of 5,000 values
/// source   ends, ties and quantiles (linear between ranks) as of pysal's mapclassify; natural
///          breaks: Fisher 1958, "On grouping for maximum homogeneity", exactly, with equal values
///          always in one class, by divide and conquer over monotone minima; where several cuts are
///          equally good the one with the lowest ends
ClassBreaks class_breaks(std::span<const double> values, BreakMethod method, std::size_t classes);

/// Classes with ends that somebody chose, in any order; the last class goes up to the highest value
/// if that is beyond them. Ends that are no finite numbers, or there twice, are left out.
ClassBreaks manual_breaks(std::span<const double> values, std::span<const double> ends);

/// The largest gaps between neighbours are where the classes end, in their middle; of equal gaps
/// the lower. For reference and for values in clumps.
///
/// source  "maximum breaks" of mapclassify
ClassBreaks gap_breaks(std::span<const double> values, std::size_t classes);

}  // namespace wangge::analysis
