// wangge heat and rank: the numbers of the incidents mode from the command line.
#include <nlohmann/json.hpp>

#include "program.h"

namespace wangge {
namespace {

using nlohmann::json;

class IncidentVerbs : public Program {
 protected:
  json answer(const std::string& arguments) {
    const Answer answer = run("--lang en " + arguments);
    EXPECT_EQ(answer.code, 0) << arguments << answer.err;
    return json::parse(answer.out, nullptr, false);
  }
  static std::string march(const std::string& verb) {
    return verb + " --demo --class 高空坠物 --from 2025-03-01 --until 2025-04-01 ";
  }
};

TEST_F(IncidentVerbs, RankHoldsEveryTicketAndPutsNoGridFirstForOneTicket) {
  const json table = answer(march("rank") + "--json");
  EXPECT_EQ(table["in_grids"].get<int>() + table["outside"].get<int>() +
                table["without_coordinates"].get<int>(),
            table["tickets"].get<int>());
  int sum = 0;
  double low = 1e300;
  for (const json& grid : table["grids"]) {
    sum += grid["numerator"].get<int>();
    ASSERT_LE(grid["low"].get<double>(), grid["value"].get<double>());
    ASSERT_GE(grid["high"].get<double>(), grid["value"].get<double>());
    EXPECT_LE(grid["low"].get<double>(), low) << "by what is certain";
    low = grid["low"].get<double>();
  }
  EXPECT_EQ(sum, table["in_grids"].get<int>());
  EXPECT_GT(table["grids"][0]["numerator"].get<int>(), 1);
}

TEST_F(IncidentVerbs, RankIsComparedWithTheMonthBefore) {
  const json table = answer(march("rank") + "--compare before --json");
  EXPECT_EQ(table["compared"]["from"], "2025-02-01");
  EXPECT_EQ(table["compared"]["until"], "2025-03-01");
  const json before =
      answer("rank --demo --class 高空坠物 --from 2025-02-01 --until 2025-03-01 --json");
  EXPECT_EQ(table["compared"]["tickets"], before["tickets"]);
  for (const json& grid : table["grids"]) {
    for (const json& same : before["grids"]) {
      if (same["grid"] != grid["grid"]) continue;
      EXPECT_EQ(grid["rank_before"], same["rank"]);
      EXPECT_EQ(grid["value_before"], same["value"]);
    }
  }
}

TEST_F(IncidentVerbs, RankSaysWhyAGridHasNoRank) {
  const json table = answer(march("rank") + "--measure on_time_share --json");
  int without = 0;
  for (const json& grid : table["grids"]) {
    if (!grid["rank"].is_null()) continue;
    ++without;
    EXPECT_FALSE(grid["reason"].get<std::string>().empty());
  }
  EXPECT_GT(without, 0) << "a month has fewer than 30 tickets in a grid";
  const Answer text = run("--lang en " + march("rank") + "--measure on_time_share");
  EXPECT_NE(text.out.find("—"), std::string::npos);
}

TEST_F(IncidentVerbs, RankDrawsItsMap) {
  const Answer drawn = run(march("rank") + "-o rank.png --size 500x300");
  EXPECT_EQ(drawn.code, 0) << drawn.err;
  EXPECT_EQ(png_size("rank.png"), std::pair(500, 300));
}

TEST_F(IncidentVerbs, HeatIsWrittenAsNumbersToo) {
  const json heat = answer(march("heat") + "--radius 200 --json -o density.tif");
  EXPECT_EQ(heat["radius_m"], 200);
  EXPECT_TRUE(heat["edge_corrected"].get<bool>());
  EXPECT_EQ(heat["days"], 31);
  EXPECT_TRUE(has("density.tif"));
  const json plain = answer(march("heat") + "--radius 200 --plain-edge --json -o plain.tif");
  EXPECT_FALSE(plain["edge_corrected"].get<bool>());
  EXPECT_LE(plain["highest"].get<double>(), heat["highest"].get<double>());
  const json hazards = answer(march("heat") + "--of hazards --json -o hazards.tif");
  EXPECT_NE(hazards["unit"], heat["unit"]);
}

TEST_F(IncidentVerbs, ConditionsAreCheckedAgainstTheTickets) {
  const auto refused = [&](const std::string& arguments, const std::string& with) {
    const Answer answer = run("--lang en " + arguments);
    EXPECT_EQ(answer.code, 2) << arguments << answer.out;
    EXPECT_NE(answer.err.find(with), std::string::npos) << answer.err;
  };
  refused("rank --demo --status nosuch", "--status");
  refused("rank --demo --subclass 高空坠物", "a subclass");
  refused("rank --demo --community nosuch", "南坑, ");
  refused("rank --demo --measure nosuch", "per_households");
  refused("rank --demo --from someday", "--from");
  refused("rank --demo --compare before", "no period");
  refused("rank " + demo("grids.geojson"), "no tickets");
  refused("rank " + demo("tickets.csv"), "no grids");
  refused("heat --demo -o x.tif --of hazards --radius -3", "radius");
  EXPECT_FALSE(has("x.tif"));
}

TEST_F(IncidentVerbs, CommunitiesAndGridsAddUp) {
  const int all = answer("rank --demo --json")["in_grids"].get<int>();
  int sum = 0;
  for (const char* name : {"南坑社区", "南美社区", "桃园社区", "山塘（虚构）", "海湾（虚构）"}) {
    sum +=
        answer(std::string("rank --demo --json --community '") + name + "'")["in_grids"].get<int>();
  }
  EXPECT_EQ(sum, all);
}

}  // namespace
}  // namespace wangge
