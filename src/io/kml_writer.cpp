#include "io/kml_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <iterator>

#include "base/i18n.h"
#include "io/text_fitting.h"
#include "io/xml_text.h"
#include "io/zoned_time.h"

namespace wangge::io {
namespace {

constexpr std::size_t rows_between_looks = 512;

void append_element(std::string& out, const char* name, std::string_view text) {
  out += fmt::format("<{}>", name);
  append_xml(out, text);
  out += fmt::format("</{}>", name);
}

const char* kml_type(const model::Column& column) {
  // KML's int has 32 bits, and it knows no times.
  constexpr std::array types{"string", "double", "string", "string", "bool"};
  if (const auto* integers = std::get_if<model::Integers>(&column.values)) {
    constexpr std::int64_t most = 2'147'483'647;
    const bool small = std::ranges::all_of(
        *integers, [](std::int64_t value) { return value >= -most && value <= most; });
    return small ? "int" : "string";
  }
  return types.at(column.values.index());
}

std::string value_text(const model::Column& column, std::size_t row) {
  if (const auto* times = std::get_if<model::Times>(&column.values)) {
    return zoned_time(times->seconds[row]);
  }
  if (const auto* bools = std::get_if<model::Bools>(&column.values)) {
    return bools->values[row] != 0 ? "1" : "0";
  }
  return column.text(row);
}

void append_coordinates(std::string& out, std::span<const geo::Point> points) {
  out += "<coordinates>";
  for (std::size_t i = 0; i < points.size(); ++i) {
    fmt::format_to(std::back_inserter(out), "{}{},{}", i == 0 ? "" : " ", points[i].x, points[i].y);
  }
  out += "</coordinates>";
}

void append_part(std::string& out, const geo::PackedGeometry& geometry, std::uint32_t part) {
  const std::uint32_t first = geometry.parts().begin(part), end = geometry.parts().end(part);
  if (geometry.kind() != geo::Kind::polygons) {
    const char* name = geometry.kind() == geo::Kind::points ? "Point" : "LineString";
    out += fmt::format("<{}>", name);
    append_coordinates(out, geometry.ring(first));
    out += fmt::format("</{}>", name);
    return;
  }
  out += "<Polygon>";
  for (std::uint32_t ring = first; ring < end; ++ring) {
    const char* side = ring == first ? "outerBoundaryIs" : "innerBoundaryIs";
    out += fmt::format("<{}><LinearRing>", side);
    append_coordinates(out, geometry.ring(ring));
    out += fmt::format("</LinearRing></{}>", side);
  }
  out += "</Polygon>";
}

void append_geometry(std::string& out, const geo::PackedGeometry& geometry, std::size_t row) {
  const auto first = geometry.features().begin(row), end = geometry.features().end(row);
  if (end - first > 1) out += "<MultiGeometry>";
  for (auto part = first; part < end; ++part) append_part(out, geometry, part);
  if (end - first > 1) out += "</MultiGeometry>";
}

/// Columns of these names are what a placemark has by itself (see kml_writer.h).
bool is_own(const model::Column& column) {
  return column.name == kml_name || column.name == kml_description;
}

void append_schema(std::string& out, const model::Layer& layer, const std::string& id) {
  out += "<Schema name=\"";
  append_xml(out, layer.name);
  out += fmt::format("\" id=\"{}\">", id);
  for (const model::Column& column : layer.table.columns) {
    if (is_own(column)) continue;
    out += fmt::format("<SimpleField type=\"{}\" name=\"", kml_type(column));
    append_xml(out, column.name);
    out += "\"/>";
  }
  out += "</Schema>\n";
}

void append_placemark(std::string& out, const model::Layer& layer, std::size_t row,
                      const std::string& schema) {
  out += "<Placemark>";
  const int named = layer.table.find(kml_name), described = layer.table.find(kml_description);
  const auto own = [&](int column) {
    return layer.table.columns[static_cast<std::size_t>(column)].text(row);
  };
  append_element(out, "name", named >= 0 ? own(named) : layer.label(row));
  if (described >= 0) append_element(out, "description", own(described));
  out += fmt::format("<ExtendedData><SchemaData schemaUrl=\"#{}\">", schema);
  for (const model::Column& column : layer.table.columns) {
    if (column.is_null(row) || is_own(column)) continue;
    out += "<SimpleData name=\"";
    append_xml(out, column.name);
    out += "\">";
    append_xml(out, value_text(column, row));
    out += "</SimpleData>";
  }
  out += "</SchemaData></ExtendedData>";
  append_geometry(out, layer.geometry, row);
  out += "</Placemark>\n";
}

}  // namespace

std::vector<std::string> kml_names(const std::vector<std::string>& names) {
  std::vector<std::string> wished{"timestamp",  "begin",   "end",        "altitudeMode",
                                  "tessellate", "extrude", "visibility", "drawOrder",
                                  "icon",       "snippet"};
  const auto taken = static_cast<std::ptrdiff_t>(wished.size());
  for (const std::string& name : names) {
    std::string small = name;
    std::ranges::transform(small, small.begin(), [](unsigned char c) {
      return static_cast<char>(c < 0x80 ? std::tolower(c) : c);
    });
    wished.push_back(small == "name" ? kml_name : small == "description" ? kml_description : name);
  }
  auto distinct = distinct_names(wished, {}, Case::ignored);
  distinct.erase(distinct.begin(), distinct.begin() + taken);
  return distinct;
}

Result<void> write_kml(const std::vector<ReadyLayer>& layers, const std::string& path,
                       Progress& progress) {
  std::ofstream file(path, std::ios::binary);
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>";
  std::vector<std::string> about;
  for (const ReadyLayer& one : layers)
    about.insert(about.end(), one.about.begin(), one.about.end());
  if (!about.empty()) append_element(out, "description", lines_of(about));
  const auto schema_of = [](std::size_t i) { return fmt::format("fields_{}", i + 1); };
  for (std::size_t i = 0; i < layers.size(); ++i) append_schema(out, layers[i].layer, schema_of(i));
  for (std::size_t i = 0; i < layers.size(); ++i) {
    const model::Layer& layer = layers[i].layer;
    out += "<Folder>";
    append_element(out, "name", layer.name);
    out += '\n';
    for (std::size_t row = 0; row < layer.size(); ++row) {
      append_placemark(out, layer, row, schema_of(i));
      if (row % rows_between_looks != 0) continue;
      file << out;
      out.clear();
      progress.report(static_cast<double>(row) / static_cast<double>(layer.size()));
      if (progress.cancelled()) {
        return Error{ErrorCode::cancelled, path, tr("Writing was cancelled."), ""};
      }
    }
    out += "</Folder>\n";
  }
  file << out << "</Document></kml>\n" << std::flush;
  if (file.good()) return {};
  return Error{ErrorCode::failed, path, tr("The file cannot be written."),
               tr("Check the free space and the rights.")};
}

}  // namespace wangge::io
