#include "io/split_time.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "io/read.h"

namespace wangge::io {
namespace {

model::Table table_of(std::vector<std::pair<const char*, std::int64_t>> cells) {
  model::Table table;
  table.rows = 1;
  for (const auto& [name, value] : cells) {
    table.columns.push_back({name, model::Integers{value}, {}});
  }
  return table;
}

TEST(SplitTime, FiveColumnsAreOneMoment) {
  const auto time = read_split_time(
      table_of({{"YEAR", 2020}, {"MONTH", 6}, {"DAY", 19}, {"HOUR", 3}, {"MINUTE", 40}}));
  ASSERT_TRUE(time);
  EXPECT_EQ(time->column.text(0), "2020-06-19 03:40");
  EXPECT_EQ(time->from, "YEAR, MONTH, DAY, HOUR, MINUTE");
  EXPECT_EQ(read_split_time(table_of({{"年", 2024}, {"月", 2}, {"日", 29}}))->column.text(0),
            "2024-02-29 00:00");
}

TEST(SplitTime, IsNotMadeOfWhatIsNoDay) {
  EXPECT_FALSE(read_split_time(table_of({{"YEAR", 2020}, {"MONTH", 6}})));
  EXPECT_FALSE(read_split_time(table_of({{"YEAR", 2023}, {"MONTH", 2}, {"DAY", 29}})));
  EXPECT_FALSE(read_split_time(table_of({{"YEAR", 12}, {"MONTH", 2}, {"DAY", 2}})));
  EXPECT_FALSE(read_split_time(table_of({{"year", 2020}, {"month", 6}, {"day", 19}, {"Date", 5}})));
}

TEST(SplitTime, MakesTicketsOfRealFilesWithDatesInFiveColumns) {
  const std::string path =
      WANGGE_SOURCE_DIR "/../shared/realdata/vancouver/vancouver_crimes_2020.zip";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "no real data here";
  Progress progress;
  ReadOptions options;
  options.source_crs = geo::Crs::from_text("EPSG:26910").value();
  const auto read = read_file(path, options, progress);
  ASSERT_TRUE(read);
  const model::Layer& layer = *read->layers.at(0);
  EXPECT_EQ(layer.role, model::Role::tickets);
  const model::Column* reported = layer.field(model::Field::reported_at);
  ASSERT_NE(reported, nullptr);
  EXPECT_EQ(reported->text(0), "2020-06-19 03:40");
}

}  // namespace
}  // namespace wangge::io
