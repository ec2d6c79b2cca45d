// Features cut by polygons: clip, difference, intersection, union.
#include "analysis/overlay.h"
#include "analysis/tool_run.h"
#include "analysis/tool_tables.h"
#include "base/i18n.h"

namespace wangge::analysis {
namespace {

using geo::Kind;
using geo::PackedGeometry;

void warn_of_failed(ToolRun& run, std::size_t failed) {
  if (failed > 0) {
    run.warnings.push_back(
        trf("{} features could not be cut, because their borders contradict each other.", failed));
  }
}

std::vector<std::uint32_t> rows_with_geometry(const PackedGeometry& geometry) {
  std::vector<std::uint32_t> rows;
  for (std::uint32_t row = 0; row < geometry.size(); ++row) {
    if (geometry.has_geometry(row)) rows.push_back(row);
  }
  return rows;
}

Result<model::Layer> cut(ToolRun& run, Keep keep) {
  const Cut cut = cut_by(run.shapes[0], run.shapes[1], keep, run.progress);
  warn_of_failed(run, cut.failed);
  const auto rows = rows_with_geometry(cut.geometry);
  model::Layer made = made_from(run.input(0), run.shapes[0].kind());
  made.geometry = cut.geometry.subset(rows);
  take_columns(made, run.input(0), rows);
  return made;
}

Result<model::Layer> make_clip(ToolRun& run) { return cut(run, Keep::inside); }
Result<model::Layer> make_difference(ToolRun& run) { return cut(run, Keep::outside); }

Result<model::Layer> make_intersection(ToolRun& run) {
  OverlayPieces pieces = common_pieces(run.shapes[0], run.shapes[1], run.progress);
  warn_of_failed(run, pieces.failed);
  model::Layer made = made_from(run.input(0), run.shapes[0].kind());
  made.geometry = std::move(pieces.geometry);
  take_columns(made, run.input(0), pieces.first);
  take_columns(made, run.input(1), pieces.second);
  if (made.geometry.kind() != Kind::points) forget_counted_fields(made);
  add_size(made);
  return made;
}

Result<model::Layer> make_union(ToolRun& run) {
  const PackedGeometry &a = run.shapes[0], &b = run.shapes[1];
  OverlayPieces pieces = common_pieces(a, b, run.progress);
  const Cut only_a = cut_by(a, b, Keep::outside, run.progress);
  const Cut only_b = cut_by(b, a, Keep::outside, run.progress);
  warn_of_failed(run, pieces.failed + only_a.failed + only_b.failed);
  for (const std::uint32_t row : rows_with_geometry(only_a.geometry)) {
    pieces.geometry.append_feature(only_a.geometry, row);
    pieces.first.push_back(row), pieces.second.push_back(no_such_row);
  }
  for (const std::uint32_t row : rows_with_geometry(only_b.geometry)) {
    pieces.geometry.append_feature(only_b.geometry, row);
    pieces.first.push_back(no_such_row), pieces.second.push_back(row);
  }
  model::Layer made = made_from(run.input(0), Kind::polygons);
  made.role = model::Role::base;
  made.geometry = std::move(pieces.geometry);
  take_columns(made, run.input(0), pieces.first);
  take_columns(made, run.input(1), pieces.second);
  forget_counted_fields(made);
  add_size(made);
  return made;
}

ToolInput what_is_cut() {
  return {tr_mark("What is cut"), {Kind::points, Kind::lines, Kind::polygons}};
}
ToolInput what_it_is_cut_by() { return {tr_mark("What it is cut by"), {Kind::polygons}}; }

}  // namespace

ToolEntry clip_tool() {
  return {{"clip",
           tr_mark("Clip"),
           tr_mark("The parts of the features that lie within the polygons, with their columns."),
           {what_is_cut(), what_it_is_cut_by()},
           {},
           "wangge tool clip roads.gpkg community.gpkg -o roads_here.gpkg"},
          make_clip};
}

ToolEntry difference_tool() {
  return {{"difference",
           tr_mark("Difference"),
           tr_mark("The parts of the features that lie outside all polygons, with their columns."),
           {what_is_cut(), what_it_is_cut_by()},
           {},
           "wangge tool difference grids.gpkg water.gpkg -o land.gpkg"},
          make_difference};
}

ToolEntry intersection_tool() {
  return {{"intersection",
           tr_mark("Intersection"),
           tr_mark("One piece for each feature and polygon that overlap, with the columns of both "
                   "and its area or length."),
           {what_is_cut(), what_it_is_cut_by()},
           {},
           "wangge tool intersection buildings.gpkg grids.gpkg -o pieces.gpkg"},
          make_intersection};
}

ToolEntry union_tool() {
  return {{"union",
           tr_mark("Union"),
           tr_mark("The ground of both layers, cut along all borders, with the columns of those "
                   "that lie there and its area."),
           {{tr_mark("The first polygons"), {Kind::polygons}},
            {tr_mark("The second polygons"), {Kind::polygons}}},
           {},
           "wangge tool union grids.gpkg communities.gpkg -o both.gpkg"},
          make_union};
}

}  // namespace wangge::analysis
