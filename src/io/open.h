#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"

class GDALDataset;

namespace wangge::io {

/// A file that holds layers, as GDAL names it: "/vsizip//home/a.zip/roads.shp".
struct Input {
  std::string gdal_path;
  std::string stem;  ///< "roads"
};

/// What there is to read behind a path the user gave: the file itself, the inside of a .gz, the map
/// files of a .zip or .tar, also the names of which Windows wrote in GBK; the tables of a PostGIS
/// database ("PG:dbname=…", "postgresql://…") where the network is allowed.
///
/// errors  not_found, no_permission, not_a_map_file, empty, invalid_argument (an address), broken
///         (an archive that unpacks to far too much)
Result<std::vector<Input>> find_inputs(const std::string& path, bool allow_network);

struct CloseDataset {
  void operator()(GDALDataset* dataset) const;
};
using DatasetPtr = std::unique_ptr<GDALDataset, CloseDataset>;

/// Opens with one of the allowed drivers (none that runs code or fetches other files).
///
/// where   what the error names
/// errors  not_a_map_file, broken
Result<DatasetPtr> open_dataset(const Input& input, const std::string& where);

/// An address without the password in it.
std::string shown_address(const std::string& address);

/// "a.GeoJSON" -> "geojson", of the inner name for "a.geojson.gz".
std::string extension_of(const std::string& path);

}  // namespace wangge::io
