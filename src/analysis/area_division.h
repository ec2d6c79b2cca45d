#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "analysis/blocks.h"

namespace wangge::analysis {

struct DivisionOptions {
  BlockOptions blocks;
  /// Blocks whose buildings weigh more than this are cut further, between buildings; 0: all that
  /// have two buildings, infinite: none.
  double most = 0;
  /// What the buildings of a piece of such a block should weigh; 0: a piece a building.
  double target = 0;
};

/// Areas cut into pieces that hang together by edges. The pieces of an area have its ground, to
/// the last square millimetre but for the lattice, and share their vertices exactly.
struct Division {
  geo::PackedGeometry pieces;
  geo::PackedGeometry outline;  ///< of each area, with the vertices that its pieces have there
  std::vector<std::uint32_t> area_of;   ///< one a piece
  std::vector<std::uint32_t> piece_of;  ///< one a building; Blocks::none: in no area
  std::vector<Blocks::Crossing> crossings;
  double ground_m2 = 0;  ///< of all pieces, as summed face by face
};

/// Cuts areas by lines, and the blocks that makes between their buildings (blocks.h,
/// building_cells.h). No border between pieces of an area runs through a building: where one would
/// have, `crossings` says so. A building that the outline of an area crosses stays cut by it.
///
/// weights  one a building, ≥ 0: households, or 1
/// errors   those of cut_blocks
/// cost     0.05 s a thousand buildings where all blocks are cut (two cores)
Result<Division> divide_areas(const geo::PackedGeometry& areas, const geo::PackedGeometry& lines,
                              const geo::PackedGeometry& buildings, std::span<const double> weights,
                              const DivisionOptions& options, Progress& progress,
                              geo::Lattice lattice = {});

}  // namespace wangge::analysis
