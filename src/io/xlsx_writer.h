#pragma once

#include <string>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "geo/crs.h"
#include "io/ready_layer.h"

namespace wangge::io {

/// Writes layers as a workbook (ECMA-376): a sheet a layer, with the names of the columns in its
/// first row, places in columns (place_columns.h) before the others, numbers as numbers, times as
/// times of the office's clock. Texts are never formulas, whatever they begin with. What is to be
/// told about the layers is a last sheet.
///
/// errors  no_space, failed, cancelled
Result<void> write_xlsx(const std::vector<ReadyLayer>& layers, const geo::Crs& crs,
                        const std::string& path, Progress& progress);

/// Names of sheets: at most 31 characters, none of []:*?/\, all different.
std::vector<std::string> sheet_names(const std::vector<std::string>& names);

}  // namespace wangge::io
