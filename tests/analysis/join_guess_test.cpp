#include "analysis/join_guess.h"

#include <gtest/gtest.h>

namespace wangge::analysis {
namespace {

model::Column texts(const std::string& name, const std::vector<std::string>& values) {
  model::TextsBuilder builder;
  for (const auto& value : values) builder.push_back(value);
  return {name, std::move(builder).build(), {}};
}

model::Layer table_of(std::vector<model::Column> columns) {
  model::Layer layer;
  layer.table.rows = columns.front().size();
  layer.table.columns = std::move(columns);
  return layer;
}

TEST(JoinGuess, TheColumnsWhoseValuesAgree) {
  const model::Layer buildings = table_of({texts("社区", {"a", "a", "a", "a"}),
                                           {"fid", model::Integers{7, 8, 9, 10}, {}},
                                           texts("楼栋编号", {"B1", "B2", "B3", "B4"})});
  const model::Layer list =
      table_of({texts("备注", {"x", "x", "x"}), texts("楼号", {" B2 ", "B4", "B9"}),
                texts("社区", {"a", "a", "a"})});
  const auto guess = guess_join(buildings, list);
  ASSERT_TRUE(guess);
  EXPECT_EQ(guess->layer_column, 2);
  EXPECT_EQ(guess->table_column, 1);
  EXPECT_NEAR(guess->share, 2.0 / 3, 1e-12);
}

TEST(JoinGuess, NumbersFromASpreadsheetAreKeys) {
  const model::Layer layer = table_of({{"id", model::Integers{1, 2, 3}, {}}});
  const model::Layer table = table_of({texts("no", {"1.0", "2.0", "3.0"})});
  ASSERT_TRUE(guess_join(layer, table));
  EXPECT_DOUBLE_EQ(guess_join(layer, table)->share, 1);
}

TEST(JoinGuess, OfTwoThatAgreeTheOneOfTheSameName) {
  const model::Layer layer = table_of(
      {{"row", model::Integers{1, 2, 3}, {}}, {"building_id", model::Integers{1, 2, 3}, {}}});
  const model::Layer table = table_of({{"Building ID", model::Integers{1, 2, 3}, {}}});
  ASSERT_TRUE(guess_join(layer, table));
  EXPECT_EQ(guess_join(layer, table)->layer_column, 1);
}

TEST(JoinGuess, NothingInCommonIsNoGuess) {
  const model::Layer layer = table_of({texts("a", {"1", "2", "3"})});
  EXPECT_FALSE(guess_join(layer, table_of({texts("a", {"x", "y", "z"})})));
  EXPECT_FALSE(guess_join(layer, table_of({{"t", model::Times{{1, 2, 3}}, {}}})));
  EXPECT_FALSE(guess_join(layer, table_of({{"r", model::Reals{1.5, 2.5, 3.5}, {}}})));
  EXPECT_FALSE(guess_join(table_of({texts("a", {})}), table_of({texts("a", {})})));
}

}  // namespace
}  // namespace wangge::analysis
