#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/plan_compare.h"
#include "model/plan.h"

namespace wangge::analysis {

/// Areas that the borders of grids may cut (R27: estates, communities, beats, polling areas), and
/// what lies in each. Depends on no plan.
struct AreasOfUnits {
  std::string title;  ///< of them all
  std::vector<std::string> names;
  std::vector<geo::Box> boxes;
  bool of_buildings = false;           ///< each building counts by itself, not with its unit
  std::vector<std::uint32_t> area_of;  ///< one a unit or building; no_area: in none
  static constexpr std::uint32_t no_area = 0xFFFFFFFF;
};

/// Areas of a layer. A unit counts, as a whole, to the area that owns its label point, as it does
/// to communities (METHODS §8), so that the numbers are those of the plan.
///
/// areas  polygons in the system of the ground
/// cost   about 10 µs a unit
AreasOfUnits areas_of_units(const PlanGround& ground, const model::Layer& areas);

/// Estates: the ground's buildings that name the same one; none where they name none.
AreasOfUnits estates_of_buildings(const PlanGround& ground);

/// What lies of an area in one grid.
struct SplitPart {
  model::GridIndex grid;  ///< model::unassigned among them
  UnitSums sums;          ///< of buildings: what their columns say; no units, no ground
};

/// An area in several grids.
struct SplitArea {
  std::uint32_t area = 0;
  std::vector<SplitPart> parts;  ///< most households first, then units and buildings
};

struct SplitAudit {
  std::vector<SplitArea> split;  ///< most households outside their largest part first
  std::size_t whole = 0;         ///< areas in one grid, or in none
  std::size_t empty = 0;         ///< areas in which no unit or building lies
};

/// cost  O(units) or O(buildings)
SplitAudit split_audit(const PlanGround& ground, const model::Plan& plan,
                       const AreasOfUnits& areas);

}  // namespace wangge::analysis
