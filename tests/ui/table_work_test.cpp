// The sheets for addresses, joins and households, and the card that tells what came of them.
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <gtest/gtest.h>

#include "desk.h"
#include "small_town.h"

namespace wangge::ui {
namespace {

constexpr model::LayerId buildings{4}, table{5};

/// The small town with two buildings and a table of three rows without places.
session::Snapshot town() {
  session::Snapshot snapshot = SmallTown().snapshot;
  auto workspace = SmallTown::copy(snapshot.workspace);
  model::Layer houses;
  houses.name = "houses";
  houses.role = model::Role::buildings;
  houses.geometry = geo::PackedGeometry(geo::Kind::polygons);
  for (const double x : {10.0, 150.0}) {
    houses.geometry.add_ring_feature(
        std::vector<geo::Point>{{x, 10}, {x + 20, 10}, {x + 20, 30}, {x, 30}, {x, 10}});
  }
  houses.table.columns = {texts("no", {"b1", "b2"}), texts("address", {"锦安苑1栋", "锦安苑2栋"})};
  houses.mapping.set(model::Field::address, 1);
  add(*workspace, buildings, std::move(houses));
  model::Layer list;
  list.name = "list";
  for (int i = 0; i < 3; ++i) list.geometry.end_feature();
  list.table.columns = {texts("address", {"锦安苑二号楼", "锦安苑1幢", "?"}),
                        texts("building", {"b2", "b1", "b9"}),
                        {"households", model::Integers{4, 5, 6}, {}}};
  add(*workspace, table, std::move(list));
  snapshot.workspace = workspace;
  return snapshot;
}

TEST(MatchSheet, KnowsWhatIsMostLikelyMeant) {
  Desk desk(town());
  desk.click("layer/5/menu");
  desk.click("layer/5/match");
  ASSERT_EQ(desk.state.match.layer, table);
  desk.frame();
  desk.click("match/start");
  const auto* action = desk.only<session::MatchAddresses>();
  ASSERT_NE(action, nullptr);
  EXPECT_EQ(action->layer, table);
  EXPECT_EQ(action->buildings, buildings);
  EXPECT_EQ(action->address_column, 0);
  EXPECT_DOUBLE_EQ(action->tolerance_m, 100);
  EXPECT_EQ(desk.state.match.layer, model::no_layer) << "the sheet is closed";
}

TEST(MatchSheet, IsNotOfferedWithoutBuildings) {
  Desk desk(SmallTown().snapshot);
  desk.click("layer/3/menu");
  desk.click("layer/3/match");
  EXPECT_EQ(desk.state.match.layer, model::no_layer);
}

TEST(JoinSheet, ProposesTheColumnsWhoseValuesAgree) {
  Desk desk(town());
  desk.click("layer/4/menu");
  desk.click("layer/4/join");
  desk.frame();
  EXPECT_EQ(desk.state.join.table, table);
  desk.click("join/start");
  const auto* action = desk.only<session::JoinColumns>();
  ASSERT_NE(action, nullptr);
  EXPECT_EQ(action->layer_key, "no");
  EXPECT_EQ(action->table_key, "building");
}

TEST(JoinSheet, WaitsForTwoColumnsAndGoesWithEsc) {
  Desk desk(town());
  desk.state.join = ask_for_join(desk.snapshot, buildings);
  desk.state.join.keys = {};
  desk.click("join/start");
  EXPECT_EQ(desk.only<session::JoinColumns>(), nullptr);
  desk.press(GLFW_KEY_ESCAPE);
  EXPECT_EQ(desk.state.join.layer, model::no_layer);
}

TEST(HouseholdsSheet, SharesOutWhatIsChosen) {
  Desk desk(town());
  desk.click("layer/4/menu");
  desk.click("layer/4/households");
  desk.frame();
  ASSERT_EQ(desk.state.households.buildings, buildings);
  EXPECT_EQ(desk.state.households.communities, model::no_layer) << "no areas have totals";
  desk.click("households/start");
  EXPECT_EQ(desk.only<session::ShareHouseholds>(), nullptr) << "from nothing comes nothing";
  desk.click("households/table");
  desk.click("households/table/1");
  desk.click("households/start");
  const auto* action = desk.only<session::ShareHouseholds>();
  ASSERT_NE(action, nullptr);
  EXPECT_EQ(action->table, table);
  EXPECT_EQ(action->building_key, "no");
  EXPECT_EQ(action->table_key, "building");
  EXPECT_EQ(action->value, "households");
  EXPECT_EQ(action->communities, model::no_layer);
}

session::AddressView address_view(const session::Snapshot& snapshot) {
  session::AddressView view;
  view.layer = SmallTown::tickets;
  auto tickets = SmallTown::copy(snapshot.workspace->find(SmallTown::tickets)->layer);
  tickets->mapping.set(model::Field::address, 0);
  view.table = tickets;
  view.buildings = snapshot.workspace->find(buildings)->layer;
  analysis::AddressMatching matching;
  matching.rows.resize(3);
  for (const std::size_t row : {0U, 2U}) {
    matching.rows[row].outcome = analysis::AddressOutcome::matched;
    matching.rows[row].building = 1;
  }
  matching.matched = 2;
  matching.rejected = 1;
  matching.by_band[0] = 2;
  view.matching = std::make_shared<const analysis::AddressMatching>(matching);
  view.tolerance_m = 100;
  view.compared = 2;
  view.conflicts = std::make_shared<const std::vector<analysis::AddressConflict>>(
      std::vector<analysis::AddressConflict>{{2, 0, 180.0}, {0, 1, 130.0}});
  return view;
}

TEST(TableCard, ListsWhatHasNoBuildingAndStepsThroughWhatLiesFarAway) {
  Desk desk(town());
  desk.snapshot.table_result =
      std::make_shared<const session::TableResult>(address_view(desk.snapshot));
  desk.frame();
  desk.click("result/rejects");
  EXPECT_NE(desk.only<session::OpenRejects>(), nullptr);
  desk.click("result/select");
  const auto* rows = desk.only<session::Select>();
  ASSERT_NE(rows, nullptr);
  EXPECT_EQ(rows->rows, model::Rows{1});

  desk.click("result/page/1");
  const ImVec4 card = desk.drawn["result/close"];
  for (const geo::Point place : {geo::Point{180, 180}, {20, 20}}) {
    EXPECT_GT(desk.on_map(place).x, card.z) << "row and address are right of the card";
  }
  desk.click("result/next");
  EXPECT_EQ(desk.state.table_card.at, 1U);
  const auto* picked = std::get_if<session::Select>(&desk.actions.back());
  ASSERT_NE(picked, nullptr);
  EXPECT_EQ(picked->rows, model::Rows{0});
  desk.click("result/next");  // there is none
  EXPECT_EQ(desk.state.table_card.at, 1U);
  desk.click("result/close");
  EXPECT_NE(desk.only<session::DismissTableResult>(), nullptr);
}

TEST(TableCard, TheRowsOfAJoinThatDidNotFitCanBeSelected) {
  Desk desk(town());
  desk.snapshot.table_result = std::make_shared<const session::TableResult>(
      session::JoinView{buildings, table, "list", 2, 1, 1, {0}, {1, 2}, {}});
  desk.frame();
  desk.click("result/unused");
  const auto* rows = desk.only<session::Select>();
  ASSERT_NE(rows, nullptr);
  EXPECT_EQ(rows->layer, table);
  EXPECT_EQ(rows->rows, (model::Rows{1, 2}));
  EXPECT_FALSE(desk.drawn.contains("result/repeated")) << "there is none";
}

TEST(TableCard, HouseholdsThatDoNotComeOutAreSaid) {
  Desk desk(town());
  session::HouseholdView view;
  view.buildings = buildings;
  view.rows = 2;
  view.communities = desk.snapshot.workspace->find(SmallTown::grids)->layer;
  view.totals = {{0, 30, 30, 1}, {1, 20, 0, 0}};
  view.off_total = 1;
  desk.snapshot.table_result = std::make_shared<const session::TableResult>(view);
  desk.frame();
  EXPECT_TRUE(desk.drawn.contains("result/close"));
}

}  // namespace
}  // namespace wangge::ui
