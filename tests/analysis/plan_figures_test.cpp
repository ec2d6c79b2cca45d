#include "analysis/plan_figures.h"

#include <gtest/gtest.h>

#include <map>
#include <numeric>
#include <set>

#include "support/plan_world.h"

namespace wangge::analysis {
namespace {

using model::Coverage;
using model::GridIndex;
using test::drawn_world;
using test::PlanWorld;

/// The pieces of a grid by repainting until nothing changes, on borders added up pair by pair.
std::size_t slow_pieces(const PlanGround& ground, const std::vector<std::uint32_t>& members) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, double> shared_m;
  for (const Coverage::Arc& arc : ground.coverage->arcs()) {
    if (arc.left != Coverage::no_unit && arc.right != Coverage::no_unit) {
      shared_m[std::minmax(arc.left, arc.right)] += arc.length_m;
    }
  }
  std::map<std::uint32_t, std::uint32_t> colour;
  for (const std::uint32_t unit : members) colour[unit] = unit;
  for (bool changed = true; changed;) {
    changed = false;
    for (const auto& [pair, length] : shared_m) {
      const auto a = colour.find(pair.first), b = colour.find(pair.second);
      if (length < 1 || a == colour.end() || b == colour.end() || a->second == b->second) continue;
      a->second = b->second = std::min(a->second, b->second);
      changed = true;
    }
  }
  std::set<std::uint32_t> distinct;
  for (const auto& [unit, c] : colour) distinct.insert(c);
  return distinct.size();
}

TEST(PlanFigures, CountWhatLiesInAGrid) {
  PlanWorld world = drawn_world({"AAB",  //
                                 "AB.",  //
                                 "AAA"});
  world.ground->households = {1, 2, 3, 4, 5, 6, 7, 8, 9};
  const auto figures = plan_figures(world.shared(), world.plan);
  ASSERT_EQ(figures.size(), 3U);
  EXPECT_EQ(figures[0].units, 6U);
  EXPECT_EQ(figures[0].households, 1 + 2 + 4 + 7 + 8 + 9);
  EXPECT_EQ(figures[0].population, 180);
  EXPECT_EQ(figures[0].buildings, 12);
  EXPECT_EQ(figures[0].area_m2, 600);
  EXPECT_EQ(figures[0].perimeter_m, 140) << "ten out and twenty in";
  EXPECT_EQ(figures[0].pieces, 1U);
  EXPECT_EQ(figures[1].pieces, 2U) << "a touch at a corner is none";
  EXPECT_EQ(figures[2].units, 1U);
  EXPECT_EQ(figures[2].pieces, 0U) << "the unassigned are no grid";
  EXPECT_EQ(figures[2].shape, Compactness{});
}

TEST(PlanFigures, APerimeterHasTheHolesToo) {
  const PlanWorld world = drawn_world({"AAA", "ABA", "AAA"});
  const auto figures = plan_figures(world.shared(), world.plan);
  EXPECT_EQ(figures[0].perimeter_m, 120 + 40);
  EXPECT_EQ(figures[1].perimeter_m, 40);
  EXPECT_DOUBLE_EQ(figures[0].shape.hull, 800.0 / 900.0);
}

TEST(PlanFigures, OfGridsWithoutUnitsAreZero) {
  PlanWorld world = drawn_world({"A"});
  world.plan.grids.push_back({"B", "B", "", ""});
  EXPECT_EQ(plan_figures(world.shared(), world.plan)[1], GridFigures{});
}

TEST(PiecesOf, PutsTheLargestFirst) {
  PlanWorld world = drawn_world({"A.AA", "....", "AAA."});
  const auto members = world.members(GridIndex{0});
  EXPECT_EQ(pieces_of(*world.ground, members),
            (std::vector<std::vector<std::uint32_t>>{{8, 9, 10}, {2, 3}, {0}}));
  world.ground->households[0] = 1000;
  EXPECT_EQ(pieces_of(*world.ground, members).front(), (std::vector<std::uint32_t>{0}));
}

model::PlanEdit random_edit(const PlanWorld& world, const model::Plan& plan, Random& random) {
  model::PlanEdit edit{"edit"};
  const auto units = static_cast<std::uint32_t>(plan.grid_of_unit.size());
  const auto count = static_cast<std::uint32_t>(plan.grids.size());
  const std::uint32_t kind = random.below(20);
  if (kind == 0 && count < 14) {  // a grid comes
    const std::string name = "G" + std::to_string(count);
    edit.grids.push_back({GridIndex{count}, std::nullopt, model::GridRecord{name, name, "", ""}});
  } else if (kind == 1 && count > 3) {  // the last grid goes, its units with it
    const GridIndex last{count - 1};
    for (std::uint32_t unit = 0; unit < units; ++unit) {
      if (plan.grid_of_unit[unit] != last) continue;
      const GridIndex to =
          random.chance(0.5) ? model::unassigned : GridIndex{random.below(count - 1)};
      edit.moves.push_back({model::UnitIndex{unit}, last, to});
    }
    edit.grids.push_back({last, plan.grids.back(), std::nullopt});
  } else {  // a brush: a unit and what lies against it
    const GridIndex to = random.chance(0.1) ? model::unassigned : GridIndex{random.below(count)};
    const std::uint32_t centre = random.below(units);
    const auto paint = [&](std::uint32_t unit) {
      if (plan.grid_of_unit[unit] != to) {
        edit.moves.push_back({model::UnitIndex{unit}, plan.grid_of_unit[unit], to});
      }
    };
    paint(centre);
    if (random.chance(0.6)) {
      for (const auto& next : world.ground->graph.of(centre)) paint(next.unit);
    }
  }
  return edit;
}

TEST(PlanFigures, AfterTenThousandEditsAreThoseFromScratch) {
  const PlanWorld world = test::random_world(16, 2, 7, 9);
  const std::size_t units = world.ground->size();
  const double whole =
      std::accumulate(world.ground->area_m2.begin(), world.ground->area_m2.end(), 0.0);
  Random random(2026);
  model::Plan plan = world.plan;
  PlanFigures figures(world.shared(), plan);
  std::vector<model::PlanEdit> done;
  for (int step = 0; step < 10'000; ++step) {
    model::PlanEdit edit = random_edit(world, plan, random);
    plan = model::apply(std::move(plan), edit);
    done.push_back(std::move(edit));
    figures.update(plan);
    ASSERT_EQ(figures.grids().size(), plan.grids.size() + 1);
    // Exactly: a sum in another order would differ in the last digit.
    ASSERT_EQ(figures.grids(), plan_figures(world.shared(), plan)) << "step " << step;
    double area = 0;
    std::size_t counted = 0;
    for (const GridFigures& grid : figures.grids()) area += grid.area_m2, counted += grid.units;
    ASSERT_NEAR(area, whole, 1e-9 * whole);
    ASSERT_EQ(counted, units);
    if (step % 10 == 0) {
      for (std::size_t g = 0; g < plan.grids.size(); ++g) {
        ASSERT_EQ(figures.grids()[g].pieces, slow_pieces(*world.ground, figures.members(g)));
        ASSERT_EQ(pieces_of(*world.ground, figures.members(g)).size(), figures.grids()[g].pieces);
      }
    }
  }
  while (!done.empty()) {
    plan = model::apply(std::move(plan), model::inverse(std::move(done.back())));
    done.pop_back();
  }
  EXPECT_EQ(plan, world.plan);
  figures.update(plan);
  EXPECT_EQ(figures.grids(), plan_figures(world.shared(), world.plan));
}

TEST(PlanFigures, HaveThePerimeterAndAreaOfTheDissolvedGrid) {
  for (unsigned seed = 0; seed < 8; ++seed) {
    const PlanWorld world = test::random_world(10, 3, seed, 4);
    const auto figures = plan_figures(world.shared(), world.plan);
    const auto polygons = world.ground->coverage->grid_polygons(world.plan);
    for (std::size_t g = 0; g < polygons.size(); ++g) {
      double perimeter = 0;
      const auto& rings = polygons.parts();
      for (auto part = polygons.features().begin(g); part < polygons.features().end(g); ++part) {
        for (auto r = rings.begin(part); r < rings.end(part); ++r) {
          const auto ring = polygons.ring(r);
          for (std::size_t i = 1; i < ring.size(); ++i) {
            perimeter += geo::distance(ring[i - 1], ring[i]);
          }
        }
      }
      EXPECT_NEAR(figures[g].perimeter_m, perimeter, 1e-9 * perimeter);
      EXPECT_NEAR(figures[g].area_m2, geo::polygon_area(polygons, g), 1e-9 * figures[g].area_m2);
      const Compactness shape =
          compactness(figures[g].area_m2, figures[g].perimeter_m, polygons.feature_points(g));
      EXPECT_NEAR(shape.reock, figures[g].shape.reock, 1e-9);
      EXPECT_NEAR(shape.hull, figures[g].shape.hull, 1e-9);
    }
  }
}

}  // namespace
}  // namespace wangge::analysis
