#include "model/row_choice.h"

#include <gtest/gtest.h>

namespace wangge::model {
namespace {

Layer roads() {
  Layer layer;
  TextsBuilder classes;
  for (const char* one : {"primary", "footway", "rail", "", "primary"}) classes.push_back(one);
  layer.table.rows = 5;
  layer.table.columns = {{"class", std::move(classes).build(), {}},
                         {"lanes", Integers{4, 0, 2, 1, 6}, {}}};
  layer.table.columns[0].nulls.set_null(3);
  return layer;
}

TEST(RowsWhere, ValuesAreAlternativesNumbersAreReadAsTheyStand) {
  EXPECT_EQ(rows_where(roads(), {{"class", "primary"}}), (Rows{0, 4}));
  EXPECT_EQ(rows_where(roads(), {{"class", "primary"}, {"class", "rail"}}), (Rows{0, 2, 4}));
  EXPECT_EQ(rows_where(roads(), {{"class", "rail"}, {"lanes", "1"}}), (Rows{2, 3}));
  EXPECT_EQ(rows_where(roads(), {{"class", "canal"}}), Rows{});
}

TEST(RowsWhere, NothingIsAskedOfALayerWithoutTheColumn) {
  EXPECT_EQ(rows_where(roads(), {}), std::nullopt);
  EXPECT_EQ(rows_where(roads(), {{"highway", "primary"}}), std::nullopt);
}

}  // namespace
}  // namespace wangge::model
