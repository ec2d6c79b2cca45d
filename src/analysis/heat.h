#pragma once

#include <span>
#include <vector>

#include "base/progress.h"
#include "geo/point.h"

namespace wangge::analysis {

enum class Kernel { gaussian, quartic, epanechnikov, triangular, uniform };

/// The lattice of a surface: cells of cell_m metres, row 0 at the south edge.
struct RasterFrame {
  geo::Point origin;  ///< south-west corner of cell (0, 0)
  double cell_m = 10;
  int columns = 0, rows = 0;
  geo::Box box() const {
    return {origin.x, origin.y, origin.x + columns * cell_m, origin.y + rows * cell_m};
  }
  bool operator==(const RasterFrame&) const = default;
};

/// A density of points over the ground.
struct HeatSurface {
  RasterFrame frame;
  std::vector<float> values;  ///< points per hectare, row-major from the south-west
  std::size_t points = 0;     ///< that lie inside the frame
  float max = 0;
  /// Bilinear between cell centres; 0 outside.
  double at(geo::Point p) const;
};

/// The frame for points in `extent` at a bandwidth: cells of sigma/5 where that gives at most 16
/// million of them, with a margin of three sigma. It does not depend on the view, so that a surface
/// is the same at every zoom.
RasterFrame frame_for(const geo::Box& extent, double sigma_m);

/// Kernel density (METHODS §6): points are binned bilinearly, then convolved in float.
///
/// sigma_m  standard deviation per axis in ground metres; compact kernels take the radius of equal
///          variance, so that a change of kernel does not change the picture
/// weights  one a point, or empty for 1 each
/// returns  points (or weight) per hectare; the sum over cells times the cell area is the number of
///          points inside, up to what the kernel carries over the edge
/// cost     O(points + cells); any thread; the same result for any number of threads
HeatSurface heat_surface(std::span<const geo::Point> points, std::span<const float> weights,
                         const RasterFrame& frame, Kernel kernel, double sigma_m);

/// The kernel's radius for a standard deviation per axis: h with var = sigma² (METHODS §6); the
/// Gaussian is cut at 4 sigma.
double kernel_radius_m(Kernel kernel, double sigma_m);

}  // namespace wangge::analysis
