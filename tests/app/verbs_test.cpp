#include <map>
#include <nlohmann/json.hpp>
#include <regex>

#include "app/program.h"

namespace wangge {
namespace {

using nlohmann::json;

TEST_F(Program, InfoTellsRoleSystemAndEncodingAsJson) {
  const Answer info = run("info --json " + demo("buildings.shp") + " " + demo("grids.geojson"));
  EXPECT_EQ(info.code, 0) << info.err;
  const json all = json::parse(info.out, nullptr, false);
  ASSERT_TRUE(all.is_array() && all.size() == 2) << info.out;
  EXPECT_EQ(all[0]["role"], "buildings");
  EXPECT_EQ(all[0]["crs"]["code"], "EPSG:4547");
  EXPECT_EQ(all[0]["encoding"]["name"], "GB18030") << "there is no .cpg: found from the texts";
  EXPECT_EQ(all[0]["features"], 347);
  EXPECT_EQ(all[1]["role"], "grids");
  EXPECT_EQ(all[1]["crs"]["code"], "EPSG:4326");
  EXPECT_TRUE(all[1]["columns"].is_array());
}

TEST_F(Program, CheckFindsNothingInTheDemoAndABowTieInABowTie) {
  EXPECT_EQ(run("check " + demo("buildings.shp") + " " + demo("grids.geojson")).code, 0);
  put("bow.geojson",
      R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"x"},
    "geometry":{"type":"Polygon","coordinates":[[[113.5,22.2],[113.6,22.3],[113.6,22.2],[113.5,22.3],[113.5,22.2]]]}}]})");
  const Answer check = run("check --json bow.geojson");
  EXPECT_EQ(check.code, 1) << check.err;
  EXPECT_EQ(json::parse(check.out, nullptr, false)[0]["findings"].size(), 1U) << check.out;
}

TEST_F(Program, CheckFindsWhatIsKnownOfProvidence) {
  const std::string file = WANGGE_SOURCE_DIR "/../shared/realdata/providence/precincts.zip";
  if (!fs::exists(file)) GTEST_SKIP() << "the real data of Providence are not at " << file;
  const Answer check = run("check --json '" + file + "'");
  EXPECT_EQ(check.code, 1) << check.err;
  const json findings = json::parse(check.out, nullptr, false)[0]["findings"];
  std::map<std::string, int> kinds;
  for (const json& one : findings) ++kinds[one["kind"].get<std::string>()];
  EXPECT_EQ(kinds["overlap"], 2);
  EXPECT_EQ(kinds["gap"], 3);
}

TEST_F(Program, PersonsAreMaskedWhereverTheyMayCome) {
  // Made up: numbers that nobody has, a citizen number from the standard.
  put("people.csv",
      "楼号,户主姓名,电话备注,证件\n1,演示甲某,13800000001,11010519491231002X\n"
      "2,演示乙某,13800000002,11010519491231002X\n");
  put("calls.csv",
      "工单编号,地址,报事群众姓名,x\nT1,锦安苑1栋,演示丙某,13800000003\n"
      "T2,没有的小区9栋,演示丁某,13800000004\n");
  put("buildings.geojson",
      R"({"type":"FeatureCollection","features":[{"type":"Feature",
"properties":{"楼号":"1","地址":"锦安苑1栋"},"geometry":{"type":"Polygon","coordinates":
[[[113.5,22.2],[113.501,22.2],[113.501,22.201],[113.5,22.201],[113.5,22.2]]]}}]})");
  std::string all;
  const auto also = [&all](const Answer& answer) { all += answer.out + answer.err; };
  also(run("info --json people.csv calls.csv"));
  also(run("info people.csv calls.csv"));
  also(run("join people.csv --to buildings.geojson --key 楼号=楼号 -o joined.geojson"));
  also(run("match calls.csv --buildings buildings.geojson -o matched.geojson --rejects no.csv"));
  also(run("match calls.csv --buildings buildings.geojson --check --json"));
  also(
      run("households buildings.geojson --table people.csv --key 楼号=楼号 --value 楼号 "
          "-o hh.geojson"));
  also(run("select matched.geojson --by buildings.geojson -o near.csv"));
  also(run("update calls.csv calls.csv --key 工单编号 -o updated.csv"));
  for (const char* file :
       {"joined.geojson", "matched.geojson", "no.csv", "near.csv", "updated.csv"}) {
    const std::string text = text_of(folder() / file);
    EXPECT_FALSE(text.empty()) << file;
    all += text;
  }
  for (const char* person : {"甲某", "乙某", "丙某", "丁某", "800000001", "800000002", "800000003",
                             "800000004", "1231002X"}) {
    EXPECT_EQ(all.find(person), std::string::npos) << person;
  }
  const Answer unmasked =
      run("join people.csv --to buildings.geojson --key 楼号=楼号 -o open.geojson --unmasked "
          "--reason 核对名册");
  EXPECT_EQ(unmasked.code, 1) << unmasked.err;
  EXPECT_NE(text_of(folder() / "open.geojson").find("演示甲某"), std::string::npos);
}

TEST_F(Program, PicturesHaveTheSizeAskedFor) {
  const Answer render = run("render --demo -o map.png --size 640x400 --dark --title 狮山");
  EXPECT_EQ(render.code, 0) << render.err;
  EXPECT_EQ(png_size("map.png"), std::pair(640, 400));
  const Answer heat =
      run("heat " + demo("tickets.csv") + " -o heat.png --size 500x300 --radius 200");
  EXPECT_EQ(heat.code, 0) << heat.err;
  EXPECT_EQ(png_size("heat.png"), std::pair(500, 300));
}

TEST_F(Program, SelectWritesTheFeaturesItCounted) {
  const Answer select = run("select --lang en " + demo("tickets.csv") + " --by " +
                            demo("facilities.geojson") + " --distance 100 -o near.gpkg");
  ASSERT_EQ(select.code, 0) << select.err;
  std::smatch said;
  ASSERT_TRUE(std::regex_search(select.out, said, std::regex("([0-9]+) of 12000 features")))
      << select.out;
  EXPECT_GT(std::stoi(said[1]), 0);
  const Answer ogr = shell("ogrinfo -so -al near.gpkg");
  if (ogr.code == 127) GTEST_SKIP() << "ogrinfo is not installed";
  EXPECT_NE(ogr.out.find("Feature Count: " + said[1].str() + "\n"), std::string::npos) << ogr.out;
}

TEST_F(Program, AssignLosesNoTicket) {
  const Answer assign =
      run("assign --json " + demo("tickets.csv") + " --grids " + demo("grids.geojson"));
  ASSERT_EQ(assign.code, 0) << assign.err;
  const json answer = json::parse(assign.out, nullptr, false);
  ASSERT_TRUE(answer.is_object());
  EXPECT_EQ(answer["all"], 12'000);
  EXPECT_EQ(answer["all"].get<int>(), answer["in_grids"].get<int>() + answer["outside"].get<int>() +
                                          answer["without_coordinates"].get<int>());
  int sum = 0;
  for (const json& grid : answer["grids"]) sum += grid["count"].get<int>();
  EXPECT_EQ(sum, answer["in_grids"]);
}

TEST_F(Program, EveryCrimeInWashingtonLiesInItsNeighbourhoodCommission) {
  const std::string folder = WANGGE_SOURCE_DIR "/../shared/realdata/dc/";
  if (!fs::exists(folder)) GTEST_SKIP() << "the real data of Washington, D.C. is not at " << folder;
  const Answer assign = run("assign --json '" + folder + "dc_crime_2016.geojson.gz' --grids '" +
                            folder + "dc_anc_2013.geojson.gz'");
  ASSERT_EQ(assign.code, 0) << assign.err;
  const json answer = json::parse(assign.out, nullptr, false);
  EXPECT_EQ(answer["all"], 2'898);
  EXPECT_EQ(answer["in_grids"], 2'898);
}

TEST_F(Program, InfoAgainstOtherLayersRanksCoordinateSystems) {
  const Answer info = run("info --json " + demo("tickets.csv") + " --crs BD-09 --against " +
                          demo("buildings.shp") + " " + demo("communities.geojson"));
  ASSERT_EQ(info.code, 0) << info.err;
  const json all = json::parse(info.out, nullptr, false);
  ASSERT_TRUE(all.is_array()) << info.out;
  const json& against = all[0]["against"];
  EXPECT_EQ(against["verdict"], "other");
  EXPECT_EQ(against["hypotheses"][0]["crs"], "EPSG:4326");
  EXPECT_GE(against["margin"], 10);
  const Answer text =
      run("info --lang en " + demo("tickets.csv") + " --against " + demo("buildings.shp"));
  EXPECT_NE(text.out.find("It fits as it is"), std::string::npos) << text.out;
}

TEST_F(Program, ControlPointsPlaceALocalSystem) {
  put("local.csv", "x,y,what\n100,100,a\n200,100,b\n200,300,c\n");
  put("points.csv",
      "name,x,y,east,north\nA,100,100,453100,2463100\nB,200,100,453200,2463100\n"
      "C,200,300,453200,2463300.3\n");
  const Answer info =
      run("info --lang en --json local.csv --control-points points.csv --control-crs EPSG:4547");
  ASSERT_EQ(info.code, 0) << info.err;
  EXPECT_NE(info.err.find("4 parameters"), std::string::npos) << info.err;
  EXPECT_NE(info.err.find("control point 3: 0."), std::string::npos) << info.err;
  EXPECT_NE(info.err.find("RMS"), std::string::npos) << info.err;
  const json all = json::parse(info.out, nullptr, false);
  ASSERT_TRUE(all.is_array()) << info.out;
  EXPECT_NEAR(all[0]["extent"][0].get<double>(), 453100, 0.5);
  EXPECT_NEAR(all[0]["extent"][3].get<double>(), 2463300, 0.5);
  put("short.csv", "100,100,453100,2463100\n");
  EXPECT_EQ(run("info local.csv --control-points short.csv --control-crs EPSG:4547").code, 2);
  put("wrong.csv", "x,y,e,n\n1,2,3,4\n1,2,three,4\n");
  const Answer wrong = run("info --lang en local.csv --control-points wrong.csv");
  EXPECT_EQ(wrong.code, 2);
  EXPECT_NE(wrong.err.find("wrong.csv:3"), std::string::npos) << wrong.err;
}

TEST_F(Program, TheSameSeedMakesTheSameCity) {
  for (const std::string name : {"one", "two"}) {
    const Answer synth =
        run("synth --buildings 300 --tickets 100 --grids 4 --seed 5 --format geojson -o " + name);
    ASSERT_EQ(synth.code, 0) << synth.err;
  }
  for (const std::string name : {"buildings", "tickets", "grids"}) {
    const std::string one = text_of(folder() / "one" / (name + ".geojson"));
    EXPECT_FALSE(one.empty()) << name;
    EXPECT_EQ(one, text_of(folder() / "two" / (name + ".geojson"))) << name;
  }
}

TEST_F(Program, ViewWithoutADisplaySaysSo) {
  const Answer view = run("view --lang en --demo");
  EXPECT_EQ(view.code, 2);
  EXPECT_NE(view.err.find("DISPLAY"), std::string::npos) << view.err;
}

}  // namespace
constexpr const char* overlapping = R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"编号":"甲"},"geometry":{"type":"Polygon","coordinates":
 [[[113.5,22.2],[113.501,22.2],[113.501,22.201],[113.5,22.201],[113.5,22.2]]]}},
{"type":"Feature","properties":{"编号":"乙"},"geometry":{"type":"Polygon","coordinates":
 [[[113.5009,22.2],[113.502,22.2],[113.502,22.201],[113.5009,22.201],[113.5009,22.2]]]}}]})";

TEST_F(Program, ConvertMendsAndTheResultIsCleanInEveryFormat) {
  put("dirty.geojson", overlapping);
  EXPECT_EQ(run("check dirty.geojson").code, 1);
  for (const std::string name : {"clean.gpkg", "clean.shp", "clean.geojson", "clean.fgb"}) {
    const Answer convert =
        run("convert dirty.geojson --mend --json --output-encoding GB18030 -o " + name);
    EXPECT_EQ(convert.code, 0) << convert.err;
    const json told = json::parse(convert.out, nullptr, false);
    ASSERT_EQ(told["mended"].size(), 1U) << convert.out;
    EXPECT_EQ(told["mended"][0]["kind"], "overlap");
    const json& area = told["area_m2"];
    EXPECT_NEAR(area["before"].get<double>() + area["overlaps_settled"].get<double>() +
                    area["borders_moved"].get<double>(),
                area["now"].get<double>(), 1e-6);
    const Answer check = run("check " + name);
    EXPECT_EQ(check.code, 0) << name << ": " << check.out << check.err;
  }
}

TEST_F(Program, ConvertWithoutMendingOnlyChangesTheFile) {
  put("dirty.geojson", overlapping);
  const Answer convert =
      run("convert dirty.geojson -o out.shp --output-crs EPSG:4547 --output-encoding GBK");
  EXPECT_EQ(convert.code, 0) << convert.err;
  const json info = json::parse(run("info --json out.shp").out, nullptr, false);
  EXPECT_EQ(info[0]["features"], 2);
  EXPECT_EQ(run("check out.shp").code, 1) << "the overlap is still there";
  EXPECT_EQ(run("convert dirty.geojson --mend --gap-width -1 -o x.gpkg").code, 2);
  EXPECT_EQ(run("convert none.geojson -o x.gpkg").code, 2);
}

TEST_F(Program, CheckTellsBordersApartAsFinelyAsAskedFor) {
  put("dirty.geojson", overlapping);
  EXPECT_EQ(run("check --resolution 0.00001 dirty.geojson").code, 1);
  EXPECT_EQ(run("check --resolution 0.3 dirty.geojson").code, 2);
}

}  // namespace wangge
