#include "io/layer_listing.h"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "io/gdal_library.h"
#include "io/open.h"
#include "io/raster_file.h"

namespace wangge::io {
namespace {

/// Formats that hold one layer in a file, which bears the file's name.
bool holds_one(const std::string& extension) {
  static constexpr std::array<std::string_view, 9> extensions{
      "csv", "json", "geojson", "geojsonl", "geojsons", "ndjson", "jsonl", "shp", "fgb"};
  return std::find(extensions.begin(), extensions.end(), extension) != extensions.end();
}

/// Formats without a head: to describe them would mean to read them.
bool has_head(const std::string& extension) { return extension == "shp" || extension == "fgb"; }

bool is_note_of_a_program(std::string_view name) {
  static constexpr std::array<std::string_view, 7> names{
      "layer_styles",    "qgis_projects",  "geometry_columns", "geography_columns",
      "spatial_ref_sys", "raster_columns", "raster_overviews"};
  return name.starts_with("gpkg_") || name.starts_with("sqlite_") ||
         name.starts_with("topology.") ||
         std::find(names.begin(), names.end(), name) != names.end();
}

LayerListing::Geometry geometry_of(OGRwkbGeometryType type) {
  switch (wkbFlatten(type)) {
    case wkbNone:
      return LayerListing::Geometry::none;
    case wkbPoint:
    case wkbMultiPoint:
      return LayerListing::Geometry::points;
    case wkbLineString:
    case wkbMultiLineString:
    case wkbCompoundCurve:
    case wkbMultiCurve:
      return LayerListing::Geometry::lines;
    case wkbPolygon:
    case wkbMultiPolygon:
    case wkbCurvePolygon:
    case wkbMultiSurface:
      return LayerListing::Geometry::polygons;
    default:
      return LayerListing::Geometry::mixed;
  }
}

/// Guessed as the read layer would be, from its names alone.
model::Role role_of(const std::string& name, OGRFeatureDefn& definition,
                    LayerListing::Geometry geometry) {
  model::Table table;
  for (int i = 0; i < definition.GetFieldCount(); ++i) {
    model::Column column;
    column.name = definition.GetFieldDefn(i)->GetNameRef();
    table.columns.push_back(std::move(column));
  }
  const geo::Kind kind = geometry == LayerListing::Geometry::points  ? geo::Kind::points
                         : geometry == LayerListing::Geometry::lines ? geo::Kind::lines
                                                                     : geo::Kind::polygons;
  return model::guess_role(name, table, kind).role;
}

LayerListing describe(OGRLayer& layer) {
  LayerListing one;
  one.name = layer.GetName();
  const GIntBig count = layer.GetFeatureCount(0);
  if (count >= 0) one.features = static_cast<std::size_t>(count);
  one.geometry = geometry_of(layer.GetGeomType());
  OGRFeatureDefn& definition = *layer.GetLayerDefn();
  one.columns = static_cast<std::size_t>(definition.GetFieldCount());
  one.role = role_of(one.name, definition, one.geometry);
  one.is_system = is_note_of_a_program(one.name);
  return one;
}

}  // namespace

Result<std::vector<LayerListing>> list_layers(const std::string& path, const ReadOptions& options) {
  std::optional<NoNetwork> offline;
  if (!options.allow_network) offline.emplace();
  const Content content = content_of(path);
  std::vector<LayerListing> all;
  std::vector<Input> inputs;
  if (content.layers) {
    auto found = find_inputs(path, options.allow_network);
    if (!found) return found.error();
    inputs = std::move(*found);
  }
  for (const Input& input : inputs) {
    const std::string extension = extension_of(input.gdal_path);
    if (holds_one(extension) && (inputs.size() == 1 || !has_head(extension))) {
      all.push_back({input.stem});
      continue;
    }
    const auto dataset = open_dataset(input, path);
    if (!dataset) return dataset.error();
    const GdalMessages messages;
    const bool only = (*dataset)->GetLayerCount() == 1 && content.rasters.empty();
    for (OGRLayer* layer : (*dataset)->GetLayers()) {
      all.push_back(describe(*layer));
      if (only) all.back().name = input.stem;  // as it will be named
    }
  }
  for (const std::string& name : content.rasters) {
    all.push_back({name, std::nullopt, LayerListing::Geometry::pixels});
  }
  if (all.size() < 2) all.clear();
  return all;
}

}  // namespace wangge::io
