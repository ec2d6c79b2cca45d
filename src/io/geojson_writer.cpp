#include "io/geojson_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string_view>

#include "base/i18n.h"
#include "io/zoned_time.h"

namespace wangge::io {
namespace {

constexpr std::size_t rows_between_looks = 512;
constexpr int rfc_decimals = 7, degree_decimals = 9, metre_decimals = 4;

void append_string(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (static_cast<unsigned char>(c) < 0x20) {
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  out += '"';
}

void append_value(std::string& out, const model::Column& column, std::size_t row) {
  if (column.is_null(row)) {
    out += "null";
  } else if (const auto* reals = std::get_if<model::Reals>(&column.values)) {
    const std::string text = fmt::format("{}", (*reals)[row]);
    out += text;
    if (text.find_first_of(".e") == std::string::npos) out += ".0";  // else read as an integer
  } else if (const auto* texts = std::get_if<model::Texts>(&column.values)) {
    append_string(out, (*texts)[row]);
  } else if (const auto* times = std::get_if<model::Times>(&column.values)) {
    append_string(out, zoned_time(times->seconds[row]));
  } else {
    out += column.text(row);  // numbers, true and false
  }
}

/// Appends geometry with so many decimals, rings turned where asked for.
class Coordinates {
 public:
  Coordinates(int decimals, bool turn) : decimals_(decimals), turn_(turn) {}

  void append(std::string& out, const geo::PackedGeometry& geometry, std::size_t row) const {
    const auto first = geometry.features().begin(row), end = geometry.features().end(row);
    if (first == end) {
      out += "null";
      return;
    }
    const bool many = end - first > 1;
    const char* kind = geometry.kind() == geo::Kind::points  ? "Point"
                       : geometry.kind() == geo::Kind::lines ? "LineString"
                                                             : "Polygon";
    fmt::format_to(std::back_inserter(out), R"({{"type":"{}{}","coordinates":)",
                   many ? "Multi" : "", kind);
    if (many) out += '[';
    for (auto part = first; part < end; ++part) {
      if (part != first) out += ',';
      append_part(out, geometry, part);
    }
    out += many ? "]}" : "}";
  }

 private:
  void append_number(std::string& out, double value) const {
    const std::size_t begin = out.size();
    fmt::format_to(std::back_inserter(out), "{:.{}f}", value, decimals_);
    out.resize(out.find_last_not_of('0') + 1);
    if (out.back() == '.') out.pop_back();
    if (std::string_view(out).substr(begin) == "-0") out.replace(begin, 2, "0");
  }
  void append_point(std::string& out, geo::Point p) const {
    out += '[';
    append_number(out, p.x);
    out += ',';
    append_number(out, p.y);
    out += ']';
  }
  void append_ring(std::string& out, std::span<const geo::Point> ring, bool backwards) const {
    out += '[';
    for (std::size_t i = 0; i < ring.size(); ++i) {
      if (i > 0) out += ',';
      append_point(out, ring[backwards ? ring.size() - 1 - i : i]);
    }
    out += ']';
  }
  void append_part(std::string& out, const geo::PackedGeometry& geometry,
                   std::uint32_t part) const {
    const auto first = geometry.parts().begin(part), end = geometry.parts().end(part);
    if (geometry.kind() == geo::Kind::points) {
      return append_point(out, geometry.ring(first).front());
    }
    if (geometry.kind() == geo::Kind::lines) return append_ring(out, geometry.ring(first), false);
    out += '[';
    for (auto ring = first; ring < end; ++ring) {
      if (ring != first) out += ',';
      const auto points = geometry.ring(ring);
      // Outer rings run counter-clockwise, holes clockwise.
      const bool wrong = (geo::signed_ring_area(points) < 0) == (ring == first);
      append_ring(out, points, turn_ && wrong);
    }
    out += ']';
  }

  int decimals_;
  bool turn_;
};

/// All that comes before the features.
std::string head_of(const ReadyLayer& ready, const WriteOptions& options) {
  std::string out = "{\"type\":\"FeatureCollection\",\n\"name\":";
  append_string(out, ready.layer.name);
  if (!ready.about.empty()) {
    out += ",\n\"description\":";
    append_string(out, lines_of(ready.about));
  }
  const geo::Crs& crs = options.target_crs;
  const std::string code = crs.is_standard() ? crs.code() : "";
  if (!options.rfc7946 && code.starts_with("EPSG:")) {
    const std::string name = crs == geo::Crs::wgs84() ? "urn:ogc:def:crs:OGC:1.3:CRS84"
                                                      : "urn:ogc:def:crs:EPSG::" + code.substr(5);
    out += fmt::format(",\n\"crs\":{{\"type\":\"name\",\"properties\":{{\"name\":\"{}\"}}}}", name);
  }
  return out + ",\n\"features\":[\n";
}

}  // namespace

Result<void> write_geojson(const ReadyLayer& ready, const std::string& path,
                           const WriteOptions& options, Progress& progress) {
  const model::Layer& layer = ready.layer;
  std::ofstream file(path, std::ios::binary);
  const Coordinates coordinates(options.rfc7946                      ? rfc_decimals
                                : options.target_crs.is_geographic() ? degree_decimals
                                                                     : metre_decimals,
                                options.rfc7946);
  std::vector<std::string> keys;
  for (const model::Column& column : layer.table.columns) {
    std::string& key = keys.emplace_back(keys.empty() ? "" : ",");
    append_string(key, column.name);
    key += ':';
  }
  std::string out = head_of(ready, options);
  for (std::size_t row = 0; row < layer.size(); ++row) {
    out += row == 0 ? "" : ",\n";
    out += "{\"type\":\"Feature\",\"properties\":{";
    for (std::size_t i = 0; i < keys.size(); ++i) {
      out += keys[i];
      append_value(out, layer.table.columns[i], row);
    }
    out += "},\"geometry\":";
    coordinates.append(out, layer.geometry, row);
    out += '}';
    if (row % rows_between_looks != 0) continue;
    file << out;
    out.clear();
    progress.report(static_cast<double>(row) / static_cast<double>(layer.size()));
    if (progress.cancelled()) {
      return Error{ErrorCode::cancelled, path, tr("Writing was cancelled."), ""};
    }
  }
  file << out << "\n]}\n" << std::flush;
  if (file.good()) return {};
  return Error{ErrorCode::failed, path, tr("The file cannot be written."),
               tr("Check the free space and the rights.")};
}

}  // namespace wangge::io
