#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

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
};
inline constexpr std::size_t finding_kinds = 12;

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
  std::string what;  ///< a sentence without its end, in the current language
};

/// "self_intersection": for JSON.
std::string_view finding_key(FindingKind kind);
/// "Gaps", in the current language.
std::string finding_title(FindingKind kind);
/// Enclaves and buildings on borders are only worth a look.
inline bool is_fault(const Finding& finding) {
  return finding.kind != FindingKind::enclave && finding.kind != FindingKind::crossed;
}
/// "12.35 m²", "0.4 m"; empty without a unit.
std::string size_text(double size, SizeUnit unit);

}  // namespace wangge::analysis
