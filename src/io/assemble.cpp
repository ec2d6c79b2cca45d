#include "io/assemble.h"

#include <algorithm>
#include <memory>

#include "base/i18n.h"
#include "io/crs_evidence.h"
#include "io/masking.h"
#include "io/split_time.h"

namespace wangge::io {
namespace {

// A layer of one kind, still in the file's own coordinates.
struct Piece {
  model::Layer layer;
  geo::Crs crs;
};

std::string name_of_piece(const std::string& name, geo::Kind kind, bool only_one) {
  if (only_one) return name;
  switch (kind) {
    case geo::Kind::points:
      return trf("{} (points)", name);
    case geo::Kind::lines:
      return trf("{} (lines)", name);
    case geo::Kind::polygons:
      return trf("{} (areas)", name);
  }
  return name;
}

std::size_t count_without_geometry(const geo::PackedGeometry& geometry) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < geometry.size(); ++i) count += geometry.has_geometry(i) ? 0 : 1;
  return count;
}

// Features that have no image in the CRS lose their geometry; returns how many.
std::size_t drop_nowhere(geo::PackedGeometry& geometry) {
  geo::PackedGeometry kept(geometry.kind());
  kept.reserve(geometry.size(), geometry.points().size());
  std::size_t dropped = 0;
  for (std::size_t i = 0; i < geometry.size(); ++i) {
    const auto points = geometry.feature_points(i);
    if (std::all_of(points.begin(), points.end(), geo::is_finite)) {
      kept.append_feature(geometry, i);
    } else {
      kept.end_feature();
      ++dropped;
    }
  }
  geometry = std::move(kept);
  return dropped;
}

Result<void> set_mapping(model::Layer& layer, const ReadOptions& options, const std::string& path) {
  const model::RoleGuess guess = model::guess_role(layer.name, layer.table, layer.geometry.kind());
  layer.role = options.role.value_or(guess.role);
  layer.mapping = options.role ? model::guess_mapping(*options.role, layer.table) : guess.mapping;
  for (const auto& [field, name] : options.columns) {
    const int column = layer.table.find(name);
    if (column < 0) {
      return Error{ErrorCode::invalid_argument, path,
                   trf("There is no column “{}” in the layer “{}”.", name, layer.name),
                   tr("Check the column mapping.")};
    }
    layer.mapping.set(field, column);
  }
  return {};
}

Result<std::vector<Piece>> split(RawLayer raw, const std::string& path,
                                 const ReadOptions& options) {
  const GeometryFaults faults = raw.geometry.faults();
  auto sorted = raw.geometry.take();
  if (sorted.empty()) return std::vector<Piece>{};
  const auto& largest =
      *std::max_element(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
        return a.geometry.points().size() < b.geometry.points().size();
      });
  Result<CrsFinding> found = options.source_crs
                                 ? CrsFinding{*options.source_crs, tr("chosen by you"), true}
                                 : find_crs(raw, median_point(largest.geometry.points()), path);
  if (!found) return found.error();
  std::vector<Piece> pieces;
  for (auto& [geometry, rows] : sorted) {
    Piece piece{model::Layer(), found->crs};
    model::Layer& layer = piece.layer;
    layer.name = name_of_piece(raw.name, geometry.kind(), sorted.size() == 1);
    layer.table = rows.empty() ? std::move(raw.table) : model::subset(raw.table, rows);
    layer.geometry = std::move(geometry);
    layer.source = {
        path,          raw.name,          raw.format,    raw.encoding, raw.encoding_reason,
        raw.encodings, found->crs.code(), found->reason, raw.warnings, 0,
        found->crs,    found->declared};
    const auto sentences = faults.sentences();
    layer.source.warnings.insert(layer.source.warnings.end(), sentences.begin(), sentences.end());
    mask_previews(layer);
    pieces.push_back(std::move(piece));
  }
  return pieces;
}

Result<geo::Crs> choose_target(const std::vector<Piece>& pieces, const ReadOptions& options) {
  if (options.target_crs) return *options.target_crs;
  for (const Piece& piece : pieces) {
    const geo::Point middle = median_point(piece.layer.geometry.points());
    if (!geo::is_finite(middle)) continue;
    const auto to_degrees = geo::Transformer::make(piece.crs, geo::Crs::wgs84());
    if (!to_degrees) return to_degrees.error();
    const geo::Point degrees = to_degrees->transform(middle);
    if (geo::is_finite(degrees)) return geo::local_projection(degrees);
  }
  return geo::local_projection({114, 22});  // nothing to measure: any will do
}

}  // namespace

Result<ReadResult> assemble(std::vector<RawLayer> raw, const std::string& path,
                            const ReadOptions& options) {
  std::vector<Piece> pieces;
  for (RawLayer& layer : raw) {
    const std::string name = layer.name;
    auto split_layer = split(std::move(layer), path, options);
    if (!split_layer) {
      Error error = split_layer.error();
      if (raw.size() > 1) error.reason = trf("Layer “{}”: {}", name, error.reason);
      return error;
    }
    std::move(split_layer->begin(), split_layer->end(), std::back_inserter(pieces));
  }
  if (pieces.empty()) {
    return Error{ErrorCode::empty, path, tr("The file holds no features."),
                 tr("Check that the right file was exported.")};
  }
  auto target = choose_target(pieces, options);
  if (!target) return target.error();
  ReadResult result{{}, *target};
  for (Piece& piece : pieces) {
    model::Layer& layer = piece.layer;
    const auto way = geo::Transformer::make(piece.crs, *target);
    if (!way) {
      Error error = way.error();
      error.where = path;
      return error;
    }
    if (geo::transform_all(layer.geometry.mutable_points(), piece.crs, *target) > 0) {
      GeometryFaults faults;
      faults.out_of_range = drop_nowhere(layer.geometry);
      for (std::string& sentence : faults.sentences()) {
        layer.source.warnings.push_back(std::move(sentence));
      }
    }
    layer.extent = layer.geometry.box();
    layer.source.features_without_geometry = count_without_geometry(layer.geometry);
    if (auto time = read_split_time(layer.table)) {
      layer.source.warnings.push_back(
          trf("The columns {} are read as one time, “{}”.", time->from, time->column.name));
      layer.table.columns.push_back(std::move(time->column));
    }
    const auto mapped = set_mapping(layer, options, path);
    if (!mapped) return mapped.error();
    result.layers.push_back(std::make_shared<const model::Layer>(std::move(layer)));
  }
  return result;
}

}  // namespace wangge::io
