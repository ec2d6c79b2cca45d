#include "ui/measure_text.h"

#include <cmath>

#include "base/i18n.h"

namespace wangge::ui {

using analysis::AreaMeasure;

std::string measure_text(AreaMeasure measure, double value) {
  if (!std::isfinite(value)) return std::isinf(value) ? "∞" : "—";
  switch (measure) {
    case AreaMeasure::count:
      return with_separators(std::llround(value));
    case AreaMeasure::on_time_share:
      return fmt::format("{:.0f} %", value * 100);
    case AreaMeasure::open_age_days:
    case AreaMeasure::mean_open_age_days:
    case AreaMeasure::closing_days:
      return trf("{} d", fmt::format("{:.1f}", value));
    default:
      if (value >= 1000) return with_separators(std::llround(value));
      return value >= 100 ? fmt::format("{:.0f}", value)
             : value >= 1 ? fmt::format("{:.1f}", value)
                          : fmt::format("{:.2f}", value);
  }
}

std::string interval_text(AreaMeasure measure, const analysis::Interval& interval) {
  if (std::isnan(interval.low)) return {};
  return trf("between {} and {} with 95 % confidence", measure_text(measure, interval.low),
             measure_text(measure, interval.high));
}

const std::vector<AreaMeasure>& all_measures() {
  static const std::vector<AreaMeasure> measures{
      AreaMeasure::count,         AreaMeasure::per_households, AreaMeasure::shrunk_per_households,
      AreaMeasure::per_building,  AreaMeasure::per_officer,    AreaMeasure::per_km2,
      AreaMeasure::on_time_share, AreaMeasure::open_age_days,  AreaMeasure::mean_open_age_days,
      AreaMeasure::closing_days};
  return measures;
}

std::vector<std::string> measure_names() {
  std::vector<std::string> names;
  for (const AreaMeasure measure : all_measures()) names.push_back(analysis::measure_name(measure));
  return names;
}

std::string change_text(double now, double before) {
  if (!(before > 0) || !std::isfinite(now)) return {};
  const double percent = std::round(100 * (now / before - 1));
  return fmt::format("{}{:.0f} %", percent > 0 ? "+" : percent < 0 ? "−" : "±", std::abs(percent));
}

}  // namespace wangge::ui
