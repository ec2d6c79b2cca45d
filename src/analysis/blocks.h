#pragma once

#include <cstdint>
#include <vector>

#include "analysis/unit_options.h"
#include "base/progress.h"
#include "base/result.h"
#include "geo/face_groups.h"
#include "geo/packed.h"

namespace wangge::analysis {

/// A building, or several that overlap, or a detached part of one, as far as it lies in one area:
/// what no border may run through.
struct House {
  std::uint32_t area = 0, block = 0;
  double ground_m2 = 0;
};

/// Areas cut into blocks by lines.
struct Blocks {
  geo::FaceMap faces;  ///< of areas, buildings and lines
  geo::FaceGroups block_of, house_of;
  std::vector<std::uint32_t> area_of;  ///< one a block
  std::vector<House> houses;
  /// One a building: the house that has most of its ground; none: it lies in no area.
  std::vector<std::uint32_t> home_of;
  static constexpr std::uint32_t none = geo::FaceMap::no_label;

  /// Buildings that a border would have cut: each with where.
  struct Crossing {
    std::uint32_t building;
    bool by_area;   ///< by the outline of an area, which stays; else by a line, which gives way
    double off_m2;  ///< of its ground that is not where most of it is
  };
  std::vector<Crossing> crossings;  ///< by building
};

/// Cuts areas by lines. Lines that do not cut through are left out, and so are their loose ends;
/// where a line runs through a building, the whole building goes to the block that has most of it.
/// Every block hangs together by edges.
///
/// areas      polygons that do not overlap
/// buildings  polygons, or of no geometry
/// errors     those of geo::node_borders, cancelled
Result<Blocks> cut_blocks(const geo::PackedGeometry& areas, const geo::PackedGeometry& lines,
                          const geo::PackedGeometry& buildings, const BlockOptions& options,
                          Progress& progress, geo::Lattice lattice = {});

}  // namespace wangge::analysis
