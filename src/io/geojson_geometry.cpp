#include "io/geojson_geometry.h"

#include <array>
#include <string_view>

namespace wangge::io {
namespace {

namespace json = simdjson::dom;
using simdjson::SUCCESS;

bool add_position(const json::element& element, Shape& shape) {
  json::array numbers;
  if (element.get(numbers) != SUCCESS) return false;
  auto at = numbers.begin();
  const auto end = numbers.end();
  geo::Point p;
  if (!(at != end) || (*at).get(p.x) != SUCCESS) return false;
  ++at;
  if (!(at != end) || (*at).get(p.y) != SUCCESS) return false;
  shape.add_point(p);
  return true;
}

// Too short a ring or line is for GDAL's reader, which has its own way with them.
bool add_positions(const json::element& element, std::size_t least, Shape& shape) {
  json::array positions;
  if (element.get(positions) != SUCCESS || positions.size() < least) return false;
  for (const json::element position : positions) {
    if (!add_position(position, shape)) return false;
  }
  shape.end_ring();
  return true;
}

bool add_part(geo::Kind kind, const json::element& coordinates, Shape& shape) {
  if (!shape.begin_part(kind)) return true;
  if (kind == geo::Kind::points) {
    if (!add_position(coordinates, shape)) return false;
    shape.end_ring();
  } else if (kind == geo::Kind::lines) {
    if (!add_positions(coordinates, 2, shape)) return false;
  } else {
    json::array rings;
    if (coordinates.get(rings) != SUCCESS || rings.begin() == rings.end()) return false;
    for (const json::element ring : rings) {
      if (!add_positions(ring, 4, shape)) return false;
    }
  }
  shape.end_part();
  return true;
}

struct GeometryType {
  std::string_view name;
  geo::Kind kind;
  bool many;
};
constexpr std::array geometry_types{
    GeometryType{"Polygon", geo::Kind::polygons, false},
    GeometryType{"Point", geo::Kind::points, false},
    GeometryType{"MultiPolygon", geo::Kind::polygons, true},
    GeometryType{"LineString", geo::Kind::lines, false},
    GeometryType{"MultiLineString", geo::Kind::lines, true},
    GeometryType{"MultiPoint", geo::Kind::points, true},
};

}  // namespace

bool add_geojson_geometry(const json::element& element, Shape& shape) {
  json::object object;
  if (element.get(object) != SUCCESS) return element.is_null();
  std::string_view name;
  json::element coordinates;
  if (object["type"].get(name) != SUCCESS || object["coordinates"].get(coordinates) != SUCCESS) {
    return false;
  }
  for (const GeometryType& type : geometry_types) {
    if (type.name != name) continue;
    if (!type.many) return add_part(type.kind, coordinates, shape);
    json::array parts;
    if (coordinates.get(parts) != SUCCESS || parts.size() == 0) return false;
    for (const json::element part : parts) {
      if (!add_part(type.kind, part, shape)) return false;
    }
    return true;
  }
  return false;
}

}  // namespace wangge::io
