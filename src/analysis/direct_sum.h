#pragma once

#include <span>

#include "analysis/fourier.h"
#include "analysis/kernel.h"
#include "geo/point.h"

namespace wangge::analysis {

/// A ticket, or several at one place.
struct WeightedPoint {
  geo::Point place;  ///< in cells; the node (0, 0) of the lattice is at (0, 0)
  float weight = 1;
};

/// Adds every point's kernel at every node it reaches, without any approximation but float (and the
/// Gaussian's end at 5 sigma). The same for any number of threads.
///
/// sigma  in cells; of the Gaussian at most 3, which wider ones need no direct sum for
/// cost   1 to 2 ns a pair of point and node, and core
void add_directly(std::span<const WeightedPoint> points, Kernel kernel, double sigma,
                  Lattice& surface);

}  // namespace wangge::analysis
