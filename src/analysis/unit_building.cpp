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

/// A column of the buildings whose sums the units have.
struct Counted {
  std::optional<Field> field;
  int column;
};

bool holds_numbers(const model::Column& column) {
  return std::holds_alternative<model::Integers>(column.values) ||
         std::holds_alternative<model::Reals>(column.values);
}

Error no_such_numbers(const model::Layer& buildings, const std::string& name) {
  std::string known;
  for (const model::Column& column : buildings.table.columns) {
    if (holds_numbers(column)) known += (known.empty() ? "" : ", ") + column.name;
  }
  return {ErrorCode::invalid_argument, buildings.source.path,
          trf("The buildings have no column “{}” of numbers.", name),
          known.empty() ? tr("None of their columns holds numbers.")
                        : trf("Columns of numbers are: {}.", known)};
}

Result<std::vector<Counted>> counted_columns(const model::Layer& buildings,
                                             const std::vector<std::string>& carry) {
  std::vector<Counted> counted;
  const auto is_counted = [&](int column) {
    return std::ranges::any_of(counted, [column](auto& one) { return one.column == column; });
  };
  for (const Field field : {Field::households, Field::population}) {
    const int column = buildings.mapping.column(field);
    if (column >= 0) counted.push_back({field, column});
  }
  for (const std::string& name : carry) {
    const int column = buildings.table.find(name);
    if (column < 0 || !holds_numbers(buildings.table.columns[static_cast<std::size_t>(column)])) {
      return no_such_numbers(buildings, name);
    }
    if (!is_counted(column)) counted.push_back({std::nullopt, column});
  }
  return counted;
}

/// Households, population, what else is to be carried, and the number of buildings.
Carried add_counts(model::Layer& units, const model::Layer& buildings,
                   const std::vector<Counted>& counted) {
  std::vector<int> columns;
  for (const Counted& one : counted) columns.push_back(one.column);
  Carried carried = carry_to_areas(buildings, units.geometry, columns);
  for (std::size_t i = 0; i < counted.size(); ++i) {
    model::Column column = carried.columns[i].of_area;
    if (counted[i].field) column.name = model::field_key(*counted[i].field);
    add_column(units, counted[i].field, std::move(column));
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

/// The units are of no file, and in the system that the areas are in.
model::Source made_of(const model::Source& areas) {
  model::Source source;
  source.crs = areas.crs;
  return source;
}

/// Findings by the rows that are left; of a row that is not the finding tells which it was.
std::vector<Finding> renumbered(std::vector<Finding> findings, const model::Rows& rows) {
  const auto now = [&rows](std::size_t row) {
    const auto at = std::lower_bound(rows.begin(), rows.end(), row);
    return at != rows.end() && *at == row ? static_cast<std::size_t>(at - rows.begin()) : no_row;
  };
  for (Finding& finding : findings) {
    if (finding.row == no_row) continue;
    const std::size_t row = now(finding.row);
    if (row == no_row)
      finding.what = trf("row {} became no unit: {}", finding.row + 1, finding.what);
    finding.row = row;
    if (finding.other != no_row) finding.other = now(finding.other);
  }
  return findings;
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

std::vector<Finding> unit_problems(const BuiltUnits& built, const model::Layer& areas,
                                   const model::Layer* buildings) {
  std::vector<Finding> problems;
  for (const Finding& finding : built.mending.left) {
    if (is_fault(finding)) problems.push_back(finding);
  }
  // Of communities the rows are not those of the units.
  if (built.divided) {
    for (Finding& problem : problems) {
      if (problem.row != no_row && problem.row < areas.size()) {
        problem.what = trf("{}: {}", areas.label(problem.row), problem.what);
      }
      problem.row = problem.other = no_row;
    }
  }
  for (const Finding& crossing : built.crossed) {
    Finding problem = crossing;
    const std::uint32_t unit = built.carried.assignment.area_of[crossing.row];
    problem.row = unit < built.units.size() ? unit : no_row;
    problem.what = trf("building {}: {}", buildings->label(crossing.row), crossing.what);
    problems.push_back(std::move(problem));
  }
  return problems;
}

double imbalance_m2(const BuiltUnits& built) {
  const MendReport& report = built.mending;
  const double told = report.before_m2 + report.repaired_m2 - report.removed_m2 +
                      report.snapped_m2 - report.overlap_m2 + report.filled_m2 + built.snapped_m2;
  return std::abs(built.units_m2 - told);
}

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
  const auto counted = buildings == nullptr ? Result<std::vector<Counted>>(std::vector<Counted>())
                                            : counted_columns(*buildings, options.carry);
  if (!counted) return counted.error();
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
  built.divided = true;
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
  units.source = made_of(communities.source);
  add_column(units, Field::id, text_column("id", ids));
  add_column(units, Field::community, text_column("community", names));
  if (buildings != nullptr) built.carried = add_counts(units, *buildings, *counted);
  built.units_m2 = area_of(units.geometry);
  built.snapped_m2 = division->ground_m2 - built.mending.after_m2;
  return built;
}

Result<BuiltUnits> units_from_areas(const model::Layer& areas, const model::Layer* buildings,
                                    const UnitOptions& options, Progress& progress) {
  if (areas.geometry.kind() != geo::Kind::polygons) return no_areas(areas);
  const auto counted = buildings == nullptr ? Result<std::vector<Counted>>(std::vector<Counted>())
                                            : counted_columns(*buildings, options.carry);
  if (!counted) return counted.error();
  model::Layer outlines = areas;
  outlines.role = model::Role::units;
  auto mended = mend_layer(outlines, options.mend, progress);
  if (!mended) return mended.error();
  BuiltUnits built;
  built.mending = std::move(mended->report);
  const model::Rows rows = rows_left(mended->layer);
  built.mending.left = renumbered(std::move(built.mending.left), rows);
  built.units =
      rows.size() == mended->layer.size() ? std::move(mended->layer) : subset(mended->layer, rows);
  model::Layer& units = built.units;
  units.role = model::Role::units;
  units.source = made_of(areas.source);

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
  if (buildings != nullptr) built.carried = add_counts(units, *buildings, *counted);
  built.units_m2 = built.mending.after_m2;
  return built;
}

}  // namespace wangge::analysis
