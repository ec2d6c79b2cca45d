#pragma once

#include <span>

#include "analysis/placement_evidence.h"

namespace wangge::analysis {

// The arithmetic of each Measure (placement_evidence.h). `index` is over the features of the
// geometry beside it; all in metres of one CRS. Places that are not finite are not seen.

Agreement inside_area(const geo::PackedGeometry& anchors, const AreaIndex& areas);

/// expected   one an anchor: the area its record names, or AreaIndex::none (not seen)
/// same_name  one an area: the first area of that name
Agreement named_area(const geo::PackedGeometry& anchors, const AreaIndex& areas,
                     std::span<const std::uint32_t> expected,
                     std::span<const std::uint32_t> same_name);

Agreement at_building(const geo::PackedGeometry& anchors, const geo::PackedGeometry& buildings,
                      const geo::BoxTree& index);

/// Metres to the nearest building in the mean of some anchors; farthest_m counts where there is
/// none nearer.
double mean_distance_to_building(const geo::PackedGeometry& anchors,
                                 const geo::PackedGeometry& buildings, const geo::BoxTree& index);

/// Of `pieces` with something of `others` within 30 m, those that do not cross it. One of the two
/// holds polygons, the other lines.
Agreement uncrossed(const geo::PackedGeometry& pieces, const geo::PackedGeometry& others,
                    const geo::BoxTree& index, bool pieces_are_lines);

/// Of solids with a corner in an area, those with all corners in the same.
Agreement whole_inside(const geo::PackedGeometry& solids, const AreaIndex& areas);

/// Of the vertices, those within 10 m of a line.
Agreement on_line(const geo::PackedGeometry& edges, const geo::PackedGeometry& lines,
                  const geo::BoxTree& index);

/// Whether a line passes through a polygon or lies in it.
bool crosses(const geo::PackedGeometry& polygons, std::size_t polygon,
             const geo::PackedGeometry& lines, std::size_t line);

}  // namespace wangge::analysis
