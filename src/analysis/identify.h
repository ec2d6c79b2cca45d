#pragma once

#include "geo/box_tree.h"
#include "model/layer.h"

namespace wangge::analysis {

/// The rows of a layer under a place on the map: polygons that own it, lines and points within the
/// tolerance. Nearest first, then the one drawn last.
///
/// index  over layer.geometry
model::Rows rows_at(const model::Layer& layer, const geo::BoxTree& index, geo::Point place,
                    double tolerance_m);

/// The rows that a drawn box touches. Ascending.
model::Rows rows_in(const model::Layer& layer, const geo::BoxTree& index, const geo::Box& box);

}  // namespace wangge::analysis
