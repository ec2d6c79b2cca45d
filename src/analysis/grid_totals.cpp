#include "analysis/grid_totals.h"

#include <cmath>

namespace wangge::analysis {
namespace {

double number_or_zero(const model::Column* column, std::size_t row) {
  if (column == nullptr) return 0;
  const double value = column->number(row);
  return std::isfinite(value) ? value : 0;
}

}  // namespace

std::vector<GridTotals> grid_totals(const model::Layer& units, const model::Plan& plan) {
  const model::Column* households = units.field(model::Field::households);
  const model::Column* population = units.field(model::Field::population);
  std::vector<GridTotals> totals(plan.grids.size() + 1);
  for (std::size_t unit = 0; unit < plan.grid_of_unit.size(); ++unit) {
    const model::GridIndex grid = plan.grid_of_unit[unit];
    GridTotals& sum =
        grid == model::unassigned ? totals.back() : totals[static_cast<std::size_t>(grid)];
    sum.units += 1;
    sum.area_m2 += geo::polygon_area(units.geometry, unit);
    sum.households += number_or_zero(households, unit);
    sum.population += number_or_zero(population, unit);
  }
  return totals;
}

}  // namespace wangge::analysis
