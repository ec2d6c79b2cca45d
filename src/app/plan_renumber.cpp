#include <fmt/format.h>

#include "analysis/grid_codes.h"
#include "app/plan_output.h"
#include "base/i18n.h"

namespace wangge::app {
namespace {

struct Options {
  PlanInput input;
  PlanOutput output;
  analysis::CodeRule rule;
  bool json = false;
};

int run(const Options& options) {
  session::Session session;
  if (const int code = options.input.open(session); code != exit_fine) return code;
  const session::PlanView& view = *session.snapshot().plan;
  const auto changes = analysis::new_codes(*view.ground, *view.plan, options.rule);
  if (!changes) return fail(changes.error());
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const analysis::CodeChange& change : *changes) {
    const std::string name = analysis::grid_name(*view.plan, change.grid);
    list.push_back({{"name", name}, {"before", change.from}, {"now", change.to}});
    if (!options.json) fmt::print("{}\t{}\t{}\n", name, change.from, change.to);
  }
  const std::size_t grids = view.plan->grids.size();
  if (options.json) {
    fmt::print("{}\n", list.dump(2));
  } else {
    fmt::print("{}\n", trf("{} of {} grids get another code.", changes->size(), grids));
  }
  if (options.output.path.empty()) return exit_fine;
  session.apply(session::RenumberGrids{options.rule});
  return options.output.write(session, options.json ? stderr : stdout);
}

}  // namespace

void add_plan_renumber(CLI::App& plan, Job& job) {
  CLI::App* verb = plan.add_subcommand(
      "renumber", tr("give grids codes by a pattern, from west to east and north to south"));
  auto options = std::make_shared<Options>();
  options->input.add_to(*verb);
  verb->add_option("--pattern", options->rule.pattern,
                   tr("places: {community}, {name}, {number:02}"))
      ->capture_default_str();
  verb->add_option("--first", options->rule.first, tr("number of the first grid (1)"));
  verb->add_option("--reserved", options->rule.reserved,
                   tr("a code that no grid gets; can be given several times"))
      ->allow_extra_args(false);
  verb->add_flag("--json", options->json, tr("answer as JSON"));
  options->output.add_to(*verb, false);
  verb->footer(
      tr("Example: wangge plan renumber units.geojson grids.geojson communities.geojson "
         "--pattern {community}{number:03} -o grids.gpkg"));
  verb->callback([options, &job] { job = [options] { return run(*options); }; });
}

}  // namespace wangge::app
