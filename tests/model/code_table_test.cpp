#include "model/code_table.h"

#include <gtest/gtest.h>

namespace wangge::model {
namespace {

Column texts(const std::string& name, const std::vector<std::string>& values) {
  TextsBuilder builder;
  NullMask nulls;
  for (std::size_t row = 0; row < values.size(); ++row) {
    builder.push_back(values[row]);
    if (values[row].empty()) nulls.set_null(row);
  }
  return {name, std::move(builder).build(), nulls};
}

const CodeTable states{{"1", "受理"}, {"2", "结案"}, {"A1", "退回"}};

TEST(CodeTable, TextsStandInThePlaceOfCodes) {
  const Column coded = with_texts(texts("状态", {"1", " A1 ", "2.0", "", "9"}), states);
  EXPECT_EQ(coded.text(0), "受理");
  EXPECT_EQ(coded.text(1), "退回");
  EXPECT_EQ(coded.text(2), "结案") << "as a spreadsheet hands it on";
  EXPECT_TRUE(coded.is_null(3));
  EXPECT_EQ(coded.text(4), "9") << "nobody said what it means";
}

TEST(CodeTable, NumbersAreCodesToo) {
  EXPECT_EQ(with_texts({"s", Integers{2, 1}, {}}, states).text(0), "结案");
  EXPECT_EQ(with_texts({"s", Reals{2, 1}, {}}, states).text(1), "受理");
}

TEST(CodeTable, AnEmptyOneBringsTheCodesBack) {
  const Column codes{"s", Integers{2, 1}, {}};
  const Column coded = with_texts(codes, states);
  EXPECT_EQ(with_texts(coded, {}), codes);
  EXPECT_FALSE(with_texts(coded, {}).coding);
  // Another table starts from the codes, not from the texts of the first.
  EXPECT_EQ(with_texts(coded, {{"2", "办结"}}).text(0), "办结");
}

TEST(CodeTable, ATableGoesThereAndBack) {
  Table table;
  table.rows = 2;
  table.columns = {{"s", Integers{2, 1}, {}}, texts("x", {"1", "2"})};
  const Table coded = with_texts(table, {{"s", states}, {"no such column", states}});
  EXPECT_EQ(code_tables(coded), (CodeTables{{"s", states}}));
  EXPECT_EQ(coded.columns[1], table.columns[1]);
  EXPECT_EQ(without_texts(coded), table);
}

TEST(CodeTable, IsReadFromTwoColumns) {
  Table table;
  table.rows = 4;
  table.columns = {texts("code", {"1", "", "1.0", "2"}), texts("text", {"a", "b", "c", "d"})};
  EXPECT_EQ(code_table_of(table), (CodeTable{{"1", "a"}, {"2", "d"}}));
  table.columns.pop_back();
  EXPECT_TRUE(code_table_of(table).empty());
}

TEST(CodeTable, TellsTheCodesThereAre) {
  const Column column = texts("s", {"b", "a", "", "b", "c"});
  EXPECT_EQ(codes_in(column, 9), (std::vector<std::string>{"b", "a", "c"}));
  EXPECT_EQ(codes_in(column, 2).size(), 2U);
  EXPECT_EQ(codes_in(with_texts(column, {{"a", "z"}}), 9), codes_in(column, 9));
}

}  // namespace
}  // namespace wangge::model
