#pragma once

#include <cstdint>
#include <vector>

#include "geo/packed.h"
#include "model/plan.h"

namespace wangge::model {

/// The units as faces over shared borders. Built here from units that share their vertices exactly
/// (as `synth` and other clean coverages do); borders that do not match become outer borders.
class Coverage {
 public:
  static Coverage build(const geo::PackedGeometry& units);

  static constexpr std::uint32_t no_unit = 0xFFFFFFFF;
  /// A stretch of border with the same units left and right; at junctions one ends and others
  /// begin.
  struct Arc {
    std::uint32_t first_point, end_point;  ///< range in points()
    std::uint32_t left, right;             ///< units; no_unit outside
    double length_m;
  };
  const std::vector<Arc>& arcs() const { return arcs_; }
  const std::vector<geo::Point>& points() const { return points_; }
  std::size_t unit_count() const { return unit_count_; }

  /// The borders between different grids (and to the outside) under a plan, as lines: one feature
  /// an arc whose sides differ.
  geo::PackedGeometry grid_borders(const Plan& plan) const;

 private:
  std::vector<geo::Point> points_;
  std::vector<Arc> arcs_;
  std::size_t unit_count_ = 0;
};

}  // namespace wangge::model
