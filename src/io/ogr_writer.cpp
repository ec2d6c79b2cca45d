#include "io/ogr_writer.h"

#include <cpl_string.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>

#include "base/i18n.h"
#include "io/drawing_frame.h"
#include "io/encoding.h"
#include "io/gdal_library.h"
#include "io/open.h"
#include "io/place_columns.h"
#include "io/replacing.h"
#include "io/value_fitting.h"

namespace wangge::io {
namespace {

constexpr std::size_t rows_between_looks = 512;

Error refused(const std::string& path, const GdalMessages& messages) {
  const std::string said = messages.first();
  const bool full =
      said.find("full") != std::string::npos || said.find("No space") != std::string::npos;
  return {full ? ErrorCode::no_space : ErrorCode::failed, path,
          trf("The file cannot be written: {}", said), tr("Check the free space and the rights.")};
}

OGRwkbGeometryType type_for(const geo::PackedGeometry& geometry, bool many) {
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

/// The texts of a column in the bytes of the file, each once.
std::vector<std::string> texts_of(const model::Column& column, const std::string& encoding) {
  std::vector<std::string> texts;
  const auto* values = std::get_if<model::Texts>(&column.values);
  for (std::size_t i = 0; values != nullptr && i < values->dictionary.size(); ++i) {
    // What the encoding lacks was refused before (value_fitting.h).
    texts.push_back(from_utf8(values->dictionary[i], encoding).value());
  }
  return texts;
}

std::unique_ptr<OGRFieldDefn> field_for(const model::Column& column, const std::string& encoding,
                                        Format format) {
  const std::string name = from_utf8(column.name, encoding).value();
  auto made = std::make_unique<OGRFieldDefn>(name.c_str(), OFTString);
  OGRFieldDefn& field = *made;
  const bool dbf = format == Format::shapefile;
  const DbfField room = dbf ? dbf_field(column, encoding) : DbfField{0, 0};
  if (std::holds_alternative<model::Integers>(column.values)) {
    constexpr std::int64_t most = 999'999'999;
    const auto& integers = std::get<model::Integers>(column.values);
    const bool small = std::ranges::all_of(
        integers, [](std::int64_t value) { return value >= -most && value <= most; });
    field.SetType(small ? OFTInteger : OFTInteger64);
  }
  if (std::holds_alternative<model::Reals>(column.values)) field.SetType(OFTReal);
  if (std::holds_alternative<model::Times>(column.values)) field.SetType(OFTDateTime);
  if (std::holds_alternative<model::Bools>(column.values)) {
    field.SetType(OFTInteger);
    field.SetSubType(OFSTBoolean);
  }
  field.SetWidth(room.width);
  field.SetPrecision(room.decimals);
  return made;
}

void set_value(OGRFeature& feature, int i, const model::Column& column, std::size_t row,
               const std::vector<std::string>& texts) {
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
  feature.SetField(i, texts[std::get<model::Texts>(column.values).codes[row]].c_str());
}

CPLStringList layer_options(Format format) {
  CPLStringList options;
  if (format == Format::shapefile) {
    options.SetNameValue("ENCODING", "");  // bytes as we give them
  } else if (format == Format::flatgeobuf) {
    options.SetNameValue("SPATIAL_INDEX", "NO");  // it would reorder the features
  }
  return options;
}

Result<void> write_features(OGRLayer& out, const ReadyLayer& ready, Format format,
                            const std::string& path, const std::string& encoding,
                            Progress& progress, GdalMessages& messages) {
  const model::Layer& layer = ready.layer;
  const bool as_multi = has_many_parts(layer.geometry);
  std::vector<std::vector<std::string>> texts;
  for (const model::Column& column : layer.table.columns) {
    texts.push_back(texts_of(column, encoding));
    if (out.CreateField(field_for(column, encoding, format).get()) != OGRERR_NONE) {
      return refused(path, messages);
    }
  }
  const std::string in_drawing = format == Format::dxf ? drawing_layer(layer.name) : "";
  const OGRFeatureUniquePtr feature(OGRFeature::CreateFeature(out.GetLayerDefn()));
  for (std::size_t row = 0; row < layer.size(); ++row) {
    for (std::size_t i = 0; i < layer.table.columns.size(); ++i) {
      set_value(*feature, static_cast<int>(i), layer.table.columns[i], row, texts[i]);
    }
    if (!in_drawing.empty()) feature->SetField("Layer", in_drawing.c_str());
    feature->SetGeometryDirectly(ogr_geometry(layer.geometry, row, as_multi).release());
    feature->SetFID(OGRNullFID);
    if (out.CreateFeature(feature.get()) != OGRERR_NONE) return refused(path, messages);
    if (row % rows_between_looks != 0) continue;
    progress.report(static_cast<double>(row) / static_cast<double>(layer.size()));
    if (progress.cancelled()) {
      return Error{ErrorCode::cancelled, path, tr("Writing was cancelled."), ""};
    }
  }
  return {};
}

/// What tells other programs the encoding of a DBF: a .cpg, and the language byte for those that
/// know no .cpg. Four-byte characters of GB18030 aside, both Chinese encodings are code page 936.
Result<void> tell_encoding(const std::string& path, const std::string& encoding, bool tell) {
  constexpr std::size_t language_at = 29;
  constexpr char page_936 = 0x4D;
  const std::string stem = path.substr(0, path.find_last_of('.'));
  if (!tell) {
    std::error_code ignored;
    std::filesystem::remove(stem + ".cpg", ignored);  // GDAL leaves an empty one
  }
  const bool chinese = encoding == "GBK" || encoding == "GB18030";
  std::fstream dbf(stem + ".dbf", std::ios::binary | std::ios::in | std::ios::out);
  dbf.seekp(language_at);
  dbf.put(tell && chinese ? page_936 : '\0');
  dbf.close();
  return tell ? write_bytes(stem + ".cpg", encoding) : Result<void>();
}

}  // namespace

Result<void> write_with_ogr(const ReadyLayer& layer, Format format, const std::string& path,
                            const WriteOptions& options, Progress& progress) {
  use_gdal();
  GdalMessages messages;
  const char* name = traits_of(format).name;
  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName(name);
  if (driver == nullptr) {
    return Error{ErrorCode::unsupported, path, trf("This GDAL cannot write {}.", name),
                 tr("Choose another format.")};
  }
  std::optional<DrawingFrame> frame;
  CPLStringList creation;
  if (format == Format::dxf && !frame.emplace().header().empty()) {
    creation.SetNameValue("HEADER", frame->header().c_str());
  }
  const std::string& made = frame ? frame->drawing() : path;
  DatasetPtr dataset(driver->Create(made.c_str(), 0, 0, 0, GDT_Unknown, creation.List()));
  if (!dataset) return refused(path, messages);
  const auto rules = rules_for(format, options);
  if (!rules) return rules.error();
  const std::string& encoding = rules->texts.encoding;
  OGRSpatialReference srs(options.target_crs.ogr());
  OGRSpatialReference* declared = options.target_crs.is_standard() ? &srs : nullptr;
  const geo::PackedGeometry& geometry = layer.layer.geometry;
  OGRLayer* out = dataset->CreateLayer(layer.layer.name.c_str(), declared,
                                       type_for(geometry, has_many_parts(geometry)),
                                       layer_options(format).List());
  if (out == nullptr) return refused(path, messages);
  const auto written = write_features(*out, layer, format, path, encoding, progress, messages);
  if (!written) return written;
  dataset.reset();
  if (messages.failed()) return refused(path, messages);
  if (frame) return write_bytes(path, frame->bytes());
  return format == Format::shapefile ? tell_encoding(path, encoding, options.write_cpg)
                                     : Result<void>();
}

}  // namespace wangge::io
