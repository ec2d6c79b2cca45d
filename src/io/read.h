#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "geo/crs.h"
#include "model/layer.h"

namespace wangge::io {

/// What the user knows better than the file. Everything left out is found by evidence and written
/// into the layer's Source.
struct ReadOptions {
  std::optional<geo::Crs> source_crs;  ///< what the file's numbers are in
  std::optional<geo::Crs> target_crs;  ///< what the layers shall be in; default: local_projection()
  std::string encoding;                ///< of texts: "GB18030"; empty: detect
  std::optional<model::Role> role;
  std::vector<std::pair<model::Field, std::string>> columns;  ///< field -> column name
  std::vector<std::string> layers;  ///< only these layers of the file; empty: all
  bool allow_network = false;       ///< addresses and /vsicurl-like paths are refused without it
  bool only_gdal = false;           ///< do without the fast paths; for tests and comparisons
};

/// Whether the layer of that name is among those asked for.
bool is_wanted(const ReadOptions& options, const std::string& layer);

/// The layers of one file, all in `crs` (metres).
struct ReadResult {
  std::vector<model::LayerPtr> layers;
  geo::Crs crs;
};

/// Reads every layer of a file (or of the map files in a folder) into memory: GeoJSON, Shapefile,
/// line by line too, TopoJSON, GeoPackage, FlatGeobuf, KML, KMZ, GML, GPX, DXF, MapInfo, file
/// geodatabases, OSM (.osm, .pbf), CSV, XLSX, ODS and JSON arrays with coordinate columns or WKT,
/// and .gz, .zip or .tar of them; where the network is allowed the tables of a PostGIS database. A
/// layer of mixed geometry becomes one layer a kind. Features without geometry are kept. Rows that
/// cannot be used are counted and named in Source::warnings. Half a file is never returned.
///
/// errors  not_found, no_permission, not_a_map_file, broken, empty, unknown_crs, cancelled: each
///         names the file, and the row or feature where there is one
/// thread  any; GDAL is registered on first use
Result<ReadResult> read_file(const std::string& path, const ReadOptions& options,
                             Progress& progress);

/// The same with every coordinate as the file has it, whatever it is in: for finding out.
/// ReadResult::crs and Source::crs mean nothing.
Result<ReadResult> read_numbers(const std::string& path, ReadOptions options, Progress& progress);

}  // namespace wangge::io
