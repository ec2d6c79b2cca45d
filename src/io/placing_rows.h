#pragma once

#include "io/raw_layer.h"

namespace wangge::io {

/// Gives the rows of a table without geometry their places: by two columns of coordinates or one of
/// WKT, found by their names (csv_reader.h). Nothing changes where there are neither, or where some
/// row has a geometry.
void place_by_columns(RawLayer& layer);

/// "gcj02_lng" says which system its numbers are in; nothing where the name does not.
std::optional<geo::Crs> crs_by_name(const std::string& column);

}  // namespace wangge::io
