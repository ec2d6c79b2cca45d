#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geo/packed.h"
#include "model/layer.h"

namespace wangge::analysis {

/// Which polygon owns each point (METHODS §8), and that none is lost on the way.
struct Assignment {
  static constexpr std::uint32_t outside = 0xFFFFFFFF;
  static constexpr std::uint32_t without_coordinates = 0xFFFFFFFE;

  std::vector<std::uint32_t>
      area_of;  ///< one a row of the point layer: area row, or one of the above
  std::vector<std::uint32_t> counts;  ///< one an area
  std::size_t inside = 0, outside_count = 0, without_count = 0;
  std::size_t total() const { return area_of.size(); }
  /// inside + outside + without = all. False is a bug.
  bool conserved() const { return inside + outside_count + without_count == total(); }
};

/// Points into areas. A point on a border shared by areas belongs to exactly one of them, whatever
/// the order of areas, points and threads; where areas overlap, the one with the smallest row wins.
/// A feature of several points counts by its first one; areas that are no polygons own nothing.
Assignment assign_points(const geo::PackedGeometry& points, const geo::PackedGeometry& areas);

/// The same for polygons, each as a whole to the area that owns its label point.
Assignment assign_by_label_point(const geo::PackedGeometry& polygons,
                                 const geo::PackedGeometry& areas);

}  // namespace wangge::analysis
