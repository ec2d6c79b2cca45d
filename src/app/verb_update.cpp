#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "analysis/table_update.h"
#include "app/inputs.h"
#include "app/tables.h"
#include "app/verbs.h"
#include "base/i18n.h"

namespace wangge::app {
namespace {

struct Options {
  std::string before, now, key, output;
  bool drop_gone = false, json = false;
  InputOptions input;
  WritingOptions writing;
};

nlohmann::ordered_json as_json(const analysis::TableUpdate& update, const model::Layer& before,
                               const model::Layer& now) {
  nlohmann::ordered_json answer{{"new", update.added.size()},
                                {"changed", update.changed.size()},
                                {"unchanged", update.unchanged.size()},
                                {"gone", update.gone.size()},
                                {"without_key", update.without_key},
                                {"repeated_key", update.repeated_key},
                                {"before", before.size()},
                                {"now", now.size()},
                                {"changed_cells", nlohmann::ordered_json::object()}};
  for (const auto& [column, count] : update.cells) answer["changed_cells"][column] = count;
  return answer;
}

int run(const Options& options) {
  auto read = options.input.parse();
  if (!read) return fail(read.error());
  const auto writing = options.writing.parse();
  if (!writing) return fail(writing.error());
  const auto before = read_one_layer(options.before, *read);
  if (!before) return fail(before.error());
  read->target_crs = before->crs;
  const auto now = read_one_layer(options.now, *read);
  if (!now) return fail(now.error());
  std::string key = options.key;
  if (const model::Column* id = before->layer->field(model::Field::id); key.empty() && id)
    key = id->name;
  const auto update = analysis::compare_tables(*before->layer, *now->layer, key);
  if (!update) return fail(update.error());
  if (options.json) {
    fmt::print("{}\n", as_json(*update, *before->layer, *now->layer).dump(2));
  } else {
    fmt::print("{}\n", trf("{}: {}.", now->layer->name, analysis::update_sentence(*update)));
    for (const auto& [column, count] : update->cells) {
      fmt::print("  {}\n", trf("{} changed in {} rows", column, count));
    }
    if (update->without_key + update->repeated_key > 0) {
      fmt::print("{}\n",
                 trf("{}: {} rows without a key and {} with a key that came before were left out.",
                     now->layer->name, update->without_key, update->repeated_key));
    }
  }
  if (options.output.empty()) return exit_fine;
  const auto gone = options.drop_gone ? analysis::GoneRows::drop : analysis::GoneRows::keep;
  return write_and_report(analysis::updated_layer(*before->layer, *now->layer, *update, gone),
                          before->crs, options.output, *writing, options.json ? stderr : stdout);
}

}  // namespace

void add_update(CLI::App& app, Job& job) {
  CLI::App* verb = app.add_subcommand(
      "update", tr("compare two deliveries of a table by key, and bring the older up to date"));
  auto options = std::make_shared<Options>();
  verb->add_option("BEFORE", options->before, tr("the table as it was"))->required();
  verb->add_option("NOW", options->now, tr("its newer delivery"))->required();
  verb->add_option("--key", options->key,
                   tr("column that tells rows apart; otherwise the one guessed to be the id"));
  verb->add_option("-o,--output", options->output, tr("file for the table brought up to date"));
  verb->add_flag("--drop-gone", options->drop_gone, tr("leave out rows that the newer lacks"));
  verb->add_flag("--json", options->json, tr("answer as JSON"));
  options->writing.add_to(*verb);
  options->input.add_to(*verb);
  verb->footer(tr("Example: wangge update may.csv june.csv --key 工单编号 -o tickets.gpkg"));
  verb->callback([options, &job] { job = [options] { return run(*options); }; });
}

}  // namespace wangge::app
