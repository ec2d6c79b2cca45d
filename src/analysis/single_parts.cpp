#include "analysis/single_parts.h"

namespace wangge::analysis {

model::Layer with_single_parts(const model::Layer& layer) {
  const geo::PackedGeometry& from = layer.geometry;
  geo::PackedGeometry parts(from.kind());
  model::Rows rows;
  for (std::uint32_t row = 0; row < layer.size(); ++row) {
    for (auto part = from.features().begin(row); part < from.features().end(row); ++part) {
      for (auto r = from.parts().begin(part); r < from.parts().end(part); ++r) {
        for (const geo::Point p : from.ring(r)) parts.add_point(p);
        parts.end_ring();
      }
      parts.end_part();
      parts.end_feature();
      rows.push_back(row);
    }
    if (from.has_geometry(row)) continue;
    parts.end_feature();
    rows.push_back(row);
  }
  model::Layer made = layer;
  made.table = model::subset(layer.table, rows);
  made.geometry = std::move(parts);
  made.mapping.clear(model::Field::households);
  made.mapping.clear(model::Field::population);
  return made;
}

}  // namespace wangge::analysis
