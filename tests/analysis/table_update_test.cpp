#include "analysis/table_update.h"

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
  for (std::size_t i = 0; i < layer.table.rows; ++i) {
    layer.geometry.add_point_feature({static_cast<double>(i), 0});
  }
  return layer;
}

const model::Layer before = layer_of({texts("id", {"a", "b", "c", "d"}),
                                      texts("state", {"open", "open", "done", "open"}),
                                      {"n", model::Integers{1, 2, 3, 4}, {}}});

TEST(CompareTables, TellsNewChangedUnchangedAndGone) {
  const model::Layer now = layer_of({texts("id", {"a", "b", "c", "e", "", "e"}),
                                     texts("state", {"open", "done", "done", "open", "x", "y"})});
  const auto update = compare_tables(before, now, "id");
  ASSERT_TRUE(update);
  EXPECT_EQ(update->added, model::Rows{3});
  ASSERT_EQ(update->changed.size(), 1U);
  EXPECT_EQ(update->changed[0].first, 1U);
  EXPECT_EQ(update->unchanged.size(), 2U);
  EXPECT_EQ(update->gone, model::Rows{3});
  EXPECT_EQ(update->without_key, 1U);
  EXPECT_EQ(update->repeated_key, 1U);
  ASSERT_EQ(update->cells.size(), 1U);
  EXPECT_EQ(update->cells[0], std::pair(std::string("state"), std::size_t{1}));
}

TEST(CompareTables, TheSameDeliveryChangesNothing) {
  const auto update = compare_tables(before, before, "id");
  ASSERT_TRUE(update);
  EXPECT_FALSE(update->changes_anything());
  EXPECT_TRUE(update->gone.empty());
  EXPECT_EQ(updated_layer(before, before, *update, GoneRows::drop).table, before.table);
}

TEST(CompareTables, AMovedPlaceIsAChangeAndAMissingOneIsNot) {
  model::Layer now = before;
  now.geometry = geo::PackedGeometry();
  now.geometry.add_point_feature({0.05, 0});
  now.geometry.add_point_feature({1.5, 0});
  now.geometry.end_feature();
  now.geometry.add_point_feature({3, 0});
  const auto update = compare_tables(before, now, "id");
  ASSERT_EQ(update->changed.size(), 1U);
  EXPECT_EQ(update->changed[0].first, 1U);
  const model::Layer after = updated_layer(before, now, *update, GoneRows::keep);
  EXPECT_EQ(after.geometry.feature_points(1)[0].x, 1.5);
  EXPECT_EQ(after.geometry.feature_points(2)[0].x, 2) << "kept where it was";
}

TEST(UpdatedLayer, KeepsWhatTheNewerTableDoesNotSay) {
  model::Layer now =
      layer_of({texts("id", {"e", "b", "a"}), texts("state", {"new", "done", "open"}),
                texts("who", {"x", "y", "z"})});
  now.geometry = geo::PackedGeometry();
  for (int i = 0; i < 3; ++i) now.geometry.end_feature();
  const auto update = compare_tables(before, now, "id");
  const model::Layer after = updated_layer(before, now, *update, GoneRows::keep);
  ASSERT_EQ(after.size(), 5U);
  ASSERT_EQ(after.table.columns.size(), 4U);
  EXPECT_EQ(after.table.columns[1].text(1), "done");
  EXPECT_EQ(after.table.columns[2].text(1), "2") << "the newer table has no such column";
  EXPECT_EQ(after.table.columns[0].text(4), "e");
  EXPECT_TRUE(after.table.columns[2].is_null(4));
  EXPECT_EQ(after.table.columns[3].text(0), "z") << "unchanged rows have the new column too";
  EXPECT_TRUE(after.table.columns[3].is_null(2));
  EXPECT_EQ(after.geometry.size(), 5U);
  const model::Layer short_one = updated_layer(before, now, *update, GoneRows::drop);
  EXPECT_EQ(short_one.size(), 3U);
  // What came out is what the newer delivery says: nothing is left to change.
  EXPECT_FALSE(compare_tables(short_one, now, "id")->changes_anything());
}

TEST(UpdatedLayer, AColumnOfTwoTypesBecomesText) {
  const model::Layer now = layer_of({texts("id", {"a", "b"}), texts("n", {"1.0", "many"})});
  const auto update = compare_tables(before, now, "id");
  ASSERT_EQ(update->changed.size(), 1U) << "1.0 is 1";
  const model::Layer after = updated_layer(before, now, *update, GoneRows::keep);
  EXPECT_EQ(after.table.columns[2].text(0), "1");
  EXPECT_EQ(after.table.columns[2].text(1), "many");
}

TEST(CompareTables, NamesTheKeyThatDoesNotExist) {
  EXPECT_EQ(compare_tables(before, before, "nr").error().code, ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace wangge::analysis
