#pragma once

#include "base/progress.h"
#include "geo/packed.h"

namespace wangge::analysis {

/// Polygons or lines with fewer points: none of their borders moves by more than the tolerance.
/// Borders that polygons share stay shared, point by point; places where lines meet stay. Every
/// polygon stays valid; one of which nothing valid would be left keeps all its points.
///
/// shapes  valid; what shares a border shares its vertices
/// cost    0.1 s for 1,000 grids of 84 vertices
geo::PackedGeometry simplified(const geo::PackedGeometry& shapes, double tolerance_m,
                               Progress& progress);

}  // namespace wangge::analysis
