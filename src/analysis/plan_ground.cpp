#include "analysis/plan_ground.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <unordered_map>

#include "analysis/area_index.h"
#include "base/i18n.h"
#include "geo/label_point.h"

namespace wangge::analysis {
namespace {

using model::Field;

double number_or_zero(const model::Column* column, std::size_t row) {
  if (column == nullptr) return 0;
  const double value = column->number(row);
  return std::isfinite(value) ? value : 0;
}

/// 南坑 and 南坑社区 are the same community.
std::string_view bare_name(std::string_view name) {
  constexpr std::string_view ending = "社区";
  if (name.size() > ending.size() && name.ends_with(ending)) name.remove_suffix(ending.size());
  return name;
}

std::vector<double> numbers_of(const model::Layer& layer, Field field) {
  std::vector<double> numbers(layer.size());
  const model::Column* column = layer.field(field);
  for (std::size_t row = 0; row < numbers.size(); ++row) numbers[row] = number_or_zero(column, row);
  return numbers;
}

/// Where a feature counts: its label point, or the first of its points.
std::vector<geo::Point> places_of(const model::Layer& layer) {
  std::vector<geo::Point> places(layer.size(), geo::nowhere);
  if (layer.geometry.kind() == geo::Kind::polygons) {
    const auto labels = geo::label_points(layer.geometry);
    std::transform(labels.begin(), labels.end(), places.begin(),
                   [](const geo::LabelPoint& label) { return label.place; });
    return places;
  }
  for (std::size_t row = 0; row < places.size(); ++row) {
    if (layer.geometry.has_geometry(row)) places[row] = layer.geometry.feature_points(row).front();
  }
  return places;
}

void count_buildings(const model::Layer& buildings, PlanGround& ground) {
  const AreaIndex owner(ground.units->geometry, buildings.size());
  const model::Column* households = buildings.field(Field::households);
  const model::Column* population = buildings.field(Field::population);
  const bool give_households = !ground.has_households && households != nullptr;
  const bool give_population = !ground.has_population && population != nullptr;
  ground.has_buildings = true;
  ground.has_households = ground.has_households || give_households;
  ground.has_population = ground.has_population || give_population;
  const auto places = places_of(buildings);
  for (std::size_t row = 0; row < places.size(); ++row) {
    if (!geo::is_finite(places[row])) continue;
    const std::uint32_t unit = owner.owner(places[row]);
    if (unit == AreaIndex::none) continue;
    ground.buildings[unit] += 1;
    if (give_households) ground.households[unit] += number_or_zero(households, row);
    if (give_population) ground.population[unit] += number_or_zero(population, row);
  }
}

void name_communities(const GroundLayers& layers, PlanGround& ground) {
  ground.community.assign(ground.size(), PlanGround::no_community);
  std::unordered_map<std::string, std::uint32_t> known;
  const auto number_of = [&](const std::string& name) {
    const auto [found, fresh] = known.emplace(
        std::string(bare_name(name)), static_cast<std::uint32_t>(ground.communities.size()));
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

}  // namespace

std::uint32_t PlanGround::community_named(const std::string& name) const {
  if (name.empty()) return no_community;
  for (std::uint32_t i = 0; i < communities.size(); ++i) {
    if (bare_name(communities[i]) == bare_name(name)) return i;
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
  ground->graph = model::UnitGraph(*ground->coverage);
  if (layers.buildings) count_buildings(*layers.buildings, *ground);
  if (progress.cancelled()) return stopped;
  progress.report(0.9);
  name_communities(layers, *ground);
  return std::shared_ptr<const PlanGround>(std::move(ground));
}

}  // namespace wangge::analysis
