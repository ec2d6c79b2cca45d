#pragma once

#include <optional>
#include <string>
#include <vector>

#include "io/crs_evidence.h"
#include "io/open.h"
#include "io/read.h"
#include "model/raster.h"

namespace wangge::io {

/// What there is to open behind a path.
struct Content {
  bool layers = true;
  std::vector<std::string> rasters;  ///< their names, as in ReadOptions::layers
};

/// Whether a path leads to rasters, told from the first bytes of the file, from the tables of a
/// GeoPackage, or from the names in a folder (a pyramid of tiles, 15/26789/14321.png). What cannot
/// be looked at counts as layers: reading it says why.
Content content_of(const std::string& path);

/// How to read the layers of a file of which `options` may name rasters as well; none: no layer is
/// asked for.
std::optional<ReadOptions> for_its_layers(const Content& content, const ReadOptions& options);

/// Opens the rasters of a file or of a folder of tiles, all or those among ReadOptions::layers;
/// their pixels are read when the map needs them. They are placed in ReadOptions::target_crs, or in
/// the local projection of the first one's middle. ReadOptions::source_crs says what they are in;
/// GCJ-02 and BD-09 alone shift what the file declares.
///
/// errors  those of read_file, and unsupported: too large for what it is
/// thread  any
Result<std::vector<model::RasterPtr>> open_rasters(const std::string& path,
                                                   const ReadOptions& options, Progress& progress);

// For the readers of rasters:

/// Opens with one of the drivers allowed for rasters; null: GDAL has said why.
DatasetPtr open_raster_dataset(const std::string& gdal_path);

/// What a raster is in: as somebody says, else as declared, shifted where the file's name says so.
/// errors  unknown_crs: nobody says
Result<CrsFinding> crs_of_raster(const std::optional<geo::Crs>& declared,
                                 const std::optional<geo::Crs>& chosen, const std::string& path);

}  // namespace wangge::io
