#include "ui/pick.h"

#include <gtest/gtest.h>

#include "small_town.h"

namespace wangge::ui {
namespace {

class Pick : public testing::Test {
 protected:
  const SmallTown town;
  const model::Workspace& workspace = *town.snapshot.workspace;
  const IndexOf index = [this](model::LayerId id) {
    return std::make_shared<const geo::BoxTree>(workspace.find(id)->layer->geometry);
  };
};

TEST_F(Pick, PointsComeBeforeTheAreasTheyLieIn) {
  EXPECT_EQ(pick(workspace, index, {21, 20}, {1, 4}), (Hit{SmallTown::tickets, 0}));
  EXPECT_EQ(pick(workspace, index, {60, 60}, {1, 4}), (Hit{SmallTown::grids, 0}));
}

TEST_F(Pick, RedrawingSeesUnitsOnly) {
  EXPECT_EQ(pick(workspace, index, {21, 20}, {1, 4, model::no_layer, true}),
            (Hit{SmallTown::units, 0}));
}

TEST_F(Pick, TheActiveLayerGoesFirst) {
  EXPECT_EQ(pick(workspace, index, {21, 20}, {1, 4, SmallTown::units}), (Hit{SmallTown::units, 0}));
}

TEST_F(Pick, RowsThatAFilterHidesArePassedOver) {
  model::Workspace filtered = workspace;
  auto style = std::make_shared<model::LayerStyle>(*filtered.layers[2].style);
  style->class_of_row = {model::hidden_class, 0, 0};
  filtered.layers[2].style = style;
  EXPECT_EQ(pick(filtered, index, {20, 20}, {1, 4}), (Hit{SmallTown::grids, 0}));
  EXPECT_EQ(pick_box(filtered.layers[2], *index(SmallTown::tickets), {0, 0, 200, 200}),
            (model::Rows{1, 2}));
}

TEST_F(Pick, ABrushTakesWhatItTouches) {
  const model::LayerEntry& units = *workspace.find(SmallTown::units);
  EXPECT_EQ(pick_brush(units, *index(units.id), {50, 50}, 10), (model::Rows{0}));
  EXPECT_EQ(pick_brush(units, *index(units.id), {95, 50}, 10), (model::Rows{0, 1}));
  EXPECT_EQ(pick_brush(units, *index(units.id), {300, 300}, 10), model::Rows{});
}

TEST_F(Pick, ARingTakesWhatHasItsMiddleInside) {
  const model::LayerEntry& units = *workspace.find(SmallTown::units);
  const std::vector<geo::Point> ring{{0, 0}, {90, 0}, {90, 190}, {0, 190}};
  EXPECT_EQ(pick_ring(units, *index(units.id), ring), (model::Rows{0, 2}));
}

}  // namespace
}  // namespace wangge::ui
