// Features with the same values made one.
#include <map>

#include "analysis/carry.h"
#include "analysis/tool_run.h"
#include "analysis/tool_tables.h"
#include "analysis/union_shapes.h"
#include "base/i18n.h"

namespace wangge::analysis {
namespace {

using geo::Kind;

struct Groups {
  std::vector<std::uint32_t> of_row;  ///< Assignment::outside: in none
  std::vector<std::uint32_t> first;   ///< row, one a group
  model::Integers sizes;
};

/// By the texts of the columns, in the order of their first rows; nulls are a value of their own.
Groups groups_of(const model::Layer& layer, const geo::PackedGeometry& shapes,
                 const std::vector<int>& by) {
  Groups groups;
  groups.of_row.assign(layer.size(), Assignment::outside);
  std::map<std::vector<std::string>, std::uint32_t> known;
  for (std::uint32_t row = 0; row < layer.size(); ++row) {
    if (!shapes.has_geometry(row)) continue;
    std::vector<std::string> key;
    for (const int place : by) {
      const model::Column& column = layer.table.columns[static_cast<std::size_t>(place)];
      key.push_back(column.is_null(row) ? "-" : "=" + column.text(row));
    }
    const auto [found, fresh] =
        known.emplace(std::move(key), static_cast<std::uint32_t>(groups.first.size()));
    if (fresh) groups.first.push_back(row), groups.sizes.push_back(0);
    groups.of_row[row] = found->second;
    ++groups.sizes[found->second];
  }
  return groups;
}

bool adds_up(const model::Layer& layer, int place) {
  const auto& values = layer.table.columns[static_cast<std::size_t>(place)].values;
  if (!std::holds_alternative<model::Integers>(values) &&
      !std::holds_alternative<model::Reals>(values)) {
    return false;
  }
  for (const model::Field naming :
       {model::Field::id, model::Field::code, model::Field::construction_year}) {
    if (layer.mapping.column(naming) == place) return false;
  }
  return true;
}

std::vector<int> summed_columns(const ToolRun& run, const std::vector<int>& by) {
  if (run.values.has("sums")) return run.values.columns("sums");
  std::vector<int> columns;
  for (int place = 0; place < static_cast<int>(run.input(0).table.columns.size()); ++place) {
    const bool names_groups = std::ranges::find(by, place) != by.end();
    if (!names_groups && adds_up(run.input(0), place)) columns.push_back(place);
  }
  return columns;
}

Result<model::Layer> make(ToolRun& run) {
  const model::Layer& layer = run.input(0);
  const auto by = run.values.columns("by");
  const Groups groups = groups_of(layer, run.shapes[0], by);
  std::vector<std::uint32_t> group_of = groups.of_row;
  for (std::uint32_t& group : group_of) {
    if (group == Assignment::outside) group = 0;  // without geometry: adds nothing
  }
  model::Layer made = made_from(layer, layer.geometry.kind());
  made.role = model::Role::base;
  made.geometry = union_shapes(run.shapes[0], group_of, groups.first.size(), run.progress);
  take_columns(made, layer, groups.first, by);
  add_column(made, {tr("count"), groups.sizes, {}});

  const auto columns = summed_columns(run, by);
  Assignment assignment;
  assignment.area_of = groups.of_row;
  Carried carried = carry_to_areas(layer, std::move(assignment), groups.first.size(), columns);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    model::Column sum = std::move(carried.columns[i].of_area);
    sum.name = trf("{}_sum", sum.name);
    const auto place = static_cast<int>(add_column(made, std::move(sum)));
    for (const model::Field field : {model::Field::households, model::Field::population}) {
      if (layer.mapping.column(field) == columns[i]) made.mapping.set(field, place);
    }
  }
  return made;
}

}  // namespace

ToolEntry dissolve_tool() {
  using Choice = ToolParameter::Kind;
  return {
      {"dissolve",
       tr_mark("Dissolve"),
       tr_mark("One feature of all that have the same values, with their count and the sums of "
               "their numbers."),
       {{tr_mark("What is dissolved"), {Kind::points, Kind::lines, Kind::polygons}}},
       {{"by", Choice::columns, tr_mark("By"),
         tr_mark("The columns whose values have to be the same; none: all become one."), "", ""},
        {"sums", Choice::columns, tr_mark("Sums"),
         tr_mark("The columns that are added up; none named: all numbers."), "", ""}},
       "wangge tool dissolve grids.gpkg --by community -o communities.gpkg"},
      make};
}

}  // namespace wangge::analysis
