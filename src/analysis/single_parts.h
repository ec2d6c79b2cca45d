#pragma once

#include "model/layer.h"

namespace wangge::analysis {

/// Every part of a polygon feature as a row of its own, in order: for files that hold all buildings
/// of a height class, or of a town, as one feature. Columns are repeated, but what counts something
/// in a feature would count once a part: households and population are no longer fields.
///
/// cost  O(points + cells)
model::Layer with_single_parts(const model::Layer& layer);

}  // namespace wangge::analysis
