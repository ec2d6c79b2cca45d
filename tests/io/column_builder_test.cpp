#include "io/column_builder.h"

#include <gtest/gtest.h>

#include <vector>

namespace wangge::io {
namespace {

model::Column inferred(const std::string& name, const std::vector<std::string>& texts) {
  ColumnBuilder builder(name, ColumnType::texts);
  for (const std::string& text : texts) {
    text.empty() ? builder.add_null() : builder.add(std::string_view(text));
  }
  return infer_type(std::move(builder).build(), false);
}

template <typename Values>
bool is(const model::Column& column) {
  return std::holds_alternative<Values>(column.values);
}

TEST(InferType, NumbersThatSpreadsheetsWroteAreIntegers) {
  const model::Column keys = inferred("楼号", {"2119.0", "7", "", "-3.00"});
  ASSERT_TRUE(is<model::Integers>(keys));
  EXPECT_EQ(keys.text(0), "2119");
  EXPECT_TRUE(keys.is_null(2));
  EXPECT_EQ(keys.number(3), -3);
}

TEST(InferType, OneFractionMakesAColumnOfReals) {
  EXPECT_TRUE(is<model::Reals>(inferred("高度", {"3.0", "4.5"})));
  EXPECT_TRUE(is<model::Reals>(inferred("x", {"1e3", "2.0"})));
  EXPECT_TRUE(is<model::Reals>(inferred("x", {"99999999999999999999.0", "1.0"})));
}

TEST(InferType, CodesStayTexts) {
  for (const char* code : {"0412", "0412.0", "1.", ".0", "1.2.0", "A1", "+1.0"}) {
    EXPECT_TRUE(is<model::Texts>(inferred("code", {code, "x"}))) << code;
  }
  EXPECT_TRUE(is<model::Texts>(inferred("code", {"0412.0", "7.0"})));
}

TEST(InferType, BareDigitsAreATimeOnlyWhereTheNameSaysSo) {
  EXPECT_TRUE(is<model::Times>(inferred("上报时间", {"20151223000000 ", "20151224"})));
  EXPECT_TRUE(is<model::Integers>(inferred("编号", {"20151223", "20151224"})));
  EXPECT_TRUE(is<model::Times>(
      inferred("x", {"3/14/2025 1:20", "2025-03-14T01:20:00Z", "2025-03-14T09:20:00+08:00"})));
}

}  // namespace
}  // namespace wangge::io
