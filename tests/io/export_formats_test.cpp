// Every format is opened again by GDAL alone and compared feature by feature.
#include <filesystem>
#include <fstream>

#include "io/as_written.h"
#include "io/read.h"
#include "io/write_several.h"
#include "rich_layer.h"
#include "seen_by_gdal.h"
#include "support/test_folder.h"

namespace wangge::io {
namespace {

namespace fs = std::filesystem;

const geo::Crs zhuhai = geo::Crs::from_text("EPSG:4547").value();

geo::Crs system(const std::string& code) { return geo::Crs::from_text(code).value(); }

/// The layer as the file should hold it.
model::Layer wanted_in(const model::Layer& layer, const std::string& path,
                       const WriteOptions& options) {
  auto written = as_written(layer, format_for(path, options).value(), options).value();
  geo::transform_all(written.layer.geometry.mutable_points(), zhuhai, options.target_crs);
  return std::move(written.layer);
}

using Case = std::tuple<const char*, const char*, geo::Kind>;
class Export : public testing::TestWithParam<Case> {};

TEST_P(Export, IsWhatGdalReads) {
  const auto& [extension, code, kind] = GetParam();
  const TestFolder folder;
  Progress progress;
  WriteOptions options;
  options.target_crs = system(code);
  const model::Layer layer = rich_layer(kind);
  const auto report =
      write_layer(layer, zhuhai, folder / ("a." + std::string(extension)), options, progress);
  ASSERT_TRUE(report) << to_text(report.error());
  const SeenByGdal seen(report->path);
  ASSERT_TRUE(seen.opened()) << report->path;
  const model::Layer wanted = wanted_in(layer, report->path, options);
  EXPECT_EQ(report->features, wanted.size());
  const double tolerance = options.target_crs.is_geographic() ? 1e-8 : 1e-3;
  expect_as_gdal_sees(wanted, seen.layer(), tolerance);
  const bool tells =
      std::string_view("gpkg shp fgb geojson kml").find(extension) != std::string_view::npos;
  if (tells && options.target_crs.is_standard()) {
    EXPECT_EQ(seen.crs(), code);
  }
  if (!options.target_crs.is_standard()) {
    EXPECT_NE(report->path.find("gcj02"), std::string::npos);
    // GeoJSON without a system is WGS 84 to whoever does not read names.
    if (std::string_view(extension) != "geojson") {
      EXPECT_NE(seen.crs(), "EPSG:4326");
    }
    EXPECT_FALSE(fs::exists(folder / "a_gcj02.prj"));
  }
}

INSTANTIATE_TEST_SUITE_P(
    Formats, Export,
    testing::Combine(testing::Values("gpkg", "geojson", "shp", "fgb", "csv", "xlsx"),
                     testing::Values("EPSG:4326", "EPSG:4490", "EPSG:4547", "EPSG:4526", "GCJ-02"),
                     testing::Values(geo::Kind::points, geo::Kind::lines, geo::Kind::polygons)));
INSTANTIATE_TEST_SUITE_P(Earth, Export,
                         testing::Combine(testing::Values("kml"), testing::Values("EPSG:4326"),
                                          testing::Values(geo::Kind::points, geo::Kind::lines,
                                                          geo::Kind::polygons)));
INSTANTIATE_TEST_SUITE_P(
    Drawings, Export,
    testing::Combine(testing::Values("dxf"), testing::Values("EPSG:4547", "EPSG:4526"),
                     testing::Values(geo::Kind::points, geo::Kind::lines, geo::Kind::polygons)));

TEST(Zones, PutEastingsFirstWithAndWithoutTheirNumber) {
  const TestFolder folder;
  Progress progress;
  for (const auto& [code, prefix] : {std::pair("EPSG:4547", 0.0), std::pair("EPSG:4526", 38e6)}) {
    for (const std::string file : {"a.gpkg", "a.geojson", "a.shp", "a.fgb", "a.dxf"}) {
      WriteOptions options;
      options.target_crs = system(code);
      ASSERT_TRUE(
          write_layer(rich_layer(geo::Kind::points), zhuhai, folder / file, options, progress));
      const SeenByGdal seen(folder / file);
      OGREnvelope box;
      ASSERT_EQ(seen.layer().GetExtent(&box), OGRERR_NONE);
      EXPECT_NEAR(box.MinX, prefix + 453'000.125, 1e-3) << code << " " << file;
      EXPECT_NEAR(box.MinY, 2'463'000.5, 1e-3) << code << " " << file;
    }
  }
}

TEST(ShapefileEncodings, AreReadByGdalFromTheCpgAndFromTheLanguageByte) {
  const TestFolder folder;
  Progress progress;
  for (const std::string encoding : {"UTF-8", "GBK", "GB18030"}) {
    WriteOptions options;
    options.encoding = encoding;
    const model::Layer layer = rich_layer(geo::Kind::points);
    const auto report = write_layer(layer, zhuhai, folder / "a.shp", options, progress);
    ASSERT_TRUE(report) << to_text(report.error());
    const model::Layer wanted = wanted_in(layer, "a.shp", options);
    expect_as_gdal_sees(wanted, SeenByGdal(folder / "a.shp").layer(), 1e-8);
    if (encoding == "UTF-8") continue;
    fs::remove(folder / "a.cpg");
    expect_as_gdal_sees(wanted, SeenByGdal(folder / "a.shp").layer(), 1e-8);
  }
}

TEST(GeoJson, FollowsRfc7946WhereAskedTo) {
  const TestFolder folder;
  Progress progress;
  WriteOptions options;
  options.rfc7946 = true;
  options.about = {"谁要的数据？", "Why."};
  const auto report =
      write_layer(rich_layer(geo::Kind::polygons), zhuhai, folder / "a.geojson", options, progress);
  ASSERT_TRUE(report) << to_text(report.error());
  std::ifstream in(folder / "a.geojson");
  const std::string text((std::istreambuf_iterator<char>(in)), {});
  EXPECT_EQ(text.find("\"crs\""), std::string::npos);
  EXPECT_NE(text.find("\"description\":\"谁要的数据？\\nWhy.\""), std::string::npos)
      << text.substr(0, 400);
  const SeenByGdal seen(folder / "a.geojson");
  for (auto& feature : seen.layer()) {
    if (feature->GetGeometryRef() == nullptr) continue;
    const OGRGeometry& geometry = *feature->GetGeometryRef();
    const OGRPolygon& polygon = wkbFlatten(geometry.getGeometryType()) == wkbPolygon
                                    ? *geometry.toPolygon()
                                    : *geometry.toMultiPolygon()->getGeometryRef(0);
    EXPECT_FALSE(polygon.getExteriorRing()->isClockwise());
    for (int i = 0; i < polygon.getNumInteriorRings(); ++i) {
      EXPECT_TRUE(polygon.getInteriorRing(i)->isClockwise());
    }
  }
  options.target_crs = zhuhai;
  const auto refused =
      write_layer(rich_layer(geo::Kind::polygons), zhuhai, folder / "b.geojson", options, progress);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::unsupported);
  options.rfc7946 = false;
  ASSERT_TRUE(write_layer(rich_layer(geo::Kind::polygons), zhuhai, folder / "b.geojson", options,
                          progress));
  EXPECT_EQ(SeenByGdal(folder / "b.geojson").crs(), "EPSG:4547");
}

TEST(Drawings, NameTheirLayerInChinese) {
  const TestFolder folder;
  Progress progress;
  WriteOptions options;
  options.target_crs = zhuhai;
  model::Layer layer = rich_layer(geo::Kind::polygons);
  layer.name = "建筑物/𠮷";
  const auto report = write_layer(layer, zhuhai, folder / "a.dxf", options, progress);
  ASSERT_TRUE(report) << to_text(report.error());
  EXPECT_EQ(report->features, 5U) << "each part on its own, and none without geometry";
  EXPECT_EQ(report->warnings.size(), 3U);
  const SeenByGdal seen(folder / "a.dxf");
  const auto feature = OGRFeatureUniquePtr(seen.layer().GetNextFeature());
  EXPECT_EQ(std::string(feature->GetFieldAsString("Layer")).substr(0, 10), "建筑物_");
}

TEST(Kml, NamesPlacesAndTellsAboutItself) {
  const TestFolder folder;
  Progress progress;
  WriteOptions options;
  options.about = {"甲 <乙>"};
  model::Layer layer = rich_layer(geo::Kind::points);
  layer.mapping.set(model::Field::name, 0);
  const auto report = write_layer(layer, zhuhai, folder / "a.kml", options, progress);
  ASSERT_TRUE(report) << to_text(report.error());
  std::ifstream in(folder / "a.kml");
  const std::string text((std::istreambuf_iterator<char>(in)), {});
  EXPECT_NE(text.find("<description>甲 &lt;乙&gt;</description>"), std::string::npos);
  EXPECT_NE(text.find("<Placemark><name>南坑一栋</name>"), std::string::npos);
  EXPECT_EQ(SeenByGdal(folder / "a.kml").name(), "南坑 建筑物");
}

TEST(Kml, TakesColumnsThatAPlacemarkHasByItself) {
  const TestFolder folder;
  Progress progress;
  model::Layer layer = rich_layer(geo::Kind::points);
  layer.table.columns[0].name = "NAME";
  layer.table.columns[6].name = "Description";
  layer.table.columns[1].name = "Begin";
  layer.table.columns[2].name = "icon";
  const auto report = write_layer(layer, zhuhai, folder / "a.kml", {}, progress);
  ASSERT_TRUE(report) << to_text(report.error());
  const SeenByGdal seen(folder / "a.kml");
  const auto feature = OGRFeatureUniquePtr(seen.layer().GetNextFeature());
  EXPECT_STREQ(feature->GetFieldAsString("Name"), "南坑一栋");
  EXPECT_EQ(feature->GetFieldAsString("description"), layer.table.columns[6].text(0));
  EXPECT_EQ(feature->GetFieldAsInteger("Begin_2"), 7);
}

TEST(Sheets, ShowFormulasAndKeepTypes) {
  const TestFolder folder;
  Progress progress;
  WriteOptions options;
  options.about = {"一句话"};
  const auto report =
      write_layer(rich_layer(geo::Kind::points), zhuhai, folder / "a.xlsx", options, progress);
  ASSERT_TRUE(report) << to_text(report.error());
  const SeenByGdal seen(folder / "a.xlsx");
  ASSERT_EQ(seen.layers(), 2);
  const OGRFeatureDefn& fields = *seen.layer().GetLayerDefn();
  const auto type = [&fields](const char* name) {
    return fields.GetFieldDefn(fields.GetFieldIndex(name))->GetType();
  };
  EXPECT_EQ(type("层数"), OFTInteger);
  EXPECT_EQ(type("高度"), OFTReal);
  EXPECT_EQ(type("建成时间"), OFTDateTime);
  EXPECT_EQ(type("名称"), OFTString);
  const auto about = OGRFeatureUniquePtr(seen.layer(1).GetNextFeature());
  EXPECT_STREQ(about->GetFieldAsString(1), "一句话");
  const std::string sheet = "/vsizip/{" + (folder / "a.xlsx") + "}/xl/worksheets/sheet1.xml";
  GByte* bytes = nullptr;
  vsi_l_offset size = 0;
  ASSERT_TRUE(VSIIngestFile(nullptr, sheet.c_str(), &bytes, &size, -1));
  const std::string text(reinterpret_cast<char*>(bytes), size);
  CPLFree(bytes);
  EXPECT_EQ(text.find("<f>"), std::string::npos);
  EXPECT_NE(text.find(">=1+2</t>"), std::string::npos);
}

TEST(Csv, GuardsAgainstFormulasAndReadsThemBack) {
  const TestFolder folder;
  Progress progress;
  model::Layer layer = rich_layer(geo::Kind::points);
  ColumnBuilder texts("=名", ColumnType::texts);
  for (const char* text : {"=1+1", "+1", "-x", "@a", "'=1"}) texts.add(std::string_view(text));
  layer.table.columns[0] = std::move(texts).build();
  const auto report = write_layer(layer, zhuhai, folder / "a.csv", {}, progress);
  ASSERT_TRUE(report) << to_text(report.error());
  std::ifstream in(folder / "a.csv");
  const std::string text((std::istreambuf_iterator<char>(in)), {});
  EXPECT_TRUE(text.starts_with("\xEF\xBB\xBF"));
  for (const char* cell : {"'=名", "'=1+1", "'+1", "'-x", "'@a", "''=1", "'+86 756", "'@乙"}) {
    EXPECT_NE(text.find(std::string(",") + cell), std::string::npos) << cell;
  }
}

TEST(About, IsInsideTheFileOrBesideIt) {
  const TestFolder folder;
  Progress progress;
  WriteOptions options;
  options.about = {"第一句。", "Second."};
  const auto write = [&](const std::string& name) {
    return write_layer(rich_layer(geo::Kind::points), zhuhai, folder / name, options, progress)
        .has_value();
  };
  ASSERT_TRUE(write("a.gpkg") && write("b.shp") && write("c.csv") && write("d.fgb"));
  EXPECT_FALSE(fs::exists(folder / "a.about.txt"));
  EXPECT_STREQ(SeenByGdal(folder / "a.gpkg").layer().GetMetadataItem("DESCRIPTION"),
               "第一句。\nSecond.");
  for (const char* name : {"b.about.txt", "c.about.txt", "d.about.txt"}) {
    std::ifstream in(folder / name);
    EXPECT_EQ(std::string((std::istreambuf_iterator<char>(in)), {}), "第一句。\nSecond.\n");
  }
}

}  // namespace
}  // namespace wangge::io
