#include <fmt/format.h>

#include "app/plan_input.h"
#include "base/i18n.h"

namespace wangge::app {
namespace {

using nlohmann::ordered_json;

struct Options {
  PlanInput input;
  bool json = false;
};

ordered_json figures_as_json(const analysis::PlanGround& ground,
                             const analysis::GridFigures& figures) {
  return {{"units", figures.units},
          {"households", number_or_null(figures.households, ground.has_households)},
          {"population", number_or_null(figures.population, ground.has_population)},
          {"buildings", number_or_null(figures.buildings, ground.has_buildings)},
          {"area_m2", figures.area_m2}};
}

ordered_json grid_as_json(const session::PlanView& view, std::size_t grid) {
  const model::GridRecord& record = view.plan->grids[grid];
  const analysis::GridFigures& figures = (*view.figures)[grid];
  const analysis::GridBalance& balance = view.balance->grids[grid];
  ordered_json one{{"grid", record.code}, {"name", record.name}, {"community", record.community}};
  one.update(figures_as_json(*view.ground, figures));
  one["perimeter_m"] = figures.perimeter_m;
  one["pieces"] = figures.pieces;
  one["ideal"] = balance.ideal;
  one["deviation"] = balance.deviation;
  one["off_band"] = balance.off_band;
  one["polsby_popper"] = figures.shape.polsby_popper;
  one["schwartzberg"] = figures.shape.schwartzberg;
  one["reock"] = figures.shape.reock;
  one["convex_hull"] = figures.shape.hull;
  return one;
}

ordered_json as_json(const session::PlanView& view) {
  const analysis::PlanBalance& balance = *view.balance;
  const analysis::PlanGround& ground = *view.ground;
  ordered_json json{{"plan", view.plan->name},
                    {"units", ground.size()},
                    {"measure", key_of(view.options.measure)},
                    {"band", {view.options.band_low, view.options.band_high}},
                    {"tolerance", view.options.tolerance}};
  if (!view.barriers.barriers.empty()) json["neighbours_cut"] = ground.neighbours_cut;
  ordered_json grids = ordered_json::array(), communities = ordered_json::array();
  for (std::size_t g = 0; g < view.plan->grids.size(); ++g) {
    if (!view.plan->grids[g].retired) grids.push_back(grid_as_json(view, g));
  }
  for (const analysis::CommunityBalance& one : balance.communities) {
    communities.push_back({{"community", one.community == analysis::PlanGround::no_community
                                             ? ordered_json()
                                             : ordered_json(ground.communities[one.community])},
                           {"grids", one.grids},
                           {"total", one.total},
                           {"unassigned", one.unassigned},
                           {"ideal", one.ideal},
                           {"spread", one.spread}});
  }
  json["grids"] = std::move(grids);
  json["communities"] = std::move(communities);
  json["unassigned"] = figures_as_json(ground, view.figures->back());
  json["worst_deviation"] = balance.worst;
  json["spread"] = balance.spread;
  json["variation"] = balance.variation;
  json["gini"] = balance.gini;
  json["lower_bound"] = balance.lower_bound;
  json["beyond_tolerance"] = balance.beyond_tolerance;
  json["beyond_band"] = balance.beyond_band;
  return json;
}

std::string rounded(double value, bool known) {
  return known ? with_separators(std::llround(value)) : "–";
}

void print_table(const session::PlanView& view) {
  const analysis::PlanGround& ground = *view.ground;
  fmt::print("{}\n", tr("code\tname\tcommunity\tunits\thouseholds\tresidents\tbuildings\t"
                        "area (m²)\tdeviation\toff the norm\tpieces\tPolsby–Popper"));
  for (std::size_t g = 0; g < view.plan->grids.size(); ++g) {
    const model::GridRecord& record = view.plan->grids[g];
    if (record.retired) continue;
    const analysis::GridFigures& figures = (*view.figures)[g];
    const analysis::GridBalance& balance = view.balance->grids[g];
    fmt::print("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{:+.1f} %\t{:+.0f}\t{}\t{:.2f}\n", record.code,
               record.name, record.community, figures.units,
               rounded(figures.households, ground.has_households),
               rounded(figures.population, ground.has_population),
               rounded(figures.buildings, ground.has_buildings), rounded(figures.area_m2, true),
               balance.deviation * 100, balance.off_band, figures.pieces,
               figures.shape.polsby_popper);
  }
  if (!view.barriers.barriers.empty()) {
    fmt::print("{}\n", trf("Barriers part {} pairs of units.", ground.neighbours_cut));
  }
  const analysis::GridFigures& left = view.figures->back();
  fmt::print("{}\n", trf("Unassigned: {} units with {} households.", left.units,
                         rounded(left.households, ground.has_households)));
  fmt::print("{}\n",
             trf("Largest deviation {:.1f} %, top to bottom {:.1f} %, Gini {:.3f}; {} grids beyond "
                 "{:.0f} %, {} off the norm of {:.0f} to {:.0f} households.",
                 view.balance->worst * 100, view.balance->spread * 100, view.balance->gini,
                 view.balance->beyond_tolerance, view.options.tolerance * 100,
                 view.balance->beyond_band, view.options.band_low, view.options.band_high));
}

int run(const Options& options) {
  session::Session session;
  if (const int code = options.input.open(session); code != exit_fine) return code;
  const session::PlanView& view = *session.snapshot().plan;
  if (options.json) {
    fmt::print("{}\n", as_json(view).dump(2));
  } else {
    print_table(view);
  }
  return exit_fine;
}

}  // namespace

void add_plan_metrics(CLI::App& plan, Job& job) {
  CLI::App* verb = plan.add_subcommand("metrics", tr("the figures of every grid"));
  auto options = std::make_shared<Options>();
  options->input.add_to(*verb);
  verb->add_flag("--json", options->json, tr("answer as JSON"));
  verb->footer(tr("Example: wangge plan metrics units.geojson grids.geojson buildings.shp --json"));
  verb->callback([options, &job] { job = [options] { return run(*options); }; });
}

}  // namespace wangge::app
