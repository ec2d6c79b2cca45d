#pragma once

#include <string>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "io/formats.h"

namespace wangge::io {

/// Writes layers, whose coordinates are in options.target_crs, to a path where no file is.
///
/// errors  no_permission, no_space, failed, cancelled
Result<void> write_with_ogr(const std::vector<const model::Layer*>& layers, Format format,
                            const std::string& path, const WriteOptions& options,
                            Progress& progress);

}  // namespace wangge::io
