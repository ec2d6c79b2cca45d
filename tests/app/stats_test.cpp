// wangge stats: numbers by groups, against other verbs and what the files hold.
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <vector>

#include "app/program.h"

namespace wangge {
namespace {

using nlohmann::json;

class Stats : public Program {
 protected:
  json table(const std::string& options) const {
    const Answer told = run("stats --lang en --json " + options);
    EXPECT_EQ(told.code, 0) << options << told.err;
    return json::parse(told.out, nullptr, false);
  }
  static std::vector<std::vector<std::string>> cells(const std::string& text, char between) {
    std::vector<std::vector<std::string>> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) {
      if (line.ends_with('\r')) line.pop_back();
      std::istringstream parts(line);
      lines.emplace_back();
      for (std::string cell; std::getline(parts, cell, between);) lines.back().push_back(cell);
    }
    return lines;
  }
  void refused(const std::string& options, const std::string& with) const {
    const Answer told = run("stats --lang en " + options);
    EXPECT_EQ(told.code, 2) << options << told.out;
    EXPECT_NE(told.err.find(with), std::string::npos) << told.err;
  }
};

TEST_F(Stats, GroupsAddUpToTheirSubtotalsAndThoseToTheTotal) {
  const json told =
      table("--demo --by community --by class --measure count --measure sum:severity");
  std::map<std::size_t, double> counts, sums;  // by how many keys a line has
  double community = 0;
  for (const json& line : told["lines"]) {
    const std::size_t depth = line["keys"].size();
    EXPECT_EQ(line["values"][0], line["rows"]);
    counts[depth] += line["values"][0].get<double>();
    sums[depth] += line["values"][1].get<double>();
    if (depth == 2) community += line["values"][0].get<double>();
    if (depth != 1) continue;
    EXPECT_EQ(line["values"][0].get<double>(), community) << "a subtotal follows its groups";
    community = 0;
  }
  EXPECT_EQ(counts[0], 12'000);
  EXPECT_EQ(counts[1], 12'000);
  EXPECT_EQ(counts[2], 12'000);
  EXPECT_EQ(sums[0], sums[1]);
  EXPECT_EQ(sums[0], sums[2]);
  EXPECT_TRUE(told["lines"].back()["keys"].empty()) << "the total is last";
}

TEST_F(Stats, AreasHoldWhatAssigningPutsIntoThem) {
  const json told = table("--demo --by grid");
  const json assigned = json::parse(
      run("assign --json " + demo("tickets.csv") + " --grids " + demo("grids.geojson")).out,
      nullptr, false);
  std::map<std::string, int> counts;
  for (const json& grid : assigned["grids"]) {
    counts[grid["grid"].get<std::string>()] = grid["count"].get<int>();
  }
  int grids = 0;
  for (const json& line : told["lines"]) {
    if (line["keys"].empty()) continue;
    const auto name = line["keys"][0].get<std::string>();
    if (name.empty()) {
      EXPECT_EQ(line["rows"].get<int>(),
                assigned["outside"].get<int>() + assigned["without_coordinates"].get<int>());
      continue;
    }
    ++grids;
    EXPECT_EQ(line["rows"].get<int>(), counts[name]) << name;
  }
  EXPECT_EQ(grids, 17);
}

TEST_F(Stats, ConditionsAreThoseOfQuestions) {
  const std::string condition = "class = 高空坠物 and closed_at is empty";
  const json found =
      json::parse(run("query --demo --json 'tickets where " + condition + "'").out, nullptr, false);
  const json told = table("--demo --where '" + condition + "' --by community");
  EXPECT_GT(found["found"], 0);
  EXPECT_EQ(told["rows"], found["found"]);
  EXPECT_EQ(told["lines"].back()["rows"], found["found"]);
  const json none = table("--demo --where 'class = 外星人' --by community");
  ASSERT_EQ(none["lines"].size(), 1U);
  EXPECT_EQ(none["lines"][0]["rows"], 0);
  refused("--demo --where 'class =='", "question:1:");
}

TEST_F(Stats, APivotHoldsTheNumbersOfTheGroups) {
  const json told = table("--demo --by community --by class");
  std::map<std::vector<std::string>, std::string> groups;
  for (const json& line : told["lines"]) {
    auto keys = line["keys"].get<std::vector<std::string>>();
    for (std::string& key : keys) key = key.empty() ? "none" : key;
    groups[keys] = std::to_string(line["rows"].get<int>());
  }
  const Answer pivot = run("stats --lang en --demo --by community --by class --pivot");
  EXPECT_EQ(pivot.code, 0) << pivot.err;
  const auto lines = cells(pivot.out, '\t');
  ASSERT_EQ(lines.size(), 8U) << "a heading, five communities, none, the total: " << pivot.out;
  std::size_t compared = 0;
  for (std::size_t row = 1; row + 1 < lines.size(); ++row) {
    ASSERT_EQ(lines[row].size(), lines[0].size());
    for (std::size_t column = 1; column + 1 < lines[0].size(); ++column, ++compared) {
      EXPECT_EQ(lines[row][column], (groups[{lines[row][0], lines[0][column]}]));
    }
    EXPECT_EQ(lines[row].back(), (groups[{lines[row][0]}]));
  }
  EXPECT_EQ(compared, 42U);
  EXPECT_EQ(lines.back().back(), "12000");
}

TEST_F(Stats, MonthsHoldTheTicketsOfTheirDays) {
  const std::string tickets = text_of(WANGGE_SOURCE_DIR "/data/demo/tickets.csv");
  std::map<std::string, int> months;
  for (const auto& row : cells(tickets.substr(tickets.find('\n') + 1), ',')) {
    ++months[row[7].substr(0, 7)];  // 上报时间
  }
  const json told = table(demo("tickets.csv") + " --by reported_at:month");
  ASSERT_EQ(told["lines"].size(), months.size() + 1);
  auto expected = months.begin();
  for (const json& line : told["lines"]) {
    if (line["keys"].empty()) continue;
    EXPECT_EQ(line["rows"].get<int>(), expected->second) << line << expected->first;
    ++expected;
  }
}

TEST_F(Stats, SumsOfBuildingsAreThoseOfTheTown) {
  const json told = table(demo("buildings.shp") + " " + demo("grids.geojson") +
                          " --of buildings --by grid --measure sum:households "
                          "--measure quartiles:floors");
  const json& total = told["lines"].back();
  EXPECT_EQ(total["rows"], 347);
  const json units = json::parse(text_of(WANGGE_SOURCE_DIR "/data/demo/units.geojson"));
  int households = 0;
  for (const json& unit : units["features"])
    households += unit["properties"]["households"].get<int>();
  EXPECT_EQ(total["values"][0].get<int>(), households);
  const json& box = total["boxes"][0];
  EXPECT_EQ(box["n"], 347);
  EXPECT_LE(box["least"], box["q1"]);
  EXPECT_LE(box["q1"], box["median"]);
  EXPECT_LE(box["median"], box["q3"]);
  EXPECT_LE(box["q3"], box["most"]);
}

TEST_F(Stats, TablesAreWrittenWithSubtotals) {
  const Answer csv = run("stats --lang en --demo --by community --by class -o t.csv");
  EXPECT_EQ(csv.code, 0) << csv.err;
  const auto lines = cells(content("t.csv"), ',');
  const json told = table("--demo --by community --by class -o t.xlsx");
  ASSERT_EQ(lines.size(), told["lines"].size() + 1);
  for (std::size_t i = 1; i < lines.size(); ++i) {
    EXPECT_EQ(lines[i].back(), std::to_string(told["lines"][i - 1]["rows"].get<int>()));
  }
  EXPECT_TRUE(has("t.xlsx"));
  if (!has_ogrinfo()) GTEST_SKIP() << "ogrinfo is not installed";
  EXPECT_EQ(features_in("t.xlsx"), static_cast<long>(told["lines"].size()));
}

TEST_F(Stats, TheFileTellsTheConditionOfItsRows) {
  ASSERT_EQ(run("stats --lang en --demo --where 'class = 高空坠物' --by community -o t.csv").code,
            0);
  EXPECT_NE(content("t.about.txt").find("Asked as: tickets where class = 高空坠物"),
            std::string::npos)
      << content("t.about.txt");
}

TEST_F(Stats, PersonsAreCountedButNotShown) {
  put("people.csv",
      "lon,lat,户主姓名,备注号码\n113.541,22.265,演示甲某,13800000001\n"
      "113.542,22.265,演示乙某,13800000002\n");
  refused("people.csv --of people --by 户主姓名", "“户主姓名”");
  refused("people.csv --of people --by 备注号码 -o t.csv", "“备注号码”");
  refused("people.csv --of people --measure most:备注号码", "“备注号码”");
  refused("--demo --by reporter", "“reporter”");
  EXPECT_FALSE(has("t.csv"));
  const json told = table("people.csv --of people --measure distinct:户主姓名");
  EXPECT_EQ(told["lines"][0]["values"][0], 2);
}

TEST_F(Stats, WhatCannotBeWorkedOutIsNamed) {
  refused("--demo --by colour", "colour");
  refused("--demo --by reported_at:decade", "decade");
  refused("--demo --by class:month", "class");
  refused("--demo --measure average:severity", "average");
  refused("--demo --measure sum", "needs a column");
  refused("--demo --measure count:class", "takes no column");
  refused("--demo --measure sum:class", "“class” holds no numbers");
  refused("--demo --by community --pivot", "--by");
  refused("--demo --of moons", "moons");
  refused(demo("tickets.csv") + " --by community", "Community");
  refused("--demo --by class -o missing/t.csv", "missing/t.csv");
  refused("missing.csv", "missing.csv");
  EXPECT_EQ(run("stats --demo --nonsense").code, 64);
}

}  // namespace
}  // namespace wangge
