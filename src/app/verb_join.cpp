#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "analysis/table_join.h"
#include "app/inputs.h"
#include "app/tables.h"
#include "app/verbs.h"
#include "base/i18n.h"

namespace wangge::app {
namespace {

struct Options {
  std::string table, layer, key, output;
  bool json = false;
  InputOptions input;
  WritingOptions writing;
};

int run(const Options& options) {
  const auto read = options.input.parse();
  if (!read) return fail(read.error());
  const auto writing = options.writing.parse();
  if (!writing) return fail(writing.error());
  const auto keys = parse_key_pair(options.key);
  if (!keys) return fail(keys.error());
  const auto layer = read_one_layer(options.layer, *read);
  if (!layer) return fail(layer.error());
  io::ReadOptions plain;  // the table speaks for itself
  plain.allow_network = read->allow_network;
  const auto table = read_one_layer(options.table, plain);
  if (!table) return fail(table.error());
  const auto joined = analysis::join_table(*layer->layer, keys->second, *table->layer, keys->first);
  if (!joined) return fail(joined.error());
  if (options.json) {
    const nlohmann::ordered_json answer{{"rows", layer->layer->size()},
                                        {"joined", joined->matched},
                                        {"without_row", joined->without_row.size()},
                                        {"table_rows", table->layer->size()},
                                        {"table_rows_unused", joined->unused.size()},
                                        {"table_rows_repeated", joined->repeated_key.size()}};
    fmt::print("{}\n", answer.dump(2));
  } else {
    fmt::print("{}\n", trf("joined {} + without a row {} = {} features of {}", joined->matched,
                           joined->without_row.size(), layer->layer->size(), layer->layer->name));
    fmt::print("{}\n",
               trf("of the table's {} rows {} were not used, {} repeat a key", table->layer->size(),
                   joined->unused.size(), joined->repeated_key.size()));
  }
  const int code = write_and_report(joined->layer, layer->crs, options.output, *writing,
                                    options.json ? stderr : stdout);
  if (code != exit_fine) return code;
  return joined->without_row.size() + joined->unused.size() + joined->repeated_key.size() == 0
             ? exit_fine
             : exit_findings;
}

}  // namespace

void add_join(CLI::App& app, Job& job) {
  CLI::App* verb = app.add_subcommand(
      "join", tr("set a table's columns beside those of a layer; exit code 1 when rows are left"));
  auto options = std::make_shared<Options>();
  verb->add_option("TABLE", options->table, tr("table to join"))->required();
  verb->add_option("--to", options->layer, tr("layer that gets the columns"))->required();
  verb->add_option("--key", options->key, tr("TABLE COLUMN=LAYER COLUMN that have to agree"))
      ->required();
  verb->add_option("-o,--output", options->output,
                   tr("file to write: .gpkg, .geojson, .shp, .csv, .fgb"))
      ->required();
  verb->add_flag("--json", options->json, tr("answer as JSON"));
  options->writing.add_to(*verb);
  options->input.add_to(*verb);
  verb->footer(
      tr("Example: wangge join register.csv --to buildings.shp --key 楼号=楼栋编号 -o out.gpkg"));
  verb->callback([options, &job] { job = [options] { return run(*options); }; });
}

}  // namespace wangge::app
