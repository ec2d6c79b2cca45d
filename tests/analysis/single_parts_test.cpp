#include "analysis/single_parts.h"

#include <gtest/gtest.h>

#include "support/plan_world.h"

namespace wangge::analysis {
namespace {

TEST(SingleParts, AreTheSameGroundInRowsOfTheirOwn) {
  geo::PackedGeometry areas(geo::Kind::polygons);
  test::add_square(areas, 0, 0, 10);
  const auto square = [&areas](double x, double size) {
    for (const geo::Point p :
         {geo::Point{x, 0}, {x + size, 0}, {x + size, size}, {x, size}, {x, 0}}) {
      areas.add_point(p);
    }
    areas.end_ring();
  };
  square(20, 30);  // two parts, the first with a hole
  square(25, 5);
  areas.end_part();
  square(60, 4);
  areas.end_part();
  areas.end_feature();
  areas.end_feature();  // nothing
  model::Layer layer = test::area_layer(std::move(areas), model::Role::buildings);
  layer.table.rows = layer.geometry.size();
  layer.table.columns = {{"floors", model::Integers{1, 2, 3}, {}},
                         {"households", model::Integers{10, 20, 30}, {}}};
  layer.mapping.set(model::Field::floors, 0);
  layer.mapping.set(model::Field::households, 1);

  const model::Layer single = with_single_parts(layer);
  ASSERT_EQ(single.size(), 4U);
  ASSERT_EQ(single.geometry.size(), 4U);
  EXPECT_DOUBLE_EQ(geo::polygon_area(single.geometry, 1), 900 - 25);
  EXPECT_DOUBLE_EQ(geo::polygon_area(single.geometry, 2), 16);
  EXPECT_FALSE(single.geometry.has_geometry(3));
  EXPECT_EQ(single.field(model::Field::floors)->number(2), 2);
  EXPECT_EQ(single.field(model::Field::households), nullptr) << "they would count twice";
  EXPECT_EQ(with_single_parts(single).geometry, single.geometry);
}

}  // namespace
}  // namespace wangge::analysis
