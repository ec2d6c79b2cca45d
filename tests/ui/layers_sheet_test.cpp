#include "ui/layers_sheet.h"

#include <gtest/gtest.h>

#include "desk.h"
#include "small_town.h"

namespace wangge::ui {
namespace {

using Geometry = io::LayerListing::Geometry;

session::Snapshot with_offer() {
  session::Snapshot snapshot = SmallTown().snapshot;
  const std::vector<io::LayerListing> layers{
      {"grids", 17, Geometry::polygons, 6, model::Role::grids, false},
      {"roads", std::nullopt, Geometry::lines, 3, model::Role::base, false},
      {"nobody", 0, Geometry::points, 2, model::Role::base, false},
      {"layer_styles", 4, Geometry::none, 9, model::Role::base, true}};
  snapshot.layer_offers.push_back(
      {5, "/town/street.gpkg", std::make_shared<const std::vector<io::LayerListing>>(layers)});
  return snapshot;
}

TEST(LayersSheet, TicksWhatIsWorthOpening) {
  Desk desk(with_offer());
  desk.frame();
  desk.click("layers/start");
  const auto* action = desk.only<session::OpenOffered>();
  ASSERT_NE(action, nullptr);
  EXPECT_EQ(action->offer, 5U);
  EXPECT_EQ(action->layers, (std::vector<std::string>{"grids", "roads"}));
}

TEST(LayersSheet, ARowTicksAndUnticks) {
  Desk desk(with_offer());
  desk.frame();
  desk.click("layers/0");
  desk.click("layers/3");
  desk.click("layers/start");
  const auto* action = desk.only<session::OpenOffered>();
  ASSERT_NE(action, nullptr);
  EXPECT_EQ(action->layers, (std::vector<std::string>{"roads", "layer_styles"}));
}

TEST(LayersSheet, OpensNothingWhereNoneIsTicked) {
  Desk desk(with_offer());
  desk.frame();
  desk.click("layers/all");
  desk.click("layers/all");
  desk.click("layers/start");
  EXPECT_EQ(desk.only<session::OpenOffered>(), nullptr);
}

TEST(LayersSheet, CancelAndEscapeEndTheOffer) {
  {
    Desk desk(with_offer());
    desk.frame();
    desk.click("layers/cancel");
    const auto* action = desk.only<session::OpenOffered>();
    ASSERT_NE(action, nullptr);
    EXPECT_TRUE(action->layers.empty());
  }
  Desk desk(with_offer());
  desk.frame();
  Outbox out;
  obey(StepBack{}, desk.snapshot, desk.state, out);
  ASSERT_EQ(out.actions.size(), 1U);
  const auto* action = std::get_if<session::OpenOffered>(&out.actions[0]);
  ASSERT_NE(action, nullptr);
  EXPECT_TRUE(action->layers.empty());
}

TEST(LayersSheet, TheNextOfferStartsAfresh) {
  Desk desk(with_offer());
  desk.frame();
  desk.click("layers/0");
  desk.snapshot.layer_offers.front().number = 6;
  desk.click("layers/start");
  const auto* action = desk.only<session::OpenOffered>();
  ASSERT_NE(action, nullptr);
  EXPECT_EQ(action->offer, 6U);
  EXPECT_EQ(action->layers, (std::vector<std::string>{"grids", "roads"}));
}

}  // namespace
}  // namespace wangge::ui
