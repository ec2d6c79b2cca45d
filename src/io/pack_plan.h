#pragma once

#include "io/packing.h"
#include "model/plan.h"

namespace wangge::io {

void pack_unit_ids(ByteWriter& out, const model::UnitIds& ids);
model::UnitIds unpack_unit_ids(ByteReader& in);

/// All of a plan but the names of its units.
void pack_plan(ByteWriter& out, const model::Plan& plan);
/// What contradicts itself makes the reader fail.
model::Plan unpack_plan(ByteReader& in, model::UnitIds ids);

void pack_plan_edit(ByteWriter& out, const model::PlanEdit& edit);
/// Whether it fits a plan is not known yet: see follow().
model::PlanEdit unpack_plan_edit(ByteReader& in);

/// Applies an edit that nobody has checked; false where it does not fit the plan, which is of no
/// use then.
bool follow(model::Plan& plan, const model::PlanEdit& edit);

}  // namespace wangge::io
