// Options that name what is not there: said in one sentence, with what there is.
#include "app/program.h"

namespace wangge {
namespace {

void expect_refused(const Answer& answer, const std::string& named, const std::string& offered) {
  EXPECT_EQ(answer.code, 2) << answer.out;
  EXPECT_NE(answer.err.find(named), std::string::npos) << answer.err;
  EXPECT_NE(answer.err.find(offered), std::string::npos) << answer.err;
  EXPECT_EQ(std::count(answer.err.begin(), answer.err.end(), '\n'), 1) << answer.err;
}

TEST_F(Program, AClassThatNoTicketHasIsRefusedWithThoseThereAre) {
  expect_refused(run("heat --lang en --demo --class foo -o heat.png"), "“foo”", "高空坠物");
  EXPECT_FALSE(fs::exists(folder() / "heat.png"));
}

TEST_F(Program, ALayerThatTheFileDoesNotHaveIsRefusedWithThoseThereAre) {
  expect_refused(run("info --lang en --layer nope " + demo("grids.geojson")), "“nope”", "grids");
  expect_refused(run("info --lang en --layer nope " + demo("tickets.csv")), "“nope”", "tickets");
  expect_refused(run("info --lang en --layer nope " + demo("buildings.shp")), "“nope”",
                 "buildings");
  EXPECT_EQ(run("info --layer grids " + demo("grids.geojson")).code, 0);
  EXPECT_EQ(run("info --layer buildings " + demo("buildings.shp")).code, 0);
}

TEST_F(Program, OnlyTheLayersThatAreNamedAreRead) {
  put("town.topojson", R"({"type":"Topology","transform":{"scale":[0.01,0.01],
      "translate":[113,22]},"arcs":[[[0,0],[10,0],[0,10],[-10,0],[0,-10]],[[20,0],[10,10]],
      [[30,0],[10,10]]],"objects":{"areas":{"type":"GeometryCollection","geometries":[
        {"type":"Polygon","arcs":[[0]],"properties":{"name":"a"}}]},
      "roads":{"type":"GeometryCollection","geometries":[
        {"type":"LineString","arcs":[1],"properties":{"name":"b"}}]},
      "pipes":{"type":"GeometryCollection","geometries":[
        {"type":"LineString","arcs":[2],"properties":{"name":"c"}}]}}})");
  const auto layers = [&](const std::string& options) {
    const std::string out = run("info --lang en " + options + " town.topojson").out;
    std::string names;
    for (const std::string name : {"areas", "roads", "pipes"}) {
      if (out.find(name + "  [") != std::string::npos) names += name + " ";
    }
    return names;
  };
  EXPECT_EQ(layers(""), "areas roads pipes ");
  EXPECT_EQ(layers("--layer roads"), "roads ");
  EXPECT_EQ(layers("--layer roads --layer areas"), "areas roads ");
  expect_refused(run("info --lang en --layer roads --layer moon town.topojson"), "“moon”", "pipes");
}

TEST_F(Program, AnEncodingThatDoesNotExistIsRefused) {
  expect_refused(run("info --lang en --encoding klingon " + demo("grids.geojson")), "“klingon”",
                 "GB18030");
  EXPECT_EQ(run("info --encoding gbk " + demo("buildings.shp")).code, 0);
}

TEST_F(Program, APictureIsAPng) {
  for (const char* verb : {"render", "heat"}) {
    const Answer answer = run(std::string(verb) + " --lang en --demo -o map.jpg");
    expect_refused(answer, "map.jpg", "map.png");
    EXPECT_FALSE(fs::exists(folder() / "map.jpg")) << verb;
  }
}

TEST_F(Program, ASelectionOfNothingWritesNothingAndSaysSo) {
  put("far.geojson", R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{},
      "geometry":{"type":"Point","coordinates":[100.5,30.5]}}]})");
  const Answer answer = run("select --lang en " + demo("tickets.csv") +
                            " --by far.geojson --distance 10 -o near.gpkg");
  EXPECT_EQ(answer.code, 1) << answer.err;
  EXPECT_NE(answer.out.find("0 of 12000"), std::string::npos) << answer.out;
  EXPECT_NE(answer.err.find("near.gpkg"), std::string::npos) << answer.err;
  EXPECT_FALSE(fs::exists(folder() / "near.gpkg"));
}

}  // namespace
}  // namespace wangge
