#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "analysis/finding.h"
#include "base/progress.h"
#include "base/result.h"
#include "geo/packed.h"
#include "model/layer.h"

namespace wangge::analysis {

/// A number of a unit that its pieces share, and what the buildings say of it.
struct SharedNumber {
  std::int64_t total = 0;
  std::span<const double> of_building;  ///< one a building; empty: the buildings do not say
};

/// A unit of a coverage that is to be broken.
struct UnitToCut {
  const geo::PackedGeometry& units;
  std::uint32_t unit = 0;
  const geo::PackedGeometry& buildings;  ///< polygons, or of no features
  std::span<const SharedNumber> numbers;
};

/// A broken unit. With the neighbours' geometry in place the coverage is as exact as before: no
/// gap, no overlap, borders that share their vertices.
struct CutUnit {
  geo::PackedGeometry pieces;                      ///< west to east, north to south
  std::vector<std::vector<std::int64_t>> numbers;  ///< one list a number: one value a piece
  model::Rows neighbours;                          ///< units whose borders have new vertices
  geo::PackedGeometry neighbour_geometry;          ///< one feature a neighbour
  std::vector<Finding> crossed;  ///< buildings the line ran through: the border goes round them
};

/// Breaks a unit by a drawn line (FEATURES R12). Numbers are shared out by those of the buildings
/// in each piece, so that their sum is kept; where these have none, by the number of buildings;
/// where no building stands, by area. No border runs through a building.
///
/// errors  invalid_argument: an end of the line lies in the unit, or it does not part it; those of
///         geo::node_borders
/// cost    some milliseconds, and a look at the boxes of all units
Result<CutUnit> cut_unit_by_line(const UnitToCut& request, std::span<const geo::Point> line,
                                 Progress& progress);

/// The same by lines of a layer: roads, or the outlines of water. Their ends may lie anywhere.
Result<CutUnit> cut_unit_by_lines(const UnitToCut& request, const geo::PackedGeometry& lines,
                                  Progress& progress);

/// The same between its buildings, into pieces of about `target` by weight; 0: one a building.
///
/// weights  one a building, ≥ 0
/// errors   invalid_argument: fewer than two buildings, or they weigh too little for two pieces
Result<CutUnit> cut_unit_by_buildings(const UnitToCut& request, std::span<const double> weights,
                                      double target, Progress& progress);

}  // namespace wangge::analysis
