#pragma once

#include <string>

#include "base/progress.h"
#include "base/result.h"
#include "geo/crs.h"
#include "model/layer.h"

namespace wangge::io {

/// The layer as comma-separated values in UTF-8 with a byte-order mark (which spreadsheets need to
/// read Chinese): points in two columns (lon, lat or x, y), everything else in a column WKT. Texts
/// that a spreadsheet would run as a formula get a ' in front, which the reader takes off again.
Result<std::string> csv_text(const model::Layer& layer, const geo::Crs& crs, Progress& progress);

}  // namespace wangge::io
