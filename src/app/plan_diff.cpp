#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/plan_input.h"
#include "base/i18n.h"
#include "io/masking.h"

namespace wangge::app {
namespace {

using analysis::Flow;
using analysis::grid_name;
using analysis::UnitSums;
using model::GridIndex;
using nlohmann::ordered_json;

struct Options {
  PlanInput input;
  std::string with;
  bool json = false, unmasked = false;
};

/// Two plans and what is between them.
struct Difference {
  const session::PlanView& view;
  const session::ComparisonView& with;
  std::vector<analysis::ChangedBuilding> buildings;

  const model::Plan& before() const { return *with.plan; }
  const model::Plan& now() const { return *view.plan; }
  const analysis::PlanComparison& result() const { return *with.result; }
};

std::string code_of(const model::Plan& plan, GridIndex grid) {
  const auto place = static_cast<std::size_t>(grid);
  return place < plan.grids.size() ? plan.grids[place].code : "";
}
std::string officers_of(const model::Plan& plan, GridIndex grid) {
  const auto place = static_cast<std::size_t>(grid);
  return place < plan.grids.size() ? plan.grids[place].officers : "";
}
ordered_json code_or_null(const model::Plan& plan, GridIndex grid) {
  return grid == model::unassigned ? ordered_json() : ordered_json(code_of(plan, grid));
}

ordered_json as_json(const analysis::PlanGround& ground, const UnitSums& sums) {
  return {{"units", sums.units},
          {"households", number_or_null(sums.households, ground.has_households)},
          {"population", number_or_null(sums.population, ground.has_population)},
          {"buildings", number_or_null(sums.buildings, ground.has_buildings)},
          {"area_m2", sums.area_m2}};
}

ordered_json grids_as_json(const Difference& difference) {
  ordered_json grids = ordered_json::array();
  const analysis::PlanComparison& result = difference.result();
  const auto has = [](const std::vector<GridIndex>& list, GridIndex grid) {
    return std::find(list.begin(), list.end(), grid) != list.end();
  };
  for (std::uint32_t g = 0; g < result.before_of.size(); ++g) {
    const GridIndex grid{g};
    if (!difference.now().is_open(grid)) continue;
    const GridIndex was = result.before_of[g];
    grids.push_back({{"before", code_or_null(difference.before(), was)},
                     {"now", code_of(difference.now(), grid)},
                     {"name", grid_name(difference.now(), grid)},
                     {"fate", was == model::unassigned    ? "born"
                              : has(result.renamed, grid) ? "renamed"
                                                          : "kept"}});
  }
  for (const GridIndex grid : result.ended) {
    grids.push_back({{"before", code_of(difference.before(), grid)},
                     {"now", nullptr},
                     {"name", grid_name(difference.before(), grid)},
                     {"fate", "ended"}});
  }
  return grids;
}

ordered_json buildings_as_json(const Difference& difference, bool unmasked) {
  ordered_json list = ordered_json::array();
  const auto& layer = difference.view.ground->building_layer;
  const auto text_of = [&](model::Field field, std::uint32_t row) {
    const model::Column* column = layer->field(field);
    return column == nullptr ? std::string() : column->text(row);
  };
  for (const analysis::ChangedBuilding& one : difference.buildings) {
    const std::string chief = text_of(model::Field::chief, one.row);
    list.push_back({{"row", one.row + 1},
                    {"building", layer->label(one.row)},
                    {"address", text_of(model::Field::address, one.row)},
                    {"households", text_of(model::Field::households, one.row)},
                    {"chief", unmasked ? chief : io::masked(chief)},
                    {"from", code_or_null(difference.before(), one.before)},
                    {"to", code_or_null(difference.now(), one.now)},
                    {"officers_before", officers_of(difference.before(), one.before)},
                    {"officers_now", officers_of(difference.now(), one.now)}});
  }
  return list;
}

ordered_json as_json(const Difference& difference, bool unmasked) {
  const analysis::PlanGround& ground = *difference.view.ground;
  const analysis::PlanComparison& result = difference.result();
  ordered_json flows = ordered_json::array(), units = ordered_json::array();
  for (const Flow& flow : result.flows) {
    ordered_json one{{"from", code_or_null(difference.before(), flow.before)},
                     {"to", code_or_null(difference.now(), flow.now)},
                     {"stays", flow.stays}};
    one.update(as_json(ground, flow.sums));
    flows.push_back(std::move(one));
  }
  for (const std::uint32_t unit : result.moved) {
    units.push_back(
        {{"unit", difference.now().unit_ids[unit]},
         {"from", code_or_null(difference.before(), difference.before().grid_of_unit[unit])},
         {"to", code_or_null(difference.now(), difference.now().grid_of_unit[unit])}});
  }
  return {{"before", difference.with.name},
          {"now", difference.now().name},
          {"total", as_json(ground, result.total)},
          {"moved", as_json(ground, result.moved_sums)},
          {"new_officer_households",
           number_or_null(result.new_officer_households, ground.has_households)},
          {"grids", grids_as_json(difference)},
          {"flows", std::move(flows)},
          {"moved_units", std::move(units)},
          {"changed_buildings", buildings_as_json(difference, unmasked)}};
}

std::string whole(double number) { return with_separators(std::llround(number)); }

void print_text(const Difference& difference, bool unmasked) {
  const analysis::PlanComparison& result = difference.result();
  std::vector<Flow> flows;
  for (const Flow& flow : result.flows) {
    if (!flow.stays) flows.push_back(flow);
  }
  std::stable_sort(flows.begin(), flows.end(), [](const Flow& a, const Flow& b) {
    return a.sums.households > b.sums.households;
  });
  if (!flows.empty()) {
    fmt::print("{}\n", tr("from\tto\tunits\thouseholds\tresidents\tbuildings"));
  }
  for (const Flow& flow : flows) {
    fmt::print("{}\t{}\t{}\t{}\t{}\t{}\n", grid_name(difference.before(), flow.before),
               grid_name(difference.now(), flow.now), flow.sums.units, whole(flow.sums.households),
               whole(flow.sums.population), whole(flow.sums.buildings));
  }
  for (const GridIndex grid : result.born) {
    fmt::print("{}\n", trf("New: {}", grid_name(difference.now(), grid)));
  }
  for (const GridIndex grid : result.ended) {
    fmt::print("{}\n", trf("Ended: {}", grid_name(difference.before(), grid)));
  }
  for (const GridIndex grid : result.renamed) {
    const GridIndex was = result.before_of[static_cast<std::size_t>(grid)];
    fmt::print("{}\n", trf("Renamed: {} {}, now {} {}", code_of(difference.before(), was),
                           grid_name(difference.before(), was), code_of(difference.now(), grid),
                           grid_name(difference.now(), grid)));
  }
  if (!difference.buildings.empty()) {
    fmt::print("{}\n", tr("building\taddress\tstairwell chief\tfrom\tto"));
  }
  const auto& layer = difference.view.ground->building_layer;
  for (const analysis::ChangedBuilding& one : difference.buildings) {
    const auto text_of = [&](model::Field field) {
      const model::Column* column = layer->field(field);
      return column == nullptr ? std::string() : column->text(one.row);
    };
    const std::string chief = text_of(model::Field::chief);
    fmt::print("{}\t{}\t{}\t{}\t{}\n", layer->label(one.row), text_of(model::Field::address),
               unmasked ? chief : io::masked(chief), grid_name(difference.before(), one.before),
               grid_name(difference.now(), one.now));
  }
  fmt::print("{}\n", trf("{} of {} households are in another grid ({} units, {} buildings); {} get "
                         "new officers.",
                         whole(result.moved_sums.households), whole(result.total.households),
                         result.moved.size(), whole(result.moved_sums.buildings),
                         whole(result.new_officer_households)));
}

int run(const Options& options) {
  session::Session session;
  if (const int code = options.input.open(session); code != exit_fine) return code;
  session.apply(session::ComparePlan{options.with});
  if (report_notices(session, stderr) > 0) return exit_input_error;
  const session::Snapshot& snapshot = session.snapshot();
  const Difference difference{
      *snapshot.plan, *snapshot.comparison,
      analysis::changed_buildings(*snapshot.plan->ground, *snapshot.comparison->plan,
                                  *snapshot.plan->plan, *snapshot.comparison->result)};
  if (options.json) {
    fmt::print("{}\n", as_json(difference, options.unmasked).dump(2));
  } else {
    print_text(difference, options.unmasked);
  }
  return exit_fine;
}

}  // namespace

void add_plan_diff(CLI::App& plan, Job& job) {
  CLI::App* verb = plan.add_subcommand(
      "diff", tr("who moves from which grid to which, after matching the grids of two plans"));
  auto options = std::make_shared<Options>();
  options->input.add_to(*verb);
  verb->add_option("--with", options->with,
                   tr("plan file of before; without it the plan that the layers have"));
  verb->add_flag("--json", options->json, tr("answer as JSON"));
  verb->add_flag("--unmasked", options->unmasked, tr("write names and phone numbers as they are"));
  verb->footer(
      tr("Example: wangge plan diff units.geojson grids.geojson buildings.shp --plan new.csv"));
  verb->callback([options, &job] { job = [options] { return run(*options); }; });
}

}  // namespace wangge::app
