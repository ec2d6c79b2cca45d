#pragma once

#include <string>

#include "base/progress.h"
#include "base/result.h"
#include "geo/crs.h"
#include "model/layer.h"

namespace wangge::io {

/// The layer as comma-separated values in UTF-8 with a byte-order mark (which Excel and WPS need to
/// read Chinese): its places in columns (place_columns.h), then its own, of which none may compete
/// with them. Texts that a spreadsheet would run as a formula get a ' in front, which the reader
/// takes off again.
Result<std::string> csv_text(const model::Layer& layer, const geo::Crs& crs, Progress& progress);

}  // namespace wangge::io
