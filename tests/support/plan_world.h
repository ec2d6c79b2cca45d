#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/plan_ground.h"
#include "base/random.h"
#include "support/subdivision.h"

namespace wangge::test {

/// A ground and a plan on it, both to be changed by a test.
struct PlanWorld {
  std::shared_ptr<analysis::PlanGround> ground;
  model::Plan plan;

  std::shared_ptr<const analysis::PlanGround> shared() const { return ground; }
  std::vector<std::uint32_t> members(model::GridIndex grid) const {
    std::vector<std::uint32_t> units;
    for (std::uint32_t unit = 0; unit < plan.grid_of_unit.size(); ++unit) {
      if (plan.grid_of_unit[unit] == grid) units.push_back(unit);
    }
    return units;
  }
};

inline model::Column text_column(const std::string& name, const std::vector<std::string>& values) {
  model::TextsBuilder builder;
  for (const auto& value : values) builder.push_back(value);
  return {name, std::move(builder).build(), {}};
}

inline model::LayerPtr shared_layer(model::Layer layer) {
  layer.table.rows = layer.geometry.size();
  layer.extent = layer.geometry.box();
  return std::make_shared<const model::Layer>(std::move(layer));
}

/// A layer of areas without columns.
inline model::Layer area_layer(geo::PackedGeometry areas, model::Role role = model::Role::units) {
  model::Layer layer;
  layer.name = std::string(model::role_key(role));
  layer.role = role;
  layer.geometry = std::move(areas);
  return layer;
}

/// The plan has no grids yet; every unit has 10 households, 30 people and 2 buildings.
inline PlanWorld world_of(geo::PackedGeometry units) {
  Progress progress;
  const auto layer = shared_layer(area_layer(std::move(units)));
  PlanWorld world{
      std::make_shared<analysis::PlanGround>(**analysis::make_ground(layer, {}, progress)), {}};
  const std::size_t count = world.ground->size();
  world.ground->households.assign(count, 10);
  world.ground->population.assign(count, 30);
  world.ground->buildings.assign(count, 2);
  world.ground->has_households = world.ground->has_population = true;
  world.ground->has_buildings = true;
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < count; ++i) ids.push_back("U" + std::to_string(i));
  world.plan.name = "drawn";
  world.plan.unit_ids = ids;
  world.plan.grid_of_unit.assign(count, model::unassigned);
  return world;
}

/// A plan drawn in letters, north up, a unit a letter: a square of `size_m`. Grids are the capital
/// letters up to the largest that occurs ("A" is grid 0), '.' is a unit of no grid, ' ' no unit.
/// Units are numbered as one reads.
///
///   drawn_world({"AAB",
///                "A.B"})
inline PlanWorld drawn_world(const std::vector<std::string_view>& rows, double size_m = 10) {
  geo::PackedGeometry units(geo::Kind::polygons);
  std::string letters;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (std::size_t column = 0; column < rows[row].size(); ++column) {
      if (rows[row][column] == ' ') continue;
      letters += rows[row][column];
      add_square(units, static_cast<double>(column) * size_m,
                 static_cast<double>(rows.size() - 1 - row) * size_m, size_m);
    }
  }
  PlanWorld world = world_of(std::move(units));
  for (std::uint32_t unit = 0; unit < letters.size(); ++unit) {
    if (letters[unit] == '.') continue;
    const auto grid = static_cast<std::uint32_t>(letters[unit] - 'A');
    while (world.plan.grids.size() <= grid) {
      const std::string name(1, static_cast<char>('A' + world.plan.grids.size()));
      world.plan.grids.push_back({name, name, "", ""});
    }
    world.plan.grid_of_unit[unit] = model::GridIndex{grid};
  }
  return world;
}

/// side × side units with bent borders, `grids` grids in square blocks, households at random.
inline PlanWorld random_world(int side, int bends, unsigned seed, std::uint32_t grids) {
  PlanWorld world = world_of(SubdivisionMaker(side, bends, seed).make().areas);
  Random random(seed);
  for (std::uint32_t g = 0; g < grids; ++g) {
    const std::string name = "G" + std::to_string(g);
    world.plan.grids.push_back({name, name, "", ""});
  }
  const auto across = static_cast<std::uint32_t>(std::ceil(std::sqrt(grids)));
  const auto width = static_cast<std::uint32_t>(side);
  for (std::uint32_t unit = 0; unit < world.ground->size(); ++unit) {
    world.ground->households[unit] = random.below(40);
    world.ground->population[unit] = world.ground->households[unit] * random.between(1, 4);
    world.ground->buildings[unit] = random.below(6);
    const std::uint32_t block =
        (unit / width * across / width) * across + unit % width * across / width;
    world.plan.grid_of_unit[unit] = model::GridIndex{std::min(block, grids - 1)};
  }
  return world;
}

/// Puts units and grids into communities: letters as in drawn_world, '.' and ' ' as there.
inline void draw_communities(PlanWorld& world, const std::vector<std::string_view>& rows,
                             const std::vector<std::string>& names) {
  world.ground->communities = names;
  std::uint32_t unit = 0;
  for (const std::string_view row : rows) {
    for (const char letter : row) {
      if (letter == ' ') continue;
      world.ground->community[unit++] = letter == '.' ? analysis::PlanGround::no_community
                                                      : static_cast<std::uint32_t>(letter - 'A');
    }
  }
}

}  // namespace wangge::test
