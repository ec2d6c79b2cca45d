#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/mend.h"
#include "app/findings.h"
#include "app/inputs.h"
#include "app/tables.h"
#include "app/verbs.h"
#include "base/i18n.h"

namespace wangge::app {
namespace {

struct Options {
  std::string file, output;
  bool mend = false, json = false;
  double gap_width_m = analysis::MendOptions{}.width_m;
  InputOptions input;
  WritingOptions writing;
};

int run(const Options& options) {
  const auto read = options.input.parse();
  if (!read) return fail(read.error());
  const auto writing = options.writing.parse();
  if (!writing) return fail(writing.error());
  if (!(std::isfinite(options.gap_width_m) && options.gap_width_m >= 0)) {
    return fail({ErrorCode::invalid_argument, "--gap-width",
                 trf("“{}” is no width.", options.gap_width_m),
                 tr("Give it in metres, 0 or more.")});
  }
  const auto input = read_one_layer(options.file, *read);
  if (!input) return fail(input.error());
  std::FILE* const done = options.json ? stderr : stdout;
  if (!options.mend) {
    return write_and_report(*input->layer, input->crs, options.output, *writing, done);
  }

  Progress progress;
  const auto mended = analysis::mend_layer(*input->layer, {options.gap_width_m}, progress);
  if (!mended) return fail(mended.error());
  if (options.json) {
    fmt::print("{}\n", mending_as_json(mended->layer.name, mended->report).dump(2));
  } else {
    print_mending(mended->layer.name, mended->report);
  }
  const int written = write_and_report(mended->layer, input->crs, options.output, *writing, done);
  if (written != exit_fine) return written;
  return std::ranges::any_of(mended->report.left, analysis::is_fault) ? exit_findings : exit_fine;
}

}  // namespace

void add_convert(CLI::App& app, Job& job) {
  CLI::App* verb =
      app.add_subcommand("convert", tr("write a file in another format, coordinate system or "
                                       "encoding, mended if asked for"));
  auto options = std::make_shared<Options>();
  verb->add_option("FILE", options->file, tr("the file to convert"))->required();
  verb->add_option("-o,--output", options->output,
                   tr("file to write: .gpkg, .geojson, .shp, .csv, .fgb"))
      ->required();
  verb->add_flag("--mend", options->mend,
                 tr("mend invalid features; for a coverage gaps, overlaps and slivers, too"));
  verb->add_option("--gap-width", options->gap_width_m,
                   tr("metres: wider gaps are left open; 1 where not said"));
  verb->add_flag("--json", options->json, tr("tell what was mended as JSON"));
  options->writing.add_to(*verb);
  options->input.add_to(*verb);
  verb->footer(
      tr("Example: wangge convert grids.shp --encoding GB18030 --crs EPSG:4547 --mend "
         "-o grids.gpkg"));
  verb->callback([options, &job] { job = [options] { return run(*options); }; });
}

}  // namespace wangge::app
