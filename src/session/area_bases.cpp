#include "session/area_bases.h"

#include "analysis/assign.h"
#include "geo/label_point.h"
#include "model/officers.h"

namespace wangge::session {

using analysis::AreaBases;

namespace {

/// Households and buildings, as points, summed up in areas.
template <typename OwnerOf>
void add_buildings(const model::Layer& buildings, const OwnerOf& owner_of, AreaBases& bases,
                   std::size_t areas) {
  const bool counted = buildings.field(model::Field::households) != nullptr;
  const auto households = analysis::numbers_of(buildings, model::Field::households);
  bases.buildings.assign(areas, 0);
  if (counted) bases.households.assign(areas, 0);
  for (std::size_t row = 0; row < buildings.size(); ++row) {
    const std::uint32_t area = owner_of(row);
    if (area >= areas) continue;
    ++bases.buildings[area];
    if (counted) bases.households[area] += households[row];
  }
}

}  // namespace

AreaBases bases_of_plan(const PlanView& plan) {
  AreaBases bases;
  for (std::size_t g = 0; g < plan.plan->grids.size(); ++g) {
    const analysis::GridFigures& figures = (*plan.figures)[g];
    if (plan.ground->has_households) bases.households.push_back(figures.households);
    if (plan.ground->has_buildings) bases.buildings.push_back(figures.buildings);
    bases.area_m2.push_back(figures.area_m2);
    bases.officers.push_back(model::officers_in(plan.plan->grids[g].officers));
  }
  return bases;
}

AreaBases bases_of_grids(const model::Layer& grids, const model::Layer* buildings) {
  AreaBases bases;
  for (std::size_t g = 0; g < grids.size(); ++g) {
    bases.area_m2.push_back(geo::polygon_area(grids.geometry, g));
  }
  if (const model::Column* officers = grids.field(model::Field::officers)) {
    for (std::size_t g = 0; g < grids.size(); ++g) {
      bases.officers.push_back(model::officers_in(officers->text(g)));
    }
  }
  if (buildings != nullptr) {
    const auto owners =
        analysis::assign_by_label_point(buildings->geometry, grids.geometry).area_of;
    add_buildings(
        *buildings, [&](std::size_t row) { return owners[row]; }, bases, grids.size());
  } else if (grids.field(model::Field::households) != nullptr) {
    bases.households = analysis::numbers_of(grids, model::Field::households);
  }
  return bases;
}

AreaBases bases_of_bins(const analysis::Bins& bins, const model::Layer* buildings) {
  AreaBases bases;
  bases.area_m2 = bins.area_m2;
  if (buildings == nullptr) return bases;
  const geo::PackedGeometry& houses = buildings->geometry;
  add_buildings(
      *buildings,
      [&](std::size_t row) {
        return houses.has_geometry(row) ? bins.bin_of(geo::label_point(houses, row).place)
                                        : analysis::Bins::none;
      },
      bases, bins.size());
  return bases;
}

}  // namespace wangge::session
