#include "io/place_columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "io/csv_reader.h"

namespace wangge::io {
namespace {

void append_numbers(std::string& out, std::span<const geo::Point> points) {
  for (std::size_t i = 0; i < points.size(); ++i) {
    fmt::format_to(std::back_inserter(out), "{}{} {}", i == 0 ? "" : ",", points[i].x, points[i].y);
  }
}

void append_part(std::string& out, const geo::PackedGeometry& geometry, std::uint32_t part) {
  const bool polygon = geometry.kind() == geo::Kind::polygons;
  if (polygon) out += '(';
  const auto first = geometry.parts().begin(part);
  for (auto ring = first; ring < geometry.parts().end(part); ++ring) {
    out += ring == first ? "(" : ",(";
    append_numbers(out, geometry.ring(ring));
    out += ')';
  }
  if (polygon) out += ')';
}

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

}  // namespace

PlaceColumns::PlaceColumns(const geo::PackedGeometry& geometry, const geo::Crs& crs,
                           const std::vector<std::string>& taken)
    : as_points_(geometry.kind() == geo::Kind::points && !has_many_parts(geometry)) {
  for (std::size_t row = 0; row < geometry.size() && !some_without_; ++row) {
    some_without_ = !geometry.has_geometry(row);
  }
  if (geometry.points().empty()) return;
  if (as_points_) {
    names_ = crs.is_geographic() ? std::vector<std::string>{"lon", "lat"}
                                 : std::vector<std::string>{"x", "y"};
    return;
  }
  std::string name = "WKT";
  while (contains(taken, name)) name += "_";
  names_ = {std::move(name)};
}

std::vector<bool> PlaceColumns::competing(const std::vector<std::string>& others) const {
  std::vector<bool> out(others.size(), false);
  if (names_.empty()) return out;
  for (std::size_t i = 0; i < others.size(); ++i) out[i] = contains(names_, others[i]);
  for (;;) {
    std::vector<std::string> names = names_;
    std::vector<std::size_t> index;
    for (std::size_t i = 0; i < others.size(); ++i) {
      if (out[i]) continue;
      names.push_back(others[i]);
      index.push_back(i);
    }
    const CoordinateColumns found = find_coordinates(names);
    const auto own = static_cast<int>(names_.size());
    bool any = false;
    // Where every row has its WKT nothing else is looked at.
    const bool numbers_matter = as_points_ || some_without_;
    for (const int at : {numbers_matter ? found.x : -1, numbers_matter ? found.y : -1, found.wkt}) {
      if (at < own) continue;
      out[index[static_cast<std::size_t>(at - own)]] = any = true;
    }
    if (!any) return out;
  }
}

std::string well_known_text(const geo::PackedGeometry& geometry, std::size_t row) {
  const auto first = geometry.features().begin(row), end = geometry.features().end(row);
  if (first == end) return {};
  const bool many = end - first > 1;
  std::string out = many ? "MULTI" : "";
  out += geometry.kind() == geo::Kind::points  ? "POINT "
         : geometry.kind() == geo::Kind::lines ? "LINESTRING "
                                               : "POLYGON ";
  if (many) out += '(';
  for (auto part = first; part < end; ++part) {
    if (part != first) out += ',';
    append_part(out, geometry, part);
  }
  if (many) out += ')';
  return out;
}

bool has_many_parts(const geo::PackedGeometry& geometry) {
  for (std::size_t i = 0; i < geometry.size(); ++i) {
    if (geometry.features().end(i) - geometry.features().begin(i) > 1) return true;
  }
  return false;
}

}  // namespace wangge::io
