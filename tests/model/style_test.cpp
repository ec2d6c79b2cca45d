#include "model/style.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "model/coverage.h"
#include "model/workspace.h"
#include "support/subdivision.h"

namespace wangge::model {
namespace {

TEST(ColourNeighbours, PolygonsThatShareABorderDiffer) {
  for (unsigned seed = 1; seed < 12; ++seed) {
    const auto areas = test::SubdivisionMaker(14, 4, seed).make().areas;
    const auto colours = colour_neighbours(areas);
    ASSERT_EQ(colours.size(), areas.size());
    const Coverage coverage = Coverage::build(areas);
    for (const Coverage::Arc& arc : coverage.arcs()) {
      if (arc.left == Coverage::no_unit || arc.right == Coverage::no_unit) continue;
      EXPECT_NE(colours[arc.left], colours[arc.right])
          << "seed " << seed << ": " << arc.left << " and " << arc.right;
    }
    EXPECT_LE(*std::max_element(colours.begin(), colours.end()), 5);
  }
}

TEST(ColourNeighbours, DependOnThePolygonsAlone) {
  const auto areas = test::SubdivisionMaker(10, 3, 5).make().areas;
  EXPECT_EQ(colour_neighbours(areas), colour_neighbours(areas));
}

TEST(ColourNeighbours, UseSeveralHuesOnNeighboursThatTouchNothing) {
  geo::PackedGeometry apart(geo::Kind::polygons);
  for (int i = 0; i < 12; ++i) test::add_square(apart, i * 100, 0, 10);
  const auto colours = colour_neighbours(apart);
  EXPECT_GE(std::set<std::uint16_t>(colours.begin(), colours.end()).size(), 4U);
}

TEST(ColourNeighbours, NothingAndRowsWithoutGeometry) {
  EXPECT_TRUE(colour_neighbours(geo::PackedGeometry(geo::Kind::polygons)).empty());
  geo::PackedGeometry some(geo::Kind::polygons);
  some.end_feature();
  test::add_square(some, 0, 0, 10);
  some.end_feature();
  EXPECT_EQ(colour_neighbours(some).size(), 3U);
}

Layer layer(Role role, geo::Kind kind, const char* name = "") {
  Layer out;
  out.role = role;
  out.name = name;
  out.geometry = geo::PackedGeometry(kind);
  return out;
}

TEST(DrawingRank, AreasThenLinesThenPoints) {
  using enum geo::Kind;
  const Layer order[] = {layer(Role::base, polygons, "green"), layer(Role::base, polygons, "water"),
                         layer(Role::base, lines, "roads"),    layer(Role::buildings, polygons),
                         layer(Role::units, polygons),         layer(Role::grids, polygons),
                         layer(Role::communities, polygons),   layer(Role::facilities, points),
                         layer(Role::hazards, points),         layer(Role::tickets, points)};
  for (std::size_t i = 1; i < std::size(order); ++i) {
    EXPECT_LT(drawing_rank(order[i - 1]), drawing_rank(order[i]))
        << role_key(order[i - 1].role) << " and " << role_key(order[i].role);
  }
}

TEST(DefaultStyle, ClassesAreThereForEveryRowInEveryRoleAndTheme) {
  for (const Role role : all_roles) {
    for (const geo::Kind kind : {geo::Kind::points, geo::Kind::lines, geo::Kind::polygons}) {
      Layer one = layer(role, kind);
      TextsBuilder names;
      for (int i = 0; i < 7; ++i) {
        if (kind == geo::Kind::points) {
          one.geometry.add_point_feature({i * 10.0, 0});
        } else if (kind == geo::Kind::lines) {
          const geo::Point line[] = {{i * 10.0, 0}, {i * 10.0, 5}};
          one.geometry.add_ring_feature(line);
        } else {
          test::add_square(one.geometry, i * 10, 0, 10);
        }
        names.push_back(i % 3 == 0 ? "" : "甲" + std::to_string(i));
      }
      one.table.rows = 7;
      one.table.columns.push_back({"name", std::move(names).build(), {}});
      one.mapping = guess_mapping(role, one.table);
      const LayerStyle light = default_style(one, Theme::light),
                       dark = default_style(one, Theme::dark);
      for (const LayerStyle* style : {&light, &dark}) {
        ASSERT_FALSE(style->classes.empty()) << role_key(role);
        for (std::size_t row = 0; row < 7; ++row) {
          EXPECT_LT(style->class_of(row), style->classes.size()) << role_key(role);
        }
        EXPECT_LT(style->label_column, 1);
      }
      EXPECT_EQ(light.class_of_row, dark.class_of_row) << "a theme changes colours, not classes";
    }
  }
}

TEST(Workspace, TheTopmostLayerOfARoleIsFound) {
  Workspace workspace;
  for (std::uint32_t i = 1; i <= 3; ++i) {
    auto one =
        std::make_shared<Layer>(layer(i == 2 ? Role::units : Role::grids, geo::Kind::polygons));
    workspace.layers.push_back({LayerId{i}, one, nullptr});
  }
  EXPECT_EQ(workspace.find(Role::grids)->id, LayerId{3});
  EXPECT_EQ(workspace.find(Role::units)->id, LayerId{2});
  EXPECT_EQ(workspace.find(Role::tickets), nullptr);
  EXPECT_EQ(workspace.find(LayerId{9}), nullptr);
}

TEST(Workspace, ShowsTheWorkAndNotTheSeaAroundIt) {
  Workspace workspace;
  const auto add = [&](Role role, double size, bool visible) {
    auto one = std::make_shared<Layer>(layer(role, geo::Kind::polygons));
    one->extent = {0, 0, size, size};
    workspace.layers.push_back({LayerId{1}, one, nullptr, visible});
  };
  add(Role::base, 1000, true);
  EXPECT_EQ(workspace.extent().max_x, 1000);
  add(Role::grids, 10, true);
  EXPECT_EQ(workspace.extent().max_x, 10);
  add(Role::communities, 50, false);
  EXPECT_EQ(workspace.extent().max_x, 10) << "what is hidden does not count";
  for (LayerEntry& entry : workspace.layers) entry.visible = false;
  EXPECT_EQ(workspace.extent().max_x, 1000);
}

TEST(SelectionOfRows, KnowsItsLayerAndRows) {
  const Selection selection{LayerId{2}, {1, 5, 9}};
  EXPECT_TRUE(selection.contains(LayerId{2}, 5));
  EXPECT_FALSE(selection.contains(LayerId{2}, 4));
  EXPECT_FALSE(selection.contains(LayerId{1}, 5));
}

TEST(Names, OfRolesAndFieldsAreReadBack) {
  for (const Role role : all_roles) EXPECT_EQ(role_from_key(role_key(role)), role);
  for (int i = 0; i <= static_cast<int>(Field::kind); ++i) {
    const Field field{i};
    EXPECT_EQ(field_from_key(field_key(field)), field);
    EXPECT_FALSE(field_name(field).empty());
  }
  EXPECT_FALSE(role_from_key("roads"));
  EXPECT_FALSE(field_from_key(""));
}

TEST(Mapping, HoldsOneColumnAField) {
  Mapping mapping;
  mapping.set(Field::name, 3);
  mapping.set(Field::id, 0);
  mapping.set(Field::name, 4);
  EXPECT_EQ(mapping.column(Field::name), 4);
  EXPECT_EQ(mapping.entries().size(), 2U);
  mapping.clear(Field::name);
  EXPECT_EQ(mapping.column(Field::name), -1);
  EXPECT_EQ(mapping.column(Field::id), 0);
}

}  // namespace
}  // namespace wangge::model
