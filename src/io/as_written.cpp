#include "io/as_written.h"

#include "io/place_columns.h"
#include "io/value_fitting.h"

namespace wangge::io {
namespace {

/// Every part a feature of its own, and none without geometry.
geo::PackedGeometry single_parts(const geo::PackedGeometry& geometry) {
  geo::PackedGeometry out(geometry.kind());
  out.reserve(geometry.parts().size(), geometry.points().size());
  for (std::uint32_t part = 0; part < geometry.parts().size(); ++part) {
    for (auto ring = geometry.parts().begin(part); ring < geometry.parts().end(part); ++ring) {
      for (const geo::Point p : geometry.ring(ring)) out.add_point(p);
      out.end_ring();
    }
    out.end_part();
    out.end_feature();
  }
  return out;
}

std::vector<std::uint32_t> rows_with_geometry(const geo::PackedGeometry& geometry) {
  std::vector<std::uint32_t> rows;
  for (std::uint32_t row = 0; row < geometry.size(); ++row) {
    if (geometry.has_geometry(row)) rows.push_back(row);
  }
  return rows;
}

geo::PackedGeometry without_long(const geo::PackedGeometry& geometry, std::size_t most_points) {
  geo::PackedGeometry out(geometry.kind());
  out.reserve(geometry.size(), geometry.points().size());
  for (std::size_t row = 0; row < geometry.size(); ++row) {
    geometry.feature_points(row).size() <= most_points ? out.append_feature(geometry, row)
                                                       : out.end_feature();
  }
  return out;
}

}  // namespace

Result<AsWritten> as_written(const model::Layer& layer, Format format,
                             const WriteOptions& options) {
  WriteOptions named = options;
  named.format = traits_of(format).name;
  AsWritten out;
  out.preview = preview_writing(layer, named);
  if (!out.preview.obstacles.empty()) return out.preview.obstacles.front();
  const auto rules = rules_for(format, options);
  if (!rules) return rules.error();
  out.layer.name = layer.name;
  out.layer.extent = layer.extent;
  for (const FieldPreview& field : out.preview.fields) {
    for (const auto& entry : layer.mapping.entries()) {
      if (entry.column != static_cast<int>(field.at)) continue;
      out.layer.mapping.set(entry.field, static_cast<int>(out.layer.table.columns.size()));
    }
    out.layer.table.columns.push_back(
        column_as_written(layer.table.columns[field.at], field, *rules));
  }
  out.layer.table.rows = layer.size();
  const bool left_out = out.preview.geometry_left_out.rows > 0;
  if (format == Format::dxf) {
    out.layer.geometry = single_parts(layer.geometry);
    out.layer.table.rows = out.layer.geometry.size();
  } else if (left_out && format == Format::xlsx) {
    out.layer.geometry = without_long(layer.geometry, most_points_in_a_cell);
  } else {
    out.layer.geometry = layer.geometry;
  }
  if (left_out && format == Format::flatgeobuf) {
    out.layer = model::subset(out.layer, rows_with_geometry(layer.geometry));
  }
  return out;
}

}  // namespace wangge::io
