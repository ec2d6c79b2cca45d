// wangge tool: what the tools make of the demo adds up.
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <numbers>

#include "app/program.h"

namespace wangge {
namespace {

using nlohmann::json;

class ToolVerbs : public Program {
 protected:
  /// The properties of all features that a tool makes, through a GeoJSON.
  json made(const std::string& arguments) const {
    const Answer told = run("tool " + arguments + " --lang en -o made.geojson");
    EXPECT_EQ(told.code, 0) << arguments << told.err;
    json all = json::array();
    for (const json& feature : features("made.geojson")) all.push_back(feature["properties"]);
    return all;
  }
  json features(const std::string& name) const {
    const json file = json::parse(content(name), nullptr, false);
    return file.is_object() ? file["features"] : json::array();
  }
  static double sum(const json& rows, const char* column) {
    double all = 0;
    for (const json& row : rows) all += row[column].get<double>();
    return all;
  }
  /// Puts the demo's facilities of a kind into a file.
  void put_facilities(const std::string& name, const std::string& kind) const {
    const Answer told = run("query --demo 'facilities where kind = " + kind + "' -o " + name);
    EXPECT_EQ(told.code, 0) << told.err;
  }
  void refused(const std::string& arguments, const std::string& with, int code = 2) const {
    const Answer told = run("tool " + arguments + " --lang en -o no.gpkg");
    EXPECT_EQ(told.code, code) << arguments << told.out;
    EXPECT_NE(told.err.find(with), std::string::npos) << told.err;
    EXPECT_FALSE(has("no.gpkg")) << arguments;
  }
  const std::string grids_ = demo("grids.geojson"), tickets_ = demo("tickets.csv"),
                    buildings_ = demo("buildings.shp");
};

TEST_F(ToolVerbs, BuffersHaveTheAreaOfTheirCircles) {
  put_facilities("schools.gpkg", "学校");
  ASSERT_EQ(run("tool buffer schools.gpkg --distance 100 -o around.gpkg").code, 0);
  const json circles = made("measure around.gpkg");
  ASSERT_EQ(circles.size(), 5U);
  const int corners = 4 * 16;
  for (const json& circle : circles) {
    EXPECT_NEAR(circle["area_m2"].get<double>(),
                corners / 2.0 * 100 * 100 * std::sin(2 * std::numbers::pi / corners), 1);
    EXPECT_EQ(circle["kind"], "学校");
  }
  EXPECT_EQ(made("buffer schools.gpkg --distance '100 m' --dissolve").size(), 1U);
}

TEST_F(ToolVerbs, PiecesAddUpToWhatWasCut) {
  put_facilities("schools.gpkg", "学校");
  ASSERT_EQ(run("tool buffer schools.gpkg --distance 100 -o around.gpkg").code, 0);
  const double whole = sum(made("measure around.gpkg"), "area_m2");
  const double pieces = sum(made("intersection around.gpkg " + grids_), "area_m2");
  ASSERT_EQ(run("tool difference around.gpkg " + grids_ + " -o beyond.gpkg").code, 0);
  const double beyond = sum(made("measure beyond.gpkg"), "area_m2");
  EXPECT_GT(beyond, 0);
  EXPECT_NEAR(pieces + beyond, whole, 1);
  ASSERT_EQ(run("tool clip around.gpkg " + grids_ + " -o within.gpkg").code, 0);
  EXPECT_NEAR(sum(made("measure within.gpkg"), "area_m2"), pieces, 1);
}

TEST_F(ToolVerbs, AUnionIsThatOfBothLayers) {
  const double grids = sum(made("measure " + grids_), "area_m2");
  const double green = sum(made("measure " + demo("green.geojson")), "area_m2");
  const double shared =
      sum(made("intersection " + demo("green.geojson") + " " + grids_), "area_m2");
  EXPECT_NEAR(sum(made("union " + grids_ + " " + demo("green.geojson")), "area_m2"),
              grids + green - shared, 1);
}

TEST_F(ToolVerbs, CountsAreThoseOfAssigning) {
  const json assigned =
      json::parse(run("assign --json " + tickets_ + " --grids " + grids_).out, nullptr, false);
  std::map<std::string, int> expected;
  for (const json& grid : assigned["grids"]) {
    expected[grid["grid"].get<std::string>()] = grid["count"].get<int>();
  }
  const json counted = made("count " + grids_ + " " + tickets_ + " --classes 大类");
  ASSERT_EQ(counted.size(), 17U);
  for (const json& grid : counted) {
    EXPECT_EQ(grid["count"].get<int>(), expected[grid["name"].get<std::string>()]);
    int classes = 0;
    for (const char* one :
         {"市容环境", "违法停车", "噪声扰民", "高空坠物", "公共设施", "园林绿化", "房屋安全"}) {
      classes += grid[one].get<int>();
    }
    EXPECT_EQ(classes, grid["count"].get<int>());
  }
  EXPECT_EQ(made("count " + grids_ + " " + tickets_ + " --classes class"), counted)
      << "by the field as by the column";
  const json households = made("count " + grids_ + " " + buildings_ + " --weights 户数");
  EXPECT_EQ(sum(households, "count"), 347);
}

TEST_F(ToolVerbs, AJoinKeepsEveryRowAndFindsTheArea) {
  const json joined = made("join " + buildings_ + " " + grids_ + " --how largest --columns code");
  ASSERT_EQ(joined.size(), 347U);
  std::map<std::string, int> in_grids;
  for (const json& building : joined) ++in_grids[building["code"].get<std::string>()];
  EXPECT_EQ(in_grids.size(), 17U);
  const json assigned =
      json::parse(run("assign --json " + tickets_ + " --grids " + grids_).out, nullptr, false);
  EXPECT_EQ(made("join " + tickets_ + " " + grids_ + " --columns code").size(), 12'000U);
  EXPECT_EQ(made("join " + tickets_ + " " + grids_ + " --columns code --no-keep").size(),
            assigned["in_grids"].get<std::size_t>());
  const json summed = made("join " + demo("communities.geojson") + " " + demo("units.geojson") +
                           " --relation contains --how summary --columns households");
  EXPECT_EQ(sum(summed, "count"), 96);
  EXPECT_EQ(sum(summed, "households_sum"), 8'875);
}

TEST_F(ToolVerbs, TheNearestIsAsFarAsQuestionsSay) {
  put_facilities("hubs.gpkg", "红色驿站");
  const json lines = made("nearest " + buildings_ + " hubs.gpkg");
  ASSERT_EQ(lines.size(), 347U);
  for (const int metres : {30, 100, 250}) {
    int near = 0;
    for (const json& line : lines) near += line["distance_m"].get<double>() <= metres ? 1 : 0;
    const json found =
        json::parse(run("query --demo --json 'buildings where within " + std::to_string(metres) +
                        " m of (facilities where kind = 红色驿站)'")
                        .out,
                    nullptr, false);
    EXPECT_EQ(found["found"], near);
  }
  EXPECT_EQ(made("nearest " + buildings_ + " hubs.gpkg --k 3").size(), 3 * 347U);
}

TEST_F(ToolVerbs, ReachGrowsWithTimeAndShrinksWithAge) {
  put_facilities("hubs.gpkg", "红色驿站");
  const auto area = [&](const std::string& options) {
    const Answer told =
        run("tool reach hubs.gpkg " + demo("roads.geojson") + " " + options + " -o reach.gpkg");
    EXPECT_EQ(told.code, 0) << told.err;
    return sum(made("measure reach.gpkg"), "area_m2");
  };
  for (const std::string model : {"--model streets ", "--model detour ", "--model straight "}) {
    const double five = area(model + "--minutes 5");
    EXPECT_GT(five, 0);
    EXPECT_GT(area(model + "--minutes 10"), five);
    EXPECT_LT(area(model + "--minutes 5 --people elderly"), five);
  }
  EXPECT_NEAR(area("--model straight --minutes 5"),
              17 * std::numbers::pi * std::pow(1.2 * 60 * 5, 2), 17 * 0.01 * 407'150);
}

TEST_F(ToolVerbs, SimplifyingLeavesACleanCoverage) {
  ASSERT_EQ(run("tool simplify " + grids_ + " --tolerance 3 -o light.gpkg").code, 0);
  EXPECT_EQ(run("check light.gpkg").code, 0);
  const double before = sum(made("measure " + grids_), "area_m2");
  EXPECT_NEAR(sum(made("measure light.gpkg"), "area_m2"), before, before / 100);
  ASSERT_EQ(run("convert light.gpkg -o light.geojson").code, 0);
  EXPECT_LT(fs::file_size(folder() / "light.geojson"),
            fs::file_size(WANGGE_SOURCE_DIR "/data/demo/grids.geojson"));
}

TEST_F(ToolVerbs, DissolvedAreasKeepWhatWasInThem) {
  const json communities = made("dissolve " + demo("units.geojson") + " --by community");
  EXPECT_EQ(communities.size(), 5U);
  EXPECT_EQ(sum(communities, "households_sum"), 8'875);
  for (const std::string tool : {"centroid", "label_point"}) {
    EXPECT_EQ(made(tool + " " + grids_).size(), 17U);
    EXPECT_EQ(features("made.geojson")[0]["geometry"]["type"], "Point");
  }
}

TEST_F(ToolVerbs, TheFileSaysHowItWasMade) {
  const std::string how = "buffer(green: 2 rows; distance = 40 m";
  const std::string tool = "tool buffer " + demo("green.geojson") + " --distance 40 -o ";
  ASSERT_EQ(run(tool + "b.geojson").code, 0);
  EXPECT_NE(content("b.geojson").find(how), std::string::npos);
  ASSERT_EQ(run(tool + "b.shp").code, 0);
  EXPECT_NE(content("b.about.txt").find(how), std::string::npos);
  ASSERT_EQ(run(tool + "b.gpkg").code, 0);
  if (!has_ogrinfo()) GTEST_SKIP() << "ogrinfo is not installed";
  EXPECT_NE(shell("ogrinfo -ro -so -al b.gpkg").out.find(how), std::string::npos);
}

TEST_F(ToolVerbs, PersonsStayMasked) {
  ASSERT_EQ(run("tool centroid " + buildings_ + " -o b.csv").code, 0);
  EXPECT_NE(content("b.csv").find("楼长"), std::string::npos);
  EXPECT_NE(content("b.csv").find("演**"), std::string::npos);
  EXPECT_EQ(content("b.csv").find("演示居民"), std::string::npos);
  EXPECT_EQ(run("tool centroid " + buildings_ + " -o open.csv --unmasked").code, 2);
  EXPECT_FALSE(has("open.csv"));
  const Answer open =
      run("tool centroid " + buildings_ + " -o open.csv --unmasked --reason 楼长名册");
  EXPECT_EQ(open.code, 0) << open.err;
  EXPECT_NE(content(".state/wangge/exports.log").find("楼长名册"), std::string::npos);
}

TEST_F(ToolVerbs, WhatCannotBeDoneIsNamed) {
  put_facilities("schools.gpkg", "学校");
  refused("buffer schools.gpkg", "--distance", 64);
  refused("clip " + grids_, "FILE", 64);
  refused("melt " + grids_ + "", "", 64);
  refused("buffer schools.gpkg --distance near", "distance");
  refused("buffer schools.gpkg --distance 100 --segments 2.5", "segments");
  refused("buffer schools.gpkg --distance 100 --ends pointed", "round, flat, square");
  refused("buffer " + demo("green.geojson") + " --distance -5000", "Nothing is left");
  refused("clip " + buildings_ + " schools.gpkg", "points");
  refused("count " + grids_ + " " + tickets_ + " --classes colour", "大类");
  refused("join " + grids_ + " schools.gpkg --relation within_distance", "distance");
  refused("buffer missing.gpkg --distance 1", "missing.gpkg");
  EXPECT_EQ(run("tool buffer schools.gpkg --distance 1 -o missing/b.gpkg").code, 2);
  EXPECT_EQ(run("tool").code, 64);
}

}  // namespace
}  // namespace wangge
