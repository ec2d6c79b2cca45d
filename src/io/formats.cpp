#include "io/formats.h"

#include <algorithm>
#include <array>

#include "base/i18n.h"
#include "io/open.h"

namespace wangge::io {
namespace {

// SQLite holds 2,000 columns a table, a DBF 255, a sheet 16,384 and 1,048,576 rows (with the
// names).
constexpr std::array<FormatTraits, 8> formats{{
    {Format::gpkg, "GPKG", "gpkg", true, false, true, 1'998, 0},
    {Format::geojson, "GeoJSON", "geojson", false, false, true, 0, 0},
    {Format::shapefile, "ESRI Shapefile", "shp", false, false, false, 255, 0},
    {Format::csv, "CSV", "csv", false, false, false, 0, 0},
    {Format::flatgeobuf, "FlatGeobuf", "fgb", false, true, false, 0, 0},
    {Format::kml, "KML", "kml", true, false, true, 0, 0},
    {Format::dxf, "DXF", "dxf", false, true, false, 0, 0},
    {Format::xlsx, "XLSX", "xlsx", true, false, true, 16'382, 1'048'575},
}};

}  // namespace

const FormatTraits& traits_of(Format format) {
  return formats.at(static_cast<std::size_t>(format));
}

Result<Format> format_for(const std::string& path, const WriteOptions& options) {
  std::string extension = options.format.empty() ? extension_of(path) : "";
  if (extension == "json") extension = "geojson";
  const auto found = std::ranges::find_if(formats, [&](const FormatTraits& one) {
    return options.format.empty() ? one.extension == extension : one.name == options.format;
  });
  if (found != formats.end()) return found->format;
  return Error{
      ErrorCode::unsupported, path, tr("The program does not write this format."),
      tr("Use a name that ends in .gpkg, .geojson, .shp, .csv, .fgb, .kml, .dxf or .xlsx.")};
}

}  // namespace wangge::io
