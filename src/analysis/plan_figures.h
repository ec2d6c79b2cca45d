#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "analysis/compactness.h"
#include "analysis/plan_ground.h"
#include "model/plan.h"

namespace wangge::analysis {

/// What is known of one grid of a plan.
struct GridFigures {
  std::size_t units = 0;
  double area_m2 = 0;
  double perimeter_m = 0;  ///< of all pieces, holes included
  double households = 0, population = 0, buildings = 0;
  std::uint32_t pieces =
      0;  ///< that hang together by borders of 1 m and more; 1 is as it should be
  Compactness shape;
  bool operator==(const GridFigures&) const = default;
};

/// All figures of a plan, kept while it is edited: an edit works out anew the grids it touches and
/// no other. Sums run over a grid's units in the order of their numbers, so that they are the same
/// to the last digit however the plan came about.
///
/// cost  making: O(units + borders); a change: O(units and border points of the grids it touches)
class PlanFigures {
 public:
  PlanFigures(std::shared_ptr<const PlanGround> ground, const model::Plan& plan);

  /// Takes over a plan of the same units, whatever has changed in it since the last.
  void update(const model::Plan& plan);

  /// One a grid of the plan, and last the unassigned units; of these neither pieces nor shape.
  const std::vector<GridFigures>& grids() const { return figures_; }
  /// The units of a grid, ascending; of the unassigned at grids().size() - 1.
  const std::vector<std::uint32_t>& members(std::size_t grid) const { return members_[grid]; }
  const PlanGround& ground() const { return *ground_; }

 private:
  std::size_t place_of(model::GridIndex grid) const;
  GridFigures figures_of(std::size_t place, bool whole);
  std::uint32_t pieces_of(const std::vector<std::uint32_t>& members);

  std::shared_ptr<const PlanGround> ground_;
  std::vector<model::GridIndex> grid_of_unit_;
  std::vector<std::vector<std::uint32_t>> members_;
  std::vector<GridFigures> figures_;
  std::vector<std::uint32_t> visited_;  // by pieces_of: the round a unit was last met in
  std::uint32_t round_ = 0;
  std::vector<geo::Point> outline_;
  std::vector<std::uint32_t> queue_;
};

/// All figures of a plan from scratch.
std::vector<GridFigures> plan_figures(const std::shared_ptr<const PlanGround>& ground,
                                      const model::Plan& plan);

/// The units of each piece of a grid, the largest (by households, then area) first; pieces hang
/// together as the ground's graph says.
std::vector<std::vector<std::uint32_t>> pieces_of(const PlanGround& ground,
                                                  std::span<const std::uint32_t> members);

}  // namespace wangge::analysis
