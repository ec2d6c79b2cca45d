#include "ui/grid_outline.h"

#include <gtest/gtest.h>

#include "small_town.h"

namespace wangge::ui {
namespace {

double total(const std::vector<Segment>& outline) {
  double sum = 0;
  for (const auto& [a, b] : outline) sum += geo::distance(a, b);
  return sum;
}

TEST(GridOutline, LeavesOutBordersInside) {
  const SmallTown town;
  const auto& units = town.snapshot.workspace->find(SmallTown::units)->layer->geometry;
  EXPECT_DOUBLE_EQ(total(outline_of(units, {0})), 400);
  EXPECT_DOUBLE_EQ(total(outline_of(units, {0, 2})), 600);
  EXPECT_DOUBLE_EQ(total(outline_of(units, {0, 1, 2, 3})), 800);
  EXPECT_TRUE(outline_of(units, {}).empty());
}

}  // namespace
}  // namespace wangge::ui
