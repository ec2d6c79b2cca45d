// What lies within some minutes on foot (METHODS §10).
#include <cmath>

#include "analysis/buffering.h"
#include "analysis/in_blocks.h"
#include "analysis/street_network.h"
#include "analysis/tool_run.h"
#include "analysis/tool_tables.h"
#include "analysis/union_shapes.h"
#include "base/i18n.h"
#include "geo/label_point.h"

namespace wangge::analysis {
namespace {

using geo::Kind;
using geo::PackedGeometry;

// Straight pieces in a quarter of a circle: of a wide one, and of the ends of streets.
constexpr int of_circle = 32, of_street = 8;

/// Points as they are; polygons at their label points.
PackedGeometry starts_of(const PackedGeometry& stations) {
  if (stations.kind() == Kind::points) return stations;
  PackedGeometry starts;
  for (const geo::LabelPoint& label : geo::label_points(stations)) {
    geo::is_finite(label.place) ? starts.add_point_feature(label.place) : starts.end_feature();
  }
  return starts;
}

void warn_of_far_stations(ToolRun& run, const std::vector<std::uint32_t>& far) {
  if (far.empty()) return;
  constexpr std::size_t named = 5;
  std::string names;
  for (std::size_t i = 0; i < std::min(far.size(), named); ++i) {
    names += (i == 0 ? "" : ", ") + run.input(0).label(far[i]);
  }
  if (far.size() > named) names += " …";
  run.warnings.push_back(trf("{} features of “{}” lie farther than {} m from any street: {}.",
                             far.size(), run.input(0).name, run.values.number("snap"), names));
}

/// Reached stretches of street: a feature each station, or one of all.
Result<PackedGeometry> streets_reached(ToolRun& run, const PackedGeometry& starts, double limit_m) {
  const auto network = StreetNetwork::build(run.shapes[1], run.progress);
  if (!network) return network.error();
  std::vector<std::vector<StreetNetwork::Access>> accesses(starts.size());
  std::vector<std::uint32_t> far;
  for (std::uint32_t row = 0; row < starts.size(); ++row) {
    for (const geo::Point p : starts.feature_points(row)) {
      if (const auto access = network->access(p, run.values.number("snap"))) {
        accesses[row].push_back(*access);
      }
    }
    if (accesses[row].empty() && starts.has_geometry(row)) far.push_back(row);
  }
  warn_of_far_stations(run, far);
  if (run.values.flag("dissolve")) {
    std::vector<StreetNetwork::Access> all;
    for (const auto& some : accesses) all.insert(all.end(), some.begin(), some.end());
    accesses.assign(1, std::move(all));
  }
  const auto blocks =
      in_blocks(accesses.size(), 1, run.progress, [&](std::size_t row, std::size_t) {
        PackedGeometry reached(Kind::lines);
        if (accesses[row].empty()) {
          reached.end_feature();
        } else {
          network->add_reached(accesses[row], limit_m, reached);
        }
        return reached;
      });
  PackedGeometry reached(Kind::lines);
  if (run.progress.cancelled()) return reached;
  for (const PackedGeometry& one : blocks) reached.append(one);
  return reached;
}

Result<PackedGeometry> ground_reached(ToolRun& run, double walk_m) {
  const PackedGeometry starts = starts_of(run.shapes[0]);
  const std::string& model = run.values.choice("model");
  const bool dissolve = run.values.flag("dissolve");
  if (model == "streets") {
    if (!run.has(1)) {
      return Error{ErrorCode::invalid_argument, "model",
                   tr("Walking on streets needs a layer of streets."),
                   tr("Give it as the second layer, or choose another model.")};
    }
    const auto reached = streets_reached(run, starts, walk_m);
    if (!reached) return reached.error();
    return buffered(*reached, run.values.number("width"), {of_street}, run.progress);
  }
  if (run.has(1)) {
    run.warnings.push_back(
        trf("“{}” was not used: only the model of streets walks on them.", run.input(1).name));
  }
  PackedGeometry circles =
      buffered(starts, model == "detour" ? walk_m / run.values.number("detour") : walk_m,
               {of_circle}, run.progress);
  return dissolve ? union_shapes(circles, run.progress) : circles;
}

Result<model::Layer> make(ToolRun& run) {
  const double speed_m_s = run.values.choice("people") == "elderly" ? 0.8 : 1.2;
  const double walk_m = speed_m_s * 60 * run.values.number("minutes");
  auto ground = ground_reached(run, walk_m);
  if (!ground) return ground.error();
  const model::Layer& layer = run.input(0);
  model::Layer made = made_from(layer, Kind::polygons);
  made.role = model::Role::base;
  made.geometry = std::move(*ground);
  if (made.geometry.points().empty() && !run.progress.cancelled()) {
    return Error{ErrorCode::empty, "snap",
                 trf("No feature of “{}” lies near a street.", layer.name),
                 tr("Allow a longer way to the street, or choose another model.")};
  }
  if (run.values.flag("dissolve")) {
    add_column(made, {tr("count"), model::Integers{static_cast<std::int64_t>(layer.size())}, {}});
  } else {
    take_columns(made, layer, every_row(layer));
  }
  add_column(made,
             {tr("minutes"), model::Reals(made.geometry.size(), run.values.number("minutes")), {}});
  return made;
}

std::vector<ToolParameter> parameters() {
  using Choice = ToolParameter::Kind;
  ToolParameter model{
      "model", Choice::choice, tr_mark("Model"), tr_mark("How the way is taken to run."),
      "",      "detour"};
  model.choices = {{"straight", tr_mark("in a straight line")},
                   {"detour", tr_mark("longer than a straight line by a factor")},
                   {"streets", tr_mark("on the streets of the second layer")}};
  ToolParameter people{"people",
                       Choice::choice,
                       tr_mark("Who walks"),
                       tr_mark("Adults walk 1.2 m a second, the elderly 0.8 m."),
                       "",
                       "adult"};
  people.choices = {{"adult", tr_mark("adults")}, {"elderly", tr_mark("the elderly")}};
  ToolParameter minutes{
      "minutes", Choice::number, tr_mark("Minutes"), tr_mark("How long they walk."), "", "10"};
  minutes.least = 0.1, minutes.most = 600;
  ToolParameter detour{"detour",
                       Choice::number,
                       tr_mark("Detour factor"),
                       tr_mark("How much longer the way is than a straight line: 1.2 to 1.4 in "
                               "cities; for the model “detour”."),
                       "",
                       "1.3"};
  detour.least = 1, detour.most = 5;
  ToolParameter width{"width",
                      Choice::number,
                      tr_mark("Width"),
                      tr_mark("Ground on both sides of a reached street that counts as reached; "
                              "for the model “streets”."),
                      "m",
                      "25"};
  width.least = 0.1, width.most = 1000;
  const ToolParameter snap{"snap",
                           Choice::number,
                           tr_mark("Way to the street"),
                           tr_mark("The longest way from a station to its street; for the model "
                                   "“streets”."),
                           "m",
                           "100"};
  const ToolParameter dissolve{"dissolve",
                               Choice::flag,
                               tr_mark("Dissolve"),
                               tr_mark("One feature of what any station reaches."),
                               "",
                               "no"};
  return {model, people, minutes, detour, width, snap, dissolve};
}

}  // namespace

ToolEntry reach_tool() {
  return {{"reach",
           tr_mark("Walking reach"),
           tr_mark("The ground that can be reached on foot from each station in some minutes."),
           {{tr_mark("The stations"), {Kind::points, Kind::polygons}},
            {tr_mark("The streets"), {Kind::lines}, true}},
           parameters(),
           "wangge tool reach stations.gpkg roads.gpkg --model streets --minutes 10 -o reach.gpkg"},
          make};
}

}  // namespace wangge::analysis
