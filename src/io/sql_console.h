#pragma once

#include <string>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "geo/crs.h"
#include "model/layer.h"

namespace wangge::io {

/// A layer as SQL sees it: a table of that name with the layer's columns and `geometry`, in
/// SpatiaLite's form. Times are texts like “2026-03-14 09:05:00”, bools 0 and 1. A name that
/// differs from an earlier one in the case of its letters only, or is empty, gets a number behind
/// it.
struct SqlTable {
  std::string name;
  model::LayerPtr layer;
};

/// The answer of one SELECT (or WITH … SELECT, VALUES) over the tables, in GDAL's SQLite dialect
/// with SpatiaLite's functions where they are installed. The tables are copies in memory of the
/// columns that the statement names, and of all where it has a *. The statement can change nothing
/// and reach nothing else: SQLite's authorizer refuses whatever writes, attaches a file or loads an
/// extension. Reading stops after `most_rows` with a warning in the layer's source.
///
/// A column of the answer holds whole numbers, numbers, truths, times (texts that all read as such)
/// or texts, whichever holds all its values. The first column of geometry, brought into `crs`, is
/// the layer's; without one the answer is a table. Where it holds several kinds the most frequent
/// one stays, and the other rows are without geometry; this and what else is left out is told in
/// the source's warnings. Nothing is masked: a person's column may come under another name.
///
/// SpatiaLite's predicates are -1 where a geometry is missing, which counts as true: write
/// ST_Intersects(a, b) = 1.
///
/// errors  invalid_argument (SQLite's message, with the place in the statement where it names one;
///         a statement that writes: which one, and what can be asked instead; several statements),
///         empty (no statement), cancelled (also inside of one long step of SQLite, but not of one
///         function), failed (this GDAL has no SQLite)
/// thread  any, also several at once
/// cost    handing over a million rows of ten columns: about 2 s; then SQLite's own
Result<model::Layer> run_sql(const std::string& statement, const std::vector<SqlTable>& tables,
                             const geo::Crs& crs, std::size_t most_rows, Progress& progress);

}  // namespace wangge::io
