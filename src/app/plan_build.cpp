// wangge plan build: units from areas that exist, or from communities, lines and buildings.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "analysis/single_parts.h"
#include "analysis/ticket_filter.h"
#include "analysis/unit_building.h"
#include "app/findings.h"
#include "app/inputs.h"
#include "app/plan_input.h"
#include "app/tables.h"
#include "base/i18n.h"
#include "model/row_choice.h"

namespace wangge::app {
namespace {

using analysis::BuiltUnits;
using nlohmann::ordered_json;

constexpr std::size_t most_values_told = 20;

/// How the files beside that of the areas are read.
struct SideFile {
  std::string crs, layer;
};

struct Options {
  std::string areas, buildings, output;
  std::vector<std::string> where, cuts, cut_where, building_columns, carry;
  SideFile for_cuts, for_buildings;
  bool divide = false, whole_blocks = false, by_buildings = false, building_parts = false,
       json = false;
  std::optional<double> target, most;
  analysis::UnitOptions units;
  InputOptions input;
  WritingOptions writing;

  /// Whether communities are cut up; else the areas become units as they are.
  bool divides() const { return divide || !cuts.empty() || target || whole_blocks; }
};

struct Sources {
  ReadLayer areas;
  std::vector<model::LayerPtr> lines;
  model::LayerPtr buildings;  ///< null: none
};

/// "highway=primary" for each; `where` names the option.
Result<std::vector<model::RowCondition>> parse_conditions(const std::vector<std::string>& texts,
                                                          const std::string& where) {
  std::vector<model::RowCondition> conditions;
  for (const std::string& text : texts) {
    const auto equals = text.find('=');
    if (equals == std::string::npos || equals == 0) {
      return Error{ErrorCode::invalid_argument, where,
                   trf("“{}” does not name a column and a value.", text),
                   tr("Write it like highway=primary.")};
    }
    conditions.push_back({text.substr(0, equals), text.substr(equals + 1)});
  }
  return conditions;
}

/// The areas that --where asks for.
Result<model::LayerPtr> chosen_areas(const model::LayerPtr& areas,
                                     const std::vector<model::RowCondition>& conditions) {
  std::vector<std::string> known;
  for (const model::Column& column : areas->table.columns) known.push_back(column.name);
  for (const model::RowCondition& condition : conditions) {
    if (areas->table.find(condition.column) >= 0) continue;
    return Error{ErrorCode::invalid_argument, "--where",
                 trf("There is no column “{}” in the layer “{}”.", condition.column, areas->name),
                 trf("Choose one of: {}.", fmt::join(known, ", "))};
  }
  const auto rows = model::rows_where(*areas, conditions);
  if (!rows) return areas;
  if (!rows->empty()) return std::make_shared<const model::Layer>(subset(*areas, *rows));
  const auto& [name, value] = conditions.front();
  const auto& column = areas->table.columns[static_cast<std::size_t>(areas->table.find(name))];
  std::vector<std::string> values;
  for (const analysis::ValueCount& one : analysis::value_counts(column)) values.push_back(one.text);
  if (values.size() > most_values_told) values.resize(most_values_told);
  return Error{ErrorCode::invalid_argument, "--where",
               trf("No row of {} has {}={}.", areas->name, name, value),
               trf("Choose one of: {}.", fmt::join(values, ", "))};
}

Result<io::ReadOptions> side_options(const SideFile& side, const geo::Crs& target,
                                     bool allow_network) {
  io::ReadOptions read;
  read.target_crs = target;
  read.allow_network = allow_network;
  if (!side.layer.empty()) read.layers = {side.layer};
  if (!side.crs.empty()) {
    auto crs = geo::Crs::from_text(side.crs);
    if (!crs) return crs.error();
    read.source_crs = *crs;
  }
  return read;
}

/// The lines and outlines of a file, as far as they are wanted.
Result<void> add_cuts(const std::string& path, const io::ReadOptions& read,
                      const std::vector<model::RowCondition>& where,
                      std::vector<model::LayerPtr>& lines) {
  Progress progress;
  const auto file = io::read_file(path, read, progress);
  if (!file) return file.error();
  std::size_t found = 0;
  for (const model::LayerPtr& layer : file->layers) {
    for (const std::string& warning : layer->source.warnings) {
      fmt::print(stderr, "{}{}: {}\n", tr("Note: "), layer->name, warning);
    }
    if (layer->geometry.kind() == geo::Kind::points) continue;
    const auto rows = model::rows_where(*layer, where);
    found += rows ? rows->size() : layer->size();
    if (rows && rows->empty()) continue;
    lines.push_back(rows ? std::make_shared<const model::Layer>(subset(*layer, *rows)) : layer);
  }
  if (found > 0) return {};
  return Error{ErrorCode::invalid_argument, path, tr("There is no line in it to cut by."),
               where.empty() ? tr("Give a file of lines or polygons.")
                             : tr("Give a file of lines or polygons, and look at --cut-where.")};
}

Result<Sources> read_sources(const Options& options) {
  auto read = options.input.parse();
  if (!read) return read.error();
  if (!read->role) {
    read->role = options.divides() ? model::Role::communities : model::Role::units;
  }
  auto areas = read_one_layer(options.areas, *read);
  if (!areas) return areas.error();
  Sources sources{std::move(*areas), {}, nullptr};
  const auto wanted = parse_conditions(options.where, "--where");
  if (!wanted) return wanted.error();
  auto chosen = chosen_areas(sources.areas.layer, *wanted);
  if (!chosen) return chosen.error();
  sources.areas.layer = std::move(*chosen);
  const auto where = parse_conditions(options.cut_where, "--cut-where");
  if (!where) return where.error();
  const auto for_cuts = side_options(options.for_cuts, sources.areas.crs, read->allow_network);
  if (!for_cuts) return for_cuts.error();
  for (const std::string& path : options.cuts) {
    if (auto added = add_cuts(path, *for_cuts, *where, sources.lines); !added) {
      return added.error();
    }
  }
  if (options.buildings.empty()) return sources;
  auto for_buildings = side_options(options.for_buildings, sources.areas.crs, read->allow_network);
  if (!for_buildings) return for_buildings.error();
  for_buildings->role = model::Role::buildings;
  auto columns = parse_columns(options.building_columns, "--building-column");
  if (!columns) return columns.error();
  for_buildings->columns = std::move(*columns);
  auto buildings = read_one_layer(options.buildings, *for_buildings);
  if (!buildings) return buildings.error();
  sources.buildings =
      options.building_parts
          ? std::make_shared<const model::Layer>(analysis::with_single_parts(*buildings->layer))
          : buildings->layer;
  return sources;
}

Result<analysis::UnitOptions> unit_options(const Options& options) {
  analysis::UnitOptions units = options.units;
  const std::pair<const char*, double> sizes[] = {{"--gap-width", units.mend.width_m},
                                                  {"--smallest", units.blocks.smallest_m2},
                                                  {"--narrowest", units.blocks.narrowest_m},
                                                  {"--target", options.target.value_or(0)},
                                                  {"--most", options.most.value_or(0)}};
  for (const auto& [name, size] : sizes) {
    if (std::isfinite(size) && size >= 0) continue;
    return Error{ErrorCode::invalid_argument, name, trf("“{}” is no size.", size),
                 tr("Give a number, 0 or more.")};
  }
  if (options.target) {
    units.target = *options.target;
    units.most = 2 * units.target;
  }
  if (options.most) units.most = *options.most;
  if (options.whole_blocks) units.most = std::numeric_limits<double>::infinity();
  if (options.by_buildings) units.measure = analysis::UnitMeasure::buildings;
  units.carry = options.carry;
  return units;
}

/// By how much the areas do not balance, as a part of all ground.
double imbalance(const BuiltUnits& built) {
  return analysis::imbalance_m2(built) / std::max(built.units_m2, 1.0);
}

ordered_json as_json(const Sources& sources, const BuiltUnits& built) {
  ordered_json answer{{"units", built.units.size()},
                      {"areas", sources.areas.layer->size()},
                      {"crs", sources.areas.crs.code()},
                      {"mending", mending_as_json(sources.areas.layer->name, built.mending)},
                      {"borders_bent_m2", built.snapped_m2},
                      {"units_m2", built.units_m2},
                      {"imbalance", imbalance(built)}};
  for (const model::LayerPtr& layer : sources.lines) {
    answer["cut_by"].push_back({{"layer", layer->name}, {"features", layer->size()}});
  }
  if (!sources.buildings) return answer;
  ordered_json outside = ordered_json::array();
  for (const std::uint32_t row : built.carried.outside) outside.push_back(row + 1);
  answer["buildings"] = {{"all", sources.buildings->size()},
                         {"in_units", sources.buildings->size() - built.carried.outside.size()},
                         {"outside", std::move(outside)},
                         {"crossed", app::as_json(built.crossed)}};
  for (const analysis::CarriedColumn& column : built.carried.columns) {
    answer["carried"].push_back({{"column", column.of_area.name},
                                 {"total", column.total},
                                 {"in_units", column.total - column.outside},
                                 {"outside", column.outside},
                                 {"without_number", column.unknown}});
  }
  return answer;
}

std::string number_text(double number) {
  return number == std::round(number) && std::abs(number) < 1e15
             ? with_separators(static_cast<long long>(number))
             : fmt::format("{:.3f}", number);
}

void print(const Sources& sources, const BuiltUnits& built) {
  print_mending(sources.areas.layer->name, built.mending);
  for (const analysis::Finding& finding : built.crossed) {
    fmt::print("{}\n", as_text(sources.buildings->name, finding));
  }
  if (sources.buildings) {
    fmt::print("{}\n", trf("{} of {} buildings lie in units, {} in none.",
                           sources.buildings->size() - built.carried.outside.size(),
                           sources.buildings->size(), built.carried.outside.size()));
  }
  for (const analysis::CarriedColumn& column : built.carried.columns) {
    fmt::print("  {}\n", trf("{}: {} in units + {} in none = {} on all buildings",
                             column.of_area.name, number_text(column.total - column.outside),
                             number_text(column.outside), number_text(column.total)));
    if (column.unknown > 0) {
      fmt::print("  {}\n", trf("{}: {} buildings have no number; they count as 0",
                               column.of_area.name, column.unknown));
    }
  }
  fmt::print("{}\n", trf("{} areas became {} units of {} together; the areas balance to {:.1e}.",
                         sources.areas.layer->size(), built.units.size(),
                         analysis::size_text(built.units_m2, analysis::SizeUnit::square_metres),
                         imbalance(built)));
}

int run(const Options& options) {
  const auto writing = options.writing.parse();
  if (!writing) return fail(writing.error());
  const auto units = unit_options(options);
  if (!units) return fail(units.error());
  const auto sources = read_sources(options);
  if (!sources) return fail(sources.error());
  Progress progress;
  const auto built = options.divides()
                         ? analysis::build_units(*sources->areas.layer, sources->lines,
                                                 sources->buildings.get(), *units, progress)
                         : analysis::units_from_areas(*sources->areas.layer,
                                                      sources->buildings.get(), *units, progress);
  if (!built) return fail(built.error());
  if (options.json) {
    fmt::print("{}\n", as_json(*sources, *built).dump(2));
  } else {
    print(*sources, *built);
  }
  const int written = write_and_report(built->units, sources->areas.crs, options.output, *writing,
                                       options.json ? stderr : stdout);
  if (written != exit_fine) return written;
  const bool whole = std::ranges::none_of(built->mending.left, analysis::is_fault) &&
                     built->carried.outside.empty();
  return whole ? exit_fine : exit_findings;
}

}  // namespace

void add_plan_build(CLI::App& plan, Job& job) {
  CLI::App* verb = plan.add_subcommand(
      "build",
      tr("make units: of areas that exist, or of communities, roads, water and buildings"));
  auto options = std::make_shared<Options>();
  verb->add_option("AREAS", options->areas,
                   tr("grids, precincts or units that become units; or communities to be divided"))
      ->required();
  verb->add_option("--where", options->where,
                   tr("COLUMN=VALUE: only such areas; can be given several times"))
      ->allow_extra_args(false);
  verb->add_option("--cut", options->cuts,
                   tr("roads, rivers, walls, water: communities are divided by them; can be given "
                      "several times"))
      ->allow_extra_args(false);
  verb->add_option("--cut-where", options->cut_where,
                   tr("COLUMN=VALUE: only such lines cut; can be given several times"))
      ->allow_extra_args(false);
  verb->add_option("--cut-crs", options->for_cuts.crs, tr("coordinate system of those files"));
  verb->add_option("--cut-layer", options->for_cuts.layer, tr("only this layer of those files"));
  verb->add_option("--buildings", options->buildings,
                   tr("their numbers are carried to units, and no border runs through one"));
  verb->add_option("--buildings-crs", options->for_buildings.crs,
                   tr("coordinate system of that file"));
  verb->add_option("--buildings-layer", options->for_buildings.layer, tr("the layer of that file"));
  verb->add_option("--building-column", options->building_columns,
                   tr("FIELD=COLUMN of the buildings: households, population"))
      ->allow_extra_args(false);
  verb->add_flag("--building-parts", options->building_parts,
                 tr("every part of a feature is a building of its own, without households"));
  verb->add_option("--carry", options->carry,
                   tr("another column of the buildings whose sums units get"))
      ->allow_extra_args(false);
  verb->add_flag("--divide", options->divide,
                 tr("divide the areas between their buildings even where no --cut is given"));
  verb->add_option("--target", options->target,
                   tr("households a unit; 60 where not said, 0: a unit a building"));
  verb->add_option("--most", options->most,
                   tr("blocks with more households are divided; twice the target where not said"));
  verb->add_flag("--by-buildings", options->by_buildings,
                 tr("count buildings instead of households"));
  verb->add_flag("--whole-blocks", options->whole_blocks,
                 tr("divide by the lines only, not between buildings"));
  verb->add_option("--smallest", options->units.blocks.smallest_m2,
                   tr("square metres: smaller blocks go to a neighbour; 300 where not said"));
  verb->add_option("--narrowest", options->units.blocks.narrowest_m,
                   tr("metres: narrower strips without buildings go to a neighbour; 12 where not "
                      "said"));
  verb->add_option("--gap-width", options->units.mend.width_m,
                   tr("metres: wider gaps are left open; 1 where not said"));
  verb->add_option("-o,--output", options->output,
                   tr("file to write: .gpkg, .geojson, .shp, .csv, .fgb"))
      ->required();
  verb->add_flag("--json", options->json, tr("answer as JSON"));
  options->writing.add_to(*verb);
  options->input.add_to(*verb);
  verb->footer(
      tr("Example: wangge plan build communities.geojson --cut roads.geojson --cut water.geojson "
         "--buildings buildings.shp -o units.gpkg"));
  verb->callback([options, &job] { job = [options] { return run(*options); }; });
}

}  // namespace wangge::app
