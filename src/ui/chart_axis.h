#pragma once

#include <string>
#include <vector>

namespace wangge::ui {

/// An axis from one round number to another, in round steps (1, 2 or 5 times a power of ten).
struct ChartAxis {
  double low = 0, high = 1, step = 1;
  std::vector<double> ticks() const;  ///< both ends are among them
  /// A tick with as many decimals as its step has.
  std::string text(double tick) const;
  /// Where a number lies, 0 at the low end and 1 at the high one.
  double share(double number) const { return (number - low) / (high - low); }
};

/// The narrowest one that holds both numbers and 0 in at most so many steps, or a few more where 0
/// lies between them.
ChartAxis chart_axis(double least, double most, int most_steps);

/// A number beside a mark: with separators, and no more digits than tell it from others; "—" where
/// there is none.
std::string chart_number(double number);

}  // namespace wangge::ui
