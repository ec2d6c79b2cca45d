#include "io/ogr_reader.h"

#include <gdal_priv.h>
#include <ogr_geometry.h>
#include <ogrsf_frmts.h>

#include <map>
#include <memory>

#include "base/i18n.h"
#include "io/column_builder.h"
#include "io/encoding.h"
#include "io/gdal_library.h"

namespace wangge::io {
namespace {

void add_ring(const OGRSimpleCurve& curve, Shape& shape) {
  for (int i = 0; i < curve.getNumPoints(); ++i) shape.add_point({curve.getX(i), curve.getY(i)});
  shape.end_ring();
}

bool add_geometry(const OGRGeometry& geometry, Shape& shape) {
  if (geometry.IsEmpty()) return true;
  switch (wkbFlatten(geometry.getGeometryType())) {
    case wkbPoint: {
      const OGRPoint& point = *geometry.toPoint();
      shape.add_point_part({point.getX(), point.getY()});
      return true;
    }
    case wkbLineString:
      if (!shape.begin_part(geo::Kind::lines)) return true;
      add_ring(*geometry.toLineString(), shape);
      shape.end_part();
      return true;
    case wkbPolygon:
    case wkbTriangle:
      if (!shape.begin_part(geo::Kind::polygons)) return true;
      for (const OGRLinearRing* ring : *geometry.toPolygon()) add_ring(*ring, shape);
      shape.end_part();
      return true;
    case wkbMultiPoint:
    case wkbMultiLineString:
    case wkbMultiPolygon:
    case wkbGeometryCollection: {
      bool good = true;
      for (const OGRGeometry* part : *geometry.toGeometryCollection()) {
        good = add_geometry(*part, shape) && good;
      }
      return good;
    }
    case wkbTIN:
    case wkbPolyhedralSurface: {
      for (const OGRPolygon* face : *geometry.toPolyhedralSurface()) add_geometry(*face, shape);
      return true;
    }
    default:
      break;
  }
  const std::unique_ptr<OGRGeometry> linear(geometry.getLinearGeometry());
  const bool became_linear = linear && !OGR_GT_IsNonLinear(linear->getGeometryType());
  return became_linear && add_geometry(*linear, shape);
}

std::optional<geo::Kind> kind_of(OGRwkbGeometryType type) {
  switch (wkbFlatten(type)) {
    case wkbPoint:
    case wkbMultiPoint:
      return geo::Kind::points;
    case wkbLineString:
    case wkbMultiLineString:
      return geo::Kind::lines;
    case wkbPolygon:
    case wkbMultiPolygon:
      return geo::Kind::polygons;
    default:
      return std::nullopt;
  }
}

Seconds time_of(const OGRField& field) {
  const auto& date = field.Date;
  const CivilTime civil{date.Year, date.Month,  date.Day,
                        date.Hour, date.Minute, static_cast<int>(date.Second)};
  // OGR counts zones in quarters of an hour around 100; 0 and 1 mean none.
  const int zone_s = date.TZFlag > 1 ? (date.TZFlag - 100) * 900 : 0;
  return from_civil(civil) + (date.TZFlag > 1 ? office_offset_s - zone_s : 0);
}

ColumnType column_type(const OGRFieldDefn& field) {
  switch (field.GetType()) {
    case OFTInteger:
      return field.GetSubType() == OFSTBoolean ? ColumnType::bools : ColumnType::integers;
    case OFTInteger64:
      return ColumnType::integers;
    case OFTReal:
      return ColumnType::reals;
    case OFTDate:
    case OFTDateTime:
      return ColumnType::times;
    default:
      return ColumnType::texts;
  }
}

// Collects the features of one layer.
class LayerCollector {
 public:
  LayerCollector(GDALDataset& dataset, OGRLayer& layer)
      : layer_(layer), raw_(describe_ogr_layer(dataset, layer)) {
    const OGRFeatureDefn& definition = *layer.GetLayerDefn();
    for (int i = 0; i < definition.GetFieldCount(); ++i) {
      const OGRFieldDefn& field = *definition.GetFieldDefn(i);
      columns_.emplace_back(field.GetNameRef(), column_type(field));
    }
    expect_kind(layer, raw_.geometry);
  }

  void add(OGRFeature& feature) {
    for (std::size_t i = 0; i < columns_.size(); ++i) add_value(feature, static_cast<int>(i));
    shape_.clear();
    const OGRGeometry* geometry = feature.GetGeometryRef();
    if (geometry != nullptr && !shape_from_ogr(*geometry, shape_)) {
      ++raw_.geometry.faults().unreadable;
    }
    raw_.geometry.add(shape_);
  }

  /// The driver complained about the feature that was added last.
  void note_damage() {
    if (damaged_++ == 0) first_damaged_ = rows();
  }

  std::size_t rows() const { return raw_.geometry.rows(); }
  bool full() const { return raw_.geometry.full(); }

  Result<RawLayer> finish(const ReadOptions& options) {
    raw_.table.rows = rows();
    if (damaged_ > 0) {
      raw_.warnings.push_back(trf(
          "{} features are damaged in the file, the first is feature {}: their places or values "
          "may be missing, ask for the file again.",
          with_separators(static_cast<long long>(damaged_)), first_damaged_));
    }
    for (ColumnBuilder& column : columns_) raw_.table.columns.push_back(std::move(column).build());
    if (raw_.format == "ESRI Shapefile") {
      const auto hint = [this](const char* key) {
        const char* value = layer_.GetMetadataItem(key, "SHAPEFILE");
        return value == nullptr ? std::string() : std::string(value);
      };
      const bool declared = !hint("CPG_VALUE").empty();
      const auto encoding = decode_table(
          raw_.table,
          {options.encoding, declared ? hint("CPG_VALUE") : "", hint("ENCODING_FROM_LDID")});
      if (!encoding) return encoding.error();
      raw_.encoding = encoding->name;
      raw_.encoding_reason = encoding->reason;
      raw_.encodings = encoding->candidates;
    }
    const bool typed = raw_.format == "GPKG" || raw_.format == "FlatGeobuf";
    if (!typed) {
      for (model::Column& column : raw_.table.columns) column = infer_type(std::move(column), true);
    }
    return std::move(raw_);
  }

 private:
  void add_value(OGRFeature& feature, int i) {
    ColumnBuilder& column = columns_[static_cast<std::size_t>(i)];
    if (!feature.IsFieldSetAndNotNull(i)) return column.add_null();
    switch (column.type()) {
      case ColumnType::integers:
        return column.add(static_cast<std::int64_t>(feature.GetFieldAsInteger64(i)));
      case ColumnType::reals:
        return column.add(feature.GetFieldAsDouble(i));
      case ColumnType::bools:
        return column.add_bool(feature.GetFieldAsInteger(i) != 0);
      case ColumnType::times:
        return column.add_time(time_of(*feature.GetRawFieldRef(i)));
      case ColumnType::texts:
        return column.add(std::string_view(feature.GetFieldAsString(i)));
    }
  }

  OGRLayer& layer_;
  RawLayer raw_;
  std::vector<ColumnBuilder> columns_;
  Shape shape_;
  std::size_t damaged_ = 0, first_damaged_ = 0;
};

constexpr std::size_t rows_between_looks = 512;  // at the progress and the cancel button

// A file that breaks off in the middle ends GDAL's loop like a complete one; only the messages
// tell.
bool broke_off(const GdalMessages& messages, GDALDataset& dataset) {
  const std::string driver = dataset.GetDriverName();
  return messages.failed() && (driver == "GPKG" || driver == "FlatGeobuf" || driver == "OSM");
}

Error cancelled(const std::string& where) {
  return {ErrorCode::cancelled, where, tr("Reading was cancelled."), ""};
}

Error too_large(const std::string& where) {
  return {ErrorCode::unsupported, where, tr("A layer has more than four thousand million points."),
          tr("Split the file.")};
}

}  // namespace

void expect_kind(OGRLayer& layer, GeometrySorter& geometry) {
  if (const auto kind = kind_of(layer.GetGeomType())) geometry.expect(*kind);
}

bool shape_from_ogr(const OGRGeometry& geometry, Shape& shape) {
  return add_geometry(geometry, shape);
}

RawLayer describe_ogr_layer(GDALDataset& dataset, OGRLayer& layer) {
  RawLayer raw;
  raw.name = layer.GetName();
  raw.format = dataset.GetDriverName();
  raw.encoding_reason = tr("the format's own");
  const OGRSpatialReference* declared = layer.GetSpatialRef();
  if (declared == nullptr || declared->IsLocal() != 0) return raw;
  OGRSpatialReference srs(*declared);
  srs.DemoteTo2D(nullptr);  // heights are not kept
  const char* authority = srs.GetAuthorityName(nullptr);
  const char* code = srs.GetAuthorityCode(nullptr);
  std::string text;
  if (authority != nullptr && code != nullptr) {
    text = std::string(authority) + ":" + code;
  } else {
    char* wkt = nullptr;
    const char* const options[] = {"FORMAT=WKT2_2019", nullptr};
    if (srs.exportToWkt(&wkt, options) == OGRERR_NONE) text = wkt;
    CPLFree(wkt);
  }
  auto crs = geo::Crs::from_text(text);
  if (!crs) return raw;
  raw.crs = std::move(*crs);
  raw.crs_reason = tr("declared by the file");
  raw.crs_by_default =
      raw.format.find("JSON") != std::string::npos && raw.crs->code() == "EPSG:4326";
  return raw;
}

Result<std::vector<RawLayer>> read_ogr_layers(GDALDataset& dataset, const ReadOptions& options,
                                              const std::string& where, Progress& progress) {
  GdalMessages messages;
  std::vector<std::unique_ptr<LayerCollector>> collectors;
  std::map<const OGRLayer*, LayerCollector*> collector_of;
  for (OGRLayer* layer : dataset.GetLayers()) {
    const bool wanted = is_wanted(options, layer->GetName());
    collectors.push_back(wanted ? std::make_unique<LayerCollector>(dataset, *layer) : nullptr);
    if (wanted) collector_of[layer] = collectors.back().get();
  }
  // OSM files hold their layers interleaved: one pass serves them all.
  if (dataset.TestCapability(ODsCRandomLayerRead) != 0 &&
      std::string(dataset.GetDriverName()) == "OSM") {
    dataset.ResetReading();
    OGRLayer* layer = nullptr;
    double fraction = 0;
    for (std::size_t n = 0;; ++n) {
      const OGRFeatureUniquePtr feature(
          dataset.GetNextFeature(&layer, &fraction, nullptr, nullptr));
      if (!feature) break;
      const auto found = collector_of.find(layer);
      if (found != collector_of.end()) found->second->add(*feature);
      if (n % rows_between_looks != 0) continue;
      progress.report(fraction);
      if (progress.cancelled()) return cancelled(where);
    }
  } else {
    std::size_t done = 0;
    for (OGRLayer* layer : dataset.GetLayers()) {
      const auto found = collector_of.find(layer);
      ++done;
      if (found == collector_of.end()) continue;
      LayerCollector& collector = *found->second;
      const double count = static_cast<double>(std::max<GIntBig>(1, layer->GetFeatureCount(0)));
      layer->ResetReading();
      std::size_t failures = messages.failures();
      while (const OGRFeatureUniquePtr feature{layer->GetNextFeature()}) {
        collector.add(*feature);
        if (messages.failures() > failures) collector.note_damage();
        failures = messages.failures();
        if (collector.rows() % rows_between_looks != 0) continue;
        const double part = std::min(1.0, static_cast<double>(collector.rows()) / count);
        progress.report((static_cast<double>(done) - 1 + part) /
                        static_cast<double>(collectors.size()));
        if (progress.cancelled()) return cancelled(where);
        if (collector.full()) return too_large(where);
      }
      // A FlatGeobuf that breaks off ends like a complete one, but its head has the count.
      const bool counted = std::string(dataset.GetDriverName()) == "FlatGeobuf";
      if (counted && static_cast<double>(collector.rows()) < count) {
        return Error{ErrorCode::broken, where,
                     trf("The file breaks off: it holds {} of {} features.", collector.rows(),
                         static_cast<long long>(count)),
                     tr("Ask for the file again.")};
      }
    }
  }
  if (broke_off(messages, dataset)) {
    return Error{ErrorCode::broken, where, trf("The file is damaged: {}", messages.first()),
                 tr("Ask for the file again, or open it in the program that wrote it.")};
  }
  std::vector<RawLayer> layers;
  for (const auto& collector : collectors) {
    if (!collector || collector->rows() == 0) continue;
    auto layer = collector->finish(options);
    if (!layer) return layer.error();
    layers.push_back(std::move(*layer));
  }
  return layers;
}

}  // namespace wangge::io
