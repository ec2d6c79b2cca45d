#pragma once

#include <cstdint>
#include <span>
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
    std::uint32_t from_node, to_node;      ///< junctions; the same for a ring without one
    double length_m;

    std::uint32_t other(std::uint32_t unit) const { return left == unit ? right : left; }
  };
  const std::vector<Arc>& arcs() const { return arcs_; }
  const std::vector<geo::Point>& points() const { return points_; }
  std::size_t unit_count() const { return unit_count_; }
  /// The arcs around a unit, ascending.
  std::span<const std::uint32_t> arcs_of(std::uint32_t unit) const {
    return {arc_list_.data() + arc_ends_[unit], arc_list_.data() + arc_ends_[unit + 1]};
  }
  std::span<const geo::Point> line(const Arc& arc) const {
    return {points_.data() + arc.first_point, points_.data() + arc.end_point};
  }
  /// Edges that two units claim for the same side: 0 unless units overlap.
  std::size_t overlapping_edges() const { return overlapping_edges_; }

  /// The borders between different grids (and to the outside) under a plan, as lines: one feature
  /// an arc whose sides differ.
  geo::PackedGeometry grid_borders(const Plan& plan) const;

  static constexpr std::uint32_t no_label = 0xFFFFFFFF;
  /// The ground of all units with the same label as one polygon feature each, features 0 …
  /// count - 1; units under no_label stay out. Every vertex is a vertex of the units, so that
  /// features which lie side by side share their borders exactly. Shells run counter-clockwise,
  /// holes clockwise; pieces are in the order of their first units.
  ///
  /// labels  one a unit, < count or no_label
  /// cost    O(points); about 20 ms for 20,000 units of 40 vertices
  geo::PackedGeometry dissolve(std::span<const std::uint32_t> labels, std::size_t count) const;
  /// The same for a plan: one feature a grid.
  geo::PackedGeometry grid_polygons(const Plan& plan) const;

 private:
  void list_arcs();

  std::vector<geo::Point> points_;
  std::vector<Arc> arcs_;
  std::vector<std::uint32_t> arc_ends_, arc_list_;  // unit -> arcs
  std::size_t unit_count_ = 0;
  std::size_t node_count_ = 0;
  std::size_t overlapping_edges_ = 0;
};

}  // namespace wangge::model
