#include "io/placing_rows.h"

#include <ogr_geometry.h>

#include <algorithm>
#include <cctype>
#include <memory>

#include "base/i18n.h"
#include "io/csv_reader.h"
#include "io/ogr_reader.h"

namespace wangge::io {
namespace {

bool shape_from_wkt(const std::string& wkt, Shape& shape) {
  OGRGeometry* made = nullptr;
  const bool good = OGRGeometryFactory::createFromWkt(wkt.c_str(), nullptr, &made) == OGRERR_NONE;
  const std::unique_ptr<OGRGeometry> geometry(made);
  return good && geometry && shape_from_ogr(*geometry, shape);
}

}  // namespace

void place_by_columns(RawLayer& layer) {
  if (layer.geometry.rows() != layer.geometry.without_geometry()) return;
  std::vector<std::string> names;
  for (const model::Column& column : layer.table.columns) names.push_back(column.name);
  const CoordinateColumns at = find_coordinates(names);
  if (at.x < 0 && at.wkt < 0) return;
  const auto column = [&layer](int i) -> const model::Column& {
    return layer.table.columns[static_cast<std::size_t>(i)];
  };
  GeometrySorter placed;
  Shape shape;
  for (std::size_t row = 0; row < layer.table.rows; ++row) {
    shape.clear();
    if (at.wkt >= 0 && !column(at.wkt).is_null(row)) {
      if (!shape_from_wkt(column(at.wkt).text(row), shape)) ++placed.faults().unreadable;
    } else if (at.x >= 0 && !(column(at.x).is_null(row) && column(at.y).is_null(row))) {
      const geo::Point p{column(at.x).number(row), column(at.y).number(row)};
      if (p == geo::Point{0, 0}) {
        ++placed.faults().no_place;
      } else {
        shape.add_point_part(p);
      }
    }
    placed.add(shape);
  }
  layer.geometry = std::move(placed);
  if (at.x < 0) return;
  if (auto crs = crs_by_name(names[static_cast<std::size_t>(at.x)])) {
    layer.crs = std::move(*crs);
    layer.crs_reason = tr("the column's name says so");
  }
}

std::optional<geo::Crs> crs_by_name(const std::string& column) {
  std::string key;
  for (const unsigned char c : column) key += static_cast<char>(std::tolower(c));
  if (key.find("gcj") != std::string::npos) return geo::Crs::gcj02();
  if (key.find("bd09") != std::string::npos || key.find("bd-09") != std::string::npos) {
    return geo::Crs::bd09();
  }
  return std::nullopt;
}

}  // namespace wangge::io
