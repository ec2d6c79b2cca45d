#include "app/plan_input.h"
#include "base/i18n.h"

namespace wangge::app {

void add_plan(CLI::App& app, Job& job) {
  CLI::App* plan = app.add_subcommand(
      "plan", tr("redraw grids: make units, figures, assignments, files for others"));
  plan->require_subcommand(1);
  add_plan_build(*plan, job);
  add_plan_metrics(*plan, job);
  add_plan_assign(*plan, job);
  add_plan_diff(*plan, job);
  add_plan_check(*plan, job);
  add_plan_renumber(*plan, job);
  add_plan_export(*plan, job);
  for (CLI::App* verb : plan->get_subcommands({})) {
    verb->set_help_flag("-h,--help", tr("show this help"));
  }
}

}  // namespace wangge::app
