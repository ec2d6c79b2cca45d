#include "analysis/unit_cutting.h"

#include <gtest/gtest.h>

#include <numeric>

#include "base/random.h"
#include "model/coverage.h"
#include "support/outer_border.h"
#include "support/subdivision.h"

namespace wangge::analysis {
namespace {

using geo::PackedGeometry;
using geo::Point;
const PackedGeometry no_buildings(geo::Kind::polygons);

/// The units with the pieces in place of the broken one: first the piece that keeps its row, the
/// others at the end.
PackedGeometry put_in(const PackedGeometry& units, std::uint32_t unit, const CutUnit& cut) {
  PackedGeometry made(geo::Kind::polygons);
  for (std::uint32_t row = 0; row < units.size(); ++row) {
    const auto found = std::find(cut.neighbours.begin(), cut.neighbours.end(), row);
    if (row == unit) {
      made.append_feature(cut.pieces, 0);
    } else if (found != cut.neighbours.end()) {
      made.append_feature(cut.neighbour_geometry,
                          static_cast<std::size_t>(found - cut.neighbours.begin()));
    } else {
      made.append_feature(units, row);
    }
  }
  for (std::size_t piece = 1; piece < cut.pieces.size(); ++piece) {
    made.append_feature(cut.pieces, piece);
  }
  return made;
}

double ground(const PackedGeometry& units) {
  double sum = 0;
  for (std::size_t row = 0; row < units.size(); ++row) sum += geo::polygon_area(units, row);
  return sum;
}

void check_coverage(const PackedGeometry& before, std::uint32_t unit, const CutUnit& cut) {
  const PackedGeometry now = put_in(before, unit, cut);
  EXPECT_NEAR(test::outer_length(now), test::outer_length(before), 1e-4);
  EXPECT_NEAR(ground(now), ground(before), 1e-3);
  double pieces = 0;
  for (std::size_t piece = 0; piece < cut.pieces.size(); ++piece) {
    pieces += geo::polygon_area(cut.pieces, piece);
  }
  EXPECT_NEAR(pieces, geo::polygon_area(before, unit), 1e-3);
}

TEST(CutUnit, ByADrawnLineTheNeighboursGetItsEndsAsVertices) {
  for (unsigned seed = 1; seed < 12; ++seed) {
    // Coordinates off every lattice.
    PackedGeometry units = test::SubdivisionMaker(3, 6, seed).make(seed % 2 == 0).areas;
    for (Point& p : units.mutable_points()) p = {p.x / 3 + 1.0 / 7, p.y / 3 - 1.0 / 9};
    const geo::Box box = units.box(4);
    const std::vector<Point> line{{box.min_x - 5, box.centre().y + 0.3},
                                  {box.centre().x, box.centre().y + 1.7},
                                  {box.max_x + 5, box.centre().y - 0.9}};
    Progress progress;
    const auto cut = cut_unit_by_line({units, 4, no_buildings, {}}, line, progress);
    ASSERT_TRUE(cut) << to_text(cut.error());
    ASSERT_EQ(cut->pieces.size(), 2U);
    EXPECT_EQ(cut->neighbours.size(), 2U);
    check_coverage(units, 4, *cut);
  }
}

TEST(CutUnit, NumbersFollowTheBuildingsAndKeepTheirSum) {
  PackedGeometry units(geo::Kind::polygons), houses(geo::Kind::polygons);
  test::add_square(units, 0, 0, 100);
  test::add_square(units, 100, 0, 100);
  test::add_square(houses, 10, 60, 10);
  test::add_square(houses, 40, 60, 10);
  test::add_square(houses, 10, 10, 10);
  test::add_square(houses, 150, 10, 10);  // in the other unit
  const std::vector<Point> line{{-10, 45}, {110, 45}};
  const std::vector<double> households{10, 5, 15, 1000};
  const SharedNumber numbers[]{{31, households}, {7, {}}};
  Progress progress;
  const auto cut = cut_unit_by_line({units, 0, houses, numbers}, line, progress);
  ASSERT_TRUE(cut);
  EXPECT_EQ(cut->numbers[0], (std::vector<std::int64_t>{16, 15})) << "north first; 31 of 15:15";
  EXPECT_EQ(cut->numbers[1], (std::vector<std::int64_t>{5, 2})) << "two buildings to one";
  const SharedNumber by_area[]{{100, {}}};
  const auto bare = cut_unit_by_line({units, 0, no_buildings, by_area}, line, progress);
  EXPECT_EQ(bare->numbers[0], (std::vector<std::int64_t>{55, 45}));
}

TEST(CutUnit, TheBorderGoesRoundABuilding) {
  PackedGeometry units(geo::Kind::polygons), houses(geo::Kind::polygons);
  test::add_square(units, 0, 0, 100);
  test::add_square(houses, 40, 42, 10);
  Progress progress;
  const auto cut =
      cut_unit_by_line({units, 0, houses, {}}, std::vector<Point>{{-10, 45}, {110, 45}}, progress);
  ASSERT_TRUE(cut);
  EXPECT_NEAR(geo::polygon_area(cut->pieces, 0), 5500 + 30, 1e-6);
  ASSERT_EQ(cut->crossed.size(), 1U);
  EXPECT_NEAR(cut->crossed[0].size, 30, 1e-6);
}

TEST(CutUnit, ALineThatDoesNotPartItIsRefusedWithAReason) {
  PackedGeometry units(geo::Kind::polygons);
  test::add_square(units, 0, 0, 100);
  Progress progress;
  const UnitToCut request{units, 0, no_buildings, {}};
  const auto inside = cut_unit_by_line(request, std::vector<Point>{{-10, 45}, {50, 45}}, progress);
  EXPECT_EQ(inside.error().code, ErrorCode::invalid_argument);
  EXPECT_NE(inside.error().reason.find("inside"), std::string::npos);
  EXPECT_FALSE(cut_unit_by_line(request, std::vector<Point>{{-10, 145}, {50, 145}}, progress));
  EXPECT_FALSE(cut_unit_by_line(request, std::vector<Point>{{-10, 45}}, progress));
  EXPECT_FALSE(cut_unit_by_buildings(request, {}, 0, progress));
}

TEST(CutUnit, ByRoadsAndBetweenBuildings) {
  PackedGeometry units = test::SubdivisionMaker(3, 6, 5, 200).make().areas;
  const geo::Box box = units.box(4);
  PackedGeometry roads(geo::Kind::lines), houses(geo::Kind::polygons);
  const Point middle = box.centre();
  roads.add_ring_feature(
      std::vector<Point>{{box.min_x - 50, middle.y}, {box.max_x + 50, middle.y}});
  roads.add_ring_feature(std::vector<Point>{{middle.x, middle.y}, {middle.x + 20, box.max_y + 50}});
  Progress progress;
  const auto by_roads = cut_unit_by_lines({units, 4, houses, {}}, roads, progress);
  ASSERT_TRUE(by_roads) << to_text(by_roads.error());
  EXPECT_EQ(by_roads->pieces.size(), 3U);
  check_coverage(units, 4, *by_roads);

  Random random(4);
  std::vector<double> weights;
  for (int i = 0; i < 25; ++i) {
    test::add_square(houses, box.min_x + 35 + 30 * (i % 5), box.min_y + 35 + 30 * (i / 5), 14);
    weights.push_back(1 + random.below(9));
  }
  std::int64_t total = 977;
  const SharedNumber numbers[]{{total, weights}};
  const double target = std::accumulate(weights.begin(), weights.end(), 0.0) / 4;
  const auto cells = cut_unit_by_buildings({units, 4, houses, numbers}, weights, target, progress);
  ASSERT_TRUE(cells) << to_text(cells.error());
  EXPECT_EQ(cells->pieces.size(), 4U);
  for (const std::int64_t part : cells->numbers[0]) total -= part;
  EXPECT_EQ(total, 0);
  check_coverage(units, 4, *cells);
}

}  // namespace
}  // namespace wangge::analysis
