#include "ui/chart_axis.h"

#include <algorithm>
#include <cmath>

#include "base/i18n.h"

namespace wangge::ui {

std::vector<double> ChartAxis::ticks() const {
  // Multiples and not sums of the step: rounding does not add up.
  std::vector<double> ticks;
  const double first = std::round(low / step), last = std::round(high / step);
  for (double i = first; i <= last; ++i) ticks.push_back(i * step);
  return ticks;
}

std::string ChartAxis::text(double tick) const {
  const double magnitude = std::max(std::abs(low), std::abs(high));
  if (magnitude >= 1e15 || step < 1e-6) return fmt::format("{:g}", tick);
  if (step >= 1) return with_separators(std::llround(tick));
  const int decimals = static_cast<int>(std::ceil(-std::log10(step) - 1e-9));
  return fmt::format("{:.{}f}", tick == 0 ? 0.0 : tick, decimals);  // not "-0.0"
}

ChartAxis chart_axis(double least, double most, int most_steps) {
  const double low = std::min(least, 0.0), high = std::max(most, 0.0);
  if (!(high > low) || !std::isfinite(high - low)) return {};
  const double rough = (high - low) / std::max(1, most_steps);
  const double power = std::pow(10.0, std::floor(std::log10(rough)));
  double step = 10 * power;
  for (const double times : {5.0, 2.0, 1.0}) {
    if (times * power >= rough * (1 - 1e-9)) step = times * power;
  }
  return {std::floor(low / step + 1e-9) * step, std::ceil(high / step - 1e-9) * step, step};
}

std::string chart_number(double number) {
  if (!std::isfinite(number)) return "—";
  const double magnitude = std::abs(number);
  if (magnitude < 1e15 && (number == std::round(number) || magnitude >= 1000)) {
    return with_separators(std::llround(number));
  }
  return fmt::format("{:.4g}", number);
}

}  // namespace wangge::ui
