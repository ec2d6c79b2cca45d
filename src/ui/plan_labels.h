#pragma once

#include <memory>
#include <vector>

#include "analysis/plan_ground.h"
#include "render/map_input.h"

namespace wangge::ui {

/// What the grids of a plan are called and where that is written: in the middle of the ground they
/// have in the plan. Kept while the plan stays the same; of another plan of the same ground only
/// the grids whose units are others are worked out anew.
struct PlanLabels {
  std::shared_ptr<const model::Plan> of;
  std::shared_ptr<const analysis::PlanGround> on;
  std::shared_ptr<const std::vector<render::GridLabel>> grids;  ///< one a grid; no place: no ground

  void refresh(const std::shared_ptr<const analysis::PlanGround>& ground,
               const std::shared_ptr<const model::Plan>& plan);
};

}  // namespace wangge::ui
