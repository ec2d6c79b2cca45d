#include "render/area_legend.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>

#include "analysis/league.h"
#include "base/i18n.h"

namespace wangge::render {
namespace {

using analysis::AreaMeasure;
using model::Colour;

constexpr std::size_t stops = 6;
// Lightness falls (on dark: rises) evenly from stop to stop.
constexpr std::array<std::uint32_t, stops> light_ramp{0xFFF1B5, 0xFDCB6B, 0xF79A45,
                                                      0xE25B33, 0xB51F2B, 0x6E0A1E};
constexpr std::array<std::uint32_t, stops> dark_ramp{0x45197A, 0x7D2482, 0xB63679,
                                                     0xE75263, 0xFB9A6A, 0xFCF3B5};

Colour ramp_at(double share, model::Theme theme) {
  const auto& ramp = theme == model::Theme::light ? light_ramp : dark_ramp;
  const double place = share * static_cast<double>(stops - 1);
  const auto lower = std::min(static_cast<std::size_t>(place), stops - 2);
  const Colour a = model::rgb(ramp[lower]), b = model::rgb(ramp[lower + 1]);
  const double t = place - static_cast<double>(lower);
  const auto mix = [t](std::uint8_t x, std::uint8_t y) {
    return static_cast<std::uint8_t>(std::lround(x + t * (y - x)));
  };
  return {mix(a.r, b.r), mix(a.g, b.g), mix(a.b, b.b), 255};
}

/// "1,234.50"; nothing at all is "0"
std::string fixed_number(double value, int decimals) {
  const std::string text = fmt::format("{:.{}f}", std::abs(value), value == 0 ? 0 : decimals);
  const auto whole = text.substr(0, text.find('.'));
  std::string shown = whole;
  for (auto at = static_cast<int>(whole.size()) - 3; at > 0; at -= 3) {
    shown.insert(static_cast<std::size_t>(at), ",");
  }
  shown += text.substr(whole.size());
  return value < 0 ? "−" + shown : shown;
}

/// Without the zeros at the end.
std::string trimmed_number(double value, int decimals) {
  std::string text = fixed_number(value, decimals);
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
  }
  return text;
}

/// Decimals that leave `digits` digits of a number.
int decimals_for(double number, int digits) {
  if (!(number > 0) || !std::isfinite(number)) return 0;
  return std::clamp(digits - 1 - static_cast<int>(std::floor(std::log10(number))), 0, 6);
}

double shown_factor(AreaMeasure measure) { return measure == AreaMeasure::on_time_share ? 100 : 1; }
std::string with_unit(AreaMeasure measure, const std::string& number) {
  switch (measure) {
    case AreaMeasure::on_time_share:
      return number + " %";
    case AreaMeasure::open_age_days:
    case AreaMeasure::mean_open_age_days:
    case AreaMeasure::closing_days:
      return trf("{} days", number);
    default:
      return number;
  }
}

std::vector<std::string> count_texts(const std::vector<double>& uppers) {
  const auto whole = [](double number) { return trimmed_number(std::floor(number), 0); };
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < uppers.size(); ++i) {
    const std::string upper = whole(uppers[i]);
    if (i == 0) {
      texts.push_back("≤ " + upper);
    } else if (i + 1 == uppers.size()) {
      texts.push_back("> " + whole(uppers[i - 1]));
    } else {
      const std::string lower = whole(std::floor(uppers[i - 1]) + 1);
      texts.push_back(lower == upper ? upper : lower + "–" + upper);
    }
  }
  return texts;
}

std::string small_base_text(const AreaDrawing& drawing) {
  if (drawing.measure == AreaMeasure::per_km2) return tr("very little ground");
  return trf("fewer than {} {}", trimmed_number(drawing.least_base, 1),
             analysis::base_name(drawing.measure));
}

}  // namespace

std::vector<Colour> class_colours(std::size_t count, model::Theme theme) {
  std::vector<Colour> colours;
  for (std::size_t i = 0; i < count; ++i) {
    // Two classes need not be as far apart as nine.
    const double share = count == 1   ? 0.5
                         : count == 2 ? 0.2 + 0.5 * static_cast<double>(i)
                                      : static_cast<double>(i) / static_cast<double>(count - 1);
    colours.push_back(ramp_at(share, theme));
  }
  return colours;
}

std::string short_number(double value) {
  return trimmed_number(value, decimals_for(std::abs(value), 3));
}

std::string measure_number(AreaMeasure measure, double value) {
  return with_unit(measure, short_number(value * shown_factor(measure)));
}

std::string measure_span(AreaMeasure measure, double low, double high) {
  const double factor = shown_factor(measure);
  return with_unit(measure, short_number(low * factor) + "–" + short_number(high * factor));
}

std::vector<std::string> class_texts(const analysis::ClassBreaks& breaks, AreaMeasure measure) {
  if (breaks.uppers.empty()) return {};
  const bool one_value = breaks.size() == 1 && breaks.lowest == breaks.uppers[0];
  if (one_value) return {measure_number(measure, breaks.lowest)};
  if (measure == AreaMeasure::count) return count_texts(breaks.uppers);
  const double factor = shown_factor(measure);
  std::vector<double> ends;
  for (const double upper : breaks.uppers) ends.push_back(upper * factor);
  // Two digits of the narrowest class: its ends are told apart, and no digit is for show. The last
  // end is not written, unless it is the only one.
  double narrowest = ends[0] > 0 ? ends[0] : std::numeric_limits<double>::infinity();
  for (std::size_t i = 1; i + 1 < ends.size(); ++i) {
    narrowest = std::min(narrowest, ends[i] - ends[i - 1]);
  }
  int decimals = decimals_for(narrowest, 2);
  const auto written = std::span(ends).first(std::max<std::size_t>(1, ends.size() - 1));
  const auto ends_in_zero = [&decimals](double end) {
    return fixed_number(end, decimals).back() == '0';
  };
  while (decimals > 0 && std::ranges::all_of(written, ends_in_zero)) --decimals;
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < ends.size(); ++i) {
    const std::string upper = fixed_number(ends[i], decimals);
    if (i == 0) {
      texts.push_back("≤ " + upper);
    } else if (i + 1 == ends.size()) {
      texts.push_back("> " + fixed_number(ends[i - 1], decimals));
    } else {
      texts.push_back(fixed_number(ends[i - 1], decimals) + "–" + upper);
    }
    texts.back() = with_unit(measure, texts.back());
  }
  return texts;
}

std::vector<Colour> class_colours(const AreaDrawing& drawing, model::Theme theme) {
  std::vector<Colour> colours = class_colours(drawing.breaks.size(), theme);
  if (analysis::likely_worse(drawing.measure) == analysis::Worse::less) {
    std::ranges::reverse(colours);
  }
  return colours;
}

AreaLegend area_legend(const AreaDrawing& drawing, model::Theme theme) {
  AreaLegend legend{drawing.legend_title, drawing.note, {}};
  const std::vector<std::string> texts = class_texts(drawing.breaks, drawing.measure);
  std::vector<Colour> colours = class_colours(drawing, theme);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    colours[i].a = static_cast<std::uint8_t>(std::lround(255 * drawing.opacity));
    legend.rows.push_back({colours[i], false, texts[i], 0});
  }
  std::size_t small = 0, without = 0;
  for (std::size_t area = 0; area < drawing.classes->size(); ++area) {
    const std::uint16_t number = (*drawing.classes)[area];
    if (number >= texts.size()) {
      ++without;
      continue;
    }
    ++legend.rows[number].areas;
    if (drawing.values && (*drawing.values)[area].trust == analysis::Trust::small_base) ++small;
  }
  if (small > 0) legend.rows.push_back({model::rgb(0, 0), true, small_base_text(drawing), small});
  if (without > 0) {
    legend.rows.push_back({model::rgb(0, 0), false, tr("no value"), without});
  }
  return legend;
}

}  // namespace wangge::render
