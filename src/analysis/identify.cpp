#include "analysis/identify.h"

#include <algorithm>
#include <utility>

#include "geo/geos.h"
#include "geo/locate.h"

namespace wangge::analysis {

model::Rows rows_at(const model::Layer& layer, const geo::BoxTree& index, geo::Point place,
                    double tolerance_m) {
  const bool polygons = layer.geometry.kind() == geo::Kind::polygons;
  geo::Box box;
  box.grow(place);
  std::vector<std::pair<double, std::uint32_t>> found;
  index.query(polygons ? box : box.padded(tolerance_m), [&](std::uint32_t row) {
    if (polygons) {
      if (geo::owns(layer.geometry, row, place)) found.emplace_back(0.0, row);
      return;
    }
    const double distance = geo::distance_to(layer.geometry, row, place);
    if (distance <= tolerance_m) found.emplace_back(distance, row);
  });
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first < b.first : a.second > b.second;
  });
  model::Rows rows;
  for (const auto& [distance, row] : found) rows.push_back(row);
  return rows;
}

model::Rows rows_in(const model::Layer& layer, const geo::BoxTree& index, const geo::Box& box) {
  geo::PackedGeometry frame(geo::Kind::polygons);
  const geo::Point ring[] = {{box.min_x, box.min_y},
                             {box.max_x, box.min_y},
                             {box.max_x, box.max_y},
                             {box.min_x, box.max_y},
                             {box.min_x, box.min_y}};
  frame.add_ring_feature(ring);
  const geo::GeosGeometry shape = geo::to_geos(frame, 0);
  const geo::GeosPrepared prepared(GEOSPrepare_r(geo::geos_context(), shape.get()));
  model::Rows rows = index.query(box);
  std::erase_if(rows, [&](std::uint32_t row) {
    if (box.contains(layer.geometry.box(row))) return false;
    const geo::GeosGeometry feature = geo::to_valid_geos(layer.geometry, row);
    return !feature ||
           GEOSPreparedIntersects_r(geo::geos_context(), prepared.get(), feature.get()) != 1;
  });
  return rows;
}

}  // namespace wangge::analysis
