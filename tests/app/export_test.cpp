// wangge export and what all verbs that write layers share: formats, systems, columns, persons.
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "app/program.h"

namespace wangge {
namespace {

using nlohmann::json;

class Export : public Program {
 protected:
  Answer write(const std::string& arguments) const { return run("export --lang en " + arguments); }
  void refused(const std::string& arguments, const std::string& with) const {
    const Answer told = write(arguments);
    EXPECT_EQ(told.code, 2) << arguments << told.out;
    EXPECT_NE(told.err.find(with), std::string::npos) << told.err;
  }
  /// Made up: numbers that nobody has.
  void put_people() const {
    put("people.csv",
        "lon,lat,编号,户主姓名,联系电话\n113.541,22.265,1,演示甲某,13800000001\n"
        "113.542,22.265,2,演示乙某,13800000002\n");
  }
  std::string log() const { return content(".state/wangge/exports.log"); }
  const std::string grids_ = demo("grids.geojson"), tickets_ = demo("tickets.csv");
};

constexpr long of_the_demo = 2 + 1 + 91 + 347 + 96 + 17 + 5 + 81 + 640 + 12'000;

TEST_F(Export, ManyLayersGoIntoOneFileOrAFolder) {
  if (!has_ogrinfo()) GTEST_SKIP() << "ogrinfo is not installed";
  for (const std::string file : {"all.gpkg", "all.xlsx", "all.kml"}) {
    const Answer told = write("--demo -o " + file);
    EXPECT_EQ(told.code, 0) << told.err;
    EXPECT_NE(told.out.find("13,280 features"), std::string::npos) << told.out;
    EXPECT_EQ(features_in(file), of_the_demo) << file;
  }
  for (const std::string format : {"GeoJSON", "'ESRI Shapefile'", "FlatGeobuf", "CSV"}) {
    const Answer told = write("--demo -o out/ --of grids --of facilities --format " + format);
    EXPECT_EQ(told.code, 0) << told.err;
  }
  for (const char* end : {".geojson", ".shp", ".fgb"}) {
    EXPECT_EQ(features_in(std::string("out/grids") + end), 17) << end;
    EXPECT_EQ(features_in(std::string("out/facilities") + end), 81) << end;
  }
  refused("--demo -o all.shp", "cannot hold 10 layers");
  refused("--demo -o other/", "--format");
  EXPECT_FALSE(has("all.shp"));
}

TEST_F(Export, AWorkspaceIsHandedOverAsItStands) {
  ASSERT_EQ(run("save " + grids_ + " " + demo("units.geojson") + " -o work.gpkg").code, 0);
  ASSERT_EQ(write("work.gpkg --of grids -o grids.geojson").code, 0);
  const json file = json::parse(content("grids.geojson"), nullptr, false);
  EXPECT_EQ(file["features"].size(), 17U);
  refused("work.gpkg --of moons -o moons.gpkg", "“moons”");
}

TEST_F(Export, FilesMayFollowAnyOption) {
  ASSERT_EQ(write("-o g.csv --fields code --of grids " + grids_).code, 0);
  EXPECT_TRUE(has("g.csv"));
  EXPECT_EQ(run("stats --by class " + tickets_).code, 0);
  EXPECT_EQ(run("stats --measure sum:severity " + tickets_).code, 0);
  EXPECT_EQ(run("query 'tickets where severity = $n' --set n=1 " + tickets_).code, 0);
  EXPECT_EQ(run("tool dissolve -o d.gpkg --by community " + grids_).code, 0);
}

TEST_F(Export, EveryFormatOpensElsewhere) {
  if (!has_ogrinfo()) GTEST_SKIP() << "ogrinfo is not installed";
  for (const std::string file : {"g.gpkg", "g.geojson", "g.shp", "g.fgb", "g.kml", "g.xlsx",
                                 "g.csv", "g.dxf --output-crs EPSG:4547"}) {
    const Answer told = write(grids_ + " -o " + file);
    EXPECT_EQ(told.code, 0) << told.err;
    EXPECT_EQ(features_in(file.substr(0, file.find(' '))), 17) << file;
  }
}

TEST_F(Export, AShapefileForOldSystemsIsReadInChinese) {
  ASSERT_EQ(write(grids_ + " -o old.shp --output-encoding GBK --output-crs EPSG:4526").code, 0);
  EXPECT_NE(content("old.prj").find("CGCS2000"), std::string::npos);
  EXPECT_NE(content("old.dbf").find("\xC4\xCF\xBF\xD3"), std::string::npos) << "南坑 in GBK";
  const json info = json::parse(run("info --json old.shp").out, nullptr, false);
  EXPECT_EQ(info[0]["crs"]["code"], "EPSG:4526");
  if (!has_ogrinfo()) GTEST_SKIP() << "ogrinfo is not installed";
  EXPECT_NE(shell("ogrinfo -ro -al -geom=no old.shp").out.find("南坑第1网格"), std::string::npos);
}

TEST_F(Export, AShiftedSystemIsInTheNameAndNowhereClaimedToBeAnother) {
  const Answer told = write(grids_ + " -o web.shp --output-crs GCJ-02");
  EXPECT_EQ(told.code, 0) << told.err;
  EXPECT_TRUE(has("web_gcj02.shp"));
  EXPECT_FALSE(has("web.shp"));
  EXPECT_FALSE(has("web_gcj02.prj"));
  EXPECT_NE(content("web_gcj02.about.txt").find("GCJ-02"), std::string::npos);
  EXPECT_NE(told.out.find("web_gcj02.shp"), std::string::npos) << told.out;
  ASSERT_EQ(write(grids_ + " -o web.geojson --output-crs BD-09").code, 0);
  EXPECT_TRUE(has("web_bd09.geojson"));
  const json file = json::parse(content("web_bd09.geojson"), nullptr, false);
  EXPECT_FALSE(file.contains("crs"));
  // Back again it is where it was, to a millimetre's part of a degree.
  ASSERT_EQ(run("convert web_gcj02.shp --crs GCJ-02 -o back.geojson --output-crs EPSG:4326").code,
            0);
  const auto first = [&](const std::string& text) {
    return json::parse(text, nullptr, false)["features"][0]["geometry"]["coordinates"][0][0];
  };
  const json was = first(text_of(WANGGE_SOURCE_DIR "/data/demo/grids.geojson"));
  const json is = first(content("back.geojson"));
  EXPECT_NEAR(is[0].get<double>(), was[0].get<double>(), 1e-6);
  EXPECT_NEAR(is[1].get<double>(), was[1].get<double>(), 1e-6);
}

TEST_F(Export, SystemsThatAFormatCannotSayAreRefused) {
  refused(grids_ + " -o g.kml --output-crs EPSG:4547", "WGS 84");
  refused(grids_ + " -o g.geojson --rfc7946 --output-crs EPSG:4547", "RFC 7946");
  refused(grids_ + " -o g.dxf", "degrees");
  refused(grids_ + " -o g.gpkg --output-crs EPSG:1", "EPSG:1");
  for (const char* file : {"g.kml", "g.geojson", "g.dxf", "g.gpkg"})
    EXPECT_FALSE(has(file)) << file;
  ASSERT_EQ(write(grids_ + " -o g.geojson --rfc7946").code, 0);
  EXPECT_EQ(content("g.geojson").find("\"crs\""), std::string::npos);
}

TEST_F(Export, ColumnsAreChosenOrderedAndRenamed) {
  ASSERT_EQ(write(tickets_ + " -o t.csv --fields 上报时间=when,工单编号=编号,大类").code, 0);
  EXPECT_TRUE(content("t.csv").starts_with("\xEF\xBB\xBFlon,lat,when,编号,大类\r\n"))
      << content("t.csv").substr(0, 80);
  refused(tickets_ + " -o x.csv --fields 工单编号,颜色", "“颜色”");
  EXPECT_FALSE(has("x.csv"));
  const Answer convert =
      run("convert --lang en " + grids_ + " -o c.geojson --fields name=网格,code");
  EXPECT_EQ(convert.code, 0) << convert.err;
  const json properties =
      json::parse(content("c.geojson"), nullptr, false)["features"][0]["properties"];
  EXPECT_EQ(properties.size(), 2U);
  EXPECT_EQ(properties["网格"], "南坑第1网格");
}

TEST_F(Export, PersonsAreMaskedUnlessThereIsAReason) {
  put_people();
  const auto shows = [&](const std::string& file) {
    return content(file).find("演示甲某") != std::string::npos &&
           content(file).find("13800000002") != std::string::npos;
  };
  ASSERT_EQ(write("people.csv -o masked.csv").code, 0);
  EXPECT_NE(content("masked.csv").find("演**,138****"), std::string::npos);
  EXPECT_FALSE(shows("masked.csv"));
  for (const std::string verb : {"export", "convert"}) {
    for (const std::string reason : {"", " --reason ' '"}) {
      const Answer refused = run(verb + " --lang en people.csv -o open.csv --unmasked" + reason);
      EXPECT_EQ(refused.code, 2) << refused.err;
      EXPECT_FALSE(has("open.csv")) << verb;
    }
  }
  EXPECT_TRUE(log().empty()) << log();
  const Answer open = write("people.csv -o open.csv --unmasked --reason '入户\t回访'");
  EXPECT_EQ(open.code, 0) << open.err;
  EXPECT_TRUE(shows("open.csv"));
  const std::string line = log();
  EXPECT_EQ(std::count(line.begin(), line.end(), '\n'), 1) << line;
  EXPECT_EQ(std::count(line.begin(), line.end(), '\t'), 6)
      << "a tab in the reason is none: " << line;
  EXPECT_NE(line.find('\t' + (fs::canonical(folder()) / "open.csv").string() +
                      "\tpeople\t户主姓名, 联系电话\t2\t入户 回访"),
            std::string::npos)
      << line;
  EXPECT_NE(content("open.about.txt").find("入户"), std::string::npos);
}

TEST_F(Export, EveryVerbThatWritesLogsWhatLeavesUnmasked) {
  put_people();
  const std::string openly = " --unmasked --reason 试点";
  EXPECT_EQ(run("query 'people where 编号 = 1' people.csv -o q.geojson" + openly).code, 0);
  EXPECT_EQ(run("tool buffer people.csv --distance 5 -o b.geojson" + openly).code, 0);
  EXPECT_EQ(run("convert people.csv -o c.geojson" + openly).code, 0);
  EXPECT_EQ(run("select people.csv --by people.csv --distance 1 -o s.geojson" + openly).code, 0);
  std::string text = log();
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 4) << text;
  EXPECT_NE(text.find("\t1\t试点"), std::string::npos) << "one row by the question: " << text;
  for (const std::string file : {"q", "b", "c", "s"}) {
    EXPECT_NE(text.find("/" + file + ".geojson\t"), std::string::npos) << text;
    EXPECT_NE(content(file + ".geojson").find("演示甲某"), std::string::npos) << file;
    EXPECT_NE(content(file + ".geojson").find("试点"), std::string::npos)
        << "the file says who took it out and why: " << file;
  }
  // What holds no persons leaves no line.
  EXPECT_EQ(write("people.csv -o n.csv --fields 编号" + openly).code, 0);
  EXPECT_EQ(log(), text);
}

TEST_F(Export, WithoutALogNothingLeavesUnmasked) {
  put_people();
  const std::string program = "'" WANGGE_PROGRAM "' ";
  const std::string openly = " people.csv -o open.csv --unmasked --reason 试点 --lang en";
  for (const std::string verb : {"export", "convert"}) {
    const Answer nowhere = shell("env -u HOME -u XDG_STATE_HOME " + program + verb + openly);
    EXPECT_EQ(nowhere.code, 2) << nowhere.err;
    const Answer broken = shell("env XDG_STATE_HOME=/dev/null " + program + verb + openly);
    EXPECT_EQ(broken.code, 2) << broken.err;
    EXPECT_NE(broken.err.find("exports.log"), std::string::npos) << broken.err;
    EXPECT_FALSE(has("open.csv")) << verb;
  }
}

TEST_F(Export, TextsThatLookLikeFormulasStayTexts) {
  put("f.csv", "lon,lat,编号,描述\n113.541,22.265,1,=1+1\n113.542,22.265,2,@SUM(A1)\n");
  ASSERT_EQ(write("f.csv -o out.csv").code, 0);
  EXPECT_NE(content("out.csv").find(",'=1+1\r\n"), std::string::npos) << content("out.csv");
  EXPECT_NE(content("out.csv").find(",'@SUM(A1)\r\n"), std::string::npos);
  ASSERT_EQ(write("f.csv -o out.xlsx").code, 0);
  if (!has_ogrinfo()) GTEST_SKIP() << "ogrinfo is not installed";
  const std::string sheet = shell("ogrinfo -ro -al out.xlsx").out;
  EXPECT_NE(sheet.find("描述 (String) = =1+1"), std::string::npos) << sheet;
}

TEST_F(Export, AFailureLeavesTheOldFileAsItWas) {
  put("old.geojson", "the old one");
  refused(grids_ + " -o old.geojson --fields 颜色", "“颜色”");
  refused(grids_ + " -o old.geojson --rfc7946 --output-crs EPSG:4547", "RFC 7946");
  EXPECT_EQ(content("old.geojson"), "the old one");
  refused(grids_ + " -o missing/g.geojson", "missing/g.geojson");
  fs::create_directory(folder() / "taken.gpkg");
  refused(grids_ + " -o taken.gpkg", "folder");
  EXPECT_EQ(run("convert " + grids_ + " -o taken.gpkg").code, 2);
  refused(grids_ + " -o old.geojson/new/ --format GeoJSON", "old.geojson/new");
  EXPECT_TRUE(fs::is_empty(folder() / "taken.gpkg"));
  refused(grids_ + " -o g.doc", ".gpkg");
  refused(grids_ + " " + folder().string() + "/missing.shp -o g.gpkg", "missing.shp");
  EXPECT_FALSE(has("g.gpkg"));
  EXPECT_EQ(write(grids_).code, 64);
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(folder())) {
    files += entry.path().filename().string().starts_with(".") ? 0 : 1;
  }
  EXPECT_EQ(files, 2U) << "the old file and the folder; nothing half written";
}

TEST_F(Export, AFolderOfOthersIsRefused) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may write everywhere";
  fs::create_directory(folder() / "others");
  fs::permissions(folder() / "others", fs::perms::owner_read | fs::perms::owner_exec);
  refused(grids_ + " -o others/g.gpkg", "others/g.gpkg");
  refused(grids_ + " -o others/new/ --format GeoJSON", "others/new");
  fs::permissions(folder() / "others", fs::perms::owner_all);
  EXPECT_TRUE(fs::is_empty(folder() / "others"));
}

}  // namespace
}  // namespace wangge
