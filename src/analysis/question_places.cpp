// What questions hold features against; see question_places.h.
#include "analysis/question_places.h"

#include <algorithm>

#include "analysis/question_tokens.h"
#include "base/i18n.h"

namespace wangge::analysis {
namespace {

using Shapes = std::shared_ptr<const geo::PackedGeometry>;

/// Kept alive by the layer.
Shapes shapes_of(const model::LayerPtr& layer) { return {layer, &layer->geometry}; }

Result<Shapes> selected(const AskedOf& of, const std::string& where) {
  const model::LayerEntry* entry = of.selection == nullptr || of.selection->empty()
                                       ? nullptr
                                       : of.workspace->find(of.selection->layer);
  if (entry == nullptr) {
    return Error{ErrorCode::invalid_argument, where, tr("Nothing is selected."),
                 tr("Select features before asking.")};
  }
  return std::make_shared<const geo::PackedGeometry>(
      entry->layer->geometry.subset(of.selection->rows));
}

Result<Shapes> drawn_in(const geo::Crs& crs, const geo::PackedGeometry& drawn,
                        const std::string& where) {
  if (crs.is_geographic()) {
    return Error{ErrorCode::unknown_crs, where,
                 tr("A drawn shape has no place here: no open layer is placed on the earth."),
                 tr("Set the coordinate system of a layer.")};
  }
  auto placed = std::make_shared<geo::PackedGeometry>(drawn);
  if (geo::transform_all(placed->mutable_points(), geo::Crs::wgs84(), crs) > 0) {
    return Error{ErrorCode::invalid_argument, where,
                 trf("The drawn shape lies outside of where {} can be used.", crs.name()),
                 tr("Draw it near the open layers.")};
  }
  return Shapes(std::move(placed));
}

/// Says which layers can be asked for.
std::string open_layers(const model::Workspace& workspace) {
  std::string names;
  for (const model::LayerEntry& entry : workspace.layers) {
    names += (names.empty() ? "" : tr(", ")) + entry.layer->name;
  }
  return names;
}

}  // namespace

Result<model::LayerId> asked_layer(const std::string& name, const model::Workspace& workspace) {
  if (const auto role = model::role_from_key(name)) {
    if (const model::LayerEntry* entry = workspace.find(*role)) return entry->id;
  }
  for (auto entry = workspace.layers.rbegin(); entry != workspace.layers.rend(); ++entry) {
    if (entry->layer->name == name || model::title(*entry->layer) == name) return entry->id;
  }
  return Error{ErrorCode::not_found, written_name(name),
               trf("No open layer is called “{}”, and none has that role.", name),
               workspace.layers.empty() ? std::string(tr("Open a file first."))
                                        : trf("Open are: {}.", open_layers(workspace))};
}

Result<Shapes> place_shapes(const Place& place, const AskedOf& of, const std::string& where,
                            Progress& progress) {
  switch (place.kind) {
    case Place::Kind::selection:
      return selected(of, where);
    case Place::Kind::drawn:
      return drawn_in(of.workspace->crs, place.drawn, where);
    case Place::Kind::layer:
      break;
  }
  const Result<model::LayerId> id = asked_layer(place.layer, *of.workspace);
  if (!id) {
    Error error = id.error();
    error.where = where;
    return error;
  }
  const model::LayerPtr& layer = of.workspace->find(*id)->layer;
  if (place.which.conditions.empty()) return shapes_of(layer);
  const Result<Marks> marks = group_marks(place.which, *layer, of, progress);
  if (!marks) return marks.error();
  return std::make_shared<const geo::PackedGeometry>(layer->geometry.subset(marked_rows(*marks)));
}

Result<Marks> spatial_marks(const SpatialCondition& asked, const geo::PackedGeometry& target,
                            const geo::PackedGeometry& by, const std::string& where,
                            Progress& progress) {
  double distance_m = 0;
  if (asked.predicate == Predicate::within_distance) {
    const Result<double> number = asked_number(asked.distance_m, where);
    if (!number) return number.error();
    distance_m = *number;
  }
  Result<Marks> marks = marks_by(target, by, asked.predicate, distance_m, progress);
  if (marks) return marks;
  Error error = marks.error();
  error.where = where;
  return error;
}

}  // namespace wangge::analysis
