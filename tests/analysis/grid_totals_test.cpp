#include "analysis/grid_totals.h"

#include <gtest/gtest.h>

#include <map>

#include "base/random.h"
#include "support/subdivision.h"

namespace wangge::analysis {
namespace {

struct Town {
  model::Layer units;
  model::Plan plan;
  explicit Town(std::uint64_t seed) {
    Random random(seed);
    units.geometry = test::SubdivisionMaker(7, 3, static_cast<unsigned>(seed)).make().areas;
    units.table.rows = units.geometry.size();
    model::Integers households;
    model::Column people{"people", model::Reals(), {}};
    auto& population = std::get<model::Reals>(people.values);
    plan.grids.resize(5);
    for (std::size_t i = 0; i < units.size(); ++i) {
      households.push_back(static_cast<std::int64_t>(random.below(300)));
      population.push_back(random.between(0, 900));
      if (random.below(8) == 0) people.nulls.set_null(i), population.back() = 0;
      plan.grid_of_unit.push_back(random.below(6) == 0 ? model::unassigned
                                                       : model::GridIndex{random.below(5)});
    }
    units.table.columns.push_back({"households", std::move(households), {}});
    units.table.columns.push_back(std::move(people));
    units.mapping.set(model::Field::households, 0);
    units.mapping.set(model::Field::population, 1);
  }
};

TEST(GridTotals, AreTheSumsOverTheUnitsOfAGrid) {
  for (std::uint64_t seed = 1; seed < 10; ++seed) {
    const Town town(seed);
    const auto totals = grid_totals(town.units, town.plan);
    ASSERT_EQ(totals.size(), 6U);
    for (std::size_t grid = 0; grid < totals.size(); ++grid) {
      const model::GridIndex wanted =
          grid == 5 ? model::unassigned : model::GridIndex{static_cast<std::uint32_t>(grid)};
      GridTotals sum;
      for (std::size_t i = 0; i < town.units.size(); ++i) {
        if (town.plan.grid_of_unit[i] != wanted) continue;
        ++sum.units;
        sum.area_m2 += geo::polygon_area(town.units.geometry, i);
        sum.households += town.units.table.columns[0].number(i);
        if (!town.units.table.columns[1].is_null(i)) {
          sum.population += town.units.table.columns[1].number(i);
        }
      }
      EXPECT_EQ(totals[grid], sum) << "seed " << seed << ", grid " << grid;
    }
  }
}

TEST(GridTotals, TogetherAreTheWholeTownWhateverThePlan) {
  const Town town(3);
  model::Plan all_in_one = town.plan;
  std::fill(all_in_one.grid_of_unit.begin(), all_in_one.grid_of_unit.end(), model::GridIndex{2});
  const GridTotals whole = grid_totals(town.units, all_in_one)[2];
  GridTotals sum;
  for (const GridTotals& one : grid_totals(town.units, town.plan)) {
    sum.units += one.units, sum.area_m2 += one.area_m2;
    sum.households += one.households, sum.population += one.population;
  }
  EXPECT_EQ(sum.units, whole.units);
  EXPECT_NEAR(sum.area_m2, whole.area_m2, 1e-9 * whole.area_m2);
  EXPECT_EQ(sum.households, whole.households);
  EXPECT_NEAR(sum.population, whole.population, 1e-9 * whole.population);
}

TEST(GridTotals, UnitsThatSayNothingCountAsUnits) {
  Town town(4);
  town.units.mapping = {};
  for (const GridTotals& one : grid_totals(town.units, town.plan)) {
    EXPECT_EQ(one.households, 0);
    EXPECT_EQ(one.population, 0);
  }
}

}  // namespace
}  // namespace wangge::analysis
