#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "geo/point.h"

namespace wangge::analysis {

enum class FindingKind : std::uint8_t {
  no_geometry,
  invalid,       ///< by the rules for simple features: borders that cross, nested shells …
  unclosed,      ///< a ring whose ends do not meet
  hole_outside,  ///< a hole that does not lie in its shell
  duplicate,     ///< the same geometry twice
  spike,         ///< a border that goes out and comes back upon itself
  sliver,        ///< long, and nowhere wider than a line on the map
  mixed_units,   ///< some vertices so far from the others that they must be in other units
  gap,           ///< ground between features that belongs to none
  overlap,       ///< ground that belongs to several
  enclave,       ///< a feature that lies wholly inside another; often meant so
  crossed,       ///< a building that a border would run, or runs, through
  // Of plans:
  unassigned,       ///< units of no grid
  empty_grid,       ///< a grid without a unit
  in_pieces,        ///< a piece of a grid that does not hang together with the rest
  touching_itself,  ///< a grid whose border meets itself at a point
  neck,             ///< a grid that hangs together by a narrow stretch only
  off_band,         ///< more or fewer households than the norm
  other_community,  ///< units in a grid of another community
  bad_code,         ///< a code that is missing or that several grids have
  no_officers,      ///< a grid without officers
};
inline constexpr std::size_t finding_kinds = 21;

enum class SizeUnit : std::uint8_t { none, metres, square_metres };

constexpr std::size_t no_row = std::numeric_limits<std::size_t>::max();

/// Something wrong with a layer, or worth a look.
struct Finding {
  FindingKind kind = FindingKind::invalid;
  std::size_t row = no_row;    ///< of the feature; of a gap the one with the longest border to it
  std::size_t other = no_row;  ///< the second feature: the twin, the other owner, the host
  geo::Point place = geo::nowhere;  ///< in metres of the layer's CRS; nowhere: there is no place
  double size = 0;                  ///< how much: length or area, as `unit` says
  SizeUnit unit = SizeUnit::none;
  std::string what;                       ///< a sentence without its end, in the current language
  geo::Box box = {};                      ///< what is to be seen of it; empty: what is at `place`
  std::vector<std::uint32_t> units = {};  ///< of a plan's finding: the units concerned
};

/// "self_intersection": for JSON.
std::string_view finding_key(FindingKind kind);
/// "Gaps", in the current language.
std::string finding_title(FindingKind kind);
/// What is best done about it, a sentence in the current language; empty: nothing that goes
/// without saying.
std::string finding_advice(FindingKind kind);
/// Enclaves, necks and buildings on borders are only worth a look.
bool is_fault(const Finding& finding);
/// "12.35 m²", "0.4 m"; empty without a unit.
std::string size_text(double size, SizeUnit unit);

}  // namespace wangge::analysis
