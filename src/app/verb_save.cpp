#include "app/inputs.h"
#include "app/verbs.h"
#include "base/i18n.h"
#include "base/time.h"

namespace wangge::app {
namespace {

struct Options {
  std::vector<std::string> files;
  std::string output, plan, in_force;
  InputOptions input;
};

int run(const Options& options) {
  const auto read = options.input.parse();
  if (!read) return fail(read.error());
  const auto day = parse_time(options.in_force);
  if (!options.in_force.empty() && !day) {
    return fail({ErrorCode::invalid_argument, "--in-force",
                 trf("“{}” is no day.", options.in_force), tr("Write a day as 2026-03-01.")});
  }
  session::Session session;
  if (open_and_report(session, options.files, *read) > 0) return exit_input_error;
  if (!options.plan.empty()) session.apply(session::OpenPlan{options.plan});
  if (day) session.apply(session::PutInForce{*day});
  if (report_notices(session) > 0) return exit_input_error;
  session.apply(session::SaveWorkspace{options.output});
  session.wait();
  return report_notices(session) > 0 ? exit_input_error : exit_fine;
}

}  // namespace

void add_save(CLI::App& app, Job& job) {
  CLI::App* verb = app.add_subcommand(
      "save", tr("save files as one workspace: a GeoPackage with layers, plans and their history"));
  auto options = std::make_shared<Options>();
  verb->add_option("FILE", options->files, tr("files to open, or a workspace"))->required();
  verb->add_option("-o,--output", options->output, tr("the workspace"))->required();
  verb->add_option("--plan", options->plan, tr("plan file that becomes the plan"));
  verb->add_option("--in-force", options->in_force,
                   tr("day from which the plan is in force; the one before is kept"));
  options->input.add_to(*verb);
  verb->footer(tr("Example: wangge save units.geojson grids.geojson tickets.csv -o street.gpkg"));
  verb->callback([options, &job] { job = [options] { return run(*options); }; });
}

}  // namespace wangge::app
