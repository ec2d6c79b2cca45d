#include "io/read.h"

#include <fmt/format.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <optional>

#include "base/i18n.h"
#include "io/arrow_reader.h"
#include "io/assemble.h"
#include "io/csv_reader.h"
#include "io/gdal_library.h"
#include "io/geojson_reader.h"
#include "io/json_array_reader.h"
#include "io/ogr_reader.h"
#include "io/open.h"
#include "io/placing_rows.h"
#include "io/shapefile_parts.h"

namespace wangge::io {
namespace {

Result<std::vector<RawLayer>> read_dataset(GDALDataset& dataset, const ReadOptions& options,
                                           const std::string& path, Progress& progress) {
  if (!options.only_gdal) {
    auto fast = read_arrow_layers(dataset, options, path, progress);
    if (!fast) return fast.error();
    if (*fast) return std::move(**fast);
  }
  return read_ogr_layers(dataset, options, path, progress);
}

/// Whether one of the names is a layer asked for; notes the names for those who ask in vain.
bool holds_wanted(const std::vector<std::string>& names, const ReadOptions& options,
                  std::vector<std::string>& known) {
  known.insert(known.end(), names.begin(), names.end());
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& name) { return is_wanted(options, name); });
}

/// What makes a layer's content or its coordinate system less sure than the driver says.
void doubt(RawLayer& layer, const Input& input) {
  if (layer.format == "ESRI Shapefile" && extension_of(input.gdal_path) == "shp") {
    for (std::string& sentence : shapefile_doubts(input.gdal_path)) {
      layer.warnings.push_back(std::move(sentence));
    }
  }
  if (layer.format == "GeoJSON") doubt_crs(layer, input);
}

bool is_named_by_file(const RawLayer& layer) {
  return layer.format != "GPKG" && layer.format != "PostgreSQL";
}

/// known  the names of the layers met so far; those of this input are added
Result<std::vector<RawLayer>> read_input(const Input& input, const std::string& path,
                                         const ReadOptions& options,
                                         std::vector<std::string>& known, Progress& progress) {
  if (extension_of(input.gdal_path) == "csv") {
    if (!holds_wanted({input.stem}, options, known)) return std::vector<RawLayer>();
    auto table = read_csv(input, options, path, progress);
    if (!table) return table.error();
    std::vector<RawLayer> one;
    one.push_back(std::move(*table));
    return one;
  }
  const std::string extension = extension_of(input.gdal_path);
  const bool maybe_geojson = extension == "geojson" || extension == "json";
  if (maybe_geojson && !options.only_gdal) {
    auto plain = read_plain_geojson(input, path, progress);
    if (!plain) return plain.error();
    if (!*plain) plain = read_json_array(input, path, progress);
    if (!plain) return plain.error();
    if (*plain) {
      if (!holds_wanted({input.stem}, options, known)) return std::vector<RawLayer>();
      std::vector<RawLayer> one;
      one.push_back(std::move(**plain));
      return one;
    }
  }
  auto dataset = open_dataset(input, path);
  if (!dataset) return dataset.error();
  std::vector<std::string> names;
  for (OGRLayer* layer : (*dataset)->GetLayers()) names.emplace_back(layer->GetName());
  ReadOptions wanted = options;
  const auto by_file = std::find(options.layers.begin(), options.layers.end(), input.stem);
  if (names.size() == 1 && by_file != options.layers.end()) {
    wanted.layers.push_back(names.front());
    known.push_back(input.stem);
  }
  if (!holds_wanted(names, wanted, known)) return std::vector<RawLayer>();
  auto layers = read_dataset(**dataset, wanted, path, progress);
  // The driver's name for the only layer of a file says less than the file's own ("OGRGeoJSON").
  if (layers) {
    for (RawLayer& layer : *layers) place_by_columns(layer);
    for (RawLayer& layer : *layers) doubt(layer, input);
  }
  const bool is_whole = options.layers.empty() || names.size() == 1;
  if (layers && layers->size() == 1 && is_whole && is_named_by_file(layers->front())) {
    layers->front().name = input.stem;
  }
  return layers;
}

Result<ReadResult> read_all(const std::string& path, const ReadOptions& options,
                            Progress& progress) {
  progress.set_step(trf("Reading {}", path.substr(path.find_last_of('/') + 1)));
  const auto inputs = find_inputs(path, options.allow_network);
  if (!inputs) return inputs.error();
  std::vector<RawLayer> layers;
  std::vector<std::string> known;
  for (const Input& input : *inputs) {
    auto some = read_input(input, path, options, known, progress);
    if (!some) return some.error();
    std::move(some->begin(), some->end(), std::back_inserter(layers));
  }
  for (const std::string& name : options.layers) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    return Error{ErrorCode::not_found, path, trf("There is no layer named “{}” in the file.", name),
                 trf("It has: {}.", fmt::format("{}", fmt::join(known, ", ")))};
  }
  return assemble(std::move(layers), path, options);
}

}  // namespace

bool is_wanted(const ReadOptions& options, const std::string& layer) {
  return options.layers.empty() ||
         std::find(options.layers.begin(), options.layers.end(), layer) != options.layers.end();
}

Result<ReadResult> read_file(const std::string& path, const ReadOptions& options,
                             Progress& progress) {
  std::optional<NoNetwork> offline;
  if (!options.allow_network) offline.emplace();
  auto result = read_all(path, options, progress);
  if (result) return result;
  Error error = result.error();
  // What parts below know nothing of: the file's name, and that one sentence is one line.
  if (error.where.empty() || error.where == path) error.where = shown_address(path);
  std::replace(error.reason.begin(), error.reason.end(), '\n', ' ');
  return error;
}

Result<ReadResult> read_numbers(const std::string& path, ReadOptions options, Progress& progress) {
  // From a system to itself nothing moves.
  options.source_crs = options.target_crs = geo::Crs::wgs84();
  return read_file(path, options, progress);
}

}  // namespace wangge::io
