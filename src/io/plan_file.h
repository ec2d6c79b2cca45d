#pragma once

#include <string>

#include "base/result.h"
#include "model/plan.h"

namespace wangge::io {

/// Reads a plan file, the small text of model::plan_to_text(): assigns the units of `base` as it
/// says.
///
/// errors  not_found, and those of model::plan_from_text()
Result<model::Plan> read_plan_file(const std::string& path, const model::Plan& base,
                                   model::OtherGrids others = model::OtherGrids::refused);

}  // namespace wangge::io
