#pragma once

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "app/inputs.h"
#include "app/verbs.h"

namespace wangge::app {

/// What the verbs of `wangge plan` work on: the files a plan stands on, the plan, and by what it is
/// judged. The numbers are the window's, because the same session is asked.
struct PlanInput {
  std::vector<std::string> files;  ///< what each is, is found out
  std::string units, grids, buildings, communities, plan;
  std::vector<std::string> barriers;  ///< files of lines or areas that nobody crosses
  std::string gates;                  ///< file of places where they can be crossed
  std::string measure, band;
  double tolerance_percent = 10;
  InputOptions input;

  void add_to(CLI::App& verb);
  /// Opens all files and begins the plan; what goes wrong is printed.
  /// returns  exit_fine, or what the verb has to return
  int open(session::Session& session) const;

 private:
  int open_barriers(session::Session& session, io::ReadOptions read) const;
};

/// The word that --measure takes for it.
const char* key_of(analysis::BalanceMeasure measure);

/// The place of the grid of this code.
/// errors  not_found, with the codes there are
Result<model::GridIndex> grid_of_code(const model::Plan& plan, const std::string& code,
                                      const std::string& where);

/// A number of the plan's units, or null where no unit has any.
nlohmann::ordered_json number_or_null(double value, bool known);

// Each adds one verb to `wangge plan`.
void add_plan_build(CLI::App& plan, Job& job);
void add_plan_metrics(CLI::App& plan, Job& job);
void add_plan_assign(CLI::App& plan, Job& job);
void add_plan_export(CLI::App& plan, Job& job);
void add_plan_diff(CLI::App& plan, Job& job);
void add_plan_check(CLI::App& plan, Job& job);
void add_plan_renumber(CLI::App& plan, Job& job);

}  // namespace wangge::app
