// Lines from features to the nearest of another layer.
#include <limits>

#include "analysis/nearest_pairs.h"
#include "analysis/tool_run.h"
#include "analysis/tool_tables.h"
#include "base/i18n.h"

namespace wangge::analysis {
namespace {

using geo::Kind;

Result<model::Layer> make(ToolRun& run) {
  NearOptions options;
  options.most = static_cast<std::size_t>(run.values.whole("k"));
  options.within_m = run.values.has("within") ? run.values.number("within")
                                              : std::numeric_limits<double>::infinity();
  options.same_layer = run.wish.inputs[0] == run.wish.inputs[1];
  const auto pairs = nearest_pairs(run.shapes[0], run.shapes[1], options, run.progress);

  model::Layer made = made_from(run.input(0), Kind::lines);
  made.role = model::Role::base;
  std::vector<std::uint32_t> rows, others;
  model::Reals distances;
  model::Integers ranks;
  std::size_t linked = 0;
  for (const NearPair& pair : pairs) {
    const bool another = rows.empty() || rows.back() != pair.first;
    ranks.push_back(another ? 1 : ranks.back() + 1);
    linked += another ? 1 : 0;
    rows.push_back(pair.first), others.push_back(pair.second);
    distances.push_back(pair.distance_m);
    if (pair.from == pair.to) {
      made.geometry.end_feature();
    } else {
      made.geometry.add_ring_feature(std::vector{pair.from, pair.to});
    }
  }
  std::size_t asked = 0;
  for (std::size_t row = 0; row < run.shapes[0].size(); ++row) {
    asked += run.shapes[0].has_geometry(row) ? 1 : 0;
  }
  if (asked > linked) {
    run.warnings.push_back(trf("{} of {} features of “{}” have nothing within reach.",
                               asked - linked, asked, run.input(0).name));
  }
  take_columns(made, run.input(0), rows);
  take_columns(made, run.input(1), others);
  add_column(made, {tr("distance_m"), std::move(distances), {}});
  if (options.most > 1) add_column(made, {tr("rank"), std::move(ranks), {}});
  return made;
}

}  // namespace

ToolEntry nearest_tool() {
  using Choice = ToolParameter::Kind;
  ToolParameter k{"k",
                  Choice::whole,
                  tr_mark("How many"),
                  tr_mark("The nearest ones that each feature is linked with."),
                  "",
                  "1"};
  k.least = 1, k.most = 1000;
  return {{"nearest",
           tr_mark("Nearest"),
           tr_mark("A line from each feature to the nearest of the other layer, with the columns "
                   "of both and the distance; features that meet have no line and distance 0."),
           {{tr_mark("From what"), {Kind::points, Kind::lines, Kind::polygons}},
            {tr_mark("To what"), {Kind::points, Kind::lines, Kind::polygons}}},
           {k,
            {"within", Choice::number, tr_mark("Within"),
             tr_mark("Nothing farther than this counts; not given: any distance does."), "m", ""}},
           "wangge tool nearest buildings.gpkg stations.gpkg --within 1000 -o lines.gpkg"},
          make};
}

}  // namespace wangge::analysis
