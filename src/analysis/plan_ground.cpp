#include "analysis/plan_ground.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <unordered_map>

#include "analysis/area_index.h"
#include "analysis/carry.h"
#include "base/i18n.h"
#include "geo/label_point.h"

namespace wangge::analysis {
namespace {

using model::Field;

/// Buildings by unit, and what the units do not say themselves: households, population.
void count_buildings(const model::LayerPtr& layer, PlanGround& ground) {
  const model::Layer& buildings = *layer;
  struct Wanted {
    Field field;
    bool& known;
    std::vector<double>& numbers;
  };
  std::vector<Wanted> wanted;
  std::vector<int> columns;
  for (const Wanted& one : {Wanted{Field::households, ground.has_households, ground.households},
                            Wanted{Field::population, ground.has_population, ground.population}}) {
    const int column = buildings.mapping.column(one.field);
    if (one.known || column < 0) continue;
    wanted.push_back(one);
    columns.push_back(column);
  }
  Carried carried = carry_to_areas(buildings, ground.units->geometry, columns);
  ground.has_buildings = true;
  ground.buildings.assign(carried.counts.begin(), carried.counts.end());
  ground.building_layer = layer;
  ground.unit_of_building = std::move(carried.assignment.area_of);
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    wanted[i].known = true;
    for (std::size_t unit = 0; unit < ground.size(); ++unit) {
      wanted[i].numbers[unit] = carried.columns[i].of_area.number(unit);
    }
  }
}

void name_communities(const GroundLayers& layers, PlanGround& ground) {
  ground.community.assign(ground.size(), PlanGround::no_community);
  std::unordered_map<std::string, std::uint32_t> known;
  const auto number_of = [&](const std::string& name) {
    const auto [found, fresh] =
        known.emplace(std::string(bare_community_name(name)),
                      static_cast<std::uint32_t>(ground.communities.size()));
    if (fresh) ground.communities.push_back(name);
    return found->second;
  };
  const model::Column* stated = ground.units->field(Field::community);
  std::vector<std::uint32_t> silent;
  for (std::uint32_t unit = 0; unit < ground.size(); ++unit) {
    const std::string name = stated == nullptr ? std::string() : stated->text(unit);
    if (name.empty()) {
      silent.push_back(unit);
    } else {
      ground.community[unit] = number_of(name);
    }
  }
  if (silent.empty() || !layers.communities ||
      layers.communities->geometry.kind() != geo::Kind::polygons) {
    return;
  }
  const AreaIndex owner(layers.communities->geometry, silent.size());
  for (const std::uint32_t unit : silent) {
    const geo::Point place = geo::label_point(ground.units->geometry, unit).place;
    if (!geo::is_finite(place)) continue;
    const std::uint32_t row = owner.owner(place);
    if (row != AreaIndex::none) ground.community[unit] = number_of(layers.communities->label(row));
  }
}

/// The codes that the communities layer has for the communities of its names.
void find_community_codes(const model::LayerPtr& layer, PlanGround& ground) {
  ground.community_codes.assign(ground.communities.size(), {});
  const model::Column* codes = layer ? layer->field(Field::code) : nullptr;
  if (codes == nullptr) return;
  for (std::size_t row = 0; row < layer->size(); ++row) {
    const std::uint32_t community = ground.community_named(layer->label(row));
    if (community != PlanGround::no_community) ground.community_codes[community] = codes->text(row);
  }
}

std::size_t pairs_of(const model::UnitGraph& graph) {
  std::size_t sides = 0;
  for (std::uint32_t unit = 0; unit < graph.size(); ++unit) sides += graph.of(unit).size();
  return sides / 2;
}

/// Who lies against whom, but for what barriers part.
void find_neighbours(const GroundLayers& layers, PlanGround& ground) {
  const model::Coverage& coverage = *ground.coverage;
  ground.graph = model::UnitGraph(coverage);
  if (layers.barriers.empty()) return;
  geo::PackedGeometry borders(geo::Kind::lines);
  std::vector<std::uint32_t> arc_of;
  for (std::uint32_t a = 0; a < coverage.arcs().size(); ++a) {
    const model::Coverage::Arc& arc = coverage.arcs()[a];
    if (arc.left == model::Coverage::no_unit || arc.right == model::Coverage::no_unit) continue;
    borders.add_ring_feature(coverage.line(arc));
    arc_of.push_back(a);
  }
  std::vector<std::uint8_t> closed(coverage.arcs().size());
  const geo::PackedGeometry no_gates(geo::Kind::points);
  for (const model::LayerPtr& barrier : layers.barriers) {
    const std::vector<bool> by_this =
        closed_borders(borders, barrier->geometry, layers.gates ? layers.gates->geometry : no_gates,
                       layers.barrier_options);
    for (std::size_t border = 0; border < by_this.size(); ++border) {
      if (by_this[border]) closed[arc_of[border]] = 1;
    }
  }
  for (std::size_t border = 0; border < arc_of.size(); ++border) {
    if (closed[arc_of[border]] != 0) ground.closed_borders.append_feature(borders, border);
  }
  const std::size_t before = pairs_of(ground.graph);
  ground.graph = model::UnitGraph(coverage, closed);
  ground.neighbours_cut = before - pairs_of(ground.graph);
}

}  // namespace

std::string_view bare_community_name(std::string_view name) {
  constexpr std::string_view ending = "社区";
  if (name.size() > ending.size() && name.ends_with(ending)) name.remove_suffix(ending.size());
  return name;
}

std::vector<double> numbers_of(const model::Layer& layer, Field field) {
  std::vector<double> numbers(layer.size());
  const model::Column* column = layer.field(field);
  if (column == nullptr) return numbers;
  for (std::size_t row = 0; row < numbers.size(); ++row) {
    const double value = column->number(row);
    if (std::isfinite(value)) numbers[row] = value;
  }
  return numbers;
}

std::uint32_t PlanGround::community_named(const std::string& name) const {
  if (name.empty()) return no_community;
  for (std::uint32_t i = 0; i < communities.size(); ++i) {
    if (bare_community_name(communities[i]) == bare_community_name(name)) return i;
  }
  return no_community;
}

Result<std::shared_ptr<const PlanGround>> make_ground(const model::LayerPtr& units,
                                                      const GroundLayers& layers,
                                                      Progress& progress) {
  if (units->geometry.kind() != geo::Kind::polygons) {
    return Error{ErrorCode::unsupported, units->name, tr("Units are areas, and these are not."),
                 tr("Check the role of the layer.")};
  }
  const Error stopped{ErrorCode::cancelled, units->name, tr("Cancelled."), ""};
  auto ground = std::make_shared<PlanGround>();
  ground->units = units;
  ground->layers = layers;
  ground->area_m2.resize(units->size());
  for (std::size_t unit = 0; unit < units->size(); ++unit) {
    ground->area_m2[unit] = geo::polygon_area(units->geometry, unit);
  }
  ground->households = numbers_of(*units, Field::households);
  ground->population = numbers_of(*units, Field::population);
  ground->has_households = units->field(Field::households) != nullptr;
  ground->has_population = units->field(Field::population) != nullptr;
  ground->buildings.resize(units->size());
  progress.report(0.1);
  ground->coverage =
      std::make_shared<const model::Coverage>(model::Coverage::build(units->geometry));
  if (progress.cancelled()) return stopped;
  progress.report(0.6);
  find_neighbours(layers, *ground);
  if (progress.cancelled()) return stopped;
  if (layers.buildings) count_buildings(layers.buildings, *ground);
  if (progress.cancelled()) return stopped;
  progress.report(0.9);
  name_communities(layers, *ground);
  find_community_codes(layers.communities, *ground);
  return std::shared_ptr<const PlanGround>(std::move(ground));
}

}  // namespace wangge::analysis
