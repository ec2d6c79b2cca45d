#pragma once

#include <cstdint>

#include "base/progress.h"
#include "geo/packed.h"

namespace wangge::analysis {

enum class LineEnds : std::uint8_t { round, flat, square };
struct BufferStyle {
  int segments = 16;  ///< straight pieces in a quarter of a circle
  LineEnds ends = LineEnds::round;
};

/// The ground within a distance of each feature, one feature each (GEOSBuffer); none where there is
/// no feature or a negative distance has eaten it.
///
/// cost  18 µs a building and core (tests/bench/tools_bench.cpp), more with vertices and segments;
/// on
///       all cores. Empty after a cancel
geo::PackedGeometry buffered(const geo::PackedGeometry& shapes, double distance_m,
                             const BufferStyle& style, Progress& progress);

}  // namespace wangge::analysis
