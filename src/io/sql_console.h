#pragma once

#include <string>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "geo/crs.h"
#include "model/layer.h"

namespace wangge::io {

/// A layer as SQL sees it: a table of that name with the layer's columns and `geometry`.
struct SqlTable {
  std::string name;
  model::LayerPtr layer;
};

/// The answer of one SELECT (or WITH … SELECT, VALUES) over the tables, in GDAL's SQLite dialect
/// with SpatiaLite's functions where they are installed. A result without geometry is a table. The
/// statement can change nothing: SQLite's authorizer refuses whatever writes, attaches a file or
/// loads an extension, and reading stops after `most_rows` with a warning in the layer's source.
///
/// errors  invalid_argument (SQLite's message, with the place in the statement where it names one;
///         a statement that writes: which one, and what can be asked instead), empty (no columns),
///         cancelled (also inside of one long step of SQLite)
/// cost    handing over a million rows of ten columns: about 2 s; then SQLite's own
Result<model::Layer> run_sql(const std::string& statement, const std::vector<SqlTable>& tables,
                             const geo::Crs& crs, std::size_t most_rows, Progress& progress);

}  // namespace wangge::io
