#pragma once

#include <string_view>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "io/sql_console.h"

struct sqlite3;

namespace wangge::io {

/// Puts copies of the tables into the temporary tables of a connection, with the columns that the
/// statement may need.
///
/// srid    of the geometry: an EPSG code, or 0
/// errors  invalid_argument (a name that SQLite does not take), cancelled, failed
Result<void> hand_over(sqlite3* connection, const std::vector<SqlTable>& tables,
                       std::string_view statement, int srid, Progress& progress);

/// A name that differs from all `taken` ones in more than the case of its letters, which it joins.
std::string free_sql_name(std::vector<std::string>& taken, std::string_view name);

}  // namespace wangge::io
