#pragma once

#include <vector>

#include "analysis/finding.h"
#include "base/progress.h"
#include "base/result.h"
#include "geo/packed.h"

namespace wangge::analysis {

// What counts as a spike or a sliver, at the scale of a street office's maps.
constexpr double spike_width_m = 0.05;  ///< how far its legs are apart where the shorter one ends
constexpr double spike_angle_deg = 1;   ///< between its legs
constexpr double sliver_width_m = 0.3;  ///< area by half the outline
constexpr double sliver_slimness = 20;  ///< how often its width goes into its length

/// Whether the border makes a spike at `tip` on its way from `before` to `after`.
bool is_spike(geo::Point before, geo::Point tip, geo::Point after);

/// What is wrong with each feature by itself: every kind of finding but those between neighbours
/// (coverage_check.h). By row. Points can only lack geometry: two tickets at one place are no
/// fault.
///
/// cost    about 1 s (an estimate) for a million buildings
/// errors  cancelled
Result<std::vector<Finding>> check_geometry(const geo::PackedGeometry& geometry,
                                            Progress& progress);

}  // namespace wangge::analysis
