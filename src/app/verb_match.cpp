#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "analysis/address_match.h"
#include "app/inputs.h"
#include "app/tables.h"
#include "app/verbs.h"
#include "base/i18n.h"

namespace wangge::app {
namespace {

struct Options {
  std::string tickets, buildings, aliases, output, rejects;
  std::vector<std::string> building_columns;
  double min_score = analysis::usual_min_score;
  double tolerance_m = 100;
  bool check = false, json = false;
  InputOptions input;
  WritingOptions writing;
};

std::string number(std::size_t count) { return with_separators(static_cast<long long>(count)); }

Result<std::vector<analysis::AddressAlias>> read_aliases(const std::string& path) {
  if (path.empty()) return std::vector<analysis::AddressAlias>();
  const auto table = read_one_layer(path, {});
  if (!table) return table.error();
  return analysis::aliases_of(*table->layer);
}

nlohmann::ordered_json as_json(const analysis::AddressMatching& matching) {
  nlohmann::ordered_json levels, faults, bands;
  for (std::size_t i = 0; i < matching.by_level.size(); ++i) {
    levels[std::string(analysis::address_level_key(analysis::all_address_levels[i]))] =
        matching.by_level[i];
  }
  for (std::size_t i = 0; i < matching.by_fault.size(); ++i) {
    faults[std::string(analysis::address_fault_key(analysis::all_address_faults[i]))] =
        matching.by_fault[i];
  }
  for (std::size_t i = 0; i < matching.by_band.size(); ++i) {
    bands.push_back({{"from", analysis::score_bands[i]}, {"rows", matching.by_band[i]}});
  }
  return {{"rows", matching.rows.size()},           {"matched", matching.matched},
          {"matched_by_level", std::move(levels)},  {"matched_by_score", std::move(bands)},
          {"ambiguous", matching.ambiguous},        {"rejected", matching.rejected},
          {"rejected_by_reason", std::move(faults)}};
}

void print(const analysis::AddressMatching& matching) {
  fmt::print("{}\n", trf("matched {} + ambiguous {} + rejected {} = {} rows",
                         number(matching.matched), number(matching.ambiguous),
                         number(matching.rejected), number(matching.rows.size())));
  for (std::size_t i = 0; i < matching.by_level.size(); ++i) {
    if (matching.by_level[i] == 0) continue;
    fmt::print("  {}\n", trf("matched {}: {}", number(matching.by_level[i]),
                             analysis::address_level_name(analysis::all_address_levels[i])));
  }
  for (std::size_t i = 0; i < matching.by_band.size(); ++i) {
    if (matching.by_band[i] == 0) continue;
    fmt::print("  {}\n",
               trf("score {}: {}", analysis::score_band_name(i), number(matching.by_band[i])));
  }
  for (std::size_t i = 0; i < matching.by_fault.size(); ++i) {
    if (matching.by_fault[i] == 0) continue;
    fmt::print("  {}\n", trf("rejected {}: {}", number(matching.by_fault[i]),
                             analysis::address_fault_name(analysis::all_address_faults[i])));
  }
}

int run_check(const Options& options, const model::Layer& tickets, const model::Layer& buildings,
              const analysis::AddressMatching& matching) {
  std::size_t compared = 0;
  const auto conflicts =
      analysis::check_addresses(tickets, buildings, matching, options.tolerance_m, compared);
  const model::Column& addresses = *tickets.field(model::Field::address);
  if (options.json) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const auto& conflict : conflicts) {
      list.push_back({{"row", conflict.row + 1},
                      {"ticket", tickets.label(conflict.row)},
                      {"address", addresses.text(conflict.row)},
                      {"building", buildings.label(conflict.building)},
                      {"distance_m", conflict.distance_m}});
    }
    const nlohmann::ordered_json answer{{"rows", tickets.size()},
                                        {"compared", compared},
                                        {"tolerance_m", options.tolerance_m},
                                        {"conflicts", std::move(list)}};
    fmt::print("{}\n", answer.dump(2));
  } else {
    for (const auto& conflict : conflicts) {
      fmt::print("{}\n", trf("row {}, {}: {:.0f} m from {}, which “{}” names", conflict.row + 1,
                             tickets.label(conflict.row), conflict.distance_m,
                             buildings.label(conflict.building), addresses.text(conflict.row)));
    }
    fmt::print("{}\n",
               trf("{} of {} rows have a place and a known address; {} lie more than {:g} m apart.",
                   number(compared), number(tickets.size()), number(conflicts.size()),
                   options.tolerance_m));
  }
  return conflicts.empty() ? exit_fine : exit_findings;
}

int run(const Options& options) {
  auto read = options.input.parse();
  if (!read) return fail(read.error());
  const auto writing = options.writing.parse();
  if (!writing) return fail(writing.error());
  io::ReadOptions for_buildings;
  for_buildings.allow_network = read->allow_network;
  for_buildings.role = model::Role::buildings;
  auto columns = parse_columns(options.building_columns, "--building-column");
  if (!columns) return fail(columns.error());
  for_buildings.columns = *columns;
  const auto buildings = read_one_layer(options.buildings, for_buildings);
  if (!buildings) return fail(buildings.error());
  if (!read->role) read->role = model::Role::tickets;
  read->target_crs = buildings->crs;
  const auto tickets = read_one_layer(options.tickets, *read);
  if (!tickets) return fail(tickets.error());
  const auto aliases = read_aliases(options.aliases);
  if (!aliases) return fail(aliases.error());

  Progress progress;
  const auto matching = analysis::match_addresses(*tickets->layer, *buildings->layer, *aliases,
                                                  options.min_score, progress);
  if (!matching) return fail(matching.error());
  if (options.check) return run_check(options, *tickets->layer, *buildings->layer, *matching);

  if (options.json) {
    fmt::print("{}\n", as_json(*matching).dump(2));
  } else {
    print(*matching);
  }
  std::FILE* const done = options.json ? stderr : stdout;
  const bool all = matching->matched == matching->rows.size();
  if (!options.output.empty() && matching->matched > 0) {
    const int code =
        write_and_report(analysis::matched_layer(*tickets->layer, *buildings->layer, *matching),
                         buildings->crs, options.output, *writing, done);
    if (code != exit_fine) return code;
  }
  if (!options.rejects.empty() && !all) {
    const int code =
        write_and_report(analysis::reject_layer(*tickets->layer, *buildings->layer, *matching),
                         buildings->crs, options.rejects, *writing, done);
    if (code != exit_fine) return code;
  }
  return all ? exit_fine : exit_findings;
}

}  // namespace

void add_match(CLI::App& app, Job& job) {
  CLI::App* verb = app.add_subcommand(
      "match", tr("find the buildings that addresses name; exit code 1 when some are not found"));
  auto options = std::make_shared<Options>();
  verb->add_option("TICKETS", options->tickets, tr("table with addresses"))->required();
  verb->add_option("--buildings", options->buildings, tr("buildings to find them in"))->required();
  verb->add_option("--building-column", options->building_columns,
                   tr("FIELD=COLUMN of the buildings: estate, address, name, community"));
  verb->add_option("--aliases", options->aliases,
                   tr("table of other names: the other name, then the estate's"));
  verb->add_option("--min-score", options->min_score,
                   tr("what scores less is rejected and proposed; 0 to 1"))
      ->check(CLI::Range(0.0, 1.0));
  verb->add_option("-o,--output", options->output, tr("file for the matched rows"));
  verb->add_option("--rejects", options->rejects, tr("file for the others, with the reasons"));
  verb->add_flag("--check", options->check,
                 tr("list the rows whose place lies far from their address"));
  verb->add_option("--tolerance", options->tolerance_m, tr("metres that --check puts up with"))
      ->check(CLI::NonNegativeNumber);
  verb->add_flag("--json", options->json, tr("answer as JSON"));
  options->writing.add_to(*verb);
  options->input.add_to(*verb);
  verb->footer(
      tr("Example: wangge match calls.csv --buildings buildings.shp -o matched.gpkg --rejects "
         "rejects.csv"));
  verb->callback([options, &job] { job = [options] { return run(*options); }; });
}

}  // namespace wangge::app
