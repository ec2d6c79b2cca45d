#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/rates.h"
#include "model/layer.h"

namespace wangge::analysis {

/// What is told of the tickets of an area: a grid, a community, a bin.
enum class AreaMeasure : std::uint8_t {
  count,
  per_households,         ///< tickets per 1,000 households
  shrunk_per_households,  ///< the same, pulled towards the mean of all areas (rates.h)
  per_building,
  per_officer,
  per_km2,
  /// Closed in time, of those that are decided: closed, or open beyond their time limit. Tickets
  /// without a limit, and those that still have time, are not decided.
  on_time_share,
  open_age_days,       ///< median age of the tickets that are open
  mean_open_age_days,  ///< their mean age
  closing_days,        ///< median time from report to closing, of those that are closed
};
/// "per_households": for the command line and files.
std::string_view measure_key(AreaMeasure measure);
std::optional<AreaMeasure> measure_from_key(std::string_view key);
/// "Tickets per 1,000 households", in the current language.
std::string measure_name(AreaMeasure measure);
/// The noun of what a measure is divided by: "households", in the current language.
std::string base_name(AreaMeasure measure);

/// How far a value may be trusted.
enum class Trust : std::uint8_t {
  fine,
  small_base,  ///< divided by so little that chance decides: hatched on the map
  no_base,     ///< nothing to divide by, or it is not known: there is no value
};

/// A number on the map with what it is made of.
struct AreaValue {
  double value = std::numeric_limits<double>::quiet_NaN();  ///< NaN: no_base
  double numerator = 0;    ///< tickets that count; of medians and means those that have the time
  double denominator = 0;  ///< households, buildings, officers, km², decided tickets; as numerator
                           ///< for medians and means, 1 for counts
  /// With 95 % confidence, in the value's unit; NaN at both ends: unknown, as for a median of fewer
  /// than 6 tickets.
  Interval interval{std::numeric_limits<double>::quiet_NaN(),
                    std::numeric_limits<double>::quiet_NaN()};
  Trust trust = Trust::no_base;
};

/// What lives and works in each area, one a row of areas. An empty list: not known of any; NaN: not
/// of this one.
struct AreaBases {
  std::vector<double> households, buildings, officers, area_m2;
};

struct MeasureOptions {
  /// The moment that is looked at: what was reported or closed later was not yet.
  Seconds now = 0;
  /// Rates on fewer households, buildings or tickets are small_base. Officers are no sample: one is
  /// enough for a rate.
  double least_base = 30;
  double least_area_m2 = 0;  ///< the same for per_km2: clipped bins may be slivers
};
/// The least that a measure must be divided by; 0: there is no such limit.
double least_base(AreaMeasure measure, const MeasureOptions& options);

/// Tickets and who owns them.
struct OwnedTickets {
  const model::Layer& tickets;
  const model::Rows& rows;                 ///< those that count: what a filter let pass
  std::span<const std::uint32_t> area_of;  ///< one a ticket; what is no area is not counted
  std::size_t areas = 0;
};

/// How many tickets each area has.
std::vector<std::uint32_t> counts_in_areas(std::span<const std::uint32_t> rows,
                                           std::span<const std::uint32_t> area_of,
                                           std::size_t areas);

/// One measure of every area, one a row of areas.
///
/// Tickets without a time of report are part of counts, but not of ages; times that run backwards
/// (closed before reported) are left out of closing_days.
///
/// intervals  counts and rates: Garwood's of the count; shares: Wilson's; medians: of the ranks
///            beside; means: normal, from the spread of the ages; shrunk rates: see rates.h
/// cost       processor time of a million tickets in 5,000 grids, all cores together: counts, rates
///            and shares 8 to 10 ms, one pass; ages 32 ms, two passes and a sort of each grid's.
///            The same for any number of threads
std::vector<AreaValue> area_measures(const OwnedTickets& owned, const AreaBases& bases,
                                     AreaMeasure measure, const MeasureOptions& options);

/// How many hazards were found on patrol for each ticket that was reported (H19): two separate
/// layers, never added together. numerator: hazards, denominator: tickets. Without a ticket
/// no_base; below options.least_base tickets small_base.
std::vector<AreaValue> patrol_ratios(std::span<const std::uint32_t> hazards,
                                     std::span<const std::uint32_t> tickets,
                                     const MeasureOptions& options);

}  // namespace wangge::analysis
