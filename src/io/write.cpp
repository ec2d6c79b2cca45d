#include "io/write.h"

#include <filesystem>

#include <algorithm>
#include <memory>

#include "base/i18n.h"
#include "io/comparing.h"
#include "io/csv_writer.h"
#include "io/encoding.h"
#include "io/formats.h"
#include "io/ogr_writer.h"
#include "io/read.h"
#include "io/replacing.h"

namespace wangge::io {
namespace {

// What the formats keep of a coordinate: a tenth of a millimetre at least.
double tolerance_for(const geo::Crs& crs) { return crs.is_geographic() ? 1e-8 : 1e-3; }

Result<void> write_fresh(const std::vector<const model::Layer*>& layers, Format format,
                         const std::string& path, const WriteOptions& options, Progress& progress) {
  if (format == Format::csv) {
    auto text = csv_text(*layers.front(), options.target_crs, progress);
    return text ? write_bytes(path, *text) : Result<void>(text.error());
  }
  auto written = write_with_ogr(layers, format, path, options, progress);
  if (!written || format != Format::shapefile) return written;
  const std::string encoding = canonical_encoding(options.encoding);
  const std::string cpg = path.substr(0, path.find_last_of('.')) + ".cpg";
  if (!options.write_cpg) {
    std::error_code ignored;
    std::filesystem::remove(cpg, ignored);  // GDAL leaves an empty one
    return written;
  }
  return write_bytes(cpg,
                     encoding == "GB18030" && options.encoding != "GB18030" ? "GBK" : encoding);
}

Result<void> check(const std::vector<const model::Layer*>& layers, Format format,
                   const std::string& path, const WriteOptions& options, Progress& progress) {
  ReadOptions reading;
  reading.source_crs = options.target_crs;
  reading.target_crs = options.target_crs;
  if (format == Format::shapefile) reading.encoding = options.encoding;
  const auto again = read_file(path, reading, progress);
  if (!again) return again.error();
  for (std::size_t i = 0; i < layers.size(); ++i) {
    if (i >= again->layers.size()) {
      return Error{ErrorCode::broken, path, tr("Reading the file again gave fewer layers."), ""};
    }
    auto same =
        compare_layers(*layers[i], *again->layers[i], tolerance_for(options.target_crs), path);
    if (!same) return same;
  }
  return {};
}

Result<WriteReport> write_layers(const std::vector<const model::Layer*>& layers, Format format,
                                 const geo::Crs& crs, const std::string& path,
                                 const WriteOptions& options, Progress& progress) {
  progress.set_step(trf("Writing {}", path.substr(path.find_last_of('/') + 1)));
  WriteReport report;
  std::vector<AsWritten> prepared;
  for (const model::Layer* layer : layers) {
    if (layer->size() == 0) {
      return Error{ErrorCode::empty, path, trf("The layer “{}” has no features.", layer->name),
                   tr("Choose something to write.")};
    }
    auto ready = as_written(*layer, format, options);
    if (!ready) {
      Error error = ready.error();
      error.where = path;
      return error;
    }
    const std::size_t lost =
        geo::transform_all(ready->layer.geometry.mutable_points(), crs, options.target_crs);
    if (lost > 0) {
      return Error{ErrorCode::unsupported, path,
                   trf("{} points of the layer “{}” have no place in {}.", lost, layer->name,
                       options.target_crs.code()),
                   tr("Choose another coordinate system.")};
    }
    report.features += layer->size();
    report.warnings.insert(report.warnings.end(), ready->warnings.begin(), ready->warnings.end());
    prepared.push_back(std::move(*ready));
  }
  if (!options.target_crs.is_standard() && format != Format::csv) {
    report.warnings.push_back(
        trf("No format can say that its coordinates are {}: keep it in the file's name.",
            options.target_crs.code()));
  }
  std::vector<const model::Layer*> ready;
  for (const AsWritten& one : prepared) ready.push_back(&one.layer);
  auto workshop = Workshop::beside(path);
  if (!workshop) return workshop.error();
  const auto name_the_target = [&path](Error error) {  // not the temporary file
    error.where = path;
    return error;
  };
  const auto written = write_fresh(ready, format, workshop->path(), options, progress);
  if (!written) return name_the_target(written.error());
  const auto checked = check(ready, format, workshop->path(), options, progress);
  if (!checked) return name_the_target(checked.error());
  const auto delivered = workshop->deliver();
  if (!delivered) return delivered.error();
  return report;
}

}  // namespace

Result<WriteReport> write_layer(const model::Layer& layer, const geo::Crs& crs,
                                const std::string& path, const WriteOptions& options,
                                Progress& progress) {
  const auto format = format_for(path, options);
  if (!format) return format.error();
  return write_layers({&layer}, *format, crs, path, options, progress);
}

Result<WriteReport> write_geopackage(const std::vector<model::LayerPtr>& layers,
                                     const geo::Crs& crs, const std::string& path,
                                     const WriteOptions& options, Progress& progress) {
  std::vector<const model::Layer*> pointers;
  for (const auto& layer : layers) pointers.push_back(layer.get());
  return write_layers(pointers, Format::gpkg, crs, path, options, progress);
}

}  // namespace wangge::io
