#pragma once

#include <cstdint>
#include <vector>

#include "geo/packed.h"

namespace wangge::analysis {

constexpr double usual_neck_m = 20;  ///< about a street and its houses on one side

/// A narrow stretch by which two ends of an area hang together.
struct Neck {
  geo::Point place;    ///< in its middle
  double width_m = 0;  ///< to a sixteenth of the width asked for
  geo::Box end;        ///< the smaller of the two ends
};

/// Necks of a polygon feature: where it falls apart when half of `narrower_m` is taken away along
/// all its borders. Ends of less than a fiftieth of the area are bulges, and not counted; parts
/// that do not hang together in the first place are looked at one by one.
///
/// cost  1 to 10 ms for an area of 500 points, ten times that where there is a neck
std::vector<Neck> necks(const geo::PackedGeometry& polygons, std::size_t feature,
                        double narrower_m);

}  // namespace wangge::analysis
