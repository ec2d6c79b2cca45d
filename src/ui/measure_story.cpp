#include "ui/measure_story.h"

#include <cmath>

#include "base/i18n.h"
#include "render/area_legend.h"

namespace wangge::ui {
namespace {

using analysis::AreaMeasure;
using analysis::AreaValue;
using analysis::Trust;
using render::short_number;

bool in_days(AreaMeasure measure) {
  return measure == AreaMeasure::open_age_days || measure == AreaMeasure::mean_open_age_days ||
         measure == AreaMeasure::closing_days;
}

std::string title_of(const session::AreaView& view, const session::GridTable* names,
                     std::size_t area) {
  const std::string width = short_number(view.request.bin_m);
  switch (view.request.of) {
    case session::AreasShown::squares:
      return trf("Square of {} m", width);
    case session::AreasShown::hexagons:
      return trf("Hexagon of {} m", width);
    case session::AreasShown::grids:
      break;
  }
  const bool named = names != nullptr && names->names && area < names->names->size();
  return named ? (*names->names)[area] : trf("Grid {}", area + 1);
}

/// What the value was made of; nothing where that is the value itself.
std::string made_of(AreaMeasure measure, const AreaValue& value) {
  const std::string base = analysis::base_name(measure);
  if (measure == AreaMeasure::count || !(value.denominator > 0)) return {};
  if (in_days(measure)) return trf("from {} {}", short_number(value.denominator), base);
  if (measure == AreaMeasure::on_time_share) {
    return trf("{} of {} {}", short_number(value.numerator), short_number(value.denominator), base);
  }
  return trf("{} tickets for {} {}", short_number(value.numerator), short_number(value.denominator),
             base);
}

std::string certainty(AreaMeasure measure, const AreaValue& value) {
  if (std::isnan(value.value)) return {};
  if (std::isnan(value.interval.low)) return tr("Too little is known for a 95 % interval.");
  if (std::isinf(value.interval.high)) {
    return trf("95 % interval: {} or more", render::measure_number(measure, value.interval.low));
  }
  return trf("95 % interval: {}",
             render::measure_span(measure, value.interval.low, value.interval.high));
}

std::string doubt(const session::SetMeasure& by, const AreaValue& value) {
  const std::string base = analysis::base_name(by.measure);
  if (value.trust == Trust::no_base) {
    return std::isnan(value.denominator) ? trf("How many {} it has is not known.", base)
                                         : trf("It has no {}.", base);
  }
  if (value.trust != Trust::small_base) return {};
  if (by.measure == AreaMeasure::per_km2) return tr("It has very little ground.");
  return trf("It has only {} {}, fewer than the {} from which chance no longer decides.",
             short_number(value.denominator), base, short_number(by.least_base));
}

}  // namespace

Story area_story(const session::AreaView& view, const session::GridTable* names, std::size_t area) {
  Story story{title_of(view, names, area), {}};
  if (area >= view.values->size()) return story;
  const AreaValue& value = (*view.values)[area];
  const AreaMeasure measure = view.measure.measure;
  story.lines.push_back(
      trf("{}: {}", analysis::measure_name(measure),
          std::isnan(value.value) ? tr("no value") : render::measure_number(measure, value.value)));
  for (std::string line :
       {made_of(measure, value), certainty(measure, value), doubt(view.measure, value)}) {
    if (!line.empty()) story.lines.push_back(std::move(line));
  }
  return story;
}

std::optional<std::string> heat_story(const session::HeatView& view, geo::Point place) {
  if (!view.surface || !view.surface->frame.box().contains(place)) return {};
  const analysis::RasterFrame& frame = view.surface->frame;
  double value = view.surface->at(place);
  if (std::isnan(value)) {  // beside blank cells the nearest one tells, as on the map
    const auto column = static_cast<std::size_t>((place.x - frame.origin.x) / frame.cell_m),
               row = static_cast<std::size_t>((place.y - frame.origin.y) / frame.cell_m);
    const std::size_t cell = row * static_cast<std::size_t>(frame.columns) + column;
    if (cell < view.surface->values.size()) value = view.surface->values[cell];
  }
  if (std::isnan(value)) {
    return view.request.of == session::HeatOf::per_households
               ? trf("{}: no value, fewer than {} households live on a hectare here",
                     view.legend_title, short_number(view.request.least_households_ha))
               : trf("{}: {}", view.legend_title, tr("no value"));
  }
  if (!(value > 0)) return {};
  return trf("{}: {}", view.legend_title, short_number(value));
}

}  // namespace wangge::ui
