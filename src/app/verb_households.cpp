#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "analysis/households.h"
#include "app/inputs.h"
#include "app/tables.h"
#include "app/verbs.h"
#include "base/i18n.h"

namespace wangge::app {
namespace {

struct Options {
  std::string buildings, communities, table, key, value, output;
  std::vector<std::string> community_columns;
  bool json = false;
  InputOptions input;
  WritingOptions writing;
};

/// What the table says of every building.
Result<std::vector<std::int64_t>> read_known(const Options& options, const model::Layer& buildings,
                                             bool allow_network) {
  if (options.table.empty()) return std::vector<std::int64_t>(buildings.size(), -1);
  const auto keys = parse_key_pair(options.key);
  if (!keys) return keys.error();
  io::ReadOptions plain;
  plain.allow_network = allow_network;
  const auto table = read_one_layer(options.table, plain);
  if (!table) return table.error();
  return analysis::known_from_table(buildings, keys->second, *table->layer, keys->first,
                                    options.value);
}

int run(const Options& options) {
  auto read = options.input.parse();
  if (!read) return fail(read.error());
  const auto writing = options.writing.parse();
  if (!writing) return fail(writing.error());
  if (options.communities.empty() && options.table.empty()) {
    return fail({ErrorCode::invalid_argument, "--communities",
                 tr("There is nothing to take the households from."),
                 tr("Give --communities, --table or both.")});
  }
  if (!read->role) read->role = model::Role::buildings;
  const auto buildings = read_one_layer(options.buildings, *read);
  if (!buildings) return fail(buildings.error());
  const auto known = read_known(options, *buildings->layer, read->allow_network);
  if (!known) return fail(known.error());
  std::vector<std::int64_t> households = *known;
  nlohmann::ordered_json answer{
      {"buildings", buildings->layer->size()},
      {"from_table", std::count_if(known->begin(), known->end(), [](auto n) { return n >= 0; })}};
  bool kept = true;
  if (!options.communities.empty()) {
    io::ReadOptions for_communities;
    for_communities.allow_network = read->allow_network;
    for_communities.role = model::Role::communities;
    for_communities.target_crs = buildings->crs;
    auto columns = parse_columns(options.community_columns, "--community-column");
    if (!columns) return fail(columns.error());
    for_communities.columns = *columns;
    const auto communities = read_one_layer(options.communities, for_communities);
    if (!communities) return fail(communities.error());
    const auto shares = analysis::share_households(*buildings->layer, *communities->layer, *known);
    if (!shares) return fail(shares.error());
    households = shares->households;
    kept = shares->off_total == 0 && shares->outside == 0;
    for (const analysis::HouseholdTotal& one : shares->totals) {
      const std::string name = communities->layer->label(one.community);
      answer["communities"].push_back({{"community", name},
                                       {"total", one.total},
                                       {"placed", one.placed},
                                       {"buildings", one.buildings}});
      if (options.json) continue;
      fmt::print("{}\n", trf("{}: {} of {} households on {} buildings", name, one.placed, one.total,
                             one.buildings));
    }
    answer["outside"] = shares->outside;
    if (!options.json && shares->outside > 0) {
      fmt::print("{}\n", trf("{} buildings lie in no community.", shares->outside));
    }
  }
  if (options.json) fmt::print("{}\n", answer.dump(2));
  const int code =
      write_and_report(analysis::with_households(*buildings->layer, households), buildings->crs,
                       options.output, *writing, options.json ? stderr : stdout);
  if (code != exit_fine) return code;
  return kept ? exit_fine : exit_findings;
}

}  // namespace

void add_households(CLI::App& app, Job& job) {
  CLI::App* verb = app.add_subcommand(
      "households", tr("put households onto buildings; every community keeps its total"));
  auto options = std::make_shared<Options>();
  verb->add_option("BUILDINGS", options->buildings, tr("outlines of the buildings"))->required();
  verb->add_option("--communities", options->communities,
                   tr("areas with totals, shared out by floors × ground"));
  verb->add_option("--community-column", options->community_columns,
                   tr("FIELD=COLUMN of the areas: households"));
  auto* table = verb->add_option("--table", options->table,
                                 tr("table of households by building; what it says stays"));
  auto* key = verb->add_option("--key", options->key,
                               tr("TABLE COLUMN=BUILDING COLUMN that have to agree"));
  auto* value = verb->add_option("--value", options->value,
                                 tr("column of the table that holds the households"));
  table->needs(key)->needs(value);
  verb->add_option("-o,--output", options->output,
                   tr("file to write: .gpkg, .geojson, .shp, .csv, .fgb"))
      ->required();
  verb->add_flag("--json", options->json, tr("answer as JSON"));
  options->writing.add_to(*verb);
  options->input.add_to(*verb);
  verb->footer(
      tr("Example: wangge households buildings.shp --communities communities.geojson -o out.gpkg"));
  verb->callback([options, &job] { job = [options] { return run(*options); }; });
}

}  // namespace wangge::app
