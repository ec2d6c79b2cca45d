#pragma once

#include "model/coverage.h"
#include "model/layer.h"
#include "model/plan.h"

namespace wangge::analysis {

/// The layer of grids as the plan has them: outlines without gap or overlap, and in the columns of
/// code, name, community, theme and officers what the records say; other columns are as they were
/// opened, empty for new grids. One feature a grid of the plan, in its order; one without units has
/// no geometry.
///
/// opened  the layer the plan was read from: row i is grid i
model::Layer grids_of_plan(const model::Layer& opened, const model::Plan& plan,
                           const model::Coverage& coverage);

/// The rows of that layer that are grids still: those that were given up are none.
model::Rows open_grids(const model::Plan& plan);

/// The layer of units with the codes of their grids in its column of codes, empty for those in no
/// grid. The same layer where it has no such column.
model::Layer units_of_plan(const model::Layer& units, const model::Plan& plan);

}  // namespace wangge::analysis
