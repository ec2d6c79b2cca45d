#include <fmt/format.h>

#include <filesystem>

#include "analysis/question_answer.h"
#include "app/inputs.h"
#include "app/tables.h"
#include "app/verbs.h"
#include "base/i18n.h"

namespace wangge::app {
namespace {

struct Options {
  std::vector<std::string> files, layers;
  std::string output, format;
  bool demo = false;
  InputOptions input;
  WritingOptions writing;
};

/// The layers that were named, else all.
Result<std::vector<session::LayerId>> chosen(const model::Workspace& workspace,
                                             const std::vector<std::string>& names) {
  std::vector<session::LayerId> layers;
  if (names.empty()) {
    for (const model::LayerEntry& entry : workspace.layers) layers.push_back(entry.id);
  }
  for (const std::string& name : names) {
    const auto layer = analysis::asked_layer(name, workspace);
    if (!layer) return layer.error();
    layers.push_back(*layer);
  }
  return layers;
}

int run(Options options, const Places& places) {
  const auto read = options.input.parse();
  if (!read) return fail(read.error());
  auto writing = options.writing.parse();
  if (!writing) return fail(writing.error());
  writing->options.format = options.format;
  if (options.demo) options.files = demo_files(places.demo);
  session::Session session;
  session.log_exports_in(places.export_log);
  if (open_and_report(session, options.files, *read) > 0) return exit_input_error;
  const auto layers = chosen(*session.snapshot().workspace, options.layers);
  if (!layers) return fail(layers.error());
  const bool folder =
      std::filesystem::is_directory(options.output) || options.output.ends_with('/');
  if (folder && options.format.empty()) {
    return fail({ErrorCode::invalid_argument, "--format",
                 tr("A folder does not tell the format of the files in it."),
                 tr("Give --format, such as \"ESRI Shapefile\".")});
  }
  if (layers->size() == 1 && !folder) {
    session.apply(session::ExportLayer{layers->front(), false, options.output, writing->options,
                                       writing->reason});
  } else {
    std::error_code problem;
    if (folder) std::filesystem::create_directories(options.output, problem);
    if (problem) {
      return fail({ErrorCode::no_permission, options.output,
                   trf("The folder cannot be made: {}.", problem.message()),
                   tr("Choose another folder.")});
    }
    session.apply(
        session::ExportLayers{*layers, options.output, folder, writing->options, writing->reason});
  }
  session.wait();
  return report_notices(session) > 0 ? exit_input_error : exit_fine;
}

}  // namespace

void add_export(CLI::App& app, const Places& places, Job& job) {
  CLI::App* verb = app.add_subcommand(
      "export", tr("write layers of files or of a workspace: into one file, or one each into a "
                   "folder"));
  auto options = std::make_shared<Options>();
  verb->add_option("FILE", options->files, tr("files to open, or a workspace"));
  verb->add_flag("--demo", options->demo, tr("export the demo"));
  verb->add_option("--of", options->layers, tr("layers by role or name; else all"))
      ->allow_extra_args(false);
  verb->add_option("-o,--output", options->output,
                   tr("file to write (.gpkg, .xlsx and .kml hold several layers), or a folder"))
      ->required();
  verb->add_option("--format", options->format,
                   tr("GPKG, GeoJSON, \"ESRI Shapefile\", CSV, FlatGeobuf, KML, DXF, XLSX; else by "
                      "the ending"));
  options->writing.add_to(*verb);
  options->input.add_to(*verb);
  verb->footer(
      tr("Examples: wangge export street.gpkg --of grids --of buildings -o handover.gpkg\n"
         "  wangge export --demo -o out/ --format \"ESRI Shapefile\" --output-encoding GBK "
         "--output-crs EPSG:4526\n"
         "  wangge export --demo --of tickets -o t.xlsx --fields 工单编号=编号,大类,上报时间"));
  verb->callback(
      [options, &places, &job] { job = [options, &places] { return run(*options, places); }; });
}

}  // namespace wangge::app
