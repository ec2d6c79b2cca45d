#pragma once

#include <cstdint>
#include <vector>

#include "geo/packed.h"

namespace wangge::analysis {

/// Polygons cut up for the question "who owns this point?", asked a million times. A lattice knows
/// for most cells the one polygon that covers them; in the others only the edges of the point's own
/// row of cells are counted, by geo::crosses_ray. Where polygons overlap the smallest row wins.
///
/// cost     building O(edges + cells); a question O(1) in most cells, else a few edges
/// threads  building uses all cores, any number may ask; the answer never depends on it
class AreaIndex {
 public:
  static constexpr std::uint32_t none = 0xFFFFFFFF;

  /// cells  how fine the lattice is, about the number of points to come
  AreaIndex(const geo::PackedGeometry& areas, std::size_t cells);

  /// The row of the owner, or none.
  std::uint32_t owner(geo::Point p) const;

 private:
  struct Edge {
    geo::Point a, b;
  };
  /// The edges of one polygon by rows of cells.
  struct Bands {
    std::int32_t first_row = 0;
    std::vector<std::uint32_t> ends;  // one a row
    std::vector<Edge> edges;
  };

  std::int32_t row_of(double y) const;
  std::int32_t column_of(double x) const;
  bool owns(std::uint32_t area, geo::Point p, std::int32_t row) const;
  void cut_bands(const geo::PackedGeometry& areas, std::size_t area);
  /// Cells that edges of the area pass, ascending.
  std::vector<std::uint32_t> border_cells(std::size_t area) const;
  void fill_inside(std::size_t area, const std::vector<std::uint32_t>& border);

  geo::Box box_;
  double cell_ = 1;
  std::int32_t columns_ = 0, rows_ = 0;
  std::vector<Bands> bands_;  // one an area
  /// One a cell: the smallest area that covers all of it, or none; where borders cross it,
  /// `crossed` and the place of its list.
  std::vector<std::uint32_t> cells_;
  static constexpr std::uint32_t crossed = 0x80000000;
  /// Lists of crossed cells: what covers the cell, how many areas cross it, these areas, ascending.
  std::vector<std::uint32_t> lists_;
};

}  // namespace wangge::analysis
