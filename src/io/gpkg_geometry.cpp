#include "io/gpkg_geometry.h"

#include <array>

#include "io/packing.h"

namespace wangge::io {
namespace {

constexpr std::uint8_t little_endian = 1;

template <typename T>
void append(std::string& bytes, T value) {
  bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

void append_points(std::string& bytes, std::span<const geo::Point> points, bool counted) {
  if (counted) append(bytes, static_cast<std::uint32_t>(points.size()));
  bytes.append(reinterpret_cast<const char*>(points.data()), points.size_bytes());
}

void append_part(std::string& bytes, const geo::PackedGeometry& geometry, std::uint32_t part) {
  const std::uint32_t first = geometry.parts().begin(part), end = geometry.parts().end(part);
  const auto type = static_cast<std::uint32_t>(geometry.kind()) + 1;  // point, line, polygon
  append(bytes, little_endian);
  append(bytes, type);
  if (geometry.kind() == geo::Kind::polygons) append(bytes, end - first);
  for (std::uint32_t ring = first; ring < end; ++ring) {
    append_points(bytes, geometry.ring(ring), geometry.kind() != geo::Kind::points);
  }
}

}  // namespace

void gpkg_geometry(const geo::PackedGeometry& geometry, std::size_t feature, bool as_multi,
                   std::int32_t srs, std::string& bytes) {
  bytes.clear();
  if (!geometry.has_geometry(feature)) return;
  const bool with_box = geometry.kind() != geo::Kind::points;
  bytes += "GP";
  append(bytes, std::uint8_t{0});
  append(bytes, static_cast<std::uint8_t>(little_endian | (with_box ? 1 << 1 : 0)));
  append(bytes, srs);
  if (with_box) {
    const geo::Box box = geometry.box(feature);
    for (const double value : {box.min_x, box.max_x, box.min_y, box.max_y}) append(bytes, value);
  }
  const std::uint32_t first = geometry.features().begin(feature);
  const std::uint32_t end = geometry.features().end(feature);
  if (as_multi) {
    append(bytes, little_endian);
    append(bytes, static_cast<std::uint32_t>(geometry.kind()) + 4);
    append(bytes, end - first);
  }
  for (std::uint32_t part = first; part < end; ++part) append_part(bytes, geometry, part);
}

std::string_view wkb_in_gpkg(std::string_view bytes) {
  constexpr std::array<std::size_t, 5> box_bytes{0, 32, 48, 48, 64};
  if (bytes.size() < 8 || !bytes.starts_with("GP")) return {};
  const auto flags = static_cast<std::uint8_t>(bytes[3]);
  const std::size_t box = (flags >> 1) & 7U;
  if (box >= box_bytes.size() || bytes.size() < 8 + box_bytes[box]) return {};
  return bytes.substr(8 + box_bytes[box]);
}

}  // namespace wangge::io
