#include <sys/stat.h>

#include <algorithm>

#include "app/program.h"

namespace wangge {
namespace {

/// One sentence that names what was wrong, and what to do: one line, the error code, nothing from
/// libraries before it.
void expect_one_clear_sentence(const Answer& answer, const std::string& names) {
  EXPECT_EQ(answer.code, 2) << names << "\n" << answer.err;
  EXPECT_TRUE(answer.err.starts_with("Error: ")) << names << "\n" << answer.err;
  EXPECT_NE(answer.err.find(names), std::string::npos) << names << "\n" << answer.err;
  EXPECT_EQ(std::count(answer.err.begin(), answer.err.end(), '\n'), 1) << names << "\n"
                                                                       << answer.err;
  EXPECT_GE(std::count(answer.err.begin(), answer.err.end(), '.'), 2)
      << "reason and advice: " << answer.err;
}

std::string demo_start(const std::string& name, std::size_t bytes) {
  return text_of(WANGGE_SOURCE_DIR "/data/demo/" + name).substr(0, bytes);
}

class BadFile : public Program {
 protected:
  BadFile() {
    for (const std::string name : {"empty.geojson", "empty.shp", "empty.gpkg", "empty.csv"})
      put(name, "");
    put("text.geojson", "This is a letter, not a map.\n");
    put("cut.geojson", demo_start("grids.geojson", 3000));
    for (const std::string end : {".shp", ".shx", ".dbf", ".prj"})
      put("cut" + end, demo_start("buildings" + end, 3000));
    put("lone.shp", demo_start("buildings.shp", std::string::npos));
    put("cut.gpkg", "SQLite format 3" + std::string(1, '\0') + std::string(900, '\1'));
    fs::create_directory(folder() / "folder.shp");
  }

  const std::vector<std::string> names_{"missing.shp", "empty.geojson", "empty.shp",   "empty.gpkg",
                                        "empty.csv",   "text.geojson",  "cut.geojson", "cut.shp",
                                        "lone.shp",    "cut.gpkg",      "folder.shp"};
};

TEST_F(BadFile, IsNamedWithReasonAndAdvice) {
  for (const std::string& name : names_)
    expect_one_clear_sentence(run("info --lang en " + name), name);
}

TEST_F(BadFile, LeavesNoPicture) {
  for (const std::string& name : names_) {
    expect_one_clear_sentence(run("render --lang en -o out.png " + name), name);
    EXPECT_FALSE(has("out.png")) << name;
  }
}

TEST_F(BadFile, DoesNotKeepOthersFromBeingRead) {
  const Answer info = run("info --lang en cut.geojson " + demo("grids.geojson"));
  expect_one_clear_sentence(info, "cut.geojson");
  EXPECT_NE(info.out.find("17 polygons"), std::string::npos) << info.out;
  const Answer check = run("check --lang en cut.shp " + demo("grids.geojson"));
  expect_one_clear_sentence(check, "cut.shp");
  EXPECT_NE(check.out.find("17 features checked"), std::string::npos) << check.out;
  expect_one_clear_sentence(
      run("render --lang en -o map.png --size 200x100 empty.csv " + demo("grids.geojson")),
      "empty.csv");
  EXPECT_EQ(png_size("map.png"), std::pair(200, 100));
  expect_one_clear_sentence(
      run("heat --lang en -o heat.png --size 200x100 text.geojson " + demo("tickets.csv")),
      "text.geojson");
  EXPECT_EQ(png_size("heat.png"), std::pair(200, 100));
}

TEST_F(BadFile, CannotBeCountedInOrSelectedBy) {
  expect_one_clear_sentence(run("assign --lang en missing.csv --grids " + demo("grids.geojson")),
                            "missing.csv");
  expect_one_clear_sentence(run("assign --lang en " + demo("tickets.csv") + " --grids cut.shp"),
                            "cut.shp");
  expect_one_clear_sentence(
      run("assign --lang en " + demo("tickets.csv") + " --grids " + demo("tickets.csv")),
      "tickets.csv");
  expect_one_clear_sentence(
      run("select --lang en " + demo("buildings.shp") + " --by cut.geojson -o out.shp"),
      "cut.geojson");
  EXPECT_FALSE(has("out.shp"));
}

TEST_F(Program, OptionsThatMakeNoSenseAreNamed) {
  const std::string grids = demo("grids.geojson"),
                    heat = "heat " + demo("tickets.csv") + " -o out.png ";
  for (const auto& [line, names] : std::vector<std::pair<std::string, std::string>>{
           {"info " + grids + " --crs EPSG:999999", "EPSG:999999"},
           {"info " + grids + " --crs moon", "moon"},
           {"info " + grids + " --role king", "king"},
           {"info " + grids + " --column name", "--column"},
           {"info " + grids + " --column name=Nope", "Nope"},
           {"render " + grids + " -o out.png --size big", "--size"},
           {"render " + grids + " -o out.png --size 800x600x3", "--size"},
           {"render " + grids + " -o out.png --size 0x-1", "--size"},
           {"render " + grids + " -o out.png --size 99999x99999", "--size"},
           {"render " + grids + " -o out.png --extent 1,2", "--extent"},
           {"render " + grids + " -o out.png --extent nan,nan,nan,nan", "--extent"},
           {"render " + grids + " -o out.png --extent 5,5,1,1", "--extent"},
           {"render " + grids + " -o out.png --extent 1,2,3,4,5", "--extent"},
           {"render " + grids + " -o out.png --scale -5", "--scale"},
           {heat + "--radius nan", "radius"},
           {heat + "--from someday", "--from"},
           {"select " + grids + " --by " + grids + " --predicate near -o out.png", "--predicate"},
           {"select " + grids + " --by " + grids + " --distance nan -o out.png", "--distance"},
           {"select " + grids + " --by " + grids + " --output-crs moon -o out.png", "moon"}}) {
    expect_one_clear_sentence(run("--lang en " + line), names);
    EXPECT_FALSE(has("out.png")) << line;
  }
}

TEST_F(Program, AFolderThatIsNotThereIsNamed) {
  expect_one_clear_sentence(run("render --lang en --demo --size 200x100 -o no/map.png"),
                            "no/map.png");
  expect_one_clear_sentence(
      run("heat --lang en --size 200x100 -o no/heat.png " + demo("tickets.csv")), "no/heat.png");
  expect_one_clear_sentence(run("select --lang en " + demo("grids.geojson") + " --by " +
                                demo("communities.geojson") + " -o no/out.gpkg"),
                            "no/out.gpkg");
  EXPECT_FALSE(has("no"));
}

TEST_F(Program, WhatIsNoOrdinaryFileIsRefusedAndNotWaitedFor) {
  ASSERT_EQ(::mkfifo((folder() / "pipe.csv").c_str(), 0600), 0);
  fs::create_symlink("/dev/zero", folder() / "zero.gpkg");
  for (const std::string name : {"pipe.csv", "zero.gpkg", "pg:dbname=town", "PG:dbname=town"}) {
    expect_one_clear_sentence(run("info --lang en " + name), name);
  }
}

TEST_F(Program, CoordinatesThatAreNoNumbersAreCountedAndDrawNothing) {
  put("nan.csv", "id,lon,lat\n1,nan,nan\n2,NaN,22.2\n3,inf,1\n4,113.5,22.2\n");
  const Answer info = run("info --lang en nan.csv");
  EXPECT_EQ(info.code, 0) << info.err;
  EXPECT_NE(info.out.find("4 points, 3 without geometry"), std::string::npos) << info.out;
  const Answer render = run("render --lang en -o map.png --size 200x100 nan.csv");
  EXPECT_EQ(render.code, 0) << render.err;
}

}  // namespace
}  // namespace wangge
