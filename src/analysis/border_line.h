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

/// A line drawn as the new border between two grids, and what it is drawn on.
struct BorderLine {
  const geo::PackedGeometry& units;
  const geo::PackedGeometry& buildings;         ///< polygons, or of no features
  std::span<const double> unit_households;      ///< one a unit
  std::span<const double> building_households;  ///< one a building
  std::span<const std::uint32_t> a, b;          ///< units of the two grids
  std::span<const geo::Point> line;
};

/// Who gets which unit.
struct BorderDecision {
  model::Rows to_a, to_b;        ///< units that change hands, ascending
  std::vector<Finding> crossed;  ///< buildings that the line runs through; they stay whole
};

/// The line decides about whole units (FEATURES R14): a unit goes to the side on which most of its
/// households live, by the label points of its buildings; one without households to the side with
/// most of its ground. The side that holds more of a's households stays a; where the ground of both
/// hangs together in several places, each for itself, and ground that the line does not reach
/// stays as it is.
///
/// errors  invalid_argument: the line does not part the ground of the two grids, or leaves one of
///         them without a unit; those of geo::node_borders
/// cost    that of the faces of the two grids' ground
Result<BorderDecision> decide_border(const BorderLine& request, Progress& progress);

}  // namespace wangge::analysis
