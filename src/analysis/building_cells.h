#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "analysis/cell_groups.h"
#include "geo/packed.h"

namespace wangge::analysis {

/// The ground of a block divided among its buildings: every place belongs to the building nearest
/// to it. Made from points along the outlines of the buildings, so that borders run midway between
/// walls and never through one, but for what points some metres apart leave open.
///
/// source  Voronoi diagram of polygons, approached by that of points on their outlines, known from
///         Okabe, Boots, Sugihara and Chiu 2000, "Spatial Tessellations", and from "morphological
///         tessellation": Fleischmann et al. 2020, Computers, Environment and Urban Systems 80
class BuildingCells {
 public:
  /// houses     polygons that do not overlap
  /// members    those that stand in the block
  /// blocks     polygons; `block` is the one
  /// cost       below 0.1 ms a building
  BuildingCells(const geo::PackedGeometry& houses, std::span<const std::uint32_t> members,
                const geo::PackedGeometry& blocks, std::size_t block);

  /// Borders between cells inside the block, by place in `members`.
  const std::vector<CellBorder>& borders() const { return borders_; }

  /// The borders between cells of different groups, as lines that go on a little beyond the block;
  /// smoothed, but never by so much that they reach a building.
  ///
  /// group_of  one a member
  void add_separators(std::span<const std::uint32_t> group_of, geo::PackedGeometry& lines) const;

 private:
  struct Vertex {  ///< of the diagram
    geo::Point place;
    double clearance_m;  ///< to the nearest buildings
  };
  struct Border {
    std::uint32_t a, b;      ///< cells
    std::uint32_t from, to;  ///< vertices
  };
  void add_sites(const geo::PackedGeometry& houses, std::uint32_t house, std::uint32_t cell);
  void find_borders();
  void measure(const geo::PackedGeometry& blocks, std::size_t block);

  geo::Point origin_;  // sites and vertices count from here
  geo::Box box_;       // of the block and a little more
  std::vector<geo::Point> sites_;
  std::vector<std::uint32_t> cell_of_;  // one a site
  std::vector<Vertex> vertices_;
  std::vector<Border> edges_;
  std::vector<CellBorder> borders_;
};

}  // namespace wangge::analysis
