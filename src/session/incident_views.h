#pragma once

// What the window is told about incidents; part of session/snapshot.h.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analysis/assign.h"
#include "analysis/league.h"
#include "analysis/week_matrix.h"
#include "model/workspace.h"
#include "session/incident_actions.h"

namespace wangge::session {

using model::LayerId;

/// Tickets per grid, and that none was lost: in grids + outside + without coordinates = all.
/// `assignment` is of all tickets, the four numbers are of those that pass the filter.
struct Conservation {
  LayerId tickets = model::no_layer, grids = model::no_layer;
  std::shared_ptr<const analysis::Assignment> assignment;
  std::shared_ptr<const std::vector<std::uint32_t>> counts;  ///< one a grid, of those that pass
  std::size_t all = 0, inside = 0, outside = 0, without_coordinates = 0;
};

/// What does not depend on the filter.
struct TicketFacts {
  model::LayerPtr layer;
  std::vector<analysis::ClassCount> classes;  ///< the tree
  /// Distinct values with their number of tickets, most frequent first.
  std::vector<analysis::ValueCount> statuses, levels, severities, sources;
  /// Whole days from the first report on, but for those dated far from all others (covered_time.h);
  /// equal: none is dated.
  Seconds first = 0, until = 0;
  model::Rows stray_dates;  ///< those rows
};

/// Four numbers of a period.
struct PeriodFigures {
  std::size_t tickets = 0, open = 0;  ///< of these open at its end
  double days = 0;                    ///< its length; 0: nothing is dated
  analysis::AreaValue on_time, closing_days;
};

/// The tickets and what the filter leaves of them.
struct TicketView {
  LayerId layer = model::no_layer;
  TicketFilter filter;
  std::vector<std::string> communities, grids;  ///< as SetTicketFilter has them
  std::shared_ptr<const TicketFacts> facts;
  std::shared_ptr<const model::Rows> rows;  ///< that pass the filter
  /// Of the tickets that pass all of the filter but its time.
  std::shared_ptr<const std::vector<analysis::TimeBin>> timeline;
  /// The time that is looked at: the filter's, or all there is.
  Seconds from() const { return filter.from.value_or(facts->first); }
  Seconds until() const { return filter.until.value_or(facts->until); }
};

/// What is counted of a TicketView, a moment later than its rows.
struct TicketNumbers {
  std::shared_ptr<const TicketView> of;
  PeriodFigures figures;
  analysis::WeekMatrix week;
};

struct HeatView {
  ShowHeat request;
  std::shared_ptr<const TicketView> of;
  std::shared_ptr<const analysis::HeatSurface> surface;  ///< NaN: blank
  bool edge_corrected = false;  ///< whether there was a study area to do it with
  float domain_max = 0;         ///< upper end of the legend; stays while only the time changes
  double days = 0;              ///< length of the time range the tickets come from
  std::string legend_title;     ///< with the unit
  std::string note;             ///< what to be careful about; may be empty
};

/// A measure of grids or bins on the map.
struct AreaView {
  static constexpr std::uint16_t no_class = 0xFFFF;

  ShowAreas request;
  SetMeasure measure;
  std::shared_ptr<const TicketView> of;
  std::shared_ptr<const geo::PackedGeometry> areas;  ///< grids as the plan has them, or bins
  std::shared_ptr<const std::vector<analysis::AreaValue>> values;  ///< one an area
  std::shared_ptr<const std::vector<std::uint16_t>> classes;       ///< of `breaks`, one an area
  analysis::ClassBreaks breaks;  ///< stay while only the time changes
  std::string legend_title;      ///< with the unit
  std::string note;              ///< what to be careful about; may be empty
};

/// Grids held against each other.
struct GridTable {
  LayerId grids = model::no_layer;
  SetMeasure measure;
  std::shared_ptr<const TicketView> of;
  std::shared_ptr<const std::vector<std::string>> names;           ///< one a grid
  std::shared_ptr<const std::vector<analysis::AreaValue>> values;  ///< one a grid
  std::shared_ptr<const std::vector<analysis::AreaValue>> before;  ///< null: nothing is compared
  std::shared_ptr<const std::vector<analysis::LeagueRow>> league;
  /// Hazards found for each ticket reported (H19); null without hazards.
  std::shared_ptr<const std::vector<analysis::AreaValue>> patrol;
};

/// The period that is compared with.
struct PeriodView {
  ComparePeriod request;
  Seconds from = 0, until = 0;
  PeriodFigures figures;
  std::shared_ptr<const model::Workspace> workspace;  ///< whose tickets are those of the period
  // Null where they are not shown, and where the tickets do not reach back so far:
  std::shared_ptr<const HeatView> heat;   ///< on the scale of the current one
  std::shared_ptr<const AreaView> areas;  ///< in the classes of the current one
};

}  // namespace wangge::session
