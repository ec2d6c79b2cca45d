#include "io/csv_writer.h"

#include <fmt/format.h>

#include <string_view>

#include "base/i18n.h"

namespace wangge::io {
namespace {

constexpr std::size_t rows_between_looks = 1024;

std::string cell(std::string_view text, bool guard) {
  std::string safe;
  if (guard && !text.empty() &&
      std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos) {
    safe = "'";
  }
  safe += text;
  if (safe.find_first_of(",\"\r\n") == std::string::npos) return safe;
  std::string quoted = "\"";
  for (const char c : safe) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string numbers(std::span<const geo::Point> points) {
  std::string out;
  for (const geo::Point p : points) {
    out += fmt::format("{}{} {}", out.empty() ? "" : ",", p.x, p.y);
  }
  return out;
}

std::string part_text(const geo::PackedGeometry& geometry, std::uint32_t part) {
  std::string rings;
  for (auto ring = geometry.parts().begin(part); ring < geometry.parts().end(part); ++ring) {
    const std::string ring_text = "(" + numbers(geometry.ring(ring)) + ")";
    rings += (rings.empty() ? "" : ",") + ring_text;
  }
  return geometry.kind() == geo::Kind::polygons ? "(" + rings + ")" : rings;
}

std::string wkt(const geo::PackedGeometry& geometry, std::size_t row) {
  const auto first = geometry.features().begin(row), end = geometry.features().end(row);
  if (first == end) return {};
  std::string parts;
  for (auto part = first; part < end; ++part) {
    parts += (parts.empty() ? "" : ",") + part_text(geometry, part);
  }
  const bool many = end - first > 1;
  const char* name = geometry.kind() == geo::Kind::points  ? "POINT"
                     : geometry.kind() == geo::Kind::lines ? "LINESTRING"
                                                           : "POLYGON";
  return many ? fmt::format("MULTI{} ({})", name, parts) : fmt::format("{} {}", name, parts);
}

bool is_plain_points(const geo::PackedGeometry& geometry) {
  if (geometry.kind() != geo::Kind::points) return false;
  for (std::size_t i = 0; i < geometry.size(); ++i) {
    if (geometry.features().end(i) - geometry.features().begin(i) > 1) return false;
  }
  return true;
}

// A name that no column has yet.
std::string free_name(const model::Table& table, std::string name) {
  while (table.find(name) >= 0) name += "_";
  return name;
}

}  // namespace

Result<std::string> csv_text(const model::Layer& layer, const geo::Crs& crs, Progress& progress) {
  const bool points = is_plain_points(layer.geometry);
  // A table that was read from coordinates has them as columns already; they may be in another CRS.
  std::vector<bool> leave_out(layer.table.columns.size(), false);
  const std::string x_name = crs.is_geographic() ? "lon" : "x",
                    y_name = crs.is_geographic() ? "lat" : "y";
  std::string out = "\xEF\xBB\xBF";
  out += points ? x_name + "," + y_name : free_name(layer.table, "WKT");
  for (std::size_t i = 0; i < layer.table.columns.size(); ++i) {
    const std::string& name = layer.table.columns[i].name;
    leave_out[i] = points && (name == x_name || name == y_name);
    if (!leave_out[i]) out += "," + cell(name, true);
  }
  out += "\r\n";
  for (std::size_t row = 0; row < layer.size(); ++row) {
    if (points) {
      const bool placed = layer.geometry.has_geometry(row);
      const geo::Point p = placed ? layer.geometry.feature_points(row).front() : geo::Point{};
      out += placed ? fmt::format("{},{}", p.x, p.y) : ",";
    } else {
      out += cell(wkt(layer.geometry, row), false);
    }
    for (std::size_t i = 0; i < layer.table.columns.size(); ++i) {
      if (leave_out[i]) continue;
      const model::Column& column = layer.table.columns[i];
      const bool is_text = std::holds_alternative<model::Texts>(column.values);
      out += "," + cell(column.text(row), is_text);
    }
    out += "\r\n";
    if (row % rows_between_looks != 0) continue;
    progress.report(static_cast<double>(row) / static_cast<double>(layer.size()));
    if (progress.cancelled())
      return Error{ErrorCode::cancelled, "", tr("Writing was cancelled."), ""};
  }
  return out;
}

}  // namespace wangge::io
