// Ground within a distance of features.
#include <optional>

#include "analysis/buffering.h"
#include "analysis/tool_run.h"
#include "analysis/tool_tables.h"
#include "analysis/union_shapes.h"
#include "base/i18n.h"

namespace wangge::analysis {
namespace {

using geo::Kind;
using geo::PackedGeometry;

LineEnds ends_of(const std::string& key) {
  return key == "flat" ? LineEnds::flat : key == "square" ? LineEnds::square : LineEnds::round;
}

Result<model::Layer> make(ToolRun& run) {
  const model::Layer& layer = run.input(0);
  const PackedGeometry& shapes = run.shapes[0];
  const double distance_m = run.values.number("distance");
  if (distance_m < 0 && shapes.kind() != Kind::polygons) {
    return Error{ErrorCode::invalid_argument, "distance",
                 tr("Points and lines have no inside to take a negative distance from."),
                 tr("Give a distance from 0 up.")};
  }
  PackedGeometry wide =
      buffered(shapes, distance_m,
               {run.values.whole("segments"), ends_of(run.values.choice("ends"))}, run.progress);
  std::vector<std::uint32_t> rows;
  std::size_t eaten = 0;
  for (std::uint32_t row = 0; row < wide.size(); ++row) {
    if (wide.has_geometry(row)) {
      rows.push_back(row);
    } else if (shapes.has_geometry(row)) {
      ++eaten;
    }
  }
  if (rows.empty() && !run.progress.cancelled()) {
    return Error{
        ErrorCode::empty, "distance",
        trf("Nothing is left: every feature is narrower than {} m on both sides.", -distance_m),
        tr("Give a smaller distance.")};
  }
  if (eaten > 0) {
    run.warnings.push_back(
        trf("{} features were too narrow for the distance; nothing is left of them.", eaten));
  }
  model::Layer made = made_from(layer, Kind::polygons);
  wide = wide.subset(rows);
  if (run.values.flag("dissolve")) {
    made.role = model::Role::base;
    made.geometry = union_shapes(wide, run.progress);
    add_column(made, {tr("count"), model::Integers{static_cast<std::int64_t>(rows.size())}, {}});
  } else {
    made.geometry = std::move(wide);
    take_columns(made, layer, rows);
  }
  return made;
}

}  // namespace

ToolEntry buffer_tool() {
  using Choice = ToolParameter::Kind;
  ToolParameter distance{"distance",
                         Choice::number,
                         tr_mark("Distance"),
                         tr_mark("How far around the features; a negative one takes as much away "
                                 "from polygons on the inside."),
                         "m",
                         "",
                         true};
  distance.least = -1e6, distance.most = 1e6;
  ToolParameter segments{"segments",
                         Choice::whole,
                         tr_mark("Segments"),
                         tr_mark("Straight pieces in a quarter of a circle."),
                         "",
                         "16"};
  segments.least = 1, segments.most = 200;
  ToolParameter ends{
      "ends", Choice::choice, tr_mark("Ends"), tr_mark("How the buffer of a line ends."),
      "",     "round"};
  ends.choices = {
      {"round", tr_mark("round")}, {"flat", tr_mark("flat")}, {"square", tr_mark("square")}};
  ToolParameter dissolve{"dissolve",
                         Choice::flag,
                         tr_mark("Dissolve"),
                         tr_mark("One feature of all buffers together."),
                         "",
                         "no"};
  return {{"buffer",
           tr_mark("Buffer"),
           tr_mark("The ground within a distance of each feature."),
           {{tr_mark("What the buffer goes around"), {Kind::points, Kind::lines, Kind::polygons}}},
           {distance, segments, ends, dissolve},
           "wangge tool buffer stations.gpkg --distance 300 -o reach.gpkg"},
          make};
}

}  // namespace wangge::analysis
