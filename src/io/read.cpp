#include "io/read.h"

#include <algorithm>

#include "base/i18n.h"
#include "io/arrow_reader.h"
#include "io/assemble.h"
#include "io/csv_reader.h"
#include "io/geojson_reader.h"
#include "io/ogr_reader.h"
#include "io/open.h"

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

Result<std::vector<RawLayer>> read_input(const Input& input, const std::string& path,
                                         const ReadOptions& options, Progress& progress) {
  if (extension_of(input.gdal_path) == "csv") {
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
    if (*plain) {
      std::vector<RawLayer> one;
      one.push_back(std::move(**plain));
      return one;
    }
  }
  auto dataset = open_dataset(input, path);
  if (!dataset) return dataset.error();
  auto layers = read_dataset(**dataset, options, path, progress);
  // The driver's name for the only layer of a file says less than the file's own ("OGRGeoJSON").
  const bool named_by_file = layers && layers->size() == 1 && layers->front().format != "GPKG";
  if (named_by_file) layers->front().name = input.stem;
  return layers;
}

Result<ReadResult> read_all(const std::string& path, const ReadOptions& options,
                            Progress& progress) {
  progress.set_step(trf("Reading {}", path.substr(path.find_last_of('/') + 1)));
  const auto inputs = find_inputs(path, options.allow_network);
  if (!inputs) return inputs.error();
  std::vector<RawLayer> layers;
  for (const Input& input : *inputs) {
    auto some = read_input(input, path, options, progress);
    if (!some) return some.error();
    std::move(some->begin(), some->end(), std::back_inserter(layers));
  }
  return assemble(std::move(layers), path, options);
}

}  // namespace

Result<ReadResult> read_file(const std::string& path, const ReadOptions& options,
                             Progress& progress) {
  auto result = read_all(path, options, progress);
  if (result) return result;
  Error error = result.error();
  // What parts below know nothing of: the file's name, and that one sentence is one line.
  if (error.where.empty()) error.where = path;
  std::replace(error.reason.begin(), error.reason.end(), '\n', ' ');
  return error;
}

}  // namespace wangge::io
