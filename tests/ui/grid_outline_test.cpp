#include "ui/grid_outline.h"

#include <gtest/gtest.h>

#include "small_town.h"

namespace wangge::ui {
namespace {

double total(const geo::PackedGeometry& lines) {
  double sum = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) sum += geo::length(lines, i);
  return sum;
}

TEST(GridOutline, LeavesOutBordersInside) {
  SmallTown town;
  GridOutline outline;
  EXPECT_DOUBLE_EQ(total(outline.refresh(*town.snapshot.plan, model::GridIndex{0})), 600);
  EXPECT_EQ(total(outline.refresh(*town.snapshot.plan, model::unassigned)), 0);

  model::PlanEdit all_to_a{"all"};
  for (const std::uint32_t unit : {1U, 3U}) {
    all_to_a.moves.push_back({model::UnitIndex{unit}, model::GridIndex{1}, model::GridIndex{0}});
  }
  session::PlanView one_grid = *town.snapshot.plan;
  one_grid.plan = std::make_shared<const model::Plan>(model::apply(*one_grid.plan, all_to_a));
  EXPECT_DOUBLE_EQ(total(outline.refresh(one_grid, model::GridIndex{0})), 800);
  EXPECT_EQ(total(outline.refresh(one_grid, model::GridIndex{1})), 0);
}

}  // namespace
}  // namespace wangge::ui
