#include "analysis/assign.h"
#include "analysis/tool_world.h"

namespace wangge::analysis {
namespace {

using geo::Kind;
using test::column;
using test::layer_of;
using test::run_tool;

double sum_of(const model::Column& column) {
  double sum = 0;
  for (std::size_t row = 0; row < column.size(); ++row) sum += column.number(row);
  return sum;
}

TEST(Count, EveryPointBelongsToOnePolygonOrNone) {
  const auto cut = test::SubdivisionMaker(6, 4, 3, 64).make();
  geo::PackedGeometry points = test::random_points(5'000, 2, cut.areas.box().padded(20));
  for (const geo::Point p : cut.inner_middles) points.add_point_feature(p);
  points.end_feature();
  const auto made = run_tool("count", {layer_of(cut.areas), layer_of(points, "tickets")});
  ASSERT_TRUE(made) << to_text(made.error());
  const Assignment assignment = assign_points(points, cut.areas);
  EXPECT_EQ(made->geometry, cut.areas);
  for (std::size_t row = 0; row < made->size(); ++row) {
    EXPECT_EQ(column(*made, "count").number(row), assignment.counts[row]);
  }
  EXPECT_EQ(sum_of(column(*made, "count")) + static_cast<double>(assignment.outside_count) + 1,
            static_cast<double>(points.size()));
  EXPECT_EQ(made->source.warnings.size(), 2U);  // without geometry, and outside
}

TEST(Count, AddsUpWeightsAndCountsClassesApart) {
  const auto areas = test::SubdivisionMaker(4, 2, 3, 64).make().areas;
  model::Layer tickets =
      *layer_of(test::random_points(1'000, 2, areas.box().padded(-10)), "tickets");
  model::TextsBuilder classes;
  model::Integers weights;
  for (int i = 0; i < 1'000; ++i) {
    classes.push_back(i % 2 == 0 ? "noise" : i % 3 == 0 ? "light" : i % 5 == 0 ? "litter" : "");
    weights.push_back(i % 7);
  }
  tickets.table.columns.push_back({"class", std::move(classes).build(), {}});
  tickets.table.columns.push_back({"people", std::move(weights), {}});
  const auto counted = std::make_shared<const model::Layer>(tickets);
  const auto made = run_tool("count", {layer_of(areas), counted},
                             {{"weights", "people"}, {"classes", "class"}, {"most_classes", "2"}});
  ASSERT_TRUE(made) << to_text(made.error());
  for (std::size_t row = 0; row < made->size(); ++row) {
    EXPECT_EQ(column(*made, "noise").number(row) + column(*made, "(empty)").number(row) +
                  column(*made, "other classes").number(row),
              column(*made, "count").number(row));
  }
  EXPECT_EQ(sum_of(column(*made, "noise")), 500);
  double people = 0;
  for (int i = 0; i < 1'000; ++i) people += i % 7;
  EXPECT_EQ(sum_of(column(*made, "people_sum")), people);
}

TEST(Count, BuildingsBelongWhereTheirLabelPointLies) {
  geo::PackedGeometry areas(Kind::polygons), houses(Kind::polygons);
  test::add_square(areas, 0, 0, 100);
  test::add_square(areas, 100, 0, 100);
  test::add_square(houses, 92, 10, 10);  // over the border, most of it in the first
  test::add_square(houses, 150, 10, 10);
  const auto made = run_tool("count", {layer_of(areas), layer_of(houses)});
  EXPECT_EQ(column(*made, "count").number(0), 1);
  EXPECT_EQ(column(*made, "count").number(1), 1);
}

}  // namespace
}  // namespace wangge::analysis
