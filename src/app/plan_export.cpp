#include <fmt/format.h>

#include <filesystem>

#include "app/plan_input.h"
#include "base/i18n.h"

namespace wangge::app {
namespace {

struct Options {
  PlanInput input;
  std::string output, output_crs = "EPSG:4326", encoding = "UTF-8";
  bool units = false, unmasked = false;
};

int run(const Options& options) {
  auto crs = geo::Crs::from_text(options.output_crs);
  if (!crs) return fail(crs.error());
  session::Session session;
  if (const int code = options.input.open(session); code != exit_fine) return code;
  const std::string extension = std::filesystem::path(options.output).extension().string();
  if (!options.units && (extension == ".csv" || extension == ".txt")) {
    session.apply(session::SavePlan{options.output});
  } else {
    const model::LayerEntry* layer =
        session.snapshot().workspace->find(options.units ? model::Role::units : model::Role::grids);
    if (layer == nullptr) {
      return fail({ErrorCode::invalid_argument, "--grids",
                   tr("There are no grids whose outlines could be written."),
                   tr("Name a file of grids with --grids, or write the units with --as-units.")});
    }
    io::WriteOptions write;
    write.target_crs = *crs;
    write.encoding = options.encoding;
    write.mask_personal = !options.unmasked;
    session.apply(session::ExportLayer{layer->id, false, options.output, write});
  }
  session.wait();
  return report_notices(session) > 0 ? exit_input_error : exit_fine;
}

}  // namespace

void add_plan_export(CLI::App& plan, Job& job) {
  CLI::App* verb = plan.add_subcommand(
      "export", tr("write a plan: .csv and .txt as unit and grid, .gpkg, .geojson and .shp as "
                   "outlines without gap or overlap"));
  auto options = std::make_shared<Options>();
  options->input.add_to(*verb);
  verb->add_option("-o,--output", options->output, tr("file to write"))->required();
  verb->add_flag("--as-units", options->units,
                 tr("write the units with the codes of their grids instead of outlines"));
  verb->add_option("--output-crs", options->output_crs, tr("coordinate system of that file"));
  verb->add_option("--output-encoding", options->encoding,
                   tr("encoding of a shapefile: UTF-8, GBK, GB18030"));
  verb->add_flag("--unmasked", options->unmasked, tr("write names and phone numbers as they are"));
  verb->footer(
      tr("Example: wangge plan export units.geojson grids.geojson --plan new.csv -o "
         "grids.gpkg"));
  verb->callback([options, &job] { job = [options] { return run(*options); }; });
}

}  // namespace wangge::app
