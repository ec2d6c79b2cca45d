// Addresses, joins and households in open layers.
#include <gtest/gtest.h>

#include "session/session.h"
#include "support/test_folder.h"

namespace wangge::session {
namespace {

class TableWorkTest : public testing::Test {
 protected:
  TableWorkTest() {
    // Two houses of 20 m and 10 m of front in one community, the third in none.
    put("buildings.geojson", R"({"type":"FeatureCollection","features":[)" +
                                 square("锦安苑1栋", "1", 113.5000, 0.0002) + "," +
                                 square("锦安苑2栋", "2", 113.5010, 0.0001) + "," +
                                 square("翠景雅居1栋", "3", 113.5100, 0.0001) + "]}");
    put("communities.geojson",
        R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"名称":"南坑","户数":31},)"
        R"("geometry":{"type":"Polygon","coordinates":[[[113.499,22.19],[113.505,22.19],)"
        R"([113.505,22.21],[113.499,22.21],[113.499,22.19]]]}}]})");
    put("calls.csv",
        "lon,lat,工单编号,地址,电话\n"
        ",,1,锦安苑2号楼,13800000001\n"
        ",,2,没有这个小区5栋,13800000002\n"
        "113.51005,22.20005,3,锦安苑1栋,13800000003\n"
        "113.50005,22.20005,4,锦安苑1栋301,13800000004\n");
    put("register.csv", "楼号,登记户数,联系电话\n1.0,12,13800000005\n2,0,\n9,4,\n2,7,\n");
    for (const char* name :
         {"buildings.geojson", "communities.geojson", "calls.csv", "register.csv"}) {
      session.apply(OpenFiles{{folder_ / name}, {}, false});
      session.wait();
      ids_[name] = newest();
    }
  }

  static std::string square(const std::string& address, const std::string& number, double x,
                            double size) {
    const auto at = [](double lon, double lat) {
      return "[" + std::to_string(lon) + "," + std::to_string(lat) + "]";
    };
    const double y = 22.2;
    return R"({"type":"Feature","properties":{"楼栋编号":")" + number + R"(","地址":")" + address +
           R"(","层数":6},"geometry":{"type":"Polygon","coordinates":[[)" + at(x, y) + "," +
           at(x + size, y) + "," + at(x + size, y + 0.0001) + "," + at(x, y + 0.0001) + "," +
           at(x, y) + "]]}}";
  }
  void put(const std::string& name, const std::string& text) const { folder_.put(name, text); }
  LayerId newest() const {
    LayerId newest = model::no_layer;
    for (const auto& entry : session.snapshot().workspace->layers) {
      if (newest == model::no_layer || entry.id > newest) newest = entry.id;
    }
    return newest;
  }
  LayerId id(const char* name) const { return ids_.at(name); }
  const model::Layer& layer(const char* name) const { return layer(id(name)); }
  const model::Layer& layer(LayerId which) const {
    return *session.snapshot().workspace->find(which)->layer;
  }
  std::string cell(const model::Layer& of, const char* column, std::size_t row) const {
    const int at = of.table.find(column);
    return at < 0 ? "no such column" : of.table.columns[static_cast<std::size_t>(at)].text(row);
  }
  template <typename View>
  const View& result() const {
    return std::get<View>(*session.snapshot().table_result);
  }

  Session session;

 private:
  TestFolder folder_;
  std::map<std::string, LayerId> ids_;
};

TEST_F(TableWorkTest, RowsGetPlacesByTheirAddressInOneStep) {
  const model::Layer before = layer("calls.csv");
  ASSERT_FALSE(before.geometry.has_geometry(0));
  session.apply(MatchAddresses{id("calls.csv"), id("buildings.geojson")});
  session.wait();
  ASSERT_TRUE(session.snapshot().table_result);
  const AddressView& view = result<AddressView>();
  EXPECT_EQ(view.matching->matched, 3U);
  EXPECT_EQ(view.placed, 1U);
  EXPECT_EQ(view.compared, 2U);
  ASSERT_EQ(view.conflicts->size(), 1U) << "row 2 lies a kilometre from its address";
  EXPECT_EQ(view.conflicts->front().row, 2U);
  EXPECT_GT(view.conflicts->front().distance_m, 900);

  const model::Layer& after = layer("calls.csv");
  EXPECT_EQ(after.size(), before.size()) << "no row is left out";
  EXPECT_TRUE(after.geometry.has_geometry(0));
  EXPECT_FALSE(after.geometry.has_geometry(1));
  EXPECT_EQ(cell(after, "match_level", 0), "exact");
  EXPECT_EQ(cell(after, "match_level", 1), "");
  EXPECT_EQ(session.snapshot().undo_label, "Place by address");
  session.apply(Undo{});
  session.wait();
  EXPECT_EQ(layer("calls.csv").table, before.table);
  EXPECT_EQ(layer("calls.csv").geometry, before.geometry);
}

TEST_F(TableWorkTest, MatchingTwiceLeavesOneSetOfColumns) {
  session.apply(MatchAddresses{id("calls.csv"), id("buildings.geojson")});
  session.wait();
  const model::Table once = layer("calls.csv").table;
  session.apply(MatchAddresses{id("calls.csv"), id("buildings.geojson")});
  session.wait();
  EXPECT_EQ(layer("calls.csv").table, once);
  EXPECT_EQ(result<AddressView>().placed, 0U);
}

TEST_F(TableWorkTest, RejectsBecomeALayerWithTheReasons) {
  session.apply(OpenRejects{});  // nothing was matched yet
  session.apply(MatchAddresses{id("calls.csv"), id("buildings.geojson")});
  session.wait();
  const std::size_t layers = session.snapshot().workspace->layers.size();
  session.apply(OpenRejects{});
  session.wait();
  ASSERT_EQ(session.snapshot().workspace->layers.size(), layers + 1);
  const model::Layer& rejects = layer(newest());
  ASSERT_EQ(rejects.size(), 1U);
  EXPECT_EQ(cell(rejects, "row", 0), "2");
  EXPECT_NE(cell(rejects, "reason", 0).find("no estate"), std::string::npos);
}

TEST_F(TableWorkTest, AMatchingThatCannotBeIsAFailureThatChangesNothing) {
  const auto before = session.snapshot().workspace->find(id("calls.csv"))->layer;
  session.apply(MatchAddresses{id("calls.csv"), id("register.csv")});
  session.wait();
  EXPECT_EQ(session.snapshot().workspace->find(id("calls.csv"))->layer, before);
  ASSERT_FALSE(session.snapshot().notices.empty());
  EXPECT_EQ(session.snapshot().notices.back().kind, NoticeKind::failure);
  EXPECT_FALSE(session.snapshot().table_result);
}

TEST_F(TableWorkTest, AJoinTellsWhatFitted) {
  const model::Layer before = layer("buildings.geojson");
  session.apply(JoinColumns{id("buildings.geojson"), "楼栋编号", id("register.csv"), "楼号"});
  session.wait();
  ASSERT_TRUE(session.snapshot().table_result);
  const JoinView& view = result<JoinView>();
  EXPECT_EQ(view.matched, 2U);
  EXPECT_EQ(view.without_row, (model::Rows{2}));
  EXPECT_EQ(view.unused, (model::Rows{2}));
  EXPECT_EQ(view.repeated_key, (model::Rows{3}));
  EXPECT_EQ(view.columns, 2U);
  const model::Layer& after = layer("buildings.geojson");
  EXPECT_EQ(cell(after, "登记户数", 0), "12");
  EXPECT_NE(after.field(model::Field::households), nullptr) << "the new column says what it is";
  session.apply(Undo{});
  session.wait();
  EXPECT_EQ(layer("buildings.geojson").table, before.table);
  EXPECT_EQ(layer("buildings.geojson").field(model::Field::households), nullptr);
}

TEST_F(TableWorkTest, WhatSomebodySaysOfALayerMeanwhileOutlivesUndo) {
  session.apply(JoinColumns{id("buildings.geojson"), "楼栋编号", id("register.csv"), "楼号"});
  session.wait();
  session.apply(SetColumn{id("buildings.geojson"), model::Field::name,
                          layer("buildings.geojson").table.find("地址")});
  session.apply(Undo{});
  session.wait();
  EXPECT_NE(layer("buildings.geojson").field(model::Field::name), nullptr);
}

TEST_F(TableWorkTest, AResultGoesWithItsStepAndItsLayer) {
  const JoinColumns join{id("buildings.geojson"), "楼栋编号", id("register.csv"), "楼号"};
  session.apply(join);
  session.wait();
  ASSERT_TRUE(session.snapshot().table_result);
  session.apply(Undo{});
  session.wait();
  EXPECT_FALSE(session.snapshot().table_result) << "what it tells of is undone";
  session.apply(join);
  session.wait();
  session.apply(CloseLayer{id("calls.csv")});
  EXPECT_TRUE(session.snapshot().table_result);
  session.apply(CloseLayer{id("register.csv")});
  EXPECT_FALSE(session.snapshot().table_result);
}

TEST_F(TableWorkTest, HouseholdsKeepTheTotalAndWhatIsKnown) {
  ShareHouseholds action{id("buildings.geojson"), id("communities.geojson")};
  session.apply(action);
  session.wait();
  ASSERT_TRUE(session.snapshot().table_result);
  EXPECT_EQ(result<HouseholdView>().households, 31);
  EXPECT_EQ(result<HouseholdView>().outside, 1U);
  EXPECT_EQ(result<HouseholdView>().off_total, 0U);
  const model::Column* shared = layer("buildings.geojson").field(model::Field::households);
  ASSERT_NE(shared, nullptr);
  EXPECT_EQ(shared->text(0), "21") << "twice the ground: two thirds";
  EXPECT_EQ(shared->text(1), "10");
  EXPECT_TRUE(shared->is_null(2));
  EXPECT_EQ(session.snapshot().undo_label, "Share out households");
  session.apply(Undo{});
  session.wait();
  EXPECT_EQ(layer("buildings.geojson").field(model::Field::households), nullptr);

  action.table = id("register.csv");
  action.building_key = "楼栋编号";
  action.table_key = "楼号";
  action.value = "登记户数";
  session.apply(action);
  session.wait();
  EXPECT_EQ(result<HouseholdView>().from_table, 2U);
  EXPECT_EQ(result<HouseholdView>().off_total, 1U) << "12 + 0 are known, 31 are told";
}

}  // namespace
}  // namespace wangge::session
