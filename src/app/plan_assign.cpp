#include <fmt/format.h>

#include <map>
#include <unordered_map>

#include "app/plan_input.h"
#include "base/i18n.h"
#include "io/plan_file.h"

namespace wangge::app {
namespace {

struct Options {
  PlanInput input;
  std::vector<std::string> units;
  std::string to, moves, output;
  bool release = false, fill = false, json = false;
};

using Wishes = std::map<model::GridIndex, model::Rows>;

Result<model::Rows> rows_of(const model::Plan& plan, const std::vector<std::string>& ids) {
  std::unordered_map<std::string, std::uint32_t> row_of;
  for (std::size_t unit = 0; unit < plan.unit_ids.size(); ++unit) {
    row_of.emplace(plan.unit_ids[unit], static_cast<std::uint32_t>(unit));
  }
  model::Rows rows;
  for (const std::string& id : ids) {
    const auto found = row_of.find(id);
    if (found == row_of.end()) {
      return Error{ErrorCode::not_found, "--unit", trf("There is no unit “{}”.", id),
                   tr("Look up the name of the unit in the layer of units.")};
    }
    rows.push_back(found->second);
  }
  return rows;
}

/// What the command line asks for, grid by grid.
Result<Wishes> wishes_of(const model::Plan& plan, const Options& options) {
  Wishes wishes;
  if (!options.units.empty()) {
    auto rows = rows_of(plan, options.units);
    if (!rows) return rows.error();
    model::GridIndex grid = model::unassigned;
    if (!options.release) {
      const auto named = grid_of_code(plan, options.to, "--to");
      if (!named) return named.error();
      grid = *named;
    }
    wishes[grid] = std::move(*rows);
  }
  if (!options.moves.empty()) {
    const auto asked = io::read_plan_file(options.moves, plan);
    if (!asked) return asked.error();
    for (std::uint32_t unit = 0; unit < asked->grid_of_unit.size(); ++unit) {
      const model::GridIndex grid = asked->grid_of_unit[unit];
      if (grid != model::unassigned) wishes[grid].push_back(unit);
    }
  }
  return wishes;
}

int run(const Options& options) {
  if (options.units.empty() != (options.to.empty() && !options.release) ||
      (!options.to.empty() && options.release)) {
    return fail({ErrorCode::invalid_argument, "--unit",
                 tr("Units and what becomes of them go together."),
                 tr("Give --unit with --to GRID or with --release.")});
  }
  session::Session session;
  if (const int code = options.input.open(session); code != exit_fine) return code;
  const auto before = session.snapshot().plan->plan;
  const auto wishes = wishes_of(*before, options);
  if (!wishes) return fail(wishes.error());
  std::size_t asked = 0, moved = 0, refused = 0;
  for (const auto& [grid, rows] : *wishes) {
    session.apply(session::AssignUnits{rows, grid});
    for (const std::uint32_t unit : rows) {
      asked += before->grid_of_unit[unit] != grid ? 1 : 0;
      refused += session.snapshot().plan->plan->grid_of_unit[unit] != grid ? 1 : 0;
    }
  }
  if (options.fill) session.apply(session::FillUnassigned{});
  session.wait();
  const auto after = session.snapshot().plan->plan;
  std::size_t unassigned = 0;
  for (std::size_t unit = 0; unit < after->grid_of_unit.size(); ++unit) {
    moved += after->grid_of_unit[unit] != before->grid_of_unit[unit] ? 1 : 0;
    unassigned += after->grid_of_unit[unit] == model::unassigned ? 1 : 0;
  }
  if (report_notices(session, stderr) > 0) return exit_input_error;
  if (!options.output.empty()) {
    session.apply(session::SavePlan{options.output});
    session.wait();
    if (report_notices(session, options.json ? stderr : stdout) > 0) return exit_input_error;
  }
  if (options.json) {
    fmt::print(
        "{}\n",
        nlohmann::ordered_json{
            {"asked", asked}, {"moved", moved}, {"refused", refused}, {"unassigned", unassigned}}
            .dump(2));
  } else {
    fmt::print("{}\n", trf("{} units are in another grid now, {} were refused, {} are in no grid.",
                           moved, refused, unassigned));
  }
  return refused > 0 ? exit_findings : exit_fine;
}

}  // namespace

void add_plan_assign(CLI::App& plan, Job& job) {
  CLI::App* verb = plan.add_subcommand(
      "assign", tr("give units to grids, as locks and communities allow, and save the plan"));
  auto options = std::make_shared<Options>();
  options->input.add_to(*verb);
  verb->add_option("--unit", options->units, tr("a unit; can be given several times"))
      ->allow_extra_args(false);
  verb->add_option("--to", options->to, tr("code of the grid these units go to"));
  verb->add_flag("--release", options->release, tr("these units go to no grid"));
  verb->add_option("--moves", options->moves,
                   tr("file with unit and grid in every line; units not named stay"));
  verb->add_flag("--fill", options->fill,
                 tr("units of no grid go to the neighbour with the longest border"));
  verb->add_option("-o,--output", options->output, tr("plan file to write"));
  verb->add_flag("--json", options->json, tr("answer as JSON"));
  verb->footer(
      tr("Example: wangge plan assign units.geojson grids.geojson --unit U0012 --to "
         "440402001003 -o new.csv"));
  verb->callback([options, &job] { job = [options] { return run(*options); }; });
}

}  // namespace wangge::app
