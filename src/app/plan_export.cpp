#include "app/plan_output.h"
#include "base/i18n.h"

namespace wangge::app {
namespace {

struct Options {
  PlanInput input;
  PlanOutput output;
};

int run(const Options& options) {
  // A system that is none is said before files are read.
  if (const auto writing = options.output.writing.parse(); !writing) return fail(writing.error());
  session::Session session;
  if (const int code = options.input.open(session); code != exit_fine) return code;
  return options.output.write(session);
}

}  // namespace

void add_plan_export(CLI::App& plan, Job& job) {
  CLI::App* verb = plan.add_subcommand(
      "export", tr("write a plan: .csv and .txt as unit and grid, .gpkg, .geojson and .shp as "
                   "outlines without gap or overlap"));
  auto options = std::make_shared<Options>();
  options->input.add_to(*verb);
  options->output.add_to(*verb, true);
  verb->footer(
      tr("Example: wangge plan export units.geojson grids.geojson --plan new.csv -o "
         "grids.gpkg"));
  verb->callback([options, &job] { job = [options] { return run(*options); }; });
}

}  // namespace wangge::app
