#include "io/write.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "base/i18n.h"
#include "io/as_written.h"
#include "io/comparing.h"
#include "io/csv_writer.h"
#include "io/geojson_writer.h"
#include "io/gpkg_writer.h"
#include "io/kml_writer.h"
#include "io/ogr_writer.h"
#include "io/open.h"
#include "io/read.h"
#include "io/replacing.h"
#include "io/shifted_names.h"
#include "io/text_fitting.h"
#include "io/write_several.h"
#include "io/xlsx_writer.h"

namespace wangge::io {
namespace {

namespace fs = std::filesystem;

// What the formats keep of a coordinate: a tenth of a millimetre at least, but with the 7 decimals
// of RFC 7946 half a centimetre.
double tolerance_for(Format format, const WriteOptions& options) {
  if (!options.target_crs.is_geographic()) return 1e-3;
  return format == Format::geojson && options.rfc7946 ? 6e-8 : 1e-8;
}

std::string file_name(const std::string& path) { return fs::path(path).filename().string(); }

/// Nothing may be put where something else is that is not meant to go, nor under a name that lies.
Result<void> check_target(const std::string& asked, const std::string& path, const geo::Crs& crs) {
  const std::string said = word_in(file_name(path)), word = word_for(crs);
  if (said != word) {
    return Error{ErrorCode::invalid_argument, path,
                 trf("The file's name says {}, but its coordinates would be {}.", said, crs.code()),
                 tr("Choose another name, or the system that the name says.")};
  }
  std::error_code error;
  if (path != asked && fs::exists(path, error)) {
    return Error{ErrorCode::conflict, asked,
                 trf("Coordinates in {} are written to {}, and there is such a file already.",
                     crs.code(), file_name(path)),
                 tr("Give that name yourself to replace it, or choose another.")};
  }
  return may_replace(path);
}

/// The layers as they will stand in the file; what there is to say of them goes to the report.
Result<std::vector<ReadyLayer>> prepare(const std::vector<LayerToWrite>& layers, Format format,
                                        const geo::Crs& crs, const WriteOptions& options,
                                        WriteReport& report) {
  const geo::Crs& target = options.target_crs;
  std::vector<ReadyLayer> ready;
  std::vector<std::string> names;
  for (const LayerToWrite& one : layers) {
    WriteOptions own = options;
    own.fields = one.fields;
    auto written = as_written(*one.layer, format, own);
    if (!written) return written.error();
    model::Layer& layer = written->layer;
    const std::size_t lost = geo::transform_all(layer.geometry.mutable_points(), crs, target);
    if (lost > 0) {
      return Error{ErrorCode::unsupported, "",
                   trf("{} points of the layer “{}” have no place in {}.", lost, one.layer->name,
                       target.code()),
                   tr("Choose another coordinate system.")};
    }
    layer.extent = layer.geometry.box();
    report.features += layer.size();
    for (const std::string& sentence : written->preview.sentences) {
      report.warnings.push_back(layers.size() > 1 ? one.layer->name + ": " + sentence : sentence);
    }
    names.push_back(name_in(plain_name(one.name.empty() ? one.layer->name : one.name), target));
    ready.push_back({std::move(layer), options.about});
    ready.back().about.insert(ready.back().about.end(), one.about.begin(), one.about.end());
    if (target.is_standard()) continue;
    ready.back().about.push_back(
        target.is_shifted()
            ? trf("The coordinates are in {}, which is shifted against WGS 84 by some hundred "
                  "metres and which no file can declare.",
                  target.code())
            : trf("The coordinates are in {}, which no file can declare.", target.code()));
  }
  names = format == Format::xlsx ? sheet_names(names) : distinct_names(names, {}, Case::ignored);
  for (std::size_t i = 0; i < ready.size(); ++i) ready[i].layer.name = names[i];
  return ready;
}

Result<void> write_fresh(const std::vector<ReadyLayer>& layers, Format format,
                         const std::string& path, const WriteOptions& options, Progress& progress) {
  switch (format) {
    case Format::gpkg:
      return write_gpkg(layers, options.target_crs, path, progress);
    case Format::geojson:
      return write_geojson(layers.front(), path, options, progress);
    case Format::kml:
      return write_kml(layers, path, progress);
    case Format::xlsx:
      return write_xlsx(layers, options.target_crs, path, progress);
    case Format::csv: {
      auto text = csv_text(layers.front().layer, options.target_crs, progress);
      return text ? write_bytes(path, *text) : Result<void>(text.error());
    }
    default:
      return write_with_ogr(layers.front(), format, path, options, progress);
  }
}

Result<void> write_about(const ReadyLayer& layer, Format format, const std::string& path) {
  if (layer.about.empty() || traits_of(format).tells_about) return {};
  return write_bytes(fs::path(path).replace_extension(".about.txt").string(),
                     lines_of(layer.about) + "\n");
}

Result<void> check(const std::vector<ReadyLayer>& layers, Format format, const std::string& path,
                   const WriteOptions& options, Progress& progress) {
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
        compare_layers(layers[i].layer, *again->layers[i], tolerance_for(format, options), path);
    if (!same) return same;
  }
  return {};
}

/// Makes the file in its workshop and reads it again.
Result<void> make(const std::vector<ReadyLayer>& layers, Format format, const Workshop& workshop,
                  const WriteOptions& options, Progress& progress) {
  auto made = write_fresh(layers, format, workshop.path(), options, progress);
  if (made) made = write_about(layers.front(), format, workshop.path());
  if (made) made = check(layers, format, workshop.path(), options, progress);
  if (made || made.error().code == ErrorCode::cancelled) return made;
  const auto room = workshop.has_room();  // the reason is not always told
  return room ? made : room;
}

}  // namespace

Result<WriteReport> write_layers(const std::vector<LayerToWrite>& layers, const geo::Crs& crs,
                                 const std::string& path, const WriteOptions& options,
                                 Progress& progress) {
  const auto format = format_for(path, options);
  if (!format) return format.error();
  const FormatTraits& traits = traits_of(*format);
  if (layers.empty() || (layers.size() > 1 && !traits.several_layers)) {
    return Error{ErrorCode::unsupported, path,
                 trf("A file of the format {} cannot hold {} layers.", traits.name, layers.size()),
                 tr("Choose GPKG, XLSX or KML, or a folder with a file for each layer.")};
  }
  const std::string extension = extension_of(path);
  if (extension != traits.extension && !(*format == Format::geojson && extension == "json")) {
    return Error{ErrorCode::invalid_argument, path,
                 trf("The name of a {} file ends in .{}.", traits.name, traits.extension),
                 tr("Give the file that ending.")};
  }
  WriteReport report;
  report.path = file_to_write(path, options.target_crs);
  progress.set_step(trf("Writing {}", file_name(report.path)));
  const auto free = check_target(path, report.path, options.target_crs);
  if (!free) return free.error();
  const auto name_the_target = [&report](Error error) {  // not the temporary file
    error.where = report.path;
    return error;
  };
  const auto ready = prepare(layers, *format, crs, options, report);
  if (!ready) return name_the_target(ready.error());
  if (report.path != path) {
    report.warnings.push_back(
        trf("The file is called {}, because nothing else can say that its coordinates are {}.",
            file_name(report.path), options.target_crs.code()));
  } else if (!options.target_crs.is_standard()) {
    report.warnings.push_back(
        trf("No format can say that its coordinates are {}: keep it in the file's name.",
            options.target_crs.code()));
  }
  auto workshop = Workshop::beside(report.path);
  if (!workshop) return workshop.error();
  const auto made = make(*ready, *format, *workshop, options, progress);
  if (!made) return name_the_target(made.error());
  const auto delivered = workshop->deliver();
  if (!delivered) return name_the_target(delivered.error());
  return report;
}

Result<WriteReport> write_layer(const model::Layer& layer, const geo::Crs& crs,
                                const std::string& path, const WriteOptions& options,
                                Progress& progress) {
  // The caller's layer outlives the call, so that nobody has to own it meanwhile.
  const model::LayerPtr borrowed(model::LayerPtr(), &layer);
  return write_layers({{borrowed, "", options.fields, {}}}, crs, path, options, progress);
}

}  // namespace wangge::io
