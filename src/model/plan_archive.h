#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "model/plan.h"

namespace wangge::model {

using PlanPtr = std::shared_ptr<const Plan>;

/// Plans that were put in force, the oldest first. None is ever changed but for its last day, which
/// the next one sets.
using PlanArchive = std::vector<PlanPtr>;

/// Whether a plan holds on the day of `date`: from the day of valid_from to that of valid_to, both
/// among them. An open end is open.
bool holds_on(const Plan& plan, Seconds date);
/// The place of the plan in force on a day; the latest where several are.
std::optional<std::size_t> plan_on(const PlanArchive& archive, Seconds date);

/// The archive with `plan` in force from the day of `from` on; the one before ends the day before.
///
/// errors  conflict: a plan of the archive begins on that day or later
Result<PlanArchive> put_in_force(PlanArchive archive, Plan plan, Seconds from);

}  // namespace wangge::model
