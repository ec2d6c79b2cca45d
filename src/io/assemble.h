#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "io/raw_layer.h"
#include "io/read.h"

namespace wangge::io {

/// Raw layers as layers of the workspace: kinds apart, in the target CRS, with role and mapping.
///
/// errors  unknown_crs, invalid_argument (a column that does not exist), empty
Result<ReadResult> assemble(std::vector<RawLayer> raw, const std::string& path,
                            const ReadOptions& options);

}  // namespace wangge::io
