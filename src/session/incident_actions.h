#pragma once

// What the user can ask for about incidents; part of session/actions.h.

#include <optional>
#include <string>
#include <vector>

#include "analysis/area_measures.h"
#include "analysis/class_breaks.h"
#include "analysis/heat.h"
#include "analysis/ticket_filter.h"
#include "analysis/ticket_weights.h"

namespace wangge::session {

using analysis::TicketFilter;

/// Which tickets are shown and counted.
struct SetTicketFilter {
  TicketFilter filter;  ///< `areas` is the session's: see below
  /// Names of communities and codes of grids: tickets in one of each list. Empty: anywhere. They
  /// are looked up anew when the plan changes.
  std::vector<std::string> communities = {}, grids = {};
  bool operator==(const SetTicketFilter&) const = default;
};

/// What a heat surface is made of.
enum class HeatOf : std::uint8_t {
  tickets,        ///< those that pass the filter
  hazards,        ///< of the filter's time
  per_households  ///< tickets for 1,000 households of the neighbourhood (relative_density.h)
};
/// The density of tickets, per hectare and 30 days.
struct ShowHeat {
  double sigma_m = 100;
  analysis::Kernel kernel = analysis::Kernel::gaussian;
  /// Make up for what the edge of the study area (communities, else grids) takes away, leave out
  /// the tickets outside it and show nothing there. Where no such layer is open the edge stays.
  bool edge_corrected = true;
  HeatOf of = HeatOf::tickets;
  analysis::WeightBy weight = analysis::WeightBy::each;
  double least_households_ha = 5;  ///< per_households is blank where fewer live
  /// Tickets fade out over the length of the filter's time instead of ending with it (H23), so that
  /// the frames of a playback follow each other without a jerk.
  bool smooth_time = false;
  /// The upper end of the legend; else a round number at the first surface, kept while only the
  /// time changes.
  std::optional<float> domain_max = std::nullopt;
  bool operator==(const ShowHeat&) const = default;
};
struct HideHeat {};

/// By what grids and bins are compared.
struct SetMeasure {
  analysis::AreaMeasure measure = analysis::AreaMeasure::count;
  double least_base = 30;  ///< rates on fewer are hatched and have no rank
  bool operator==(const SetMeasure&) const = default;
};

enum class AreasShown : std::uint8_t { grids, squares, hexagons };
/// The measure on the map: grids, or bins over the study area, in classes of colour.
struct ShowAreas {
  AreasShown of = AreasShown::grids;
  double bin_m = 100;  ///< width of bins
  analysis::BreakMethod method = analysis::BreakMethod::quantile;
  std::size_t classes = 5;
  std::vector<double> ends = {};  ///< of classes somebody chose; they take the place of the method
  bool operator==(const ShowAreas&) const = default;
};
struct HideAreas {};

/// The period that the filter's is held against: in the table of grids, and as a second map.
struct ComparePeriod {
  enum class With : std::uint8_t {
    none,
    before,       ///< of the same length, just before
    year_before,  ///< the same days of the year before
    chosen
  };
  With with = With::none;
  Seconds from = 0, until = 0;  ///< of `chosen`
  bool operator==(const ComparePeriod&) const = default;
};

}  // namespace wangge::session
