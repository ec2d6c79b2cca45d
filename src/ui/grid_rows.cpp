#include "ui/grid_rows.h"

#include <map>

namespace wangge::ui {

GridList grid_list(const session::PlanView& view) {
  const model::Plan& plan = *view.plan;
  GridList list;
  const auto fill = [](GridRow& row, const analysis::GridTotals& totals) {
    row.units = totals.units;
    row.households = totals.households;
    row.population = totals.population;
    row.area_m2 = totals.area_m2;
  };
  std::map<std::string, std::pair<double, int>> communities;  // households, grids
  for (std::size_t g = 0; g < plan.grids.size(); ++g) {
    GridRow row;
    row.grid = model::GridIndex(g);
    row.code = plan.grids[g].code;
    row.name = plan.grids[g].name.empty() ? plan.grids[g].code : plan.grids[g].name;
    row.community = plan.grids[g].community;
    row.theme = plan.grids[g].theme;
    if (view.totals && g < view.totals->size()) fill(row, (*view.totals)[g]);
    auto& [households, grids] = communities[row.community];
    households += row.households;
    ++grids;
    list.has_households = list.has_households || row.households > 0;
    list.rows.push_back(std::move(row));
  }
  for (GridRow& row : list.rows) {
    const auto& [households, grids] = communities[row.community];
    row.community_mean = households / grids;
    row.deviation = row.community_mean > 0 ? row.households / row.community_mean - 1 : 0;
  }
  if (view.totals && view.totals->size() == plan.grids.size() + 1) {
    fill(list.unassigned, view.totals->back());
  }
  if (view.colours) {
    for (std::size_t unit = 0; unit < plan.grid_of_unit.size() && unit < view.colours->size();
         ++unit) {
      const auto grid = static_cast<std::size_t>(plan.grid_of_unit[unit]);
      if (grid < list.rows.size()) list.rows[grid].colour = (*view.colours)[unit];
    }
  }
  return list;
}

}  // namespace wangge::ui
