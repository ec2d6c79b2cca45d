#pragma once

#include <string>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "geo/crs.h"
#include "model/layer.h"

namespace wangge::io {

/// A column that is written, and what it is called in the file.
struct WrittenField {
  std::string column, name;
  bool operator==(const WrittenField&) const = default;
};

struct WriteOptions {
  /// "GPKG", "GeoJSON", "ESRI Shapefile", "CSV", "FlatGeobuf", "KML", "DXF", "XLSX"; empty: from
  /// the extension
  std::string format;
  /// KML and RFC 7946 are in WGS 84 and DXF in metres: any other system is refused, not replaced
  geo::Crs target_crs = geo::Crs::wgs84();
  std::string encoding = "UTF-8";  ///< Shapefile: UTF-8, GBK or GB18030
  bool write_cpg = true;  ///< Shapefile; false (no language byte either) only to make test files
  std::vector<std::string> also_personal;  ///< columns masked besides, where masking is on
  bool mask_personal = true;               ///< names and phones become "张**" and "138****"
  std::vector<WrittenField> fields = {};   ///< in this order; none: all, under their own names
  /// GeoJSON as RFC 7946 has it: WGS 84 degrees, 7 decimals, outer rings counter-clockwise, no
  /// member `crs`.
  bool rfc7946 = false;
  /// Sentences on what the file holds (the question, the recipe, who asked for personal data and
  /// why): inside the file where its format has a place for them, else in NAME.about.txt beside it.
  std::vector<std::string> about = {};
};

struct WriteReport {
  std::size_t features = 0;
  std::string path;  ///< of the file that was written, see file_to_write
  std::vector<std::string>
      warnings;  ///< shortened names, cut texts, masked columns: one sentence each
};

/// The file that is written where `path` is asked for: the same, but for coordinates in a shifted
/// system of Chinese web maps, which no format can declare. There the name says it, "a.shp" becomes
/// "a_gcj02.shp", unless it does already. (A layer within a GeoPackage is called by the same rule.)
std::string file_to_write(const std::string& path, const geo::Crs& target_crs);

/// Writes one layer to a new file or, atomically, over an old one: into a temporary name beside it,
/// re-read and compared (count, geometry, values), then renamed. On any error the old file is as it
/// was and no temporary file is left. What write_preview.h foretells is what happens.
///
/// Coordinates in a shifted system (GCJ-02, BD-09) never claim to be WGS 84: the file's name says
/// what they are (file_to_write), so do the sentences about it, and no .prj or the like is written.
///
/// crs     what the layer's coordinates are in
/// errors  no_permission, no_space, unsupported (the format cannot hold it), broken (the re-read
///         differs), cancelled, empty, invalid_argument (unknown columns, a name that promises
///         another shifted system), conflict (the old file is a folder, a workspace, open in
///         another program; or file_to_write gives another name than was asked for, and that file
///         is there already)
Result<WriteReport> write_layer(const model::Layer& layer, const geo::Crs& crs,
                                const std::string& path, const WriteOptions& options,
                                Progress& progress);

/// Replaces a text file atomically: temporary name, flush, rename.
Result<void> write_text_file(const std::string& path, const std::string& text);

}  // namespace wangge::io
