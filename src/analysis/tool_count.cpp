// How many of the features of one layer belong to each polygon of another.
#include <algorithm>
#include <map>

#include "analysis/carry.h"
#include "analysis/tool_run.h"
#include "analysis/tool_tables.h"
#include "base/i18n.h"

namespace wangge::analysis {
namespace {

using geo::Kind;

void add_counts(model::Layer& made, std::string name, const std::vector<std::uint32_t>& counts) {
  add_column(made, {std::move(name), model::Integers(counts.begin(), counts.end()), {}});
}

/// A column for each of the most frequent classes, of equally frequent ones the first by name, and
/// one for all others.
void add_classes(model::Layer& made, const model::Column& classes,
                 const std::vector<std::uint32_t>& area_of, std::size_t areas, std::size_t most) {
  std::map<std::string, std::vector<std::uint32_t>> by_class;
  for (std::size_t row = 0; row < area_of.size(); ++row) {
    if (area_of[row] < areas) by_class[classes.text(row)].push_back(area_of[row]);
  }
  std::vector<const std::string*> order;
  for (const auto& [name, rows] : by_class) order.push_back(&name);
  std::ranges::stable_sort(order, [&](const std::string* a, const std::string* b) {
    return by_class[*a].size() > by_class[*b].size();
  });
  std::vector<std::uint32_t> others(areas);
  for (std::size_t i = 0; i < order.size(); ++i) {
    std::vector<std::uint32_t> own(areas);
    auto& counts = i < most ? own : others;
    for (const std::uint32_t area : by_class[*order[i]]) ++counts[area];
    if (i < most) add_counts(made, order[i]->empty() ? tr("(empty)") : *order[i], own);
  }
  if (order.size() > most) add_counts(made, tr("other classes"), others);
}

Result<model::Layer> make(ToolRun& run) {
  const model::Layer &areas = run.input(0), &counted = run.input(1);
  const auto weight = run.values.column("weights");
  model::Layer things = counted;
  things.geometry = run.shapes[1];
  const Carried carried = carry_to_areas(things, run.shapes[0],
                                         weight ? std::vector<int>{*weight} : std::vector<int>());
  const Assignment& assignment = carried.assignment;
  if (assignment.outside_count > 0) {
    run.warnings.push_back(trf("{} of {} features of “{}” lie in no polygon.",
                               assignment.outside_count, assignment.total(), counted.name));
  }
  model::Layer made = made_from(areas, Kind::polygons);
  take_rows(made, areas, every_row(areas));
  add_counts(made, tr("count"), carried.counts);
  for (const CarriedColumn& sum : carried.columns) {
    model::Column column = sum.of_area;
    column.name = trf("{}_sum", column.name);
    add_column(made, std::move(column));
    if (sum.unknown > 0) {
      run.warnings.push_back(
          trf("{} rows of “{}” have no number in “{}” and count as 0 in the sum.", sum.unknown,
              counted.name, sum.of_area.name));
    }
  }
  if (const auto classes = run.values.column("classes")) {
    add_classes(made, counted.table.columns[static_cast<std::size_t>(*classes)], assignment.area_of,
                areas.size(), static_cast<std::size_t>(run.values.whole("most_classes")));
  }
  return made;
}

}  // namespace

ToolEntry count_tool() {
  using Choice = ToolParameter::Kind;
  ToolParameter weights{"weights",
                        Choice::column,
                        tr_mark("Weights"),
                        tr_mark("A column of numbers to add up beside the count."),
                        "",
                        ""};
  weights.of_input = 1;
  ToolParameter classes{"classes",
                        Choice::column,
                        tr_mark("Classes"),
                        tr_mark("A column whose values are counted apart, a column each."),
                        "",
                        ""};
  classes.of_input = 1;
  ToolParameter most{"most_classes",
                     Choice::whole,
                     tr_mark("Most classes"),
                     tr_mark("The most frequent classes get columns of their own, the others one "
                             "together."),
                     "",
                     "12"};
  most.least = 1, most.most = 200;
  return {{"count",
           tr_mark("Count in polygons"),
           tr_mark("How many features belong to each polygon. One on a shared border belongs to "
                   "exactly one; buildings belong where their label point lies."),
           {{tr_mark("The polygons"), {Kind::polygons}},
            {tr_mark("What is counted"), {Kind::points, Kind::polygons}}},
           {weights, classes, most},
           "wangge tool count grids.gpkg tickets.csv --classes class -o counts.gpkg"},
          make};
}

}  // namespace wangge::analysis
