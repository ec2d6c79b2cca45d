#include <geos_c.h>
#include <gtest/gtest.h>

#include <numeric>

#include "base/random.h"
#include "geo/geos.h"
#include "model/coverage.h"
#include "support/subdivision.h"

namespace wangge::model {
namespace {

using geo::GeosGeometry;
using geo::PackedGeometry;
using geo::Point;

/// The union of the units of one label by GEOS, unit after unit: the slow way.
GeosGeometry slow_union(const PackedGeometry& units, const std::vector<std::uint32_t>& labels,
                        std::uint32_t label) {
  GeosGeometry sum(GEOSGeom_createEmptyPolygon_r(geo::geos_context()));
  for (std::uint32_t unit = 0; unit < units.size(); ++unit) {
    if (labels[unit] != label) continue;
    const GeosGeometry one = geo::to_geos(units, unit);
    sum.reset(GEOSUnion_r(geo::geos_context(), sum.get(), one.get()));
  }
  return sum;
}

void expect_same_ground(const PackedGeometry& units, const std::vector<std::uint32_t>& labels,
                        std::size_t count) {
  const PackedGeometry made = Coverage::build(units).dissolve(labels, count);
  ASSERT_EQ(made.size(), count);
  for (std::uint32_t label = 0; label < count; ++label) {
    const GeosGeometry expected = slow_union(units, labels, label);
    if (GEOSisEmpty_r(geo::geos_context(), expected.get()) == 1) {
      EXPECT_FALSE(made.has_geometry(label));
      continue;
    }
    const GeosGeometry got = geo::to_geos(made, label);
    ASSERT_TRUE(got);
    EXPECT_EQ(GEOSisValid_r(geo::geos_context(), got.get()), 1) << "label " << label;
    EXPECT_EQ(GEOSEquals_r(geo::geos_context(), got.get(), expected.get()), 1) << "label " << label;
    for (auto part = made.features().begin(label); part < made.features().end(label); ++part) {
      const auto first = made.parts().begin(part);
      EXPECT_GT(geo::signed_ring_area(made.ring(first)), 0) << "a shell runs counter-clockwise";
      for (auto ring = first + 1; ring < made.parts().end(part); ++ring) {
        EXPECT_LT(geo::signed_ring_area(made.ring(ring)), 0) << "a hole runs clockwise";
      }
    }
  }
}

PackedGeometry squares(int side) {
  PackedGeometry units(geo::Kind::polygons);
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      const double l = x * 10, b = y * 10;
      units.add_ring_feature(
          std::vector<Point>{{l, b}, {l + 10, b}, {l + 10, b + 10}, {l, b + 10}, {l, b}});
    }
  }
  return units;
}

TEST(Dissolve, GivesTheGroundThatGeosGives) {
  for (unsigned seed = 0; seed < 30; ++seed) {
    const auto units = test::SubdivisionMaker(7, 3, seed).make(seed % 2 == 1).areas;
    Random random(seed);
    std::vector<std::uint32_t> labels(units.size());
    for (auto& label : labels) {
      label = random.below(7) == 0 ? Coverage::no_label : random.below(4);
    }
    expect_same_ground(units, labels, 4);
  }
}

TEST(Dissolve, PiecesThatTouchAtCornersStayValid) {
  // Every pattern of two labels on 3 × 3 squares: rings that touch themselves, holes at corners.
  const PackedGeometry units = squares(3);
  for (std::uint32_t pattern = 0; pattern < 512; ++pattern) {
    std::vector<std::uint32_t> labels(9);
    for (std::uint32_t i = 0; i < 9; ++i) labels[i] = (pattern >> i) & 1U;
    ASSERT_NO_FATAL_FAILURE(expect_same_ground(units, labels, 2)) << pattern;
    if (HasFailure()) FAIL() << "pattern " << pattern;
  }
}

TEST(Dissolve, HasNoVertexThatIsNoneOfTheUnits) {
  const auto units = test::SubdivisionMaker(6, 4, 3).make().areas;
  std::vector<std::uint32_t> labels(units.size());
  for (std::uint32_t i = 0; i < labels.size(); ++i) labels[i] = i % 3;
  const PackedGeometry made = Coverage::build(units).dissolve(labels, 3);
  for (const Point p : made.points()) {
    const auto& all = units.points();
    ASSERT_NE(std::find(all.begin(), all.end(), p), all.end());
  }
}

TEST(Dissolve, AreasOfGridsAndTheUnassignedAreThatOfTheWhole) {
  const auto units = test::SubdivisionMaker(20, 3, 11).make().areas;
  Random random(5);
  Plan plan;
  plan.grids.resize(6);
  for (std::size_t i = 0; i < units.size(); ++i) {
    plan.grid_of_unit.push_back(random.below(5) == 0 ? unassigned : GridIndex{random.below(6)});
  }
  double whole = 0, sum = 0;
  for (std::size_t i = 0; i < units.size(); ++i) {
    whole += geo::polygon_area(units, i);
    if (plan.grid_of_unit[i] == unassigned) sum += geo::polygon_area(units, i);
  }
  const PackedGeometry grids = Coverage::build(units).grid_polygons(plan);
  for (std::size_t g = 0; g < grids.size(); ++g) sum += geo::polygon_area(grids, g);
  EXPECT_NEAR(sum, whole, 1e-9 * whole);
}

}  // namespace
}  // namespace wangge::model
