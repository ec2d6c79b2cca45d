#pragma once

#include <vector>

#include "geo/packed.h"

namespace wangge::analysis {

/// When a border between units counts as closed.
struct BarrierOptions {
  double reach_m = 15;       ///< how far a barrier may be from the border that lies along it
  double share = 0.5;        ///< along more than this part of the border's length
  double gate_reach_m = 20;  ///< how far a gate may be from the border that it opens
  bool operator==(const BarrierOptions&) const = default;
};

/// Which borders nobody crosses (FEATURES R31): those that lie along a river, a wall or an
/// expressway for most of their length, and have no gate or bridge. A barrier that a border meets
/// at an angle of more than 45° does not close it.
///
/// borders   lines, one feature a border
/// barriers  lines, or polygons: a border inside a river's polygon lies along it
/// gates     points, or lines such as bridges and tunnels: they open what they cross
/// returns   one a border: true: closed
/// cost      O(n log n) in places 2 m apart along the borders; on all cores
std::vector<bool> closed_borders(const geo::PackedGeometry& borders,
                                 const geo::PackedGeometry& barriers,
                                 const geo::PackedGeometry& gates,
                                 const BarrierOptions& options = {});

}  // namespace wangge::analysis
