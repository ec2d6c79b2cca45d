#pragma once

#include <vector>

#include "base/progress.h"
#include "geo/packed.h"

namespace wangge::analysis {

/// Which points of arcs stay when they are simplified together: no arc moves by more than the
/// tolerance, none comes to lie on the other side of a point of another, and no two become the same
/// line, so that what they enclose keeps its neighbours and does not vanish. Arcs meet at their
/// ends only; these stay. One flag a point of `arcs`.
///
/// arcs     of Kind::lines, one part each; a closed one is a ring that meets no other
/// cost     O(points log points) where few come near each other
/// source   Douglas and Peucker 1973, with the test of Saalfeld 1999, "Topologically consistent
/// line
///          simplification with the Douglas-Peucker algorithm", against all points
std::vector<char> points_kept(const geo::PackedGeometry& arcs, double tolerance_m,
                              Progress& progress);

}  // namespace wangge::analysis
