#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>

#include "app/drawing.h"
#include "app/ticket_options.h"
#include "app/verbs.h"
#include "base/i18n.h"
#include "io/surface_file.h"

namespace wangge::app {
namespace {

const std::map<std::string, analysis::Kernel> kernels{
    {"gaussian", analysis::Kernel::gaussian},
    {"quartic", analysis::Kernel::quartic},
    {"epanechnikov", analysis::Kernel::epanechnikov},
    {"triangular", analysis::Kernel::triangular},
    {"uniform", analysis::Kernel::uniform}};
const std::map<std::string, session::HeatOf> subjects{
    {"tickets", session::HeatOf::tickets},
    {"hazards", session::HeatOf::hazards},
    {"per_households", session::HeatOf::per_households}};
const std::map<std::string, analysis::WeightBy> weights{{"none", analysis::WeightBy::each},
                                                        {"severity", analysis::WeightBy::severity},
                                                        {"age", analysis::WeightBy::age}};

struct Options {
  std::vector<std::string> files;
  std::string output, kernel = "gaussian", of = "tickets", weight = "none";
  session::ShowHeat heat;
  double domain_max = 0;
  TicketOptions tickets;
  PictureOptions picture;
  InputOptions input;
  bool demo = false, plain_edge = false, json = false;
};

bool is_surface_name(const std::string& path) {
  const std::string extension = std::filesystem::path(path).extension().string();
  return extension == ".tif" || extension == ".tiff";
}

nlohmann::ordered_json as_json(const session::Snapshot& snapshot) {
  const session::HeatView& heat = *snapshot.heat;
  const analysis::RasterFrame& frame = heat.surface->frame;
  return {{"tickets", snapshot.tickets->rows->size()},
          {"of", snapshot.tickets->facts->layer->size()},
          {"points", heat.surface->points},
          {"radius_m", heat.request.sigma_m},
          {"unit", heat.legend_title},
          {"days", heat.days},
          {"edge_corrected", heat.edge_corrected},
          {"highest", heat.surface->max},
          {"legend_end", heat.domain_max},
          {"crs", snapshot.workspace->crs.code()},
          {"cell_m", frame.cell_m},
          {"columns", frame.columns},
          {"rows", frame.rows},
          {"south_west", {frame.origin.x, frame.origin.y}}};
}

Result<void> write(session::Session& session, const Options& options, const Places& places) {
  const session::Snapshot& snapshot = session.snapshot();
  if (!is_surface_name(options.output)) {
    hide_points(session);
    return draw_picture(session.snapshot(), options.picture, places, options.output);
  }
  const analysis::HeatSurface& surface = *snapshot.heat->surface;
  const analysis::RasterFrame& frame = surface.frame;
  Progress progress;
  return io::write_surface({frame.origin, frame.cell_m, frame.columns, frame.rows, surface.values},
                           snapshot.workspace->crs, options.output, snapshot.heat->legend_title,
                           progress);
}

int run(Options options, const Places& places) {
  const auto read = options.input.parse();
  if (!read) return fail(read.error());
  if (const auto dates = options.tickets.parse(); !dates) return fail(dates.error());
  if (!is_surface_name(options.output)) {
    if (const auto named = check_picture_name(options.output); !named) return fail(named.error());
  }
  if (options.demo) options.files = demo_files(places.demo);

  session::Session session;
  session.apply(session::SetTheme{options.picture.dark ? model::Theme::dark : model::Theme::light});
  const int opened = open_tickets(session, options.files, *read);
  if (!session.snapshot().tickets) return opened;
  if (const int code = filter_tickets(session, options.tickets); code != exit_fine) return code;
  session::ShowHeat wish = options.heat;
  wish.kernel = kernels.at(options.kernel);
  wish.of = subjects.at(options.of);
  wish.weight = weights.at(options.weight);
  wish.edge_corrected = !options.plain_edge;
  if (options.domain_max > 0) wish.domain_max = static_cast<float>(options.domain_max);
  session.apply(wish);
  session.wait();
  if (report_notices(session) > 0) return exit_input_error;
  const auto& snapshot = session.snapshot();
  if (options.json) {
    fmt::print("{}\n", as_json(snapshot).dump(2));
  } else {
    const session::HeatView& heat = *snapshot.heat;
    fmt::print("{}\n", trf("{} of {} tickets, radius {} m, {}: highest {:.3g}",
                           heat.surface->points, snapshot.tickets->facts->layer->size(),
                           heat.request.sigma_m, heat.legend_title, heat.surface->max));
  }
  if (options.output.empty()) return opened;
  const auto written = write(session, options, places);
  return written ? opened : fail(written.error());
}

}  // namespace

void add_heat(CLI::App& app, const Places& places, Job& job) {
  CLI::App* verb = app.add_subcommand(
      "heat", tr("the density of tickets in ground metres, as a picture or as a GeoTIFF"));
  auto options = std::make_shared<Options>();
  verb->add_option("FILE", options->files, tr("tickets, and what else is to be drawn"));
  verb->add_flag("--demo", options->demo, tr("draw the demo"));
  verb->add_option("-o,--output", options->output,
                   tr("file to write: .png, or .tif with the numbers"))
      ->required();
  verb->add_option("--radius", options->heat.sigma_m,
                   tr("standard deviation of the kernel in metres: 100, 200, 400 …"));
  verb->add_option("--kernel", options->kernel,
                   tr("gaussian, quartic, epanechnikov, triangular or uniform"))
      ->check(CLI::IsMember({"gaussian", "quartic", "epanechnikov", "triangular", "uniform"}));
  verb->add_option("--of", options->of,
                   tr("tickets, hazards, or per_households: tickets for 1,000 households around"))
      ->check(CLI::IsMember({"tickets", "hazards", "per_households"}));
  verb->add_option("--weight", options->weight,
                   tr("by what tickets count for more: none, severity or age"))
      ->check(CLI::IsMember({"none", "severity", "age"}));
  verb->add_flag("--plain-edge", options->plain_edge,
                 tr("do not make up for what the edge of the communities or grids takes away"));
  verb->add_option("--legend-end", options->domain_max, tr("the value of the last colour"));
  verb->add_flag("--json", options->json, tr("answer as JSON"));
  options->tickets.add_to(*verb);
  options->picture.add_to(*verb);
  options->input.add_to(*verb);
  verb->footer(tr("Example: wangge heat --demo --class 高空坠物 --radius 100 -o density.tif"));
  verb->callback(
      [options, &places, &job] { job = [options, &places] { return run(*options, places); }; });
}

}  // namespace wangge::app
