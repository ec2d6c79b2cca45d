// The verbs for tables without coordinates.
#include <nlohmann/json.hpp>

#include "app/program.h"

namespace wangge {
namespace {

using nlohmann::json;

TEST_F(Program, MatchSplitsATableIntoFoundAndRejectedAndLosesNoRow) {
  put("calls.csv",
      "工单号,地址\n1,翠湾大院1栋\n2,珠海市香洲区狮山街道南坑社区翠湾大院二号楼301\n3,\n"
      "4,翠湾大院99栋\n5,月球1栋\n");
  const Answer match = run("match --json calls.csv --buildings " + demo("buildings.shp") +
                           " -o matched.gpkg --rejects rejects.csv");
  EXPECT_EQ(match.code, 1) << match.err;
  const json told = json::parse(match.out, nullptr, false);
  EXPECT_EQ(told["rows"], 5) << match.out;
  EXPECT_EQ(told["matched"], 2);
  EXPECT_EQ(told["rejected_by_reason"]["no_address"], 1);
  EXPECT_EQ(told["rejected_by_reason"]["unknown_building"], 1);
  EXPECT_EQ(told["rejected_by_reason"]["unknown_estate"], 1);
  const json matched = json::parse(run("info --json matched.gpkg").out, nullptr, false);
  EXPECT_EQ(matched[0]["features"], 2);
  const json rejects = json::parse(run("info --json rejects.csv").out, nullptr, false);
  EXPECT_EQ(rejects[0]["features"], 3);
}

TEST_F(Program, MatchChecksPlacesAgainstAddresses) {
  // Every ticket of the demo lies at its building; one is moved away by about a kilometre.
  const Answer fine =
      run("match --check --json " + demo("tickets.csv") + " --buildings " + demo("buildings.shp"));
  EXPECT_EQ(fine.code, 0) << fine.err;
  EXPECT_TRUE(json::parse(fine.out, nullptr, false)["conflicts"].empty());
  put("moved.csv", "lon,lat,地址\n113.5429629,22.2753081,南坑社区锦安苑2栋\n");
  const Answer moved = run("match --check --json moved.csv --buildings " + demo("buildings.shp"));
  EXPECT_EQ(moved.code, 1) << moved.err;
  const json conflicts = json::parse(moved.out, nullptr, false)["conflicts"];
  ASSERT_EQ(conflicts.size(), 1U) << moved.out;
  EXPECT_NEAR(conflicts[0]["distance_m"].get<double>(), 1100, 150);
}

TEST_F(Program, JoinSetsColumnsBesideByKey) {
  put("stars.csv", "楼号,评星\nB0001,5\nB0002,3\nX,1\n");
  const Answer join = run("join --json stars.csv --to " + demo("buildings.shp") +
                          " --key 楼号=楼栋编号 -o joined.gpkg");
  EXPECT_EQ(join.code, 1) << join.err;
  const json told = json::parse(join.out, nullptr, false);
  EXPECT_EQ(told["joined"], 2) << join.out;
  EXPECT_EQ(told["without_row"], 345);
  EXPECT_EQ(told["table_rows_unused"], 1);
  EXPECT_NE(run("info --json joined.gpkg").out.find("评星"), std::string::npos);
  EXPECT_EQ(run("join stars.csv --to " + demo("buildings.shp") + " --key 楼号 -o x.gpkg").code, 2);
}

TEST_F(Program, HouseholdsKeepTheTotalOfEveryCommunity) {
  put("totals.csv", "社区,户数\n南坑社区,\"5003\"\n桃园社区,2119.0\n");
  const Answer totals = run("join totals.csv --to " + demo("communities.geojson") +
                            " --key 社区=name -o communities.gpkg");
  EXPECT_EQ(totals.code, 1) << "the other communities have no total: " << totals.err;
  put("homes.csv", "楼,户\nB0001,500\n");
  const Answer answer = run(
      "households --json " + demo("buildings.shp") +
      " --communities communities.gpkg --table homes.csv --key 楼=楼栋编号 --value 户 -o h.gpkg");
  EXPECT_EQ(answer.code, 0) << answer.err;
  const json told = json::parse(answer.out, nullptr, false);
  EXPECT_EQ(told["from_table"], 1) << answer.out;
  ASSERT_EQ(told["communities"].size(), 2U) << answer.out;
  for (const json& one : told["communities"]) EXPECT_EQ(one["placed"], one["total"]);
}

TEST_F(Program, UpdateTellsWhatANewerDeliveryChanges) {
  put("may.csv",
      "lon,lat,工单编号,状态\n113.5,22.2,1,受理\n113.5,22.3,2,受理\n113.5,22.4,3,结案\n");
  put("june.csv",
      "lon,lat,工单编号,状态\n113.5,22.3,2,结案\n113.5,22.4,3,结案\n113.6,22.2,4,受理\n");
  const Answer update = run("update --json may.csv june.csv --key 工单编号 -o all.gpkg");
  EXPECT_EQ(update.code, 0) << update.err;
  const json told = json::parse(update.out, nullptr, false);
  EXPECT_EQ(told["new"], 1) << update.out;
  EXPECT_EQ(told["changed"], 1);
  EXPECT_EQ(told["unchanged"], 1);
  EXPECT_EQ(told["gone"], 1);
  EXPECT_EQ(told["changed_cells"]["状态"], 1);
  const json all = json::parse(run("info --json all.gpkg").out, nullptr, false);
  EXPECT_EQ(all[0]["features"], 4);
}

}  // namespace
}  // namespace wangge
