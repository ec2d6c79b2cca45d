#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "analysis/area_measures.h"

namespace wangge::analysis {

/// Which end of a table is the bad one.
enum class Worse : std::uint8_t { more, less };
/// Many tickets and long times are bad, a small share closed in time is.
Worse likely_worse(AreaMeasure measure);

struct LeagueOptions {
  AreaMeasure measure = AreaMeasure::count;  ///< of the values, for its limits and words
  Worse worse = Worse::more;
  MeasureOptions limits = {};  ///< areas whose base is below least_base() have no rank
};

/// A line of the table.
struct LeagueRow {
  static constexpr std::size_t no_rank = std::numeric_limits<std::size_t>::max();

  std::size_t area = 0;  ///< row of the areas
  AreaValue value;
  std::size_t rank = no_rank;  ///< 1 is the worst; equal ones share the smaller number: 1, 2, 2, 4
  std::size_t rank_before = no_rank;  ///< in the period before
  std::string reason;                 ///< why there is no rank, a sentence; else empty
  /// Places moved towards the bad end since the period before (2: from 5th to 3rd worst), or 0
  /// where one of the ranks is missing.
  int places_worse() const {
    if (rank == no_rank || rank_before == no_rank) return 0;
    return static_cast<int>(rank_before) - static_cast<int>(rank);
  }
};

/// Areas from the worst to the best (H20), by what is certain of each: where more is worse by the
/// low end of its interval, where less is by the high end. So an area with one ticket leads
/// neither this table nor the same one read from below: of 1 of 1 closed in time as little is
/// certain as of 0 of 1. Equal ones stand by value, then in the order of areas.
///
/// now, before  one an area; `before` may be empty: no period to compare with
/// returns      all areas: those with a rank, then those that cannot be ranked, in their order. An
///              area cannot be ranked whose base is missing or below the limit, or of whose value
///              nothing is certain (a median of too few tickets)
std::vector<LeagueRow> league(std::span<const AreaValue> now, std::span<const AreaValue> before,
                              const LeagueOptions& options);

}  // namespace wangge::analysis
