// wangge plan build, from outside.
#include <nlohmann/json.hpp>

#include "app/program.h"

namespace wangge {
namespace {

using nlohmann::json;

json told(const Answer& answer) { return json::parse(answer.out, nullptr, false); }

/// Σ of a column of a GeoJSON file.
double sum_of(const fs::path& path, const char* column) {
  const json all = json::parse(text_of(path), nullptr, false);
  double sum = 0;
  for (const json& one : all["features"]) {
    sum += one["properties"][column].get<double>();
  }
  return sum;
}

class PlanBuild : public Program {
 protected:
  fs::path at(const char* name) const { return put(name, ""); }
};

TEST_F(PlanBuild, CommunitiesAreCutByRoadsAndBetweenBuildings) {
  const std::string sources = demo("communities.geojson") + " --cut " + demo("roads.geojson") +
                              " --cut " + demo("water.geojson") + " --buildings " +
                              demo("buildings.shp");
  const Answer built = run("plan build --json " + sources + " -o units.geojson");
  EXPECT_EQ(built.code, 0) << built.err;
  const json answer = told(built);
  ASSERT_TRUE(answer.is_object()) << built.out;
  EXPECT_GT(answer["units"], 50);
  EXPECT_LT(answer["imbalance"], 1e-9);
  EXPECT_EQ(answer["buildings"]["all"], 347);
  EXPECT_EQ(answer["buildings"]["in_units"], 347);
  ASSERT_EQ(answer["carried"][0]["column"], "户数");
  const fs::path units = at("nothing").parent_path() / "units.geojson";
  EXPECT_DOUBLE_EQ(sum_of(units, "households"), answer["carried"][0]["total"].get<double>());
  EXPECT_DOUBLE_EQ(sum_of(units, "buildings"), 347);
  // What was made is whole, and made of itself changes nothing.
  EXPECT_EQ(run("check --role units units.geojson").code, 0);
  const Answer again = run("plan build --json units.geojson -o again.gpkg");
  EXPECT_EQ(again.code, 0) << again.err;
  EXPECT_EQ(told(again)["units"], answer["units"]);
  EXPECT_TRUE(told(again)["mending"]["mended"].empty()) << again.out;

  const json blocks = told(run("plan build --json --whole-blocks " + sources + " -o blocks.shp"));
  EXPECT_LT(blocks["units"], answer["units"]);
  const json cells = told(run("plan build --json --target 0 " + sources + " -o cells.gpkg"));
  EXPECT_GT(cells["units"], answer["units"]);
  const json few = told(
      run("plan build --json --whole-blocks --cut-where class=滨海路 " + sources + " -o few.gpkg"));
  EXPECT_LT(few["units"], blocks["units"]);
}

TEST_F(PlanBuild, DirtyAreasAreMendedAndEveryPlaceIsTold) {
  // Two squares of about 100 m that overlap by a metre, and a third beside a gap half a metre wide.
  put("dirty.geojson", R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"code":"A"},"geometry":{"type":"Polygon","coordinates":
[[[113.5,22.2],[113.50101,22.2],[113.50101,22.201],[113.5,22.201],[113.5,22.2]]]}},
{"type":"Feature","properties":{"code":"B"},"geometry":{"type":"Polygon","coordinates":
[[[113.501,22.2],[113.502,22.2],[113.502,22.201],[113.501,22.201],[113.501,22.2]]]}},
{"type":"Feature","properties":{"code":"C"},"geometry":{"type":"Polygon","coordinates":
[[[113.5,22.201005],[113.502,22.201005],[113.502,22.202],[113.5,22.202],[113.5,22.201005]],
[[113.5005,22.2015],[113.5005,22.2016],[113.5006,22.2016],[113.5005,22.2015]]]}}]})");
  const Answer built = run("plan build --json dirty.geojson -o units.geojson");
  EXPECT_EQ(built.code, 1) << "a hole ten metres wide is left";
  const json answer = told(built);
  EXPECT_EQ(answer["units"], 3);
  EXPECT_LT(answer["imbalance"], 1e-9);
  bool overlap = false;
  for (const json& one : answer["mending"]["mended"]) {
    EXPECT_EQ(one["place"].size(), 2U);
    overlap = overlap || (one["kind"] == "overlap" && one["area_m2"] > 100);
  }
  EXPECT_TRUE(overlap) << built.out;
  bool hole = false;
  for (const json& one : answer["mending"]["left"]) hole = hole || one["kind"] == "gap";
  EXPECT_TRUE(hole) << built.out;
  EXPECT_NE(run("--lang en plan build dirty.geojson -o u.gpkg").out.find("balance to"),
            std::string::npos);
}

TEST_F(PlanBuild, NumbersOutsideOfAllUnitsAreNamed) {
  const Answer built = run("plan build --json " + demo("units.geojson") + " --buildings " +
                           demo("buildings.shp") + " -o units.gpkg");
  EXPECT_EQ(built.code, 0) << built.err;
  put("one.geojson", R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":
{"n":1},"geometry":{"type":"Polygon","coordinates":[[[113.5,22.2],[113.6,22.2],[113.6,22.2588],
[113.5,22.2588],[113.5,22.2]]]}}]})");
  const Answer half =
      run("plan build --json one.geojson --buildings " + demo("buildings.shp") + " -o half.gpkg");
  EXPECT_EQ(half.code, 1) << half.err;
  const json answer = told(half);
  EXPECT_GT(answer["buildings"]["outside"].size(), 0U);
  EXPECT_EQ(
      answer["buildings"]["in_units"].get<std::size_t>() + answer["buildings"]["outside"].size(),
      347U);
  for (const json& column : answer["carried"]) {
    EXPECT_EQ(column["in_units"].get<double>() + column["outside"].get<double>(), column["total"]);
  }
}

TEST_F(PlanBuild, BarriersPartUnitsAndGatesJoinThemAgain) {
  const std::string plan =
      "plan metrics --json " + demo("units.geojson") + " " + demo("grids.geojson") + " ";
  const auto figures = [&](const std::string& options) {
    const Answer answer = run(plan + options);
    EXPECT_EQ(answer.code, 0) << answer.err;
    return told(answer);
  };
  EXPECT_FALSE(figures("").contains("neighbours_cut"));
  const std::string roads = "--barriers " + demo("roads.geojson");
  const json parted = figures(roads);
  EXPECT_GT(parted["neighbours_cut"], 0);
  // Where every road may be crossed anywhere, no road parts anybody.
  EXPECT_LT(figures(roads + " --gates " + demo("roads.geojson"))["neighbours_cut"],
            parted["neighbours_cut"]);
  EXPECT_EQ(run(plan + "--barriers nowhere.geojson").code, 2);
}

TEST_F(PlanBuild, WhatCannotBeDoneIsSaid) {
  const auto refused = [this](const std::string& options) {
    const Answer answer = run("--lang en plan build " + options + " -o units.gpkg");
    EXPECT_FALSE(has("units.gpkg")) << options;
    EXPECT_EQ(answer.code, 2) << options << answer.err;
    return answer.err;
  };
  EXPECT_NE(refused(demo("roads.geojson")).find("Units are made of areas"), std::string::npos);
  EXPECT_NE(refused(demo("communities.geojson") + " --cut " + demo("hazards.geojson"))
                .find("no line in it"),
            std::string::npos);
  EXPECT_NE(refused(demo("communities.geojson") + " --cut " + demo("roads.geojson") +
                    " --cut-where class=none")
                .find("--cut-where"),
            std::string::npos);
  EXPECT_NE(
      refused(demo("units.geojson") + " --buildings " + demo("buildings.shp") + " --carry nobody")
          .find("“nobody”"),
      std::string::npos);
  const std::string with_columns = refused(demo("communities.geojson") + " --where nosuch=x");
  EXPECT_NE(with_columns.find("“nosuch”"), std::string::npos);
  EXPECT_NE(with_columns.find("name"), std::string::npos) << "the columns there are";
  EXPECT_NE(refused(demo("communities.geojson") + " --where name=x").find("南坑社区"),
            std::string::npos)
      << "the values there are";
  EXPECT_NE(refused(demo("units.geojson") + " --target -1").find("no size"), std::string::npos);
  EXPECT_EQ(run("plan").code, 64);
}

}  // namespace
}  // namespace wangge
