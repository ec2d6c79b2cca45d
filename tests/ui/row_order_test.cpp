#include "ui/row_order.h"

#include <gtest/gtest.h>

namespace wangge::ui {
namespace {

model::Layer with_texts(const std::vector<std::string>& values) {
  model::TextsBuilder builder;
  for (const auto& value : values) builder.push_back(value);
  model::Layer layer;
  layer.table = {{{"text", std::move(builder).build(), {}}}, values.size()};
  return layer;
}

model::Rows all(const model::Layer& layer) {
  model::Rows rows(layer.size());
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = static_cast<std::uint32_t>(i);
  return rows;
}

TEST(RowOrder, TextsThatAreNumbersSortByValue) {
  const model::Layer layer = with_texts({"10", "9", "100"});
  EXPECT_EQ(sorted_rows(layer, all(layer), 0, true), (model::Rows{1, 0, 2}));
}

TEST(RowOrder, TextsSortByTheirBytes) {
  const model::Layer layer = with_texts({"b", "a", "c", "a"});
  EXPECT_EQ(sorted_rows(layer, all(layer), 0, true), (model::Rows{1, 3, 0, 2}));
}

TEST(RowOrder, NullsComeLastBothWays) {
  model::Layer layer;
  model::Column column{"n", model::Integers{0, 5, 3}, {}};
  column.nulls.set_null(0);
  layer.table = {{column}, 3};
  EXPECT_EQ(sorted_rows(layer, all(layer), 0, true), (model::Rows{2, 1, 0}));
  EXPECT_EQ(sorted_rows(layer, all(layer), 0, false), (model::Rows{1, 2, 0}));
}

TEST(RowOrder, WithoutAColumnTheOrderStays) {
  const model::Layer layer = with_texts({"b", "a"});
  EXPECT_EQ(sorted_rows(layer, {1, 0}, -1, true), (model::Rows{1, 0}));
}

}  // namespace
}  // namespace wangge::ui
