#include "analysis/split_audit.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

#include "analysis/assign.h"
#include "base/i18n.h"

namespace wangge::analysis {
namespace {

using model::GridIndex;

auto size_of(const UnitSums& sums) {
  return std::tuple(sums.households, sums.units, sums.buildings);
}

double outside_largest(const SplitArea& area) {
  double households = 0;
  for (std::size_t i = 1; i < area.parts.size(); ++i) households += area.parts[i].sums.households;
  return households;
}

/// What a building adds by itself.
struct BuildingNumbers {
  std::vector<double> households, population;
};

}  // namespace

AreasOfUnits areas_of_units(const PlanGround& ground, const model::Layer& areas) {
  AreasOfUnits made;
  made.title = model::title(areas);
  for (std::size_t row = 0; row < areas.size(); ++row) {
    made.names.push_back(areas.label(row));
    made.boxes.push_back(areas.geometry.box(row));
  }
  made.area_of = assign_by_label_point(ground.units->geometry, areas.geometry).area_of;
  for (std::uint32_t& area : made.area_of) {
    if (area >= areas.size()) area = AreasOfUnits::no_area;
  }
  return made;
}

AreasOfUnits estates_of_buildings(const PlanGround& ground) {
  AreasOfUnits made;
  made.title = tr("Estates");
  made.of_buildings = true;
  if (!ground.building_layer) return made;
  const model::Layer& buildings = *ground.building_layer;
  made.area_of.assign(buildings.size(), AreasOfUnits::no_area);
  const model::Column* estate = buildings.field(model::Field::estate);
  if (estate == nullptr) return made;
  std::unordered_map<std::string, std::uint32_t> known;
  for (std::size_t row = 0; row < buildings.size(); ++row) {
    std::string name = estate->text(row);
    if (name.empty() || ground.unit_of_building[row] >= ground.size()) continue;
    const auto [found, fresh] = known.emplace(name, static_cast<std::uint32_t>(known.size()));
    if (fresh) {
      made.names.push_back(std::move(name));
      made.boxes.emplace_back();
    }
    made.area_of[row] = found->second;
    made.boxes[found->second].grow(buildings.geometry.box(row));
  }
  return made;
}

SplitAudit split_audit(const PlanGround& ground, const model::Plan& plan,
                       const AreasOfUnits& areas) {
  std::vector<std::map<GridIndex, UnitSums>> parts(areas.names.size());
  BuildingNumbers numbers;
  if (areas.of_buildings && ground.building_layer) {
    numbers = {numbers_of(*ground.building_layer, model::Field::households),
               numbers_of(*ground.building_layer, model::Field::population)};
  }
  for (std::uint32_t i = 0; i < areas.area_of.size(); ++i) {
    if (areas.area_of[i] == AreasOfUnits::no_area) continue;
    const std::uint32_t unit = areas.of_buildings ? ground.unit_of_building[i] : i;
    UnitSums& sums = parts[areas.area_of[i]][plan.grid_of_unit[unit]];
    if (areas.of_buildings) {
      sums.households += numbers.households[i];
      sums.population += numbers.population[i];
      sums.buildings += 1;
    } else {
      sums.add(ground, unit);
    }
  }
  SplitAudit audit;
  for (std::uint32_t area = 0; area < parts.size(); ++area) {
    if (parts[area].empty()) {
      ++audit.empty;
    } else if (parts[area].size() - parts[area].count(model::unassigned) < 2) {
      ++audit.whole;
    } else {
      SplitArea& split = audit.split.emplace_back();
      split.area = area;
      for (const auto& [grid, sums] : parts[area]) split.parts.push_back({grid, sums});
      std::stable_sort(split.parts.begin(), split.parts.end(), [](const auto& a, const auto& b) {
        return size_of(a.sums) > size_of(b.sums);
      });
    }
  }
  std::stable_sort(audit.split.begin(), audit.split.end(), [](const auto& a, const auto& b) {
    return outside_largest(a) > outside_largest(b);
  });
  return audit;
}

}  // namespace wangge::analysis
