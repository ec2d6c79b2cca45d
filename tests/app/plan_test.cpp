// The verbs of `wangge plan`.
#include <nlohmann/json.hpp>

#include <map>
#include <sstream>

#include "app/program.h"

namespace wangge {
namespace {

using nlohmann::json;

class PlanVerbs : public Program {
 protected:
  static std::string files() {
    return demo("units.geojson") + " " + demo("grids.geojson") + " " + demo("communities.geojson") +
           " " + demo("buildings.shp") + " ";
  }

  json metrics(const std::string& more = "") const {
    const Answer answer = run("plan metrics --json " + files() + more);
    EXPECT_EQ(answer.code, 0) << answer.err;
    return json::parse(answer.out, nullptr, false);
  }

  /// Unit to grid, as a plan file has it.
  std::map<std::string, std::string> plan_in(const std::string& name) const {
    std::map<std::string, std::string> plan;
    std::istringstream lines(content(name));
    for (std::string line; std::getline(lines, line);) {
      const auto comma = line.find(',');
      if (line.starts_with("#") || line == "unit_id,grid_code" || comma == std::string::npos)
        continue;
      plan[line.substr(0, comma)] = line.substr(comma + 1);
    }
    return plan;
  }

  /// A unit of the first grid that the second may have, both in one community; by asking.
  struct Step {
    std::string unit, from, to;
  };
  Step possible_step() const {
    EXPECT_EQ(run("plan export " + files() + "-o as_is.csv").code, 0);
    const auto plan = plan_in("as_is.csv");
    const json told = metrics();
    const json& grids = told["grids"];
    const std::string from = grids[0]["grid"], to = grids[1]["grid"];
    EXPECT_EQ(grids[0]["community"], grids[1]["community"]);
    for (const auto& [unit, grid] : plan) {
      if (grid == from) return {unit, from, to};
    }
    return {};
  }
};

TEST_F(PlanVerbs, MetricsAddUpToWhatTheUnitsHave) {
  const json told = metrics();
  ASSERT_FALSE(told.is_discarded());
  double households = told["unassigned"]["households"], of_communities = 0;
  int units = told["unassigned"]["units"];
  for (const json& grid : told["grids"]) {
    households += grid["households"].get<double>();
    units += grid["units"].get<int>();
    EXPECT_GT(grid["polsby_popper"], 0) << grid;
    EXPECT_LE(grid["polsby_popper"], 1) << grid;
    EXPECT_NEAR(grid["deviation"].get<double>(),
                grid["households"].get<double>() / grid["ideal"].get<double>() - 1, 1e-12);
  }
  for (const json& community : told["communities"])
    of_communities += community["total"].get<double>();
  EXPECT_EQ(units, told["units"]);
  EXPECT_DOUBLE_EQ(households, of_communities);
}

TEST_F(PlanVerbs, ANormCanBeChosen) {
  const json wide = metrics("--band 0-100000 --tolerance 1000");
  EXPECT_EQ(wide["beyond_band"], 0);
  EXPECT_EQ(wide["beyond_tolerance"], 0);
  EXPECT_EQ(metrics("--measure area")["measure"], "area");
  EXPECT_EQ(run("plan metrics " + files() + "--band 500-300").code, 2);
  EXPECT_EQ(run("plan metrics " + files() + "--measure love").code, 2);
  EXPECT_EQ(run("plan metrics " + files() + "--tolerance -1").code, 64);
}

TEST_F(PlanVerbs, AUnitGoesToAnotherGridAndNothingElseDoes) {
  const Step step = possible_step();
  ASSERT_FALSE(step.unit.empty());
  const Answer assign = run("plan assign --json " + files() + "--unit " + step.unit + " --to " +
                            step.to + " -o new.csv");
  EXPECT_EQ(assign.code, 0) << assign.err;
  const json told = json::parse(assign.out, nullptr, false);
  EXPECT_EQ(told["moved"], 1) << assign.out;
  EXPECT_EQ(told["refused"], 0);
  auto expected = plan_in("as_is.csv");
  expected[step.unit] = step.to;
  EXPECT_EQ(plan_in("new.csv"), expected);

  const json before = metrics(), after = metrics("--plan new.csv");
  for (std::size_t g = 0; g < before["grids"].size(); ++g) {
    const json &was = before["grids"][g], &is = after["grids"][g];
    const int change = was["grid"] == step.from ? -1 : was["grid"] == step.to ? 1 : 0;
    EXPECT_EQ(is["units"].get<int>() - was["units"].get<int>(), change) << is;
  }
}

TEST_F(PlanVerbs, MovesOfAFileChangeOnlyTheUnitsTheyName) {
  const Step step = possible_step();
  put("moves.csv", "unit_id,grid_code\n" + step.unit + "," + step.to + "\n");
  EXPECT_EQ(run("plan assign " + files() + "--moves moves.csv -o new.csv").code, 0);
  auto expected = plan_in("as_is.csv");
  expected[step.unit] = step.to;
  EXPECT_EQ(plan_in("new.csv"), expected);
}

TEST_F(PlanVerbs, AReleasedUnitIsFilledInAgain) {
  const Step step = possible_step();
  const Answer released =
      run("plan assign --json " + files() + "--unit " + step.unit + " --release -o without.csv");
  EXPECT_EQ(json::parse(released.out, nullptr, false)["unassigned"], 1) << released.err;
  EXPECT_EQ(metrics("--plan without.csv")["unassigned"]["units"], 1);
  const Answer filled =
      run("plan assign --json " + files() + "--plan without.csv --fill -o filled.csv");
  EXPECT_EQ(json::parse(filled.out, nullptr, false)["unassigned"], 0) << filled.err;
}

TEST_F(PlanVerbs, AGridOfAnotherCommunityRefusesAUnitAndTheVerbSaysSo) {
  const Step step = possible_step();
  const json told = metrics();
  std::string abroad;
  for (const json& grid : told["grids"]) {
    if (grid["community"] != told["grids"][0]["community"]) abroad = grid["grid"];
  }
  ASSERT_FALSE(abroad.empty());
  const Answer refused =
      run("plan assign --json " + files() + "--unit " + step.unit + " --to " + abroad);
  EXPECT_EQ(refused.code, 1) << refused.err;
  EXPECT_EQ(json::parse(refused.out, nullptr, false)["refused"], 1);
  EXPECT_NE(refused.err, "");
}

TEST_F(PlanVerbs, WhatIsNamedWronglyIsNamedInTheError) {
  const std::string files = PlanVerbs::files();
  EXPECT_NE(run("plan assign " + files + "--unit X --to 1").err.find("“X”"), std::string::npos);
  const Step step = possible_step();
  const Answer grid = run("plan assign " + files + "--unit " + step.unit + " --to nowhere");
  EXPECT_EQ(grid.code, 2);
  EXPECT_NE(grid.err.find("nowhere"), std::string::npos) << grid.err;
  EXPECT_EQ(run("plan assign " + files + "--to 1").code, 2);
  put("broken.csv", "unit_id,grid_code\n" + step.unit + ",nowhere\n");
  const Answer broken = run("plan metrics " + files + "--plan broken.csv");
  EXPECT_EQ(broken.code, 2);
  EXPECT_NE(broken.err.find("broken.csv"), std::string::npos) << broken.err;
  EXPECT_EQ(run("plan metrics " + demo("tickets.csv")).code, 2);
  EXPECT_EQ(run("plan metrics nothing.gpkg").code, 2);
  EXPECT_EQ(run("plan").code, 64);
}

TEST_F(PlanVerbs, ExportedOutlinesHoldTheGroundOfThePlanWithoutGapOrOverlap) {
  const Step step = possible_step();
  EXPECT_EQ(
      run("plan assign " + files() + "--unit " + step.unit + " --to " + step.to + " -o new.csv")
          .code,
      0);
  const Answer exported = run("plan export " + files() + "--plan new.csv --json -o new.gpkg");
  EXPECT_EQ(exported.code, 0) << exported.err;
  EXPECT_EQ(json::parse(exported.out)["grids"], 17) << "standard output holds JSON alone";
  const Answer check = run("check --json new.gpkg --role grids");
  const json found = json::parse(check.out, nullptr, false);
  EXPECT_EQ(check.code, 0) << check.out;
  // Read again, outlines and units give the same plan.
  EXPECT_EQ(run("plan export " + files() + "--plan new.csv --as-units -o units.geojson").code, 0);
  EXPECT_EQ(run("plan export units.geojson --grids new.gpkg -o again.csv").code, 0);
  EXPECT_EQ(plan_in("again.csv"), plan_in("new.csv"));
  EXPECT_NE(content("units.geojson").find(step.to), std::string::npos);
}

}  // namespace
}  // namespace wangge
