#include "analysis/table_join.h"

#include <gtest/gtest.h>

namespace wangge::analysis {
namespace {

model::Column texts(const char* name, std::initializer_list<const char*> values) {
  model::TextsBuilder builder;
  for (const char* value : values) builder.push_back(value);
  return {name, std::move(builder).build(), {}};
}

model::Layer layer_of(std::vector<model::Column> columns) {
  model::Layer layer;
  layer.table.rows = columns.front().size();
  layer.table.columns = std::move(columns);
  for (std::size_t i = 0; i < layer.table.rows; ++i) layer.geometry.end_feature();
  return layer;
}

TEST(JoinTable, SetsColumnsBesideAndCountsWhatDidNotFit) {
  const model::Layer layer = layer_of({texts("id", {"B1", "B2", " B3 ", "", "B9"})});
  const model::Layer table = layer_of({texts("楼", {"B3", "B1", "B1", "B7", ""}),
                                       {"户数", model::Integers{3, 1, 11, 7, 0}, {}},
                                       texts("id", {"c", "a", "x", "g", "-"})});
  const auto joined = join_table(layer, "id", table, "楼");
  ASSERT_TRUE(joined);
  EXPECT_EQ(joined->matched, 2U);
  EXPECT_EQ(joined->without_row.size(), 3U);
  EXPECT_EQ(joined->unused.size(), 2U) << "B7, and the row without a key";
  EXPECT_EQ(joined->repeated_key.size(), 1U);
  const model::Table& out = joined->layer.table;
  ASSERT_EQ(out.columns.size(), 3U);
  EXPECT_EQ(out.columns[1].text(0), "1") << "the first of the repeated rows";
  EXPECT_TRUE(out.columns[1].is_null(1));
  EXPECT_EQ(out.columns[1].text(2), "3");
  EXPECT_TRUE(out.columns[1].is_null(3)) << "no key joins nothing";
  EXPECT_EQ(out.columns[2].name, "id_2");
}

TEST(JoinTable, NumbersThatSpreadsheetsWroteAsTextAreTheSameKey) {
  const model::Layer layer = layer_of({{"id", model::Integers{2119, 412}, {}}});
  const model::Layer table = layer_of({texts("id", {"2119.0", "0412"}), texts("v", {"a", "b"})});
  const auto joined = join_table(layer, "id", table, "id");
  ASSERT_TRUE(joined);
  EXPECT_EQ(joined->layer.table.columns[1].text(0), "a");
  EXPECT_TRUE(joined->layer.table.columns[1].is_null(1)) << "leading zeros are part of a code";
}

TEST(JoinTable, NamesTheColumnThatDoesNotExist) {
  const model::Layer layer = layer_of({texts("id", {"B1"})});
  EXPECT_EQ(join_table(layer, "nr", layer, "id").error().code, ErrorCode::invalid_argument);
  EXPECT_EQ(join_table(layer, "id", layer, "nr").error().code, ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace wangge::analysis
