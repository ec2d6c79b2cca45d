#pragma once

#include <string>

#include "base/result.h"
#include "model/layer.h"

namespace wangge::io {

/// Whether a re-read layer holds what was to be written: as many rows, the same places (as many
/// points a feature, boxes and areas within `tolerance`), the same values in every column of
/// `wanted`.
///
/// tolerance  in the coordinates' unit
/// errors     broken, naming the first difference
Result<void> compare_layers(const model::Layer& wanted, const model::Layer& found, double tolerance,
                            const std::string& where);

}  // namespace wangge::io
