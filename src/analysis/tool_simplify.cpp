// Fewer points, the same neighbours.
#include "analysis/coverage_check.h"
#include "analysis/shape_simplifying.h"
#include "analysis/tool_run.h"
#include "analysis/tool_tables.h"
#include "base/i18n.h"

namespace wangge::analysis {
namespace {

using geo::FaceMap;
using geo::Kind;
using geo::PackedGeometry;

/// The polygons of a coverage with every vertex that a neighbour has on their borders: without them
/// the two sides of a border would be simplified apart. As they are where all have them already.
PackedGeometry with_shared_vertices(ToolRun& run) {
  const PackedGeometry& shapes = run.shapes[0];
  const model::Layer& layer = run.input(0);
  if (!may_be_coverage(layer)) return shapes;
  const auto faces = FaceMap::build(shapes, run.progress);
  if (!faces || !is_coverage(layer, *faces)) return shapes;
  std::vector<std::uint32_t> owner(faces->face_count(), FaceMap::no_label);
  for (FaceMap::Face face = 1; face < faces->face_count(); ++face) {
    const auto& owners = faces->owners(face);
    if (owners.size() > 1) {
      run.warnings.push_back(
          trf("Features of “{}” overlap; mend it first if their borders are to "
              "stay shared.",
              layer.name));
      return shapes;
    }
    if (!owners.empty()) owner[face] = owners.front();
  }
  PackedGeometry shared = faces->dissolve(owner, shapes.size());
  return shared.points().size() > shapes.points().size() ? shared : shapes;
}

Result<model::Layer> make(ToolRun& run) {
  const model::Layer& layer = run.input(0);
  const bool areas = layer.geometry.kind() == Kind::polygons;
  model::Layer made = made_from(layer, layer.geometry.kind());
  made.geometry = simplified(areas ? with_shared_vertices(run) : run.shapes[0],
                             run.values.number("tolerance"), run.progress);
  take_columns(made, layer, every_row(layer));
  return made;
}

}  // namespace

ToolEntry simplify_tool() {
  ToolParameter tolerance{"tolerance",
                          ToolParameter::Kind::number,
                          tr_mark("Tolerance"),
                          tr_mark("How far a border may move."),
                          "m",
                          "",
                          true};
  return {{"simplify",
           tr_mark("Simplify"),
           tr_mark("The same features with fewer points. Borders between neighbours stay shared, "
                   "no feature vanishes or becomes invalid."),
           {{tr_mark("What is simplified"), {Kind::lines, Kind::polygons}}},
           {tolerance},
           "wangge tool simplify grids.gpkg --tolerance 2 -o light.gpkg"},
          make};
}

}  // namespace wangge::analysis
