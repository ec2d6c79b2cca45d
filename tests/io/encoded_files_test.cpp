// Files in the encodings that offices use, with hints that are right, wrong or missing.
#include <gtest/gtest.h>

#include <fstream>

#include "io/encoding.h"
#include "io/read.h"
#include "io/sample_layer.h"
#include "io/write.h"

namespace wangge::io {
namespace {

const geo::Crs zhuhai = geo::Crs::from_text("EPSG:4547").value();
const std::string realdata = std::string(WANGGE_SOURCE_DIR) + "/../shared/realdata/china/";

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void expect_sample_texts(const model::Layer& layer) {
  const int name = layer.table.find("名称");
  ASSERT_GE(name, 0) << layer.table.columns[0].name;
  EXPECT_EQ(layer.table.columns[static_cast<std::size_t>(name)].text(0), "南坑一栋");
  EXPECT_EQ(layer.table.columns[static_cast<std::size_t>(name)].text(1), "桃园\"二\",栋");
}

struct Hint {
  const char* encoding;  ///< the file is written in
  bool write_cpg;
  const char* cpg;  ///< put in its place; null: as written
};

class ShapefileEncodings : public testing::TestWithParam<Hint> {};

TEST_P(ShapefileEncodings, AreReadRightWhateverTheCpgSays) {
  const auto& [encoding, write_cpg, cpg] = GetParam();
  const TestFolder folder;
  WriteOptions options;
  options.encoding = encoding;
  options.write_cpg = write_cpg;
  Progress progress;
  const auto report = write_layer(sample_layer(), zhuhai, folder / "a.shp", options, progress);
  ASSERT_TRUE(report) << to_text(report.error());
  EXPECT_EQ(std::filesystem::exists(folder / "a.cpg"), write_cpg);
  const auto in_file = from_utf8("南坑一栋", canonical_encoding(encoding));
  ASSERT_TRUE(in_file);
  EXPECT_NE(bytes_of(folder / "a.dbf").find(*in_file), std::string::npos);
  if (cpg != nullptr) std::ofstream(folder / "a.cpg") << cpg;

  const auto read = read_file(folder / "a.shp", {}, progress);
  ASSERT_TRUE(read) << to_text(read.error());
  const model::Layer& layer = *read->layers.front();
  EXPECT_EQ(layer.source.encoding, canonical_encoding(encoding)) << layer.source.encoding_reason;
  expect_sample_texts(layer);
}

INSTANTIATE_TEST_SUITE_P(
    Hints, ShapefileEncodings,
    testing::Values(Hint{"UTF-8", true, nullptr}, Hint{"UTF-8", false, nullptr},
                    Hint{"UTF-8", true, "GBK"}, Hint{"UTF-8", true, "ISO-8859-1"},
                    Hint{"GBK", true, nullptr}, Hint{"GBK", false, nullptr},
                    Hint{"GBK", true, "UTF-8"}, Hint{"GBK", true, "936\r\n"},
                    Hint{"GBK", true, "ISO-8859-1"}, Hint{"GBK", true, "rubbish"},
                    Hint{"GB18030", true, nullptr}, Hint{"GB18030", false, nullptr}));

TEST(ShapefileEncodings, TheUsersChoiceOutweighsAll) {
  const TestFolder folder;
  WriteOptions options;
  options.encoding = "GBK";
  Progress progress;
  ASSERT_TRUE(write_layer(sample_layer(), zhuhai, folder / "a.shp", options, progress));
  ReadOptions read;
  read.encoding = "BIG5";
  const auto again = read_file(folder / "a.shp", read, progress);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->layers.front()->source.encoding, "BIG5");
  EXPECT_LT(again->layers.front()->table.find("名称"), 0);
}

TEST(ShapefileEncodings, CharactersOfFourBytesSurviveInGb18030AndNotSilentlyInGbk) {
  model::Layer layer = sample_layer();
  ColumnBuilder rare("名称", ColumnType::texts);
  for (const char* text : {"𠮷野家", "㙍塘", "南坑"}) rare.add(std::string_view(text));
  layer.table.columns[0] = std::move(rare).build();
  const TestFolder folder;
  Progress progress;
  WriteOptions options;
  options.encoding = "GB18030";
  const auto report = write_layer(layer, zhuhai, folder / "a.shp", options, progress);
  ASSERT_TRUE(report) << to_text(report.error());
  const auto read = read_file(folder / "a.shp", {}, progress);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->layers.front()->table.columns[0].text(0), "𠮷野家");
}

class CsvEncodings : public testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(CsvEncodings, AreFoundFromTheBytes) {
  const auto& [encoding, mark] = GetParam();
  const std::string text =
      "编号,名称,经度,纬度\r\n1,南坑社区服务中心,113.55,22.27\r\n2,\"桃园路,3号\",113.56,22.28\r\n";
  const auto bytes = from_utf8(text, encoding);
  ASSERT_TRUE(bytes);
  const TestFolder folder;
  std::ofstream(folder / "a.csv", std::ios::binary) << mark << *bytes;
  Progress progress;
  const auto read = read_file(folder / "a.csv", {}, progress);
  ASSERT_TRUE(read) << to_text(read.error());
  const model::Layer& layer = *read->layers.front();
  ASSERT_EQ(layer.size(), 2U);
  EXPECT_EQ(layer.geometry.kind(), geo::Kind::points);
  const int name = layer.table.find("名称");
  ASSERT_GE(name, 0);
  EXPECT_EQ(layer.table.columns[static_cast<std::size_t>(name)].text(1), "桃园路,3号");
}

INSTANTIATE_TEST_SUITE_P(Encodings, CsvEncodings,
                         testing::Values(std::pair("UTF-8", ""), std::pair("UTF-8", "\xEF\xBB\xBF"),
                                         std::pair("GB18030", ""),
                                         std::pair("UTF-16LE", "\xFF\xFE"),
                                         std::pair("UTF-16BE", "\xFE\xFF")));

TEST(CsvEncodingsOfTaiwan, AreFoundFromTheBytes) {
  const auto bytes = from_utf8(
      "編號,名稱,lon,lat\n1,高雄港務局,120.28,22.62\n2,國立臺灣大學,121.54,25.02\n", "BIG5");
  ASSERT_TRUE(bytes);
  const TestFolder folder;
  std::ofstream(folder / "a.csv", std::ios::binary) << *bytes;
  Progress progress;
  const auto read = read_file(folder / "a.csv", {}, progress);
  ASSERT_TRUE(read) << to_text(read.error());
  EXPECT_EQ(read->layers.front()->source.encoding, "BIG5");
  EXPECT_GE(read->layers.front()->table.find("名稱"), 0);
}

TEST(CsvWithWkt, IsReadLikeAnyOtherFile) {
  const TestFolder folder;
  std::ofstream(folder / "a.csv")
      << "id;WKT;name\n"
         "1;\"POLYGON((113.5 22.2,113.51 22.2,113.51 22.21,113.5 22.21,113.5 22.2))\";甲\n"
         "2;;乙\n";
  Progress progress;
  const auto read = read_file(folder / "a.csv", {}, progress);
  ASSERT_TRUE(read) << to_text(read.error());
  const model::Layer& layer = *read->layers.front();
  EXPECT_EQ(layer.geometry.kind(), geo::Kind::polygons);
  EXPECT_EQ(layer.size(), 2U);
  EXPECT_EQ(layer.source.features_without_geometry, 1U);
  EXPECT_NEAR(geo::polygon_area(layer.geometry, 0), 1027.0 * 1107, 1027.0 * 1107 * 0.02);
}

// --- files that others wrote
// -----------------------------------------------------------------------

struct Original {
  const char* path;
  const char* encoding;
  const char* expected;  ///< text in the first row of some column, or its name
};

class OriginalFiles : public testing::TestWithParam<Original> {};

TEST_P(OriginalFiles, ShowTheirTexts) {
  const auto& [path, encoding, expected] = GetParam();
  if (!std::filesystem::exists(realdata + path)) GTEST_SKIP() << "no real data beside the project";
  Progress progress;
  ReadOptions options;
  options.source_crs = geo::Crs::from_text("EPSG:4490").value();
  const auto read = read_file(realdata + path, options, progress);
  ASSERT_TRUE(read) << to_text(read.error());
  const model::Layer& layer = *read->layers.front();
  EXPECT_EQ(layer.source.encoding, encoding) << layer.source.encoding_reason;
  std::string texts;
  for (const model::Column& column : layer.table.columns) {
    texts += column.name + "|" + column.text(0) + "|";
  }
  EXPECT_NE(texts.find(expected), std::string::npos) << texts;
}

INSTANTIATE_TEST_SUITE_P(
    China, OriginalFiles,
    testing::Values(Original{"derived/sz_4490_gbk_cpg936/sz.shp", "GB18030", "罗湖"},
                    Original{"derived/sz_4490_gbk_ldid/sz.shp", "GB18030", "罗湖"},
                    Original{"derived/sz_4490_gbk_lyingcpg/sz.shp", "GB18030", "罗湖"},
                    Original{"derived/sz_4490_gbk_nohint/sz.shp", "GB18030", "罗湖"},
                    Original{"shenzhen_districts_utf8/sz.shp", "UTF-8", "罗湖"},
                    Original{"shanghai_districts_gbk/区县界_area.shp", "GB18030", "区"},
                    Original{"encodings/ldid_gbk/chinese.shp", "GB18030", "简体"},
                    Original{"encodings/gbk.dbf", "GB18030", "简体国语"},
                    Original{"encodings/gb2312.dbf", "GB18030", "简体国语"},
                    Original{"encodings/gdal_chinese.dbf", "GB18030", "中国"},
                    Original{"encodings/cpg_big5/big5.shp", "BIG5", "國語"},
                    Original{"encodings/geotools_chinese_poly/chinese_poly.shp", "GB18030",
                             "黑龙江省"},
                    Original{"encodings/utf8_property/utf8-property.shp", "UTF-8", "☃"},
                    Original{"encodings/latin1_property/latin1-property.shp", "CP1252", "México"},
                    Original{"derived/shanghai_food_poi_gbk_crlf.csv", "GB18030", "餐"},
                    Original{"derived/shanghai_food_poi_utf8bom.csv", "UTF-8", "餐"}));

}  // namespace
}  // namespace wangge::io
