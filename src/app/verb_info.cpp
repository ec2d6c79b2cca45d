#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "analysis/coordinate_detective.h"
#include "app/inputs.h"
#include "app/raster_words.h"
#include "app/verbs.h"
#include "base/i18n.h"
#include "io/open.h"
#include "io/raster_file.h"
#include "model/guess.h"
#include "model/personal.h"

namespace wangge::app {
namespace {

std::string kind_name(geo::Kind kind) {
  return kind == geo::Kind::points  ? tr("points")
         : kind == geo::Kind::lines ? tr("lines")
                                    : tr("polygons");
}

const char* type_key(const model::Column& column) {
  constexpr const char* keys[] = {"integer", "real", "text", "time", "bool"};
  return keys[column.values.index()];
}

nlohmann::ordered_json as_json(const model::Layer& layer, const geo::Crs& crs, bool placed) {
  nlohmann::ordered_json json;
  json["path"] = io::shown_address(layer.source.path);
  json["layer"] = layer.name;
  json["format"] = layer.source.format;
  json["geometry"] = layer.geometry.kind() == geo::Kind::points  ? "points"
                     : layer.geometry.kind() == geo::Kind::lines ? "lines"
                                                                 : "polygons";
  json["features"] = layer.size();
  json["without_geometry"] = layer.source.features_without_geometry;
  json["role"] = model::role_key(layer.role);
  json["role_reason"] = model::role_reason(layer);
  json["crs"] = {{"code", placed ? layer.source.crs : ""},
                 {"reason", placed ? layer.source.crs_reason : ""}};
  json["encoding"] = {{"name", layer.source.encoding}, {"reason", layer.source.encoding_reason}};
  for (const model::EncodingCandidate& one : layer.source.encodings) {
    json["encoding"]["candidates"].push_back(
        {{"name", one.name}, {"score", one.score}, {"clean", one.clean}, {"preview", one.preview}});
  }
  if (placed) json["shown_in"] = crs.code();
  if (!layer.extent.is_empty()) {
    json["extent"] = {layer.extent.min_x, layer.extent.min_y, layer.extent.max_x,
                      layer.extent.max_y};
  }
  json["columns"] = nlohmann::ordered_json::array();
  const auto personal = model::personal_columns(layer);
  for (std::size_t i = 0; i < personal.size(); ++i) {
    const model::Column& column = layer.table.columns[i];
    json["columns"].push_back({{"name", column.name},
                               {"type", type_key(column)},
                               {"personal", personal[i] != model::Personal::no}});
  }
  json["mapping"] = nlohmann::ordered_json::object();
  for (const auto& entry : layer.mapping.entries()) {
    json["mapping"][std::string(model::field_key(entry.field))] =
        layer.table.columns[static_cast<std::size_t>(entry.column)].name;
  }
  json["warnings"] = layer.source.warnings;
  return json;
}

/// placed  false: nobody knows what the coordinates are in
void print(const model::Layer& layer, const geo::Crs& crs, bool placed) {
  const auto row = [](const char* name, const std::string& value) {
    fmt::print("  {}: {}\n", name, value);
  };
  const auto with_reason = [](const std::string& value, const std::string& reason) {
    return reason.empty() ? value : trf("{} ({})", value, reason);
  };
  fmt::print("{}  [{}]\n", layer.name, io::shown_address(layer.source.path));
  row(tr("Format"), layer.source.format);
  row(tr("Features"),
      trf("{} {}, {} without geometry", with_separators(static_cast<long long>(layer.size())),
          kind_name(layer.geometry.kind()), layer.source.features_without_geometry));
  row(tr("Coordinate system"), placed ? with_reason(layer.source.crs, layer.source.crs_reason)
                                      : std::string(tr("not known")));
  if (placed) row(tr("Shown in"), trf("{}, {}", crs.code(), crs.name()));
  row(tr("Encoding"), with_reason(layer.source.encoding, layer.source.encoding_reason));
  row(tr("Role"), with_reason(model::role_name(layer.role), model::role_reason(layer)));
  std::string fields;
  for (const auto& entry : layer.mapping.entries()) {
    if (!fields.empty()) fields += ", ";
    fields += trf("{} = {}", model::field_name(entry.field),
                  layer.table.columns[static_cast<std::size_t>(entry.column)].name);
  }
  row(tr("Mapping"), fields.empty() ? std::string(tr("none")) : fields);
  std::string columns;
  for (const model::Column& column : layer.table.columns) {
    if (!columns.empty()) columns += ", ";
    columns += column.name;
  }
  row(tr("Columns"), columns);
  std::string hidden;
  const auto personal = model::personal_columns(layer);
  for (std::size_t i = 0; i < personal.size(); ++i) {
    if (personal[i] == model::Personal::no) continue;
    if (!hidden.empty()) hidden += ", ";
    hidden += trf("{} ({})", layer.table.columns[i].name, model::personal_reason(personal[i]));
  }
  if (!hidden.empty()) row(tr("Masked"), hidden);
  for (const std::string& warning : layer.source.warnings) row(tr("Note"), warning);
}

const char* verdict_key(analysis::CrsVerdict verdict) {
  switch (verdict) {
    case analysis::CrsVerdict::no_evidence:
      return "no_evidence";
    case analysis::CrsVerdict::as_read:
      return "as_read";
    case analysis::CrsVerdict::other:
      return "other";
    case analysis::CrsVerdict::ask:
      return "ask";
  }
  return "";
}

const char* measure_key(analysis::Measure measure) {
  constexpr const char* keys[] = {"named_area", "inside_area",  "at_building",
                                  "uncrossed",  "whole_inside", "on_line"};
  return keys[static_cast<std::size_t>(measure)];
}

double rounded(double value, double step) { return std::round(value / step) * step; }

nlohmann::ordered_json as_json(const analysis::CrsRanking& ranking) {
  nlohmann::ordered_json json;
  json["verdict"] = verdict_key(ranking.verdict);
  json["margin"] = rounded(ranking.margin, 0.1);
  json["text"] = analysis::verdict_in_words(ranking);
  json["hypotheses"] = nlohmann::ordered_json::array();
  for (const analysis::RankedCrs& one : ranking.ranked) {
    nlohmann::ordered_json h;
    h["crs"] = one.crs.code();
    h["as_read"] = one.as_read;
    h["score"] = rounded(one.score, 0.1);
    h["text"] = analysis::score_in_words(one.score);
    h["nearby"] = one.share_nearby;
    if (one.mean_distance_m) h["mean_distance_m"] = rounded(*one.mean_distance_m, 0.01);
    h["evidence"] = nlohmann::ordered_json::array();
    for (const analysis::CrsEvidence& e : one.evidence) {
      h["evidence"].push_back({{"measure", measure_key(e.measure)},
                               {"against", e.reference},
                               {"share", e.share},
                               {"by_chance", e.by_chance},
                               {"weight", rounded(e.weight, 0.01)},
                               {"seen", e.seen}});
    }
    json["hypotheses"].push_back(std::move(h));
  }
  return json;
}

void print(const analysis::CrsRanking& ranking) {
  fmt::print("  {}: {}\n", tr("Against the other layers"), analysis::verdict_in_words(ranking));
  constexpr std::size_t most_shown = 6;
  for (std::size_t i = 0; i < std::min(most_shown, ranking.ranked.size()); ++i) {
    const analysis::RankedCrs& one = ranking.ranked[i];
    fmt::print("    {:>3.0f}  {}{}: {}\n", one.score, analysis::crs_in_words(one.crs),
               one.as_read ? std::string(" ") + tr("(as read)") : "",
               analysis::score_in_words(one.score));
    const std::string evidence = analysis::evidence_in_words(one);
    if (!evidence.empty()) fmt::print("         {}\n", evidence);
  }
}

/// The layers a file is held against, all in one CRS.
struct Neighbours {
  std::vector<analysis::Reference> layers;
  geo::Crs crs = geo::Crs::wgs84();
};

Result<Neighbours> read_neighbours(const std::vector<std::string>& paths) {
  Neighbours all;
  for (const std::string& path : paths) {
    Progress progress;
    io::ReadOptions options;
    if (!all.layers.empty()) options.target_crs = all.crs;
    const auto result = io::read_file(path, options, progress);
    if (!result) return result.error();
    all.crs = result->crs;
    for (const model::LayerPtr& layer : result->layers) all.layers.push_back({layer, nullptr});
  }
  return all;
}

struct InfoOptions {
  std::vector<std::string> files, against;
  InputOptions input;
  bool json = false;
};

/// One layer, and how it sits among the neighbours where there are any.
void tell(const model::Layer& layer, const geo::Crs& crs, const Neighbours* neighbours, bool placed,
          const InfoOptions& options, nlohmann::ordered_json& all) {
  std::optional<analysis::CrsRanking> ranking;
  if (neighbours != nullptr) {
    const auto as_read = placed ? layer.source.numbers_in : std::nullopt;
    ranking = analysis::rank_crs({layer, crs, as_read, placed && layer.source.crs_declared},
                                 neighbours->layers, neighbours->crs);
  }
  if (!options.json) {
    print(layer, crs, placed);
    if (ranking) print(*ranking);
    return;
  }
  all.push_back(as_json(layer, crs, placed));
  if (ranking) all.back()["against"] = as_json(*ranking);
}

/// The rasters of a file, where there are any.
void tell_rasters(const std::string& file, const io::ReadOptions& reading,
                  const InfoOptions& options, nlohmann::ordered_json& all, int& code) {
  Progress progress;
  const auto rasters = io::open_rasters(file, reading, progress);
  if (!rasters) {
    code = fail(rasters.error());
    return;
  }
  for (const model::RasterPtr& raster : *rasters) {
    if (options.json) {
      all.push_back(raster_as_json(*raster));
    } else {
      print_raster(*raster);
    }
  }
}

int run_info(const InfoOptions& options) {
  const auto read = options.input.parse();
  if (!read) return fail(read.error());
  Neighbours neighbours;
  if (!options.against.empty()) {
    auto some = read_neighbours(options.against);
    if (!some) return fail(some.error());
    neighbours = std::move(*some);
  }
  const bool asked = !neighbours.layers.empty();
  nlohmann::ordered_json all = nlohmann::ordered_json::array();
  int code = exit_fine;
  for (const std::string& file : options.files) {
    Progress progress;
    io::ReadOptions all_of_it = *read;
    if (asked) all_of_it.target_crs = neighbours.crs;
    const io::Content content = io::content_of(file);
    if (!content.rasters.empty()) tell_rasters(file, all_of_it, options, all, code);
    const auto reading = io::for_its_layers(content, all_of_it);
    if (!reading) continue;
    auto result = io::read_file(file, *reading, progress);
    const bool placed = result.has_value();
    if (!placed) {
      code = fail(result.error());
      const bool only_lost = asked && result.error().code == ErrorCode::unknown_crs;
      if (only_lost) result = io::read_numbers(file, *reading, progress);
      if (!result) continue;
    }
    for (const model::LayerPtr& layer : result->layers) {
      tell(*layer, result->crs, asked ? &neighbours : nullptr, placed, options, all);
    }
  }
  if (options.json) fmt::print("{}\n", all.dump(2));
  return code;
}

}  // namespace

void add_info(CLI::App& app, Job& job) {
  CLI::App* verb = app.add_subcommand(
      "info", tr("say what files are: format, role, encoding, coordinate system"));
  auto options = std::make_shared<InfoOptions>();
  verb->add_option("FILE", options->files, tr("files to look at"))->required();
  verb->add_flag("--json", options->json, tr("answer as JSON"));
  verb->add_option("--against", options->against,
                   tr("layers that are sure, to find out which coordinate system fits"));
  options->input.add_to(*verb);
  verb->callback([options, &job] { job = [options] { return run_info(*options); }; });
}

}  // namespace wangge::app
