#pragma once

#include <string>

#include "geo/packed.h"
#include "io/sqlite.h"

namespace wangge::io {

/// Gives a feature table the spatial index of the GeoPackage standard (OGC 12-128r18, annex F.3):
/// an R*tree with the boxes of all rows that have a geometry, the triggers by which other programs
/// keep it up to date, and its entry among the extensions.
///
/// The tree is packed from sorted boxes (sort-tile-recursive: Leutenegger, Lopez and Edgington
/// 1997) and written into SQLite's own tables for it, node by node, instead of being grown row by
/// row.
///
/// geometry  of the rows under fid 1, 2, …
/// cost      half a second for a million rows, where growing the tree takes eight
void write_spatial_index(Database& database, const std::string& table,
                         const std::string& fid_column, const std::string& geometry_column,
                         const geo::PackedGeometry& geometry);

}  // namespace wangge::io
