// wangge query: the demo's answers against what its files hold.
#include <cmath>
#include <functional>
#include <nlohmann/json.hpp>
#include <sstream>
#include <vector>

#include "app/program.h"

namespace wangge {
namespace {

using nlohmann::json;

class Query : public Program {
 protected:
  using Row = std::vector<std::string>;

  /// Of a question about the demo; `options` as typed.
  json answer(const std::string& question, const std::string& options = "") const {
    const Answer told = run("query --lang en --demo --json '" + question + "' " + options);
    EXPECT_EQ(told.code, 0) << question << told.err;
    return json::parse(told.out, nullptr, false);
  }
  std::size_t found(const std::string& question, const std::string& options = "") const {
    return answer(question, options).value("found", std::size_t{999'999});
  }
  void refused(const std::string& arguments, const std::string& with) const {
    const Answer told = run("query --lang en " + arguments);
    EXPECT_EQ(told.code, 2) << arguments << told.out;
    EXPECT_NE(told.err.find(with), std::string::npos) << told.err;
  }

  /// The demo's tickets; it has no quotes. lon, lat, 工单编号, 大类, 小类, 状态, 层级, 上报时间, …
  enum Column : std::uint8_t { lon, lat, id, of_class, subclass, status, level, reported };
  static constexpr std::size_t closed = 9;
  static std::vector<Row> tickets() {
    std::ifstream file(WANGGE_SOURCE_DIR "/data/demo/tickets.csv");
    std::vector<Row> rows;
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
      Row row;
      std::istringstream cells(line);
      for (std::string cell; std::getline(cells, cell, ',');) row.push_back(cell);
      rows.push_back(std::move(row));
    }
    return rows;
  }
  static std::size_t count(const std::function<bool(const Row&)>& meets) {
    const auto rows = tickets();
    return static_cast<std::size_t>(std::count_if(rows.begin(), rows.end(), meets));
  }
  /// Tickets within so many metres of the demo's facilities of a kind, on a sphere.
  static std::size_t near(const std::string& kind, double metres) {
    const json facilities =
        json::parse(text_of(WANGGE_SOURCE_DIR "/data/demo/facilities.geojson"), nullptr, false);
    return count([&](const Row& row) {
      if (row[lon].empty()) return false;
      const double x = std::stod(row[lon]), y = std::stod(row[lat]);
      return std::ranges::any_of(facilities["features"], [&](const json& facility) {
        if (facility["properties"]["kind"] != kind) return false;
        const json& at = facility["geometry"]["coordinates"];
        const double metres_a_degree = 111'200;
        const double east = (x - at[0].get<double>()) * std::cos(y * M_PI / 180) * metres_a_degree;
        const double north = (y - at[1].get<double>()) * metres_a_degree;
        return std::hypot(east, north) <= metres;
      });
    });
  }
};

TEST_F(Query, FindsTheRowsThatTheFileHas) {
  EXPECT_EQ(found("tickets"), tickets().size());
  EXPECT_EQ(found("tickets where class = 高空坠物"),
            count([](const Row& row) { return row[of_class] == "高空坠物"; }));
  EXPECT_EQ(
      found("tickets where class = 高空坠物 and closed_at is empty"),
      count([](const Row& row) { return row[of_class] == "高空坠物" && row[closed].empty(); }));
  EXPECT_EQ(found("tickets where not class in (高空坠物, 违法停车) or level = 街道"),
            count([](const Row& row) {
              return (row[of_class] != "高空坠物" && row[of_class] != "违法停车") ||
                     row[level] == "街道";
            }));
  EXPECT_EQ(found("tickets where reported_at from 2025-03-01 until 2025-04-01"),
            count([](const Row& row) { return row[reported].starts_with("2025-03"); }));
  EXPECT_EQ(found("tickets where reported_at in last 31 days", "--now 2025-12-31"),
            count([](const Row& row) { return row[reported].starts_with("2025-12"); }));
}

TEST_F(Query, MeasuresInMetres) {
  const std::string question = "tickets where within 100 m of (facilities where kind = 学校)";
  EXPECT_GE(found(question), near("学校", 99));
  EXPECT_LE(found(question), near("学校", 101));
  EXPECT_GT(found(question), 0U);
  EXPECT_EQ(found("tickets where within 0.1 km of (facilities where kind = 学校)"),
            found(question));
  EXPECT_EQ(
      found("buildings where nearest 1 to (facilities where name = \"金福大院学校（演示）\")"), 1U);
}

TEST_F(Query, AgreesWithOtherVerbsOnWhatLiesWhere) {
  const json assigned = json::parse(
      run("assign --json " + demo("tickets.csv") + " --grids " + demo("grids.geojson")).out,
      nullptr, false);
  EXPECT_EQ(found("tickets where within grids"), assigned["in_grids"].get<std::size_t>());
  const Answer selected = run("select --lang en " + demo("buildings.shp") + " --by " +
                              demo("communities.geojson") + " --predicate within");
  EXPECT_NE(selected.out.find(std::to_string(found("buildings where within communities")) +
                              " of 347 features"),
            std::string::npos)
      << selected.out << selected.err;
}

TEST_F(Query, JsonTellsTheQuestionItsSentenceAndEachConditionAlone) {
  const std::string question =
      "tickets where class = 高空坠物 and closed_at is empty and within (communities where name = "
      "南坑社区)";
  const json told = answer(question, "--most 2");
  EXPECT_EQ(told["question"], question);
  EXPECT_NE(told["sentence"].get<std::string>().find("within 南坑社区"), std::string::npos);
  EXPECT_EQ(told["layer"], "tickets");
  EXPECT_EQ(told["of"], 12'000);
  ASSERT_EQ(told["conditions"].size(), 3U);
  for (const json& one : told["conditions"]) {
    EXPECT_EQ(one["alone"].get<std::size_t>(),
              found("tickets where " + one["condition"].get<std::string>()));
    EXPECT_GE(one["alone"], told["found"]);
  }
  ASSERT_EQ(told["first"].size(), 2U);
  EXPECT_GT(told["found"], 2);
  EXPECT_LT(told["first"][0]["row"], told["first"][1]["row"]);
  EXPECT_FALSE(told["first"][0]["label"].get<std::string>().empty());
  EXPECT_FALSE(told["asked_at"].get<std::string>().empty());
}

TEST_F(Query, TakesParametersByName) {
  const std::string question = "tickets where within $far m of (facilities where kind = $kind)";
  EXPECT_EQ(found(question, "--set far=100 --set kind=学校"),
            found("tickets where within 100 m of (facilities where kind = 学校)"));
  refused("--demo '" + question + "' --set far=100", "--set kind=");
  refused("--demo '" + question + "' --set far --set kind=学校", "“far”");
  refused("--demo '" + question + "' --set far=near --set kind=学校", "near");
  refused("--demo tickets --set kind=学校", "kind");
}

TEST_F(Query, TellsWhyARowIsInTheAnswerOrNot) {
  const std::string question = "tickets where class = 高空坠物 and within 100 m of facilities";
  const json told = answer(question, "--most 1");
  const int row = told["first"][0]["row"].get<int>();
  const json why = answer(question, "--why " + std::to_string(row));
  EXPECT_TRUE(why["found"].get<bool>());
  EXPECT_EQ(why["row"], row);
  ASSERT_EQ(why["reasons"].size(), 2U);
  for (const json& reason : why["reasons"]) EXPECT_TRUE(reason["met"].get<bool>());
  EXPECT_NE(why["reasons"][1]["text"].get<std::string>().find(" m from the nearest"),
            std::string::npos)
      << why;
  const json not_found = answer(question, "--why 2");  // of another class
  EXPECT_FALSE(not_found["found"].get<bool>());
  EXPECT_FALSE(not_found["reasons"][0]["met"].get<bool>());
  EXPECT_NE(not_found["reasons"][0]["text"].get<std::string>().find("asked for: “高空坠物”"),
            std::string::npos);
  const Answer text = run("query --lang en --demo '" + question + "' --why 2");
  EXPECT_NE(text.out.find("✗"), std::string::npos) << text.out;
  refused("--demo '" + question + "' --why 0", "1 … 12000");
  refused("--demo '" + question + "' --why 12001", "1 … 12000");
}

TEST_F(Query, ShowsNoPersons) {
  put("people.csv",
      "lon,lat,户主姓名,联系电话\n113.541,22.265,演示甲某,13800000001\n"
      "113.542,22.265,演示乙某,13800000002\n");
  std::string all;
  for (const std::string options : {"", "--why 1", "--why 1 --json", "-o one.csv"}) {
    const Answer told =
        run("query 'people where 户主姓名 contains 某 and 联系电话 is not empty' people.csv " +
            options);
    EXPECT_EQ(told.code, 0) << told.err;
    all += told.out + told.err;
  }
  all += content("one.csv");
  for (const char* person : {"甲某", "乙某", "13800000001", "13800000002"}) {
    EXPECT_EQ(all.find(person), std::string::npos) << person << "\n" << all;
  }
}

TEST_F(Query, AnErrorNamesItsPlaceInTheQuestion) {
  refused("--demo 'tickets where closed_at =='", "question:1:26");
  refused("--demo 'tickets wher class = 1'", "question:1:9");
  refused("--demo 'tickets where 状态 = '", "question:1:20");
  refused("--demo 'tickets\nwhere class ='", "question:2:14");
  refused("--demo ''", "question:1:1");
}

TEST_F(Query, WhatIsNotThereIsNamedWithWhatThereIs) {
  refused("--demo 'moons where class = 1'", "facilities");
  refused("--demo 'tickets where colour = red'", "严重程度");
  refused("--demo 'tickets where within moons'", "grids");
  refused("--demo 'tickets where severity > high'", "high");
  refused("--demo 'tickets where reported_at from someday'", "someday");
  refused("--demo 'tickets where class in last 3 days'", "class");
  refused("--demo 'tickets where within selection'", "selected");
  refused("--demo 'tickets' --now someday", "--now");
  refused("tickets missing.csv", "missing.csv");
  EXPECT_EQ(run("query").code, 64);
  EXPECT_EQ(run("query --demo tickets --nonsense").code, 64);
}

TEST_F(Query, WhatFindsNothingWritesNothing) {
  const std::string question = "query --lang en --demo 'tickets where class = 外星人'";
  const Answer told = run(question);
  EXPECT_EQ(told.code, 0) << told.err;
  EXPECT_NE(told.out.find("0 of 12,000 features"), std::string::npos) << told.out;
  const Answer written = run(question + " -o none.gpkg");
  EXPECT_EQ(written.code, 1) << written.err;
  EXPECT_NE(written.err.find("none.gpkg was not made"), std::string::npos) << written.err;
  EXPECT_FALSE(has("none.gpkg"));
}

TEST_F(Query, WritesWhatItFoundWithTheQuestion) {
  if (!has_ogrinfo()) GTEST_SKIP() << "ogrinfo is not installed";
  const std::string question = "buildings where floors >= 10 and within communities";
  const auto rows = static_cast<long>(found(question));
  EXPECT_GT(rows, 0);
  const auto write = [&](const std::string& file, const std::string& options = "") {
    const Answer told = run("query --lang en --demo '" + question + "' -o " + file + " " + options);
    EXPECT_EQ(told.code, 0) << told.err;
    EXPECT_EQ(told.out.find("more; -o"), std::string::npos) << told.out;
    EXPECT_EQ(features_in(file), rows) << file;
  };
  write("a.gpkg");
  EXPECT_NE(shell("ogrinfo -ro -so -al a.gpkg").out.find("Asked as: " + question),
            std::string::npos);
  write("a.shp", "--output-encoding GBK");
  EXPECT_NE(content("a.about.txt").find("Asked as: " + question), std::string::npos);
  EXPECT_NE(content("a.about.txt").find("Asked at: 20"), std::string::npos);
  write("a.geojson");
  EXPECT_NE(
      json::parse(content("a.geojson"), nullptr, false)["description"].get<std::string>().find(
          "Asked as: " + question),
      std::string::npos);
  write("a.fgb");
  write("a.kml");
  write("a.xlsx");
  write("a.csv");
  write("a.dxf", "--output-crs EPSG:4547");
}

TEST_F(Query, WritesTheColumnsThatWereChosen) {
  const Answer told =
      run("query --lang en --demo 'grids where within (communities where name = "
          "南坑社区)' -o g.csv --fields name=网格,code --json");
  ASSERT_EQ(told.code, 0) << told.err;
  EXPECT_NE(content("g.csv").find("WKT,网格,code\r\n"), std::string::npos)
      << content("g.csv").substr(content("g.csv").rfind(")),") + 1);
  EXPECT_TRUE(json::parse(told.out, nullptr, false).is_object()) << "alone on standard output";
}

}  // namespace
}  // namespace wangge
