#include "model/column.h"

#include <gtest/gtest.h>

#include <cmath>

namespace wangge::model {
namespace {

Column text_column(std::initializer_list<const char*> texts) {
  TextsBuilder builder;
  for (const char* text : texts) builder.push_back(text);
  return {"t", std::move(builder).build(), {}};
}

TEST(Texts, RepeatedValuesShareOneEntry) {
  const Column column = text_column({"南坑", "桃园", "南坑", ""});
  const auto& texts = std::get<Texts>(column.values);
  EXPECT_EQ(texts.dictionary.size(), 3U);
  EXPECT_EQ(texts[2], "南坑");
  EXPECT_EQ(column.text(3), "");
}

TEST(Column, NumbersInTextsCountAsNumbers) {
  const Column column = text_column({"2119.0", " 7 ", "七", "", "1e3x"});
  EXPECT_EQ(column.number(0), 2119);
  EXPECT_EQ(column.number(1), 7);
  for (std::size_t row = 2; row < 5; ++row) EXPECT_TRUE(std::isnan(column.number(row))) << row;
}

TEST(Column, EqualByValueNotByDictionaryOrder) {
  Column a = text_column({"x", "y", "x"});
  Column b = subset({{text_column({"y", "x", "x", "y"})}, 4}, {1, 3, 2}).columns[0];
  EXPECT_EQ(a, b);
  b.nulls.set_null(1);
  EXPECT_FALSE(a == b);
}

TEST(Subset, KeepsValuesAndNullsInTheOrderAsked) {
  Table table;
  table.rows = 3;
  Column numbers{"n", Integers{10, 20, 0}, {}};
  numbers.nulls.set_null(2);
  table.columns.push_back(numbers);
  const Table picked = subset(table, {2, 0});
  EXPECT_TRUE(picked.columns[0].is_null(0));
  EXPECT_EQ(picked.columns[0].text(1), "10");
}

}  // namespace
}  // namespace wangge::model
