#include "analysis/tool_world.h"

namespace wangge::analysis {
namespace {

using geo::Kind;
using geo::PackedGeometry;
using test::area_of;
using test::column;
using test::layer_of;
using test::run_tool;

model::LayerPtr areas_of_towns(int side) {
  model::Layer layer = *layer_of(test::SubdivisionMaker(side, 4, 9, 64).make().areas);
  model::TextsBuilder towns;
  model::Integers households;
  for (std::size_t row = 0; row < layer.size(); ++row) {
    towns.push_back(row % 3 == 0 ? "north" : "south");
    households.push_back(static_cast<std::int64_t>(row));
  }
  layer.table.columns.push_back({"town", std::move(towns).build(), {}});
  layer.table.columns.push_back({"households", std::move(households), {}});
  layer.table.columns.back().nulls.set_null(1);
  layer.mapping.set(model::Field::households, 2);
  layer.mapping.set(model::Field::id, 0);
  return std::make_shared<const model::Layer>(std::move(layer));
}

TEST(Dissolve, KeepsTheGroundOfCoveragesAndAddsUpNumbers) {
  const auto layer = areas_of_towns(9);
  const auto made = run_tool("dissolve", {layer}, {{"by", "town"}});
  ASSERT_TRUE(made) << to_text(made.error());
  ASSERT_EQ(made->size(), 2U);
  EXPECT_EQ(column(*made, "town").text(0), "north");
  EXPECT_EQ(column(*made, "count").text(0), "27");
  EXPECT_EQ(column(*made, "count").text(1), "54");
  const double ground = area_of(layer->geometry);
  EXPECT_NEAR(area_of(made->geometry), ground, 1e-9 * ground);
  EXPECT_EQ(made->table.columns.size(), 3U) << "ids do not add up";
  EXPECT_EQ(made->field(model::Field::households)->name, "households_sum");
  EXPECT_EQ(column(*made, "households_sum").number(0) + column(*made, "households_sum").number(1),
            80 * 81 / 2 - 1);
}

TEST(Dissolve, AllOfACoverageIsOnePolygonWithoutHoles) {
  const auto layer = areas_of_towns(8);
  const auto made = run_tool("dissolve", {layer});
  ASSERT_EQ(made->size(), 1U);
  EXPECT_EQ(made->geometry.rings().size(), 1U);
  EXPECT_NEAR(area_of(made->geometry), area_of(layer->geometry), 1e-6);
}

TEST(Dissolve, LinesArePutEndToEndAndPointsGathered) {
  PackedGeometry lines(Kind::lines);
  lines.add_ring_feature(std::vector<geo::Point>{{0, 0}, {10, 0}});
  lines.add_ring_feature(std::vector<geo::Point>{{10, 0}, {20, 5}});
  const auto way = run_tool("dissolve", {layer_of(lines)});
  ASSERT_TRUE(way);
  EXPECT_EQ(way->geometry.parts().size(), 1U);
  EXPECT_EQ(way->geometry.points().size(), 3U);
  PackedGeometry points;
  for (const double x : {1.0, 2.0, 1.0}) points.add_point_feature({x, 0});
  points.end_feature();
  const auto places = run_tool("dissolve", {layer_of(points)});
  EXPECT_EQ(places->geometry.points().size(), 2U);
  EXPECT_EQ(column(*places, "count").text(0), "3");
}

TEST(Measure, AddsAreasAndLengths) {
  PackedGeometry squares(Kind::polygons), lines(Kind::lines);
  test::add_ring_square(squares, 0, 0, 8);
  squares.end_feature();
  const auto areas = run_tool("measure", {layer_of(squares)});
  ASSERT_TRUE(areas);
  EXPECT_EQ(column(*areas, "area_m2").number(0), 48);
  EXPECT_EQ(column(*areas, "perimeter_m").number(0), 48);
  EXPECT_EQ(areas->source.features_without_geometry, 1U);
  lines.add_ring_feature(std::vector<geo::Point>{{0, 0}, {3, 4}});
  EXPECT_EQ(column(*run_tool("measure", {layer_of(lines)}), "length_m").number(0), 5);
}

TEST(Centroid, IsTheCentreOfGravity) {
  PackedGeometry shape(Kind::polygons);
  test::add_polygon(shape, {{0, 0}, {9, 0}, {0, 9}});
  shape.end_feature();
  const auto made = run_tool("centroid", {layer_of(shape)});
  ASSERT_TRUE(made);
  EXPECT_EQ(made->size(), 2U);
  EXPECT_NEAR(made->geometry.points()[0].x, 3, 1e-12);
  EXPECT_NEAR(made->geometry.points()[0].y, 3, 1e-12);
  EXPECT_FALSE(made->geometry.has_geometry(1));
  const auto label = run_tool("label_point", {layer_of(shape)});
  EXPECT_NEAR(label->geometry.points()[0].x, 9 / (2 + std::sqrt(2.0)), 0.2);
}

}  // namespace
}  // namespace wangge::analysis
