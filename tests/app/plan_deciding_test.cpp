// `wangge plan diff`, `check` and `renumber`: what a planner decides by.
#include <nlohmann/json.hpp>

#include <map>
#include <set>

#include "app/program.h"

namespace wangge {
namespace {

using nlohmann::json;

class PlanDeciding : public Program {
 protected:
  static std::string files() {
    return demo("units.geojson") + " " + demo("grids.geojson") + " " + demo("communities.geojson") +
           " " + demo("buildings.shp") + " ";
  }
  json answer(const std::string& arguments, int code = 0) const {
    const Answer got = run(arguments);
    EXPECT_EQ(got.code, code) << got.err;
    return json::parse(got.out, nullptr, false);
  }
  /// Moves a unit of the first grid to the second in new.csv; returns its name.
  std::string move_one() const {
    EXPECT_EQ(run("plan export " + files() + "-o as_is.csv").code, 0);
    const json grids = answer("plan metrics --json " + files())["grids"];
    const std::string from = grids[0]["grid"], to = grids[1]["grid"];
    std::istringstream lines(content("as_is.csv"));
    for (std::string line; std::getline(lines, line);) {
      const auto comma = line.find(',');
      if (line.starts_with("#") || comma == std::string::npos || line.substr(comma + 1) != from) {
        continue;
      }
      const std::string unit = line.substr(0, comma);
      EXPECT_EQ(
          run("plan assign " + files() + "--unit " + unit + " --to " + to + " -o new.csv").code, 0);
      return unit;
    }
    return {};
  }
};

TEST_F(PlanDeciding, DiffTellsWhoMovesAndAddsUpToBothPlans) {
  const std::string unit = move_one();
  const json told = answer("plan diff --json " + files() + "--plan new.csv");
  ASSERT_FALSE(told.is_discarded());
  EXPECT_EQ(told["moved"]["units"], 1);
  ASSERT_EQ(told["moved_units"].size(), 1U);
  EXPECT_EQ(told["moved_units"][0]["unit"], unit);
  std::map<std::string, double> before, now;
  for (const json& flow : told["flows"]) {
    before[flow["from"]] += flow["households"].get<double>();
    now[flow["to"]] += flow["households"].get<double>();
  }
  for (const auto& [plan, sums] : {std::pair(std::string(), before), {"--plan new.csv", now}}) {
    for (const json& grid : answer("plan metrics --json " + files() + plan)["grids"]) {
      EXPECT_EQ(sums.at(grid["grid"]), grid["households"]);
    }
  }
  EXPECT_EQ(told["changed_buildings"].size(), told["moved"]["buildings"].get<std::size_t>());
}

TEST_F(PlanDeciding, DiffMasksChiefsUnlessAsked) {
  move_one();
  const std::string usual = run("plan diff --json " + files() + "--plan new.csv").out;
  const std::string open = run("plan diff --json --unmasked " + files() + "--plan new.csv").out;
  const json masked = json::parse(usual)["changed_buildings"];
  const json unmasked = json::parse(open)["changed_buildings"];
  ASSERT_FALSE(masked.empty());
  bool hidden = false;
  for (std::size_t i = 0; i < masked.size(); ++i) {
    const std::string name = unmasked[i]["chief"];
    if (name.empty()) continue;
    EXPECT_NE(masked[i]["chief"], name);
    hidden = true;
  }
  EXPECT_TRUE(hidden);
}

TEST_F(PlanDeciding, DiffOfTheSamePlanIsEmptyAndWithAFileGoesTheOtherWay) {
  EXPECT_EQ(answer("plan diff --json " + files())["moved"]["units"], 0);
  move_one();
  const json back = answer("plan diff --json " + files() + "--with new.csv");
  EXPECT_EQ(back["moved"]["units"], 1);
  EXPECT_EQ(run("plan diff " + files() + "--with nothing.csv").code, 2);
}

TEST_F(PlanDeciding, CheckFindsAUnitThatWasReleased) {
  const std::string unit = move_one();
  const json sound = answer("plan check --json " + files() + "--band 0-100000");
  std::size_t faults = 0;
  for (const json& finding : sound["findings"]) faults += finding["fault"] ? 1 : 0;
  EXPECT_EQ(faults, 0U) << sound["findings"].dump(1);
  run("plan assign " + files() + "--unit " + unit + " --release -o without.csv");
  const json told =
      answer("plan check --json " + files() + "--band 0-100000 --plan without.csv", 1);
  bool found = false;
  for (const json& finding : told["findings"]) {
    if (finding["kind"] != "unassigned") continue;
    found = true;
    EXPECT_EQ(finding["units"], json::array({unit}));
    EXPECT_NE(finding["advice"], "");
  }
  EXPECT_TRUE(found);
  for (const json& line : told["check_list"]) {
    if (line["check"] == "unassigned") {
      EXPECT_EQ(line["holds"], false);
      EXPECT_EQ(line["findings"], 1);
    }
  }
}

TEST_F(PlanDeciding, CheckNamesTheNormThatIsMissed) {
  const json told = answer("plan check --json " + files() + "--band 100000-200000", 1);
  std::size_t off = 0;
  for (const json& finding : told["findings"]) off += finding["kind"] == "off_band" ? 1 : 0;
  EXPECT_EQ(off, answer("plan metrics --json " + files())["grids"].size());
  const Answer text = run("--lang en plan check " + files() + "--band 100000-200000");
  EXPECT_EQ(text.code, 1);
  EXPECT_NE(text.out.find("too few for the norm of 100,000 to 200,000"), std::string::npos)
      << text.out;
}

TEST_F(PlanDeciding, CheckWritesAPdfAndLeavesNothingWhereItCannot) {
  const Answer made = run("plan check " + files() + "--pdf check.pdf --by 王小明");
  EXPECT_NE(made.code, 2) << made.err;
  EXPECT_TRUE(content("check.pdf").starts_with("%PDF-"));
  const Answer failed = run("plan check " + files() + "--pdf nowhere/check.pdf");
  EXPECT_EQ(failed.code, 2);
  EXPECT_NE(failed.err.find("nowhere/check.pdf"), std::string::npos) << failed.err;
}

TEST_F(PlanDeciding, CheckFindsAreasThatGridsCut) {
  const json told = answer(
      "plan check --json " + files() + "--band 0-100000 --whole " + demo("communities.geojson"), 1);
  ASSERT_EQ(told["splits"].size(), 1U) << told["splits"];
  for (const json& area : told["splits"][0]["split"]) {
    EXPECT_GE(area["parts"].size(), 2U);
  }
  const json estates = answer("plan check --json --estates --band 0-100000 " + files(),
                              run("plan check --estates --band 0-100000 " + files()).code);
  EXPECT_EQ(estates["splits"].size(), 1U);
}

TEST_F(PlanDeciding, RenumberShowsAndWritesCodesThatNoTwoGridsShare) {
  const json told = answer("plan renumber --json " + files() +
                           "--pattern '{community}{number:03}' -o numbered.geojson");
  std::set<std::string> codes;
  for (const json& change : told) {
    codes.insert(change["now"]);
    EXPECT_EQ(change["now"].get<std::string>().size(), 15U) << change;
    EXPECT_NE(content("numbered.geojson").find(change["now"].get<std::string>()),
              std::string::npos);
  }
  EXPECT_EQ(codes.size(), told.size());
  EXPECT_EQ(codes.size(), answer("plan metrics --json " + files())["grids"].size());
  const Answer bad = run("plan renumber " + files() + "--pattern '{street}{number}'");
  EXPECT_EQ(bad.code, 2);
  EXPECT_NE(bad.err.find("street"), std::string::npos) << bad.err;
}

}  // namespace
}  // namespace wangge
