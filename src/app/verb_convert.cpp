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
  std::string file, output, output_crs = "EPSG:4326", encoding = "UTF-8";
  bool mend = false, json = false, unmasked = false;
  double gap_width_m = analysis::MendOptions{}.width_m;
  InputOptions input;
};

int run(const Options& options) {
  const auto read = options.input.parse();
  if (!read) return fail(read.error());
  const auto crs = geo::Crs::from_text(options.output_crs);
  if (!crs) return fail(crs.error());
  if (!(std::isfinite(options.gap_width_m) && options.gap_width_m >= 0)) {
    return fail({ErrorCode::invalid_argument, "--gap-width",
                 trf("“{}” is no width.", options.gap_width_m),
                 tr("Give it in metres, 0 or more.")});
  }
  const auto input = read_one_layer(options.file, *read);
  if (!input) return fail(input.error());
  const OutputOptions output{.crs = *crs,
                             .encoding = options.encoding,
                             .unmasked = options.unmasked,
                             .to_errors = options.json};
  if (!options.mend) return write_and_report(*input->layer, input->crs, options.output, output);

  Progress progress;
  const auto mended = analysis::mend_layer(*input->layer, {options.gap_width_m}, progress);
  if (!mended) return fail(mended.error());
  if (options.json) {
    fmt::print("{}\n", mending_as_json(mended->layer.name, mended->report).dump(2));
  } else {
    print_mending(mended->layer.name, mended->report);
  }
  const int written = write_and_report(mended->layer, input->crs, options.output, output);
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
  verb->add_option("--output-crs", options->output_crs, tr("coordinate system of that file"));
  verb->add_option("--output-encoding", options->encoding,
                   tr("encoding of a shapefile: UTF-8, GBK, GB18030"));
  verb->add_flag("--mend", options->mend,
                 tr("mend invalid features; for a coverage gaps, overlaps and slivers, too"));
  verb->add_option("--gap-width", options->gap_width_m,
                   tr("metres: wider gaps are left open; 1 where not said"));
  verb->add_flag("--json", options->json, tr("tell what was mended as JSON"));
  verb->add_flag("--unmasked", options->unmasked, tr("write names and phone numbers as they are"));
  options->input.add_to(*verb);
  verb->footer(
      tr("Example: wangge convert grids.shp --encoding GB18030 --crs EPSG:4547 --mend "
         "-o grids.gpkg"));
  verb->callback([options, &job] { job = [options] { return run(*options); }; });
}

}  // namespace wangge::app
