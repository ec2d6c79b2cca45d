#pragma once

#include <span>

#include "analysis/finding.h"
#include "analysis/plan_ground.h"
#include "model/plan.h"
#include "render/paper.h"

namespace wangge::render {

/// A plan as a map on paper: grids in their colours with their numbers, the borders of communities,
/// a ring at every place that is found fault with, scale bar and north arrow. Lines are drawn as
/// fine as paper shows.
///
/// number_of  what is written in each grid; one a grid
/// cost       O(points of the grids)
void draw_plan_picture(const Paper& paper, const PaperBox& box, const analysis::PlanGround& ground,
                       const model::Plan& plan, std::span<const std::string> number_of,
                       std::span<const analysis::Finding> findings);

}  // namespace wangge::render
