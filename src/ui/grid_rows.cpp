#include "ui/grid_rows.h"

#include <algorithm>

namespace wangge::ui {
namespace {

void fill(GridRow& row, const analysis::GridFigures& figures) {
  row.units = figures.units;
  row.households = figures.households;
  row.population = figures.population;
  row.buildings = figures.buildings;
  row.area_m2 = figures.area_m2;
  row.pieces = figures.pieces;
  row.shape = figures.shape;
}

GridRow row_of(const session::PlanView& view, std::size_t grid) {
  const model::GridRecord& record = view.plan->grids[grid];
  GridRow row;
  row.grid = model::GridIndex(grid);
  row.code = record.code;
  row.name = record.name.empty() ? record.code : record.name;
  row.community = record.community;
  row.theme = record.theme;
  row.locked = record.locked;
  row.colour = record.colour == model::no_colour ? -1 : record.colour;
  fill(row, (*view.figures)[grid]);
  const analysis::GridBalance& balance = view.balance->grids[grid];
  row.value = balance.value;
  row.ideal = balance.ideal;
  row.deviation = balance.deviation;
  row.off_band = balance.off_band;
  return row;
}

}  // namespace

const GridRow* GridList::find(model::GridIndex grid) const {
  const auto found =
      std::find_if(rows.begin(), rows.end(), [&](const GridRow& row) { return row.grid == grid; });
  return found == rows.end() ? nullptr : &*found;
}

GridList grid_list(const session::PlanView& view) {
  GridList list;
  list.unassigned.grid = model::unassigned;
  if (!view.figures || !view.balance) return list;
  for (std::size_t grid = 0; grid < view.plan->grids.size(); ++grid) {
    if (view.plan->grids[grid].retired) continue;
    list.rows.push_back(row_of(view, grid));
    list.balanced = list.balanced || list.rows.back().ideal > 0;
  }
  fill(list.unassigned, view.figures->back());
  list.unassigned.value = analysis::value_of(view.figures->back(), view.options.measure);
  return list;
}

}  // namespace wangge::ui
