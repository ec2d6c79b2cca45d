#include "io/write_preview.h"

#include <gtest/gtest.h>

#include <cmath>

#include "io/encoding.h"
#include "io/read.h"
#include "rich_layer.h"
#include "support/test_folder.h"

namespace wangge::io {
namespace {

const geo::Crs zhuhai = geo::Crs::from_text("EPSG:4547").value();

WriteOptions as(const std::string& format) {
  WriteOptions options;
  options.format = format;
  return options;
}

model::Layer table_of(std::vector<model::Column> columns, std::size_t rows) {
  model::Layer layer;
  layer.name = "表";
  layer.table = {std::move(columns), rows};
  for (std::size_t row = 0; row < rows; ++row) layer.geometry.end_feature();
  return layer;
}

model::Column texts(const std::string& name, const std::vector<std::string>& values) {
  ColumnBuilder builder(name, ColumnType::texts);
  for (const std::string& value : values) builder.add(std::string_view(value));
  return std::move(builder).build();
}

std::vector<std::string> names_of(const WritePreview& preview) {
  std::vector<std::string> names;
  for (const FieldPreview& field : preview.fields) names.push_back(field.name);
  return names;
}

TEST(Preview, SaysNothingWhereNothingChanges) {
  const WritePreview preview = preview_writing(rich_layer(geo::Kind::polygons), as("GPKG"));
  EXPECT_TRUE(preview.obstacles.empty());
  EXPECT_TRUE(preview.sentences.empty()) << preview.sentences.front();
  EXPECT_EQ(preview.rows_without_geometry, 1U);
}

TEST(Preview, NamesWhatADbfCutsAndTheWriterCutsThat) {
  const TestFolder folder;
  Progress progress;
  for (const auto& [encoding, short_name] :
       {std::pair("UTF-8", "备注说"), std::pair("GBK", "备注说明文")}) {
    model::Layer layer = rich_layer(geo::Kind::points);
    layer.table.columns[6].name = "备注说明文字";
    layer.table.columns.push_back(layer.table.columns[1]);
    layer.table.columns.back().name = "备注说明文章";
    WriteOptions options = as("ESRI Shapefile");
    options.encoding = encoding;
    const WritePreview preview = preview_writing(layer, options);
    ASSERT_TRUE(preview.obstacles.empty()) << to_text(preview.obstacles.front());
    EXPECT_EQ(preview.fields[6].name, short_name);
    EXPECT_NE(preview.fields[7].name, preview.fields[6].name);
    EXPECT_EQ(preview.fields[6].cut.rows, 1U);
    EXPECT_EQ(preview.fields[6].cut.first_row, 1U);
    EXPECT_EQ(preview.fields[6].cut.example, layer.table.columns[6].text(0));
    EXPECT_TRUE(preview.fields[4].as_text);
    EXPECT_TRUE(preview.fields[5].as_integer);
    const auto report = write_layer(layer, zhuhai, folder / "a.shp", options, progress);
    ASSERT_TRUE(report) << to_text(report.error());
    EXPECT_EQ(report->warnings, preview.sentences);
    const auto again = read_file(folder / "a.shp", {}, progress);
    ASSERT_TRUE(again);
    const model::Column& note = again->layers[0]->table.columns[6];
    EXPECT_EQ(note.name, short_name);
    EXPECT_TRUE(is_utf8(note.text(0)));
    EXPECT_TRUE(layer.table.columns[6].text(0).starts_with(note.text(0)));
    EXPECT_GE(from_utf8(note.text(0), encoding)->size(), 252U);
  }
}

TEST(Preview, ChoosesRenamesAndOrders) {
  const TestFolder folder;
  Progress progress;
  WriteOptions options = as("GPKG");
  options.fields = {{"高度", "height"}, {"名称", ""}, {"高度", "again"}};
  const auto preview = preview_writing(rich_layer(geo::Kind::points), options);
  EXPECT_EQ(names_of(preview), (std::vector<std::string>{"height", "名称", "again"}));
  const auto report =
      write_layer(rich_layer(geo::Kind::points), zhuhai, folder / "a.gpkg", options, progress);
  ASSERT_TRUE(report) << to_text(report.error());
  const auto again = read_file(folder / "a.gpkg", {}, progress);
  ASSERT_TRUE(again);
  ASSERT_EQ(again->layers[0]->table.columns.size(), 3U);
  EXPECT_EQ(again->layers[0]->table.columns[0].name, "height");
  EXPECT_EQ(again->layers[0]->table.columns[1].text(0), "南坑一栋");
}

TEST(Preview, RefusesUnknownColumnsAndOneNameForTwo) {
  WriteOptions options = as("GPKG");
  options.fields = {{"高度", ""}, {"nothing", ""}};
  auto preview = preview_writing(rich_layer(geo::Kind::points), options);
  ASSERT_EQ(preview.obstacles.size(), 1U);
  EXPECT_EQ(preview.obstacles[0].code, ErrorCode::invalid_argument);
  EXPECT_NE(preview.obstacles[0].reason.find("nothing"), std::string::npos);
  EXPECT_NE(preview.obstacles[0].advice.find("名称, 层数, 编码"), std::string::npos);
  options.fields = {{"高度", "a"}, {"名称", "a"}};
  preview = preview_writing(rich_layer(geo::Kind::points), options);
  ASSERT_EQ(preview.obstacles.size(), 1U);
  EXPECT_NE(preview.obstacles[0].reason.find("“a”"), std::string::npos);
}

TEST(Preview, MasksBeforeItCutsAndShowsNoPerson) {
  model::Layer layer = table_of({texts("联系人", {std::string(300, 'x'), "张小明"})}, 2);
  const auto preview = preview_writing(layer, as("ESRI Shapefile"));
  ASSERT_TRUE(preview.obstacles.empty());
  EXPECT_TRUE(preview.fields[0].masked);
  EXPECT_EQ(preview.fields[0].cut, ChangedValues{});
  WriteOptions open = as("ESRI Shapefile");
  open.mask_personal = false;
  EXPECT_EQ(preview_writing(layer, open).fields[0].cut.rows, 1U);
}

TEST(Preview, RefusesCharactersThatTheEncodingLacks) {
  const model::Layer layer = table_of({texts("店名", {"南坑", "𠮷野家"})}, 2);
  WriteOptions options = as("ESRI Shapefile");
  options.encoding = "GBK";
  const auto preview = preview_writing(layer, options);
  ASSERT_EQ(preview.obstacles.size(), 1U);
  EXPECT_NE(preview.obstacles[0].reason.find("𠮷野家"), std::string::npos);
  EXPECT_NE(preview.obstacles[0].reason.find("row 2"), std::string::npos);
  options.encoding = "GB18030";
  EXPECT_TRUE(preview_writing(layer, options).obstacles.empty());
  options.encoding = "klingon";
  EXPECT_EQ(preview_writing(layer, options).obstacles.size(), 1U);
}

TEST(Preview, KeepsTheDigitsOfLongNumbersAsText) {
  ColumnBuilder numbers("号码", ColumnType::integers);
  numbers.add(std::int64_t{440'402'199'001'011'234}), numbers.add(std::int64_t{1});
  ColumnBuilder none("比率", ColumnType::reals);
  none.add(1.5), none.add(std::nan(""));
  model::Layer layer = table_of({std::move(numbers).build(), std::move(none).build()}, 2);
  const TestFolder folder;
  Progress progress;
  for (const auto& [format, file] :
       {std::pair("XLSX", "a.xlsx"), std::pair("GPKG", "a.gpkg"), std::pair("CSV", "a.csv"),
        std::pair("ESRI Shapefile", "a.shp"), std::pair("GeoJSON", "a.geojson"),
        std::pair("KML", "a.kml")}) {
    WriteOptions options = as(format);
    options.mask_personal = false;
    const auto preview = preview_writing(layer, options);
    EXPECT_EQ(preview.fields[0].as_text, std::string(format) == "XLSX") << format;
    EXPECT_EQ(preview.fields[1].not_written.first_row, 2U);
    const auto report = write_layer(layer, zhuhai, folder / file, options, progress);
    EXPECT_TRUE(report) << format << ": " << to_text(report.error());
  }
}

TEST(Preview, KnowsTheLimitsOfSheetsAndShapefiles) {
  const std::size_t rows = 1'048'576;
  const model::Layer tall = table_of({{"n", model::Integers(rows, 1), {}}}, rows);
  EXPECT_EQ(preview_writing(tall, as("XLSX")).obstacles.size(), 1U);
  EXPECT_TRUE(preview_writing(tall, as("CSV")).obstacles.empty());
  std::vector<model::Column> columns;
  model::Texts wide;
  wide.dictionary.push_back(std::string(254, 'x'));
  wide.codes.assign(220'000, 0);
  for (int i = 0; i < 40; ++i) columns.push_back({"c" + std::to_string(i), wide, {}});
  const auto preview = preview_writing(table_of(columns, 220'000), as("ESRI Shapefile"));
  ASSERT_EQ(preview.obstacles.size(), 1U);
  EXPECT_NE(preview.obstacles[0].reason.find("2 GB"), std::string::npos);
}

TEST(Preview, RefusesSystemsThatAFormatDoesNotHave) {
  WriteOptions options = as("KML");
  EXPECT_TRUE(preview_writing(rich_layer(geo::Kind::points), options).obstacles.empty());
  options.target_crs = zhuhai;
  EXPECT_EQ(preview_writing(rich_layer(geo::Kind::points), options).obstacles.size(), 1U);
  EXPECT_EQ(preview_writing(rich_layer(geo::Kind::points), as("DXF")).obstacles.size(), 1U);
  EXPECT_EQ(preview_writing(rich_layer(geo::Kind::points), as("PNG")).obstacles.size(), 1U);
  EXPECT_EQ(preview_writing(table_of({}, 0), as("GPKG")).obstacles[0].code, ErrorCode::empty);
}

TEST(Preview, LeavesOutColumnsThatWouldBeTakenForThePlaces) {
  const TestFolder folder;
  Progress progress;
  model::Layer layer = rich_layer(geo::Kind::lines);
  layer.table.columns[3].name = "Longitude";
  layer.table.columns[1].name = "Latitude";
  WriteOptions options = as("CSV");
  options.target_crs = zhuhai;
  const auto preview = preview_writing(layer, options);
  EXPECT_EQ(preview.left_out, (std::vector<std::string>{"Latitude", "Longitude"}));
  const auto report = write_layer(layer, zhuhai, folder / "a.csv", options, progress);
  ASSERT_TRUE(report) << to_text(report.error());
  EXPECT_EQ(report->warnings, preview.sentences);
}

TEST(Preview, TellsWhatADrawingAndACellCannotHold) {
  const auto drawn = [] {
    WriteOptions options = as("DXF");
    options.target_crs = zhuhai;
    return preview_writing(rich_layer(geo::Kind::polygons), options);
  }();
  EXPECT_EQ(drawn.left_out.size(), 7U);
  EXPECT_EQ(drawn.geometry_left_out.rows, 1U);
  EXPECT_EQ(drawn.geometry_left_out.first_row, 4U);
  model::Layer layer = table_of({texts("a", {"long", "short"})}, 2);
  layer.geometry = geo::PackedGeometry(geo::Kind::lines);
  std::vector<geo::Point> line;
  for (int i = 0; i < 1000; ++i) line.push_back({453'000.0 + i, 2'463'000.0});
  layer.geometry.add_ring_feature(line);
  line.resize(2);
  layer.geometry.add_ring_feature(line);
  const auto preview = preview_writing(layer, as("XLSX"));
  EXPECT_EQ(preview.geometry_left_out.rows, 1U);
  const TestFolder folder;
  Progress progress;
  const auto report = write_layer(layer, zhuhai, folder / "a.xlsx", as("XLSX"), progress);
  ASSERT_TRUE(report) << to_text(report.error());
  EXPECT_EQ(report->warnings, preview.sentences);
}

}  // namespace
}  // namespace wangge::io
