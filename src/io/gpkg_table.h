#pragma once

#include <string>
#include <vector>

#include "base/progress.h"
#include "io/sqlite.h"
#include "model/layer.h"

namespace wangge::io {

/// Makes an empty GeoPackage (OGC 12-128r18, version 1.3) of a new database.
void make_geopackage(Database& database);

/// The number of a CRS in the GeoPackage, entered where it is new.
std::int64_t srs_id(Database& database, const geo::Crs& crs);

/// A name for a table that is free and that no program minds; near to what is wished.
std::string free_table_name(Database& database, const std::string& wished);

/// Writes a layer as a feature table (or one of attributes, where nothing has a geometry) that
/// every program for GeoPackages reads: rows in their order under fid 1, 2, …; times in UTC; with
/// a spatial index. A real number that is none (NaN) becomes null.
void write_table(Database& database, const std::string& table, const model::Layer& layer,
                 std::int64_t srs, Progress& progress);
/// Removes a table and what the GeoPackage says of it, its spatial index too.
void drop_table(Database& database, const std::string& table);

/// Reads the rows of a table into a layer of which all else is known, columns by place. Where
/// another program has changed the table, its rows are what counts: columns that came are taken
/// over at the end, those that are gone go.
///
/// returns  the rows that were left out because their geometry is no longer of the layer's kind
std::size_t read_table(Database& database, const std::string& table, model::Layer& layer);

}  // namespace wangge::io
