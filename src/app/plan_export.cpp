#include <fmt/format.h>

#include <algorithm>

#include "app/plan_output.h"
#include "base/i18n.h"

namespace wangge::app {
namespace {

struct Options {
  PlanInput input;
  PlanOutput output;
  bool json = false;
};

nlohmann::ordered_json as_json(const session::Snapshot& snapshot, const std::string& path) {
  const model::Plan& plan = *snapshot.plan->plan;
  const auto grids = std::ranges::count_if(
      plan.grids, [](const model::GridRecord& grid) { return !grid.retired; });
  return {{"file", path},
          {"plan", plan.name},
          {"grids", grids},
          {"units", plan.grid_of_unit.size()},
          {"unassigned", std::ranges::count(plan.grid_of_unit, model::unassigned)}};
}

int run(const Options& options) {
  // A system that is none is said before files are read.
  if (const auto writing = options.output.writing.parse(); !writing) return fail(writing.error());
  session::Session session;
  if (const int code = options.input.open(session); code != exit_fine) return code;
  const int code = options.output.write(session, options.json ? stderr : stdout);
  if (options.json && code == exit_fine) {
    fmt::print("{}\n", as_json(session.snapshot(), options.output.path).dump(2));
  }
  return code;
}

}  // namespace

void add_plan_export(CLI::App& plan, Job& job) {
  CLI::App* verb = plan.add_subcommand(
      "export", tr("write a plan: .csv and .txt as unit and grid, .gpkg, .geojson and .shp as "
                   "outlines without gap or overlap"));
  auto options = std::make_shared<Options>();
  options->input.add_to(*verb);
  options->output.add_to(*verb, true);
  verb->add_flag("--json", options->json, tr("answer as JSON"));
  verb->footer(
      tr("Example: wangge plan export units.geojson grids.geojson --plan new.csv -o "
         "grids.gpkg"));
  verb->callback([options, &job] { job = [options] { return run(*options); }; });
}

}  // namespace wangge::app
