// A place or a size for every feature.
#include "analysis/in_blocks.h"
#include "analysis/tool_run.h"
#include "analysis/tool_tables.h"
#include "base/i18n.h"
#include "geo/geos.h"
#include "geo/label_point.h"

namespace wangge::analysis {
namespace {

using geo::Kind;
using geo::PackedGeometry;

model::Layer places(const model::Layer& layer, const std::vector<geo::Point>& at) {
  model::Layer made = made_from(layer, Kind::points);
  for (const geo::Point p : at) {
    geo::is_finite(p) ? made.geometry.add_point_feature(p) : made.geometry.end_feature();
  }
  take_columns(made, layer, every_row(layer));
  return made;
}

Result<model::Layer> make_centroids(ToolRun& run) {
  const PackedGeometry& shapes = run.shapes[0];
  std::vector<geo::Point> at(shapes.size(), geo::nowhere);
  parallel_ranges(at.size(), 256, [&](std::size_t begin, std::size_t end) {
    const auto context = geo::geos_context();
    for (std::size_t row = begin; row < end && !run.progress.cancelled(); ++row) {
      const geo::GeosGeometry shape = geo::to_geos(shapes, row);
      if (!shape) continue;
      const geo::GeosGeometry centre(GEOSGetCentroid_r(context, shape.get()));
      if (!centre || GEOSisEmpty_r(context, centre.get()) == 1) continue;
      GEOSGeomGetX_r(context, centre.get(), &at[row].x);
      GEOSGeomGetY_r(context, centre.get(), &at[row].y);
    }
  });
  return places(run.input(0), at);
}

Result<model::Layer> make_label_points(ToolRun& run) {
  std::vector<geo::Point> at;
  for (const geo::LabelPoint& label : geo::label_points(run.shapes[0])) at.push_back(label.place);
  return places(run.input(0), at);
}

Result<model::Layer> make_measures(ToolRun& run) {
  const model::Layer& layer = run.input(0);
  model::Layer made = made_from(layer, layer.geometry.kind());
  made.geometry = run.shapes[0];
  take_columns(made, layer, every_row(layer));
  add_size(made);
  if (made.geometry.kind() == Kind::polygons) {
    model::Reals lengths(layer.size());
    for (std::size_t row = 0; row < lengths.size(); ++row) {
      lengths[row] = geo::length(made.geometry, row);
    }
    add_column(made, {tr("perimeter_m"), std::move(lengths), {}});
  }
  return made;
}

}  // namespace

ToolEntry centroid_tool() {
  return {{"centroid",
           tr_mark("Centroids"),
           tr_mark("The centre of gravity of each feature, which may lie outside it."),
           {{tr_mark("Whose centres"), {Kind::points, Kind::lines, Kind::polygons}}},
           {},
           "wangge tool centroid buildings.gpkg -o centres.gpkg"},
          make_centroids};
}

ToolEntry label_point_tool() {
  return {{"label_point",
           tr_mark("Label points"),
           tr_mark("A place well inside each polygon, the farthest from its border."),
           {{tr_mark("The polygons"), {Kind::polygons}}},
           {},
           "wangge tool label_point grids.gpkg -o labels.gpkg"},
          make_label_points};
}

ToolEntry measure_tool() {
  return {{"measure",
           tr_mark("Measure"),
           tr_mark("The layer with the area and perimeter of each polygon, or the length of each "
                   "line, in metres of its coordinate system."),
           {{tr_mark("What is measured"), {Kind::lines, Kind::polygons}}},
           {},
           "wangge tool measure grids.gpkg -o measured.gpkg"},
          make_measures};
}

}  // namespace wangge::analysis
