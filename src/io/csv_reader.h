#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "io/open.h"
#include "io/raw_layer.h"
#include "io/read.h"

namespace wangge::io {

/// Reads a table of separated values (comma, semicolon, tab or bar, found from the first line)
/// whose places are two columns of coordinates or one of WKT; a table without them has no geometry.
///
/// errors  not_a_map_file (no table), empty, broken, invalid_argument, cancelled
Result<RawLayer> read_csv(const Input& input, const ReadOptions& options, const std::string& where,
                          Progress& progress);

/// The fields of one record; quoted fields may hold separators, line ends and doubled quotes. Moves
/// `position` behind the record's line end.
void parse_csv_record(std::string_view text, char separator, std::size_t& position,
                      std::vector<std::string>& fields);

/// Whether a spreadsheet would run a text as a formula, so that tables hold it with a ' in front;
/// also where there is such a ' already, which is then its own.
bool needs_formula_guard(std::string_view text);

/// Which columns hold the coordinates; -1 where there are none. Names are compared without case,
/// blanks and signs: "Longitude", "POINT_X", "经度", "gcj02_lng" …
struct CoordinateColumns {
  int x = -1, y = -1, wkt = -1;
};
CoordinateColumns find_coordinates(const std::vector<std::string>& names);

}  // namespace wangge::io
