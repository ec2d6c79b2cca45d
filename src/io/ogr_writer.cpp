#include "io/ogr_writer.h"

#include <cpl_string.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "base/i18n.h"
#include "io/encoding.h"
#include "io/gdal_library.h"
#include "io/open.h"

namespace wangge::io {
namespace {

constexpr std::size_t rows_between_looks = 512;

const char* driver_name(Format format) {
  switch (format) {
    case Format::gpkg:
      return "GPKG";
    case Format::geojson:
      return "GeoJSON";
    case Format::shapefile:
      return "ESRI Shapefile";
    case Format::csv:
      return "CSV";
    case Format::flatgeobuf:
      return "FlatGeobuf";
  }
  return "";
}

Error refused(const std::string& path, const GdalMessages& messages) {
  const std::string said = messages.first();
  const bool full =
      said.find("full") != std::string::npos || said.find("No space") != std::string::npos;
  return {full ? ErrorCode::no_space : ErrorCode::failed, path,
          trf("The file cannot be written: {}", said), tr("Check the free space and the rights.")};
}

bool has_many_parts(const geo::PackedGeometry& geometry) {
  for (std::size_t i = 0; i < geometry.size(); ++i) {
    if (geometry.features().end(i) - geometry.features().begin(i) > 1) return true;
  }
  return false;
}

OGRwkbGeometryType type_for(const geo::PackedGeometry& geometry, Format format) {
  if (geometry.points().empty() && geometry.size() > 0) {
    return format == Format::shapefile || format == Format::gpkg ? wkbNone : wkbUnknown;
  }
  const bool many = has_many_parts(geometry);
  switch (geometry.kind()) {
    case geo::Kind::points:
      return many ? wkbMultiPoint : wkbPoint;
    case geo::Kind::lines:
      return many ? wkbMultiLineString : wkbLineString;
    case geo::Kind::polygons:
      return many ? wkbMultiPolygon : wkbPolygon;
  }
  return wkbUnknown;
}

void fill_curve(OGRSimpleCurve& curve, std::span<const geo::Point> points) {
  curve.setNumPoints(static_cast<int>(points.size()), FALSE);
  for (std::size_t i = 0; i < points.size(); ++i) {
    curve.setPoint(static_cast<int>(i), points[i].x, points[i].y);
  }
}

std::unique_ptr<OGRGeometry> part_geometry(const geo::PackedGeometry& geometry,
                                           std::uint32_t part) {
  const std::uint32_t first = geometry.parts().begin(part), end = geometry.parts().end(part);
  if (geometry.kind() == geo::Kind::points) {
    const geo::Point p = geometry.ring(first).front();
    return std::make_unique<OGRPoint>(p.x, p.y);
  }
  if (geometry.kind() == geo::Kind::lines) {
    auto line = std::make_unique<OGRLineString>();
    fill_curve(*line, geometry.ring(first));
    return line;
  }
  auto polygon = std::make_unique<OGRPolygon>();
  for (std::uint32_t ring = first; ring < end; ++ring) {
    auto curve = std::make_unique<OGRLinearRing>();
    fill_curve(*curve, geometry.ring(ring));
    polygon->addRingDirectly(curve.release());
  }
  return polygon;
}

std::unique_ptr<OGRGeometry> feature_geometry(const geo::PackedGeometry& geometry, std::size_t row,
                                              bool as_multi) {
  const std::uint32_t first = geometry.features().begin(row), end = geometry.features().end(row);
  if (first == end) return nullptr;
  if (!as_multi) return part_geometry(geometry, first);
  std::unique_ptr<OGRGeometryCollection> multi;
  switch (geometry.kind()) {
    case geo::Kind::points:
      multi = std::make_unique<OGRMultiPoint>();
      break;
    case geo::Kind::lines:
      multi = std::make_unique<OGRMultiLineString>();
      break;
    case geo::Kind::polygons:
      multi = std::make_unique<OGRMultiPolygon>();
      break;
  }
  for (std::uint32_t part = first; part < end; ++part) {
    multi->addGeometryDirectly(part_geometry(geometry, part).release());
  }
  return multi;
}

std::unique_ptr<OGRFieldDefn> field_for(const model::Column& column, const std::string& name,
                                        Format format) {
  auto made = std::make_unique<OGRFieldDefn>(name.c_str(), OFTString);
  OGRFieldDefn& field = *made;
  if (const auto* integers = std::get_if<model::Integers>(&column.values)) {
    const bool small = std::all_of(integers->begin(), integers->end(), [](std::int64_t value) {
      return std::abs(value) < 1'000'000'000;
    });
    field.SetType(small ? OFTInteger : OFTInteger64);
  }
  if (std::holds_alternative<model::Reals>(column.values)) field.SetType(OFTReal);
  if (std::holds_alternative<model::Times>(column.values)) field.SetType(OFTDateTime);
  if (std::holds_alternative<model::Bools>(column.values)) {
    field.SetType(OFTInteger);
    field.SetSubType(OFSTBoolean);
  }
  const auto* texts = std::get_if<model::Texts>(&column.values);
  if (texts != nullptr && format == Format::shapefile) field.SetWidth(254);
  return made;
}

// What a DBF holds is bytes: GDAL is told not to convert them (see layer_options).
std::string bytes_for(std::string_view text, Format format, const std::string& encoding) {
  if (format != Format::shapefile) return std::string(text);
  auto bytes = from_utf8(text, encoding);
  return bytes ? std::move(*bytes) : std::string(text);
}

void set_value(OGRFeature& feature, int i, const model::Column& column, std::size_t row,
               Format format, const std::string& encoding) {
  if (column.is_null(row)) return feature.SetFieldNull(i);
  if (const auto* integers = std::get_if<model::Integers>(&column.values)) {
    return feature.SetField(i, static_cast<GIntBig>((*integers)[row]));
  }
  if (const auto* reals = std::get_if<model::Reals>(&column.values)) {
    return feature.SetField(i, (*reals)[row]);
  }
  if (const auto* bools = std::get_if<model::Bools>(&column.values)) {
    return feature.SetField(i, static_cast<int>(bools->values[row]));
  }
  if (const auto* times = std::get_if<model::Times>(&column.values)) {
    const CivilTime t = to_civil(times->seconds[row]);
    constexpr int office_zone = 100 + static_cast<int>(office_offset_s / 900);
    return feature.SetField(i, t.year, t.month, t.day, t.hour, t.minute,
                            static_cast<float>(t.second), office_zone);
  }
  const auto& texts = std::get<model::Texts>(column.values);
  feature.SetField(i, bytes_for(texts[row], format, encoding).c_str());
}

// A name for the row number or the geometry that no column has.
std::string free_name(const model::Table& table, std::string name) {
  const auto taken = [&table](const std::string& candidate) {
    return std::any_of(
        table.columns.begin(), table.columns.end(),
        [&](const model::Column& column) { return EQUAL(column.name.c_str(), candidate.c_str()); });
  };
  while (taken(name)) name = "row_" + name;
  return name;
}

CPLStringList layer_options(const model::Layer& layer, Format format, const geo::Crs& crs) {
  CPLStringList options;
  switch (format) {
    case Format::gpkg:
      options.SetNameValue("FID", free_name(layer.table, "fid").c_str());
      options.SetNameValue("GEOMETRY_NAME", free_name(layer.table, "geom").c_str());
      break;
    case Format::geojson:
      // 9 decimals of a degree are a tenth of a millimetre.
      options.SetNameValue("COORDINATE_PRECISION", crs.is_geographic() ? "9" : "4");
      options.SetNameValue("SIGNIFICANT_FIGURES", "17");
      break;
    case Format::shapefile:
      options.SetNameValue("ENCODING", "");  // bytes as we give them
      break;
    case Format::flatgeobuf:
      options.SetNameValue("SPATIAL_INDEX", "NO");  // it would reorder the features
      break;
    case Format::csv:
      break;
  }
  return options;
}

Result<void> write_one(GDALDataset& dataset, const model::Layer& layer, Format format,
                       const std::string& path, const WriteOptions& options, Progress& progress,
                       GdalMessages& messages) {
  const std::string encoding = canonical_encoding(options.encoding);
  const OGRwkbGeometryType type = type_for(layer.geometry, format);
  const bool as_multi = has_many_parts(layer.geometry);
  OGRSpatialReference srs(options.target_crs.ogr());
  CPLStringList creation = layer_options(layer, format, options.target_crs);
  OGRLayer* out = dataset.CreateLayer(layer.name.c_str(), &srs, type, creation.List());
  if (out == nullptr) return refused(path, messages);
  for (const model::Column& column : layer.table.columns) {
    const auto field = field_for(column, bytes_for(column.name, format, encoding), format);
    if (out->CreateField(field.get()) != OGRERR_NONE) return refused(path, messages);
  }
  for (std::size_t row = 0; row < layer.size(); ++row) {
    const OGRFeatureUniquePtr feature(OGRFeature::CreateFeature(out->GetLayerDefn()));
    for (std::size_t i = 0; i < layer.table.columns.size(); ++i) {
      set_value(*feature, static_cast<int>(i), layer.table.columns[i], row, format, encoding);
    }
    auto geometry = feature_geometry(layer.geometry, row, as_multi);
    if (geometry) feature->SetGeometryDirectly(geometry.release());
    if (out->CreateFeature(feature.get()) != OGRERR_NONE) return refused(path, messages);
    if (row % rows_between_looks != 0) continue;
    progress.report(static_cast<double>(row) / static_cast<double>(layer.size()));
    if (progress.cancelled())
      return Error{ErrorCode::cancelled, path, tr("Writing was cancelled."), ""};
  }
  return {};
}

}  // namespace

Result<void> write_with_ogr(const std::vector<const model::Layer*>& layers, Format format,
                            const std::string& path, const WriteOptions& options,
                            Progress& progress) {
  use_gdal();
  GdalMessages messages;
  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName(driver_name(format));
  if (driver == nullptr) {
    return Error{ErrorCode::unsupported, path,
                 trf("This GDAL cannot write {}.", driver_name(format)),
                 tr("Choose another format.")};
  }
  DatasetPtr dataset(driver->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
  if (!dataset) return refused(path, messages);
  const bool transaction = dataset->TestCapability(ODsCTransactions) != 0;
  if (transaction) dataset->StartTransaction();
  for (const model::Layer* layer : layers) {
    auto written = write_one(*dataset, *layer, format, path, options, progress, messages);
    if (!written) return written;
  }
  if (transaction && dataset->CommitTransaction() != OGRERR_NONE) return refused(path, messages);
  dataset.reset();
  return messages.failed() ? Result<void>(refused(path, messages)) : Result<void>();
}

}  // namespace wangge::io
