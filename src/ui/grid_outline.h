#pragma once

#include <utility>
#include <vector>

#include "geo/packed.h"
#include "model/layer.h"

namespace wangge::ui {

using Segment = std::pair<geo::Point, geo::Point>;

/// The outer border of a set of polygons that share their vertices exactly: the edges that occur in
/// one of them only.
///
/// cost  one hash of each edge; a grid of 300 units takes well below a millisecond
std::vector<Segment> outline_of(const geo::PackedGeometry& polygons, const model::Rows& rows);

}  // namespace wangge::ui
