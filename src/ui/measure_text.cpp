#include "ui/measure_text.h"

#include <cmath>

#include "base/i18n.h"
#include "render/area_legend.h"

namespace wangge::ui {

using analysis::AreaMeasure;

std::string measure_text(AreaMeasure measure, double value) {
  if (!std::isfinite(value)) return std::isinf(value) ? "∞" : "—";
  return render::measure_number(measure, value);
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
