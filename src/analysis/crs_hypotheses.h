#pragma once

#include <optional>
#include <vector>

#include "geo/crs.h"

namespace wangge::analysis {

/// What is known before any hypothesis is tried.
struct CrsClues {
  geo::Point median;                ///< a middling pair of the file's numbers
  std::optional<geo::Crs> as_read;  ///< what they were taken for so far; none: nobody knows
  geo::Point place;                 ///< the middle of the open layers, degrees
  std::vector<geo::Crs> in_use;     ///< what the open layers and the map are in
};

struct CrsHypothesis {
  geo::Crs crs;
  bool as_read = false;
  /// Rare enough to need evidence of its own: degrees that were shifted before somebody projected
  /// them, and a unit that is not the system's.
  bool rare = false;
};

/// Everything that numbers like these could be near that place (METHODS §9): as read, the axes
/// swapped, GCJ-02, BD-09, Baidu's and web Mercator, zone prefixes of CGCS2000 and its zones of 3°
/// and 6° around the place, UTM, the systems in use, feet for metres and metres for feet. As read
/// comes first, then the plain before the rare. No two are equal by name; two may still put numbers
/// at the same place.
std::vector<CrsHypothesis> crs_hypotheses(const CrsClues& clues);

}  // namespace wangge::analysis
