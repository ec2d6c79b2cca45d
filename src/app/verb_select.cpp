#include <algorithm>
#include <cmath>
#include <optional>

#include "app/inputs.h"
#include "app/places.h"
#include "app/tables.h"
#include "app/verbs.h"
#include "base/i18n.h"

namespace wangge::app {
namespace {

struct Options {
  std::vector<std::string> files;
  std::string by, output, predicate = "intersects";
  std::optional<double> distance_m;
  InputOptions input;
  WritingOptions writing;
};

int run(const Options& options) {
  const auto read = options.input.parse();
  if (!read) return fail(read.error());
  if (options.distance_m && !(std::isfinite(*options.distance_m) && *options.distance_m >= 0)) {
    return fail({ErrorCode::invalid_argument, "--distance",
                 trf("“{}” is no distance.", *options.distance_m),
                 tr("Give it in metres, 0 or more.")});
  }
  // A distance means within that distance, as people say it, unless another relation is asked for.
  const bool near =
      options.distance_m && (options.predicate == "within" || options.predicate == "intersects");
  const auto predicate = analysis::predicate_from_key(near ? "within_distance" : options.predicate);
  if (!predicate) {
    return fail({ErrorCode::invalid_argument, "--predicate",
                 trf("“{}” is no relation.", options.predicate),
                 tr("Choose one of: intersects, within, contains, overlaps, touches, crosses, "
                    "equals, disjoint.")});
  }
  const auto writing = options.writing.parse();
  if (!writing) return fail(writing.error());

  session::Session session;
  if (open_and_report(session, options.files, *read) > 0) return exit_input_error;
  const std::size_t targets = session.snapshot().workspace->layers.size();
  std::vector<session::LayerId> before;
  for (const auto& entry : session.snapshot().workspace->layers) before.push_back(entry.id);
  io::ReadOptions plain;  // the other file speaks for itself
  plain.allow_network = read->allow_network;
  if (open_and_report(session, {options.by}, plain) > 0) return exit_input_error;

  session::LayerId by = model::no_layer;
  for (const auto& entry : session.snapshot().workspace->layers) {
    if (std::find(before.begin(), before.end(), entry.id) == before.end()) by = entry.id;
  }
  if (targets != 1) {
    return fail({ErrorCode::invalid_argument, options.files.front(),
                 trf("There are {} layers to select from.", targets),
                 tr("Name one with --layer.")});
  }
  session.apply(session::SelectBySpace{
      before.front(), *predicate, options.distance_m.value_or(0), by, false, {}});
  session.wait();
  if (report_notices(session) > 0) return exit_input_error;
  const std::size_t hits = session.snapshot().selection->rows.size();
  const auto* target = session.snapshot().workspace->find(before.front());
  fmt::print("{}\n", trf("{} of {} features of {} are selected.", hits, target->layer->size(),
                         target->layer->name));
  if (options.output.empty()) return exit_fine;
  if (hits == 0) {
    fmt::print(stderr, "{}{}\n", tr("Note: "),
               trf("There is nothing to write: {} was not made.", options.output));
    return exit_findings;
  }

  session.log_exports_in(find_places().export_log);
  session.apply(session::ExportLayer{before.front(), true, options.output, writing->options,
                                     writing->reason});
  session.wait();
  return report_notices(session) > 0 ? exit_input_error : exit_fine;
}

}  // namespace

void add_select(CLI::App& app, Job& job) {
  CLI::App* verb = app.add_subcommand(
      "select", tr("select features of one file by another, and write them out"));
  auto options = std::make_shared<Options>();
  verb->add_option("FILE", options->files, tr("the file to select from"))->required()->expected(1);
  verb->add_option("--by", options->by, tr("the file to select by"))->required();
  verb->add_option(
      "--predicate", options->predicate,
      tr("intersects, within, contains, overlaps, touches, crosses, equals, disjoint"));
  verb->add_option("--distance", options->distance_m, tr("metres: what lies within that distance"));
  verb->add_option("-o,--output", options->output,
                   tr("file to write: .gpkg, .geojson, .shp, .csv, .fgb"));
  options->writing.add_to(*verb);
  options->input.add_to(*verb);
  verb->footer(
      tr("Example: wangge select tickets.csv --by schools.geojson --predicate within --distance "
         "100 -o near.gpkg"));
  verb->callback([options, &job] { job = [options] { return run(*options); }; });
}

}  // namespace wangge::app
