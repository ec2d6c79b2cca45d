#include "analysis/area_measures.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

#include "analysis/ticket_filter.h"
#include "base/i18n.h"
#include "base/parallel.h"

namespace wangge::analysis {
namespace {

using model::Column;
using model::Field;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

struct MeasureWords {
  AreaMeasure measure;
  const char* key;
  const char* name;  // English, for translation
  const char* base;
};
constexpr std::array words_of_measures{
    MeasureWords{AreaMeasure::count, "count", tr_mark("Number of tickets"), tr_mark("tickets")},
    MeasureWords{AreaMeasure::per_households, "per_households",
                 tr_mark("Tickets per 1,000 households"), tr_mark("households")},
    MeasureWords{AreaMeasure::shrunk_per_households, "shrunk_per_households",
                 tr_mark("Tickets per 1,000 households, smoothed"), tr_mark("households")},
    MeasureWords{AreaMeasure::per_building, "per_building", tr_mark("Tickets per building"),
                 tr_mark("buildings")},
    MeasureWords{AreaMeasure::per_officer, "per_officer", tr_mark("Tickets per officer"),
                 tr_mark("officers")},
    MeasureWords{AreaMeasure::per_km2, "per_km2", tr_mark("Tickets per km²"), tr_mark("km²")},
    MeasureWords{AreaMeasure::on_time_share, "on_time_share", tr_mark("Closed in time"),
                 tr_mark("decided tickets")},
    MeasureWords{AreaMeasure::open_age_days, "open_age_days", tr_mark("Median age of open tickets"),
                 tr_mark("open tickets")},
    MeasureWords{AreaMeasure::mean_open_age_days, "mean_open_age_days",
                 tr_mark("Mean age of open tickets"), tr_mark("open tickets")},
    MeasureWords{AreaMeasure::closing_days, "closing_days", tr_mark("Median days to closing"),
                 tr_mark("closed tickets")},
};
const MeasureWords& words(AreaMeasure measure) {
  return *std::find_if(words_of_measures.begin(), words_of_measures.end(),
                       [measure](const MeasureWords& w) { return w.measure == measure; });
}

/// A time of each ticket, if there is one.
class TimesOf {
 public:
  explicit TimesOf(const Column* column) {
    const auto* times = column == nullptr ? nullptr : std::get_if<model::Times>(&column->values);
    if (times != nullptr) seconds_ = times->seconds.data(), nulls_ = &column->nulls;
  }
  bool any() const { return seconds_ != nullptr; }
  bool known(std::uint32_t row) const { return seconds_ != nullptr && !nulls_->is_null(row); }
  Seconds operator[](std::uint32_t row) const { return seconds_[row]; }

 private:
  const Seconds* seconds_ = nullptr;
  const model::NullMask* nulls_ = nullptr;
};

/// The life of each ticket as it was known at one moment.
struct Lives {
  TimesOf reported, closed, due;
  Seconds now;
  Lives(const model::Layer& tickets, Seconds at)
      : reported(reported_column(tickets)),
        closed(tickets.field(Field::closed_at)),
        due(tickets.field(Field::due_at)),
        now(at) {}
  bool is_closed(std::uint32_t row) const { return closed.known(row) && closed[row] <= now; }
  /// Negative: it is not open, or nobody knows since when.
  double open_days(std::uint32_t row) const {
    if (!reported.known(row) || reported[row] > now || is_closed(row)) return -1;
    return static_cast<double>(now - reported[row]) / day_s;
  }
  double closing_days(std::uint32_t row) const {
    if (!reported.known(row) || !is_closed(row)) return -1;
    return static_cast<double>(closed[row] - reported[row]) / day_s;
  }
};

/// Rows that one thread counts by itself: so many that its counters are few beside them.
std::size_t block_rows(std::size_t areas) { return std::max<std::size_t>(1 << 17, areas); }

/// Counts of several kinds an area: add(row, counts of its area) for every row that has one.
template <std::size_t Kinds, typename Add>
std::vector<std::array<std::uint32_t, Kinds>> count_by_area(std::span<const std::uint32_t> rows,
                                                            std::span<const std::uint32_t> area_of,
                                                            std::size_t areas, const Add& add) {
  using Counts = std::array<std::uint32_t, Kinds>;
  const std::size_t block = block_rows(areas);
  std::vector<std::vector<Counts>> blocks((rows.size() + block - 1) / block);
  parallel_ranges(blocks.size(), 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t b = begin; b < end; ++b) {
      blocks[b].assign(areas, {});
      for (const std::uint32_t row :
           rows.subspan(b * block, std::min(block, rows.size() - b * block))) {
        if (area_of[row] < areas) add(row, blocks[b][area_of[row]]);
      }
    }
  });
  std::vector<Counts> sums(areas);
  for (const auto& counts : blocks) {
    for (std::size_t area = 0; area < areas; ++area) {
      for (std::size_t kind = 0; kind < Kinds; ++kind) sums[area][kind] += counts[area][kind];
    }
  }
  return sums;
}

/// The values of the tickets of each area that have one (not below 0), area after area.
struct GroupedValues {
  std::vector<std::size_t> ends;
  std::vector<double> values;
  std::span<double> of(std::size_t area) {
    const std::size_t begin = area == 0 ? 0 : ends[area - 1];
    return {values.data() + begin, ends[area] - begin};
  }
};
template <typename Value>
GroupedValues group(const OwnedTickets& owned, const Value& value_of) {
  const auto counts = count_by_area<1>(
      owned.rows, owned.area_of, owned.areas,
      [&](std::uint32_t row, auto& count) { count[0] += value_of(row) >= 0 ? 1 : 0; });
  GroupedValues grouped;
  std::vector<std::size_t> places;
  std::size_t sum = 0;
  for (const auto& count : counts) {
    places.push_back(sum);
    grouped.ends.push_back(sum += count[0]);
  }
  grouped.values.resize(sum);
  for (const std::uint32_t row : owned.rows) {
    const std::uint32_t area = owned.area_of[row];
    if (area >= owned.areas) continue;
    if (const double value = value_of(row); value >= 0) grouped.values[places[area]++] = value;
  }
  return grouped;
}

Trust trust_in(double base, double least) {
  if (!(base > 0)) return Trust::no_base;
  return base < least ? Trust::small_base : Trust::fine;
}

AreaValue rate_of(double count, double base, double per, double least) {
  AreaValue value;
  value.numerator = count;
  value.denominator = base;
  value.trust = trust_in(base, least);
  if (value.trust == Trust::no_base) return value;
  const Interval expected = poisson_interval(count);
  value.value = count / base * per;
  value.interval = {expected.low / base * per, expected.high / base * per};
  return value;
}

AreaValue share_of(double hits, double all, double least) {
  AreaValue value;
  value.numerator = hits;
  value.denominator = all;
  value.trust = trust_in(all, least);
  if (value.trust == Trust::no_base) return value;
  value.value = hits / all;
  value.interval = wilson_interval(hits, all);
  return value;
}

AreaValue days_of(std::span<double> days, bool mean, double least) {
  AreaValue value;
  value.numerator = value.denominator = static_cast<double>(days.size());
  value.trust = trust_in(value.denominator, least);
  if (days.empty()) return value;
  std::sort(days.begin(), days.end());
  if (!mean) {
    value.value = median_of_sorted(days);
    value.interval = median_interval(days);
    return value;
  }
  const double n = value.denominator;
  double sum = 0, squares = 0;
  for (const double day : days) sum += day;
  value.value = sum / n;
  for (const double day : days) squares += (day - value.value) * (day - value.value);
  if (days.size() < 2) return value;
  const double reach = 1.959963984540054 * std::sqrt(squares / (n - 1) / n);
  value.interval = {std::max(0.0, value.value - reach), value.value + reach};
  return value;
}

/// What a rate is divided by, one an area.
std::vector<double> bases_of(const AreaBases& bases, AreaMeasure measure, std::size_t areas) {
  const std::vector<double>& known = measure == AreaMeasure::per_building  ? bases.buildings
                                     : measure == AreaMeasure::per_officer ? bases.officers
                                     : measure == AreaMeasure::per_km2     ? bases.area_m2
                                                                           : bases.households;
  assert(known.empty() || known.size() == areas);
  std::vector<double> result = known;
  result.resize(areas, nan);
  if (measure == AreaMeasure::per_km2) {
    for (double& base : result) base /= 1e6;
  }
  return result;
}

std::vector<AreaValue> rates(const std::vector<std::uint32_t>& counts,
                             const std::vector<double>& bases, AreaMeasure measure, double least) {
  const double per = measure == AreaMeasure::per_households ? 1000 : 1;
  std::vector<AreaValue> values(counts.size());
  parallel_ranges(counts.size(), 256, [&](std::size_t begin, std::size_t end) {
    for (std::size_t area = begin; area < end; ++area) {
      const double base = measure == AreaMeasure::count ? 1 : bases[area];
      values[area] = rate_of(counts[area], base, per, least);
    }
  });
  return values;
}

std::vector<AreaValue> shrunk(const std::vector<std::uint32_t>& counts,
                              const std::vector<double>& bases, double least) {
  const std::vector<double> events(counts.begin(), counts.end());
  const ShrunkRates shrunk = shrunk_rates(events, bases);
  std::vector<AreaValue> values(counts.size());
  for (std::size_t area = 0; area < counts.size(); ++area) {
    AreaValue& value = values[area];
    value.numerator = events[area];
    value.denominator = bases[area];
    value.trust = trust_in(bases[area], least);
    value.value = 1000 * shrunk.rates[area];
    value.interval = {1000 * shrunk.intervals[area].low, 1000 * shrunk.intervals[area].high};
  }
  return values;
}

std::vector<AreaValue> on_time_shares(const OwnedTickets& owned, const Lives& lives, double least) {
  std::vector<AreaValue> values(owned.areas);
  if (!lives.due.any()) return values;
  const auto counts = count_by_area<2>(  // in time, decided
      owned.rows, owned.area_of, owned.areas, [&](std::uint32_t row, auto& count) {
        if (!lives.due.known(row)) return;
        const bool closed = lives.is_closed(row);
        count[0] += closed && lives.closed[row] <= lives.due[row] ? 1 : 0;
        count[1] += closed || lives.due[row] < lives.now ? 1 : 0;
      });
  for (std::size_t area = 0; area < owned.areas; ++area) {
    values[area] = share_of(counts[area][0], counts[area][1], least);
  }
  return values;
}

template <typename Value>
std::vector<AreaValue> days(const OwnedTickets& owned, bool mean, double least,
                            const Value& value_of) {
  GroupedValues grouped = group(owned, value_of);
  std::vector<AreaValue> values(owned.areas);
  parallel_ranges(owned.areas, 16, [&](std::size_t begin, std::size_t end) {
    for (std::size_t area = begin; area < end; ++area) {
      values[area] = days_of(grouped.of(area), mean, least);
    }
  });
  return values;
}

}  // namespace

std::string_view measure_key(AreaMeasure measure) { return words(measure).key; }
std::string measure_name(AreaMeasure measure) { return tr(words(measure).name); }
std::string base_name(AreaMeasure measure) { return tr(words(measure).base); }

std::optional<AreaMeasure> measure_from_key(std::string_view key) {
  for (const MeasureWords& w : words_of_measures) {
    if (key == w.key) return w.measure;
  }
  return std::nullopt;
}

double least_base(AreaMeasure measure, const MeasureOptions& options) {
  switch (measure) {
    case AreaMeasure::count:
    case AreaMeasure::per_officer:
      return 0;
    case AreaMeasure::per_km2:
      return options.least_area_m2 / 1e6;
    default:
      return options.least_base;
  }
}

std::vector<std::uint32_t> counts_in_areas(std::span<const std::uint32_t> rows,
                                           std::span<const std::uint32_t> area_of,
                                           std::size_t areas) {
  const auto counts =
      count_by_area<1>(rows, area_of, areas, [](std::uint32_t, auto& count) { ++count[0]; });
  std::vector<std::uint32_t> result(areas);
  for (std::size_t area = 0; area < areas; ++area) result[area] = counts[area][0];
  return result;
}

std::vector<AreaValue> area_measures(const OwnedTickets& owned, const AreaBases& bases,
                                     AreaMeasure measure, const MeasureOptions& options) {
  assert(owned.area_of.size() == owned.tickets.size());
  const Lives lives(owned.tickets, options.now);
  const double least = least_base(measure, options);
  switch (measure) {
    case AreaMeasure::on_time_share:
      return on_time_shares(owned, lives, least);
    case AreaMeasure::open_age_days:
    case AreaMeasure::mean_open_age_days:
      return days(owned, measure == AreaMeasure::mean_open_age_days, least,
                  [&](std::uint32_t row) { return lives.open_days(row); });
    case AreaMeasure::closing_days:
      return days(owned, false, least, [&](std::uint32_t row) { return lives.closing_days(row); });
    default:
      break;
  }
  const auto counts = counts_in_areas(owned.rows, owned.area_of, owned.areas);
  const auto divisors = bases_of(bases, measure, owned.areas);
  return measure == AreaMeasure::shrunk_per_households ? shrunk(counts, divisors, least)
                                                       : rates(counts, divisors, measure, least);
}

std::vector<AreaValue> patrol_ratios(std::span<const std::uint32_t> hazards,
                                     std::span<const std::uint32_t> tickets,
                                     const MeasureOptions& options) {
  assert(hazards.size() == tickets.size());
  std::vector<AreaValue> values(hazards.size());
  for (std::size_t area = 0; area < hazards.size(); ++area) {
    AreaValue& value = values[area];
    value.numerator = hazards[area];
    value.denominator = tickets[area];
    value.trust = trust_in(value.denominator, options.least_base);
    if (value.trust == Trust::no_base) continue;
    value.value = value.numerator / value.denominator;
    value.interval = ratio_interval(value.numerator, value.denominator);
  }
  return values;
}

}  // namespace wangge::analysis
