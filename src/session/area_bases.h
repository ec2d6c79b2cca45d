#pragma once

// Inside of the session: what lives and works in areas, for measures that are divided by it.

#include "analysis/area_measures.h"
#include "analysis/bins.h"
#include "session/snapshot.h"

namespace wangge::session {

/// Of the grids of a plan, as its figures have them.
analysis::AreaBases bases_of_plan(const PlanView& plan);
/// Of grids as they are drawn: households and buildings are those whose label point lies in them;
/// without buildings (null) households are the grids' own column.
analysis::AreaBases bases_of_grids(const model::Layer& grids, const model::Layer* buildings);
/// Of bins; without buildings only their ground is known.
analysis::AreaBases bases_of_bins(const analysis::Bins& bins, const model::Layer* buildings);

}  // namespace wangge::session
