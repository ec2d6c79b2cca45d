#include <ogrsf_frmts.h>

#include "io/ogr_writer.h"

namespace wangge::io {
namespace {

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

}  // namespace

std::unique_ptr<OGRGeometry> ogr_geometry(const geo::PackedGeometry& geometry, std::size_t row,
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

}  // namespace wangge::io
