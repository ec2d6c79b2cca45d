#include "analysis/unit_building.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "analysis/line_layers.h"
#include "analysis/reading_order.h"
#include "base/i18n.h"
#include "geo/label_point.h"

namespace wangge::analysis {
namespace {

using geo::PackedGeometry;
using model::Field;

/// What stands in the first of these fields that the layer has; else the number of the row.
std::string key_of(const model::Layer& layer, std::size_t row,
                   std::initializer_list<Field> fields) {
  for (const Field field : fields) {
    const model::Column* column = layer.field(field);
    if (column == nullptr || column->is_null(row)) continue;
    std::string text = column->text(row);
    if (!text.empty()) return text;
  }
  return std::to_string(row + 1);
}

double area_of(const PackedGeometry& polygons) {
  double sum = 0;
  for (std::size_t row = 0; row < polygons.size(); ++row) sum += geo::polygon_area(polygons, row);
  return sum;
}

/// What a building counts for the size of a unit.
std::vector<double> weights_of(const model::Layer& buildings, UnitMeasure measure) {
  std::vector<double> weights(buildings.size(), 1);
  const model::Column* households = buildings.field(Field::households);
  if (measure == UnitMeasure::buildings || households == nullptr) return weights;
  for (std::size_t row = 0; row < weights.size(); ++row) {
    const double number = households->is_null(row) ? 0 : households->number(row);
    weights[row] = number > 0 && std::isfinite(number) ? number : 0;
  }
  return weights;
}

/// The units' ids, in the order of `order`: serials of the same width within a code.
std::vector<std::string> number_units(const std::vector<std::string>& codes,
                                      const std::vector<std::uint32_t>& order) {
  std::map<std::string, std::size_t> counts, next;
  for (const std::string& code : codes) ++counts[code];
  std::vector<std::string> ids(codes.size());
  for (const std::uint32_t unit : order) {
    const std::string& code = codes[unit];
    const auto width = std::max<std::size_t>(3, std::to_string(counts[code]).size());
    ids[unit] = fmt::format("{}{:0{}}", code, ++next[code], width);
  }
  return ids;
}

model::Column text_column(std::string name, const std::vector<std::string>& values) {
  model::TextsBuilder texts;
  for (const std::string& value : values) texts.push_back(value);
  return {std::move(name), std::move(texts).build(), {}};
}

void add_column(model::Layer& layer, std::optional<Field> field, model::Column column) {
  for (int n = 2; layer.table.find(column.name) >= 0; ++n) {
    column.name = fmt::format("{}_{}", column.name, n);
  }
  if (field) layer.mapping.set(*field, static_cast<int>(layer.table.columns.size()));
  layer.table.columns.push_back(std::move(column));
}

/// Columns of the buildings whose sums the units have.
std::vector<std::pair<Field, int>> counted_columns(const model::Layer& buildings) {
  std::vector<std::pair<Field, int>> columns;
  for (const Field field : {Field::households, Field::population}) {
    const int column = buildings.mapping.column(field);
    if (column >= 0) columns.emplace_back(field, column);
  }
  return columns;
}

/// Households, population and the number of buildings.
Carried add_counts(model::Layer& units, const model::Layer& buildings, Assignment assignment) {
  const auto counted = counted_columns(buildings);
  std::vector<int> columns;
  for (const auto& [field, column] : counted) columns.push_back(column);
  Carried carried = carry_to_areas(buildings, std::move(assignment), units.size(), columns);
  for (std::size_t i = 0; i < counted.size(); ++i) {
    model::Column column = carried.columns[i].of_area;
    column.name = model::field_key(counted[i].first);
    add_column(units, counted[i].first, std::move(column));
  }
  add_column(units, std::nullopt,
             {"buildings", model::Integers(carried.counts.begin(), carried.counts.end()), {}});
  return carried;
}

std::vector<Finding> crossed_findings(const std::vector<Blocks::Crossing>& crossings,
                                      const PackedGeometry& buildings) {
  std::vector<Finding> findings;
  for (const Blocks::Crossing& crossing : crossings) {
    const std::string size = size_text(crossing.off_m2, SizeUnit::square_metres);
    findings.push_back({FindingKind::crossed, crossing.building, no_row,
                        geo::label_point(buildings, crossing.building).place, crossing.off_m2,
                        SizeUnit::square_metres,
                        crossing.by_area
                            ? trf("lies across the outline of a community, {} of it beyond", size)
                            : trf("a line would have cut {} off: the border goes round it", size)});
  }
  return findings;
}

Error no_areas(const model::Layer& layer) {
  return {ErrorCode::invalid_argument, layer.source.path,
          tr("Units are made of areas, and these are none."), tr("Give a file of polygons.")};
}

/// Rows with geometry; the others are named.
model::Rows rows_left(const model::Layer& layer) {
  model::Rows rows;
  for (std::uint32_t row = 0; row < layer.size(); ++row) {
    if (layer.geometry.has_geometry(row)) rows.push_back(row);
  }
  return rows;
}

}  // namespace

Result<BuiltUnits> build_units(const model::Layer& communities,
                               std::span<const model::LayerPtr> lines,
                               const model::Layer* buildings, const UnitOptions& options,
                               Progress& progress) {
  if (communities.geometry.kind() != geo::Kind::polygons) return no_areas(communities);
  if (buildings != nullptr && buildings->geometry.kind() != geo::Kind::polygons) {
    return Error{ErrorCode::invalid_argument, buildings->source.path,
                 tr("Units are cut between the outlines of buildings, and these have none."),
                 tr("Give a file of building outlines.")};
  }
  model::Layer outlines = communities;
  outlines.role = model::Role::communities;
  auto mended = mend_layer(outlines, options.mend, progress);
  if (!mended) return mended.error();
  const model::Layer& areas = mended->layer;

  PackedGeometry cuts(geo::Kind::lines);
  for (const model::LayerPtr& layer : lines) {
    for (std::size_t row = 0; row < layer->size(); ++row) add_outlines(cuts, layer->geometry, row);
  }
  const PackedGeometry nothing(geo::Kind::polygons);
  const PackedGeometry& footprints = buildings == nullptr ? nothing : buildings->geometry;
  const std::vector<double> weights =
      buildings == nullptr ? std::vector<double>() : weights_of(*buildings, options.measure);
  progress.set_step(tr("Cutting communities into units"));
  auto division = divide_areas(areas.geometry, cuts, footprints, weights,
                               {options.blocks, options.most, options.target}, progress);
  if (!division) return division.error();

  BuiltUnits built;
  built.mending = std::move(mended->report);
  built.crossed = crossed_findings(division->crossings, footprints);
  const std::size_t count = division->pieces.size();
  std::vector<geo::Point> places;
  for (const geo::LabelPoint& label : geo::label_points(division->pieces)) {
    places.push_back(label.place);
  }
  const std::vector<std::uint32_t> order = reading_order(places);
  std::vector<std::string> codes, ids, names;
  for (const std::uint32_t area : division->area_of) {
    codes.push_back(key_of(areas, area, {Field::code, Field::id, Field::name}));
  }
  const std::vector<std::string> id_of = number_units(codes, order);
  std::vector<std::uint32_t> by_id(order);
  std::stable_sort(by_id.begin(), by_id.end(),
                   [&](auto a, auto b) { return division->area_of[a] < division->area_of[b]; });
  for (const std::uint32_t unit : by_id) {
    ids.push_back(id_of[unit]);
    names.push_back(key_of(areas, division->area_of[unit], {Field::name, Field::code, Field::id}));
  }
  model::Layer& units = built.units;
  units.name = "units";
  units.role = model::Role::units;
  units.geometry = division->pieces.subset(by_id);
  units.extent = units.geometry.box();
  units.table.rows = count;
  units.source.crs = communities.source.crs;
  add_column(units, Field::id, text_column("id", ids));
  add_column(units, Field::community, text_column("community", names));
  if (buildings != nullptr) {
    built.carried =
        add_counts(units, *buildings, assign_by_label_point(footprints, units.geometry));
  }
  built.units_m2 = area_of(units.geometry);
  built.snapped_m2 = division->ground_m2 - built.mending.after_m2;
  return built;
}

Result<BuiltUnits> units_from_areas(const model::Layer& areas, const model::Layer* buildings,
                                    const UnitOptions& options, Progress& progress) {
  if (areas.geometry.kind() != geo::Kind::polygons) return no_areas(areas);
  model::Layer outlines = areas;
  outlines.role = model::Role::units;
  auto mended = mend_layer(outlines, options.mend, progress);
  if (!mended) return mended.error();
  BuiltUnits built;
  built.mending = std::move(mended->report);
  const model::Rows rows = rows_left(mended->layer);
  built.units =
      rows.size() == mended->layer.size() ? std::move(mended->layer) : subset(mended->layer, rows);
  model::Layer& units = built.units;
  units.role = model::Role::units;

  // An id that names each row alone stays; else the code or the row becomes one.
  std::set<std::string> seen;
  const model::Column* id = units.field(Field::id);
  bool unique = id != nullptr;
  for (std::size_t row = 0; unique && row < units.size(); ++row) {
    unique = !id->is_null(row) && seen.insert(id->text(row)).second;
  }
  if (!unique) {
    std::vector<std::string> codes, ids;
    std::map<std::string, std::size_t> counts, next;
    for (std::size_t row = 0; row < units.size(); ++row) {
      codes.push_back(key_of(units, row, {Field::code, Field::id}));
      ++counts[codes.back()];
    }
    for (const std::string& code : codes) {
      ids.push_back(counts[code] == 1 ? code : fmt::format("{}-{}", code, ++next[code]));
    }
    add_column(units, Field::id, text_column("unit_id", ids));
  }
  if (buildings != nullptr) {
    const bool polygons = buildings->geometry.kind() == geo::Kind::polygons;
    built.carried = add_counts(units, *buildings,
                               polygons ? assign_by_label_point(buildings->geometry, units.geometry)
                                        : assign_points(buildings->geometry, units.geometry));
  }
  built.units_m2 = built.mending.after_m2;
  return built;
}

}  // namespace wangge::analysis
