#include <fmt/format.h>

#include <filesystem>

#include "app/inputs.h"
#include "app/verbs.h"
#include "base/i18n.h"
#include "io/write.h"
#include "synth/city.h"

namespace wangge::app {
namespace {

struct Options {
  synth::CityOptions city;
  std::string folder, format;
  bool demo = false;
};

/// The demo shows what offices have: Shapefiles in GBK without a .cpg, CSV, GeoJSON. The benchmark
/// city is all GeoPackage.
std::string extension_for(const model::Layer& layer, const Options& options) {
  if (!options.format.empty()) return "." + options.format;
  if (!options.demo) return ".gpkg";
  if (layer.role == model::Role::buildings) return ".shp";
  if (layer.role == model::Role::tickets) return ".csv";
  return ".geojson";
}

int run(const Options& options) {
  Progress progress;
  auto city = options.demo ? Result<synth::City>(synth::make_demo(options.city.seed))
                           : synth::make_benchmark_city(options.city, progress);
  if (!city) return fail(city.error());
  std::error_code problem;
  std::filesystem::create_directories(options.folder, problem);
  if (problem) {
    return fail({ErrorCode::no_permission, options.folder,
                 trf("The folder cannot be made: {}.", problem.message()),
                 tr("Choose another folder.")});
  }
  for (const model::LayerPtr& layer : city->layers) {
    const std::string extension = extension_for(*layer, options);
    const auto path = (std::filesystem::path(options.folder) / (layer->name + extension)).string();
    io::WriteOptions write;
    if (extension == ".gpkg" || extension == ".shp" || extension == ".fgb")
      write.target_crs = city->crs;
    if (extension == ".shp" && options.demo) {
      write.encoding = "GBK";
      write.write_cpg = false;
    }
    write.mask_personal = false;  // all persons are made up
    const auto written = io::write_layer(*layer, city->crs, path, write, progress);
    if (!written) return fail(written.error());
    fmt::print("{}\n", trf("{}: {} features", path,
                           with_separators(static_cast<long long>(written->features))));
  }
  return exit_fine;
}

}  // namespace

void add_synth(CLI::App& app, Job& job) {
  CLI::App* verb =
      app.add_subcommand("synth", tr("make a city: the demo, or a large one for benchmarks"));
  auto options = std::make_shared<Options>();
  // 20 million of anything is far beyond a city, and near what memory holds.
  const CLI::Range count(0, 20'000'000);
  auto* buildings =
      verb->add_option("--buildings", options->city.buildings, tr("number of buildings"))
          ->check(count);
  verb->add_option("--tickets", options->city.tickets, tr("number of tickets"))->check(count);
  verb->add_option("--grids", options->city.grids, tr("number of grids"))->check(count);
  verb->add_option("--seed", options->city.seed, tr("the same seed makes the same city"));
  verb->add_option("--format", options->format,
                   tr("gpkg, fgb, shp, geojson or csv for all layers"));
  verb->add_option("-o,--output", options->folder, tr("folder to write into"))->required();
  verb->footer(
      tr("Without --buildings the demo is made: 狮山街道, with made-up people and tickets."));
  verb->callback([options, buildings, &job] {
    options->demo = buildings->count() == 0;
    job = [options] { return run(*options); };
  });
}

}  // namespace wangge::app
