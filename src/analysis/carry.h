#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "analysis/assign.h"
#include "base/progress.h"
#include "base/result.h"
#include "geo/packed.h"
#include "model/layer.h"

namespace wangge::analysis {

/// A column's numbers summed by area. Integers stay whole while their sums are 64-bit numbers: the
/// sum over areas and `outside` is the total exactly; of reals it is but for rounding.
struct CarriedColumn {
  model::Column of_area;    ///< integers or reals, named as it was
  double outside = 0;       ///< of rows in no area
  double total = 0;         ///< of all rows
  std::size_t unknown = 0;  ///< rows without a number: they count as 0
};

/// Numbers of buildings carried to the areas that own their label points, each building as a whole
/// (METHODS §8).
struct Carried {
  Assignment assignment;
  std::vector<std::uint32_t> counts;  ///< buildings an area
  std::vector<CarriedColumn> columns;
  model::Rows outside;  ///< buildings in no area, or without geometry
};

/// columns  places of columns of `buildings`; what is no number counts as unknown
Carried carry_to_areas(const model::Layer& buildings, const geo::PackedGeometry& areas,
                       std::span<const int> columns);

/// The same with the owners of the buildings known: none of them is looked up.
Carried carry_to_areas(const model::Layer& buildings, Assignment assignment, std::size_t areas,
                       std::span<const int> columns);

/// The common ground of two features of different layers.
struct Overlap {
  std::uint32_t source = 0, target = 0;
  double area_m2 = 0;
};

/// All pairs with common ground, by source, then target. Exact on the lattice of millimetres:
/// features that only touch have none.
///
/// errors  those of geo::node_borders
/// cost    that of the faces of both layers
Result<std::vector<Overlap>> overlaps_of(const geo::PackedGeometry& sources,
                                         const geo::PackedGeometry& targets, Progress& progress);

/// The common ground of all pairs as polygons, in the order of overlaps_of().
struct Pieces {
  geo::PackedGeometry geometry;
  std::vector<Overlap> overlaps;  ///< one a piece
};
Result<Pieces> pieces_of(const geo::PackedGeometry& sources, const geo::PackedGeometry& targets,
                         Progress& progress);

/// The target with which each source has most ground in common, of equals the first;
/// Assignment::outside: none.
///
/// overlaps  by source
std::vector<std::uint32_t> largest_overlaps(std::span<const Overlap> overlaps, std::size_t sources);

/// Numbers of the sources shared out over the targets: each source's number in proportion to the
/// weights of its overlaps. Sources whose weights are all 0, or that have none, are left over.
struct Prorated {
  std::vector<double> of_target;
  double left_over = 0;           ///< Σ of_target + left_over = Σ values, but for rounding
  model::Rows sources_left_over;  ///< those with a number that is not 0
};

/// values   one a source; NaN counts as 0
/// weights  one an overlap, ≥ 0: areas, or what lives there
Prorated prorate(std::span<const double> values, std::span<const Overlap> overlaps,
                 std::span<const double> weights, std::size_t targets);

}  // namespace wangge::analysis
