#pragma once

#include <vector>

#include "geo/point.h"

namespace wangge::synth {

/// Outlines of buildings around the origin, closed and counter-clockwise, in metres: x along the
/// street.
std::vector<geo::Point> box_footprint(double width, double depth);
std::vector<geo::Point> l_footprint(double width, double depth, double wing);
std::vector<geo::Point> u_footprint(double width, double depth, double wing);
/// A tower with a notch in the middle of each side.
std::vector<geo::Point> cross_footprint(double width, double depth, double notch);

/// Moved to a place with its x axis along `along`, a unit vector.
std::vector<geo::Point> placed(const std::vector<geo::Point>& footprint, geo::Point place,
                               geo::Point along);

}  // namespace wangge::synth
