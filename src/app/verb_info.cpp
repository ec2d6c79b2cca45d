#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/inputs.h"
#include "app/verbs.h"
#include "base/i18n.h"

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

nlohmann::ordered_json as_json(const model::Layer& layer, const geo::Crs& crs) {
  nlohmann::ordered_json json;
  json["path"] = layer.source.path;
  json["layer"] = layer.name;
  json["format"] = layer.source.format;
  json["geometry"] = layer.geometry.kind() == geo::Kind::points  ? "points"
                     : layer.geometry.kind() == geo::Kind::lines ? "lines"
                                                                 : "polygons";
  json["features"] = layer.size();
  json["without_geometry"] = layer.source.features_without_geometry;
  json["role"] = model::role_key(layer.role);
  json["crs"] = {{"code", layer.source.crs}, {"reason", layer.source.crs_reason}};
  json["encoding"] = {{"name", layer.source.encoding}, {"reason", layer.source.encoding_reason}};
  for (const model::EncodingCandidate& one : layer.source.encodings) {
    json["encoding"]["candidates"].push_back(
        {{"name", one.name}, {"score", one.score}, {"clean", one.clean}, {"preview", one.preview}});
  }
  json["shown_in"] = crs.code();
  if (!layer.extent.is_empty()) {
    json["extent"] = {layer.extent.min_x, layer.extent.min_y, layer.extent.max_x,
                      layer.extent.max_y};
  }
  json["columns"] = nlohmann::ordered_json::array();
  for (const model::Column& column : layer.table.columns) {
    json["columns"].push_back({{"name", column.name}, {"type", type_key(column)}});
  }
  json["mapping"] = nlohmann::ordered_json::object();
  for (const auto& entry : layer.mapping.entries()) {
    json["mapping"][std::string(model::field_key(entry.field))] =
        layer.table.columns[static_cast<std::size_t>(entry.column)].name;
  }
  json["warnings"] = layer.source.warnings;
  return json;
}

void print(const model::Layer& layer, const geo::Crs& crs) {
  const auto row = [](const char* name, const std::string& value) {
    fmt::print("  {}: {}\n", name, value);
  };
  const auto with_reason = [](const std::string& value, const std::string& reason) {
    return reason.empty() ? value : trf("{} ({})", value, reason);
  };
  fmt::print("{}  [{}]\n", layer.name, layer.source.path);
  row(tr("Format"), layer.source.format);
  row(tr("Features"),
      trf("{} {}, {} without geometry", with_separators(static_cast<long long>(layer.size())),
          kind_name(layer.geometry.kind()), layer.source.features_without_geometry));
  row(tr("Coordinate system"), with_reason(layer.source.crs, layer.source.crs_reason));
  row(tr("Shown in"), trf("{}, {}", crs.code(), crs.name()));
  row(tr("Encoding"), with_reason(layer.source.encoding, layer.source.encoding_reason));
  row(tr("Role"), model::role_name(layer.role));
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
  for (const std::string& warning : layer.source.warnings) row(tr("Note"), warning);
}

}  // namespace

void add_info(CLI::App& app, Job& job) {
  struct Options {
    std::vector<std::string> files;
    InputOptions input;
    bool json = false;
  };
  CLI::App* verb = app.add_subcommand(
      "info", tr("say what files are: format, role, encoding, coordinate system"));
  auto options = std::make_shared<Options>();
  verb->add_option("FILE", options->files, tr("files to look at"))->required();
  verb->add_flag("--json", options->json, tr("answer as JSON"));
  options->input.add_to(*verb);
  verb->callback([options, &job] {
    job = [options] {
      const auto read = options->input.parse();
      if (!read) return fail(read.error());
      nlohmann::ordered_json all = nlohmann::ordered_json::array();
      int code = exit_fine;
      for (const std::string& file : options->files) {
        Progress progress;
        const auto result = io::read_file(file, *read, progress);
        if (!result) {
          code = fail(result.error());
          continue;
        }
        for (const model::LayerPtr& layer : result->layers) {
          if (options->json) {
            all.push_back(as_json(*layer, result->crs));
          } else {
            print(*layer, result->crs);
          }
        }
      }
      if (options->json) fmt::print("{}\n", all.dump(2));
      return code;
    };
  });
}

}  // namespace wangge::app
