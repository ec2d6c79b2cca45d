#include "model/coverage.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "base/random.h"
#include "support/subdivision.h"

namespace wangge::model {
namespace {

using geo::PackedGeometry;
using geo::Point;

Plan plan_of(std::vector<GridIndex> grids) {
  Plan plan;
  plan.grid_of_unit = std::move(grids);
  return plan;
}

/// Twice the area left of the line a – b, seen from `origin`.
double cross(Point origin, Point a, Point b) {
  return (a.x - origin.x) * (b.y - origin.y) - (b.x - origin.x) * (a.y - origin.y);
}

/// The area of each unit from its arcs alone: those that have it on the left count, those that have
/// it on the right count backwards.
std::vector<double> areas_of(const Coverage& coverage, Point origin) {
  std::vector<double> areas(coverage.unit_count());
  for (const Coverage::Arc& arc : coverage.arcs()) {
    double twice = 0;
    for (auto i = arc.first_point + 1; i < arc.end_point; ++i) {
      twice += cross(origin, coverage.points()[i - 1], coverage.points()[i]);
    }
    if (arc.left != Coverage::no_unit) areas[arc.left] += twice / 2;
    if (arc.right != Coverage::no_unit) areas[arc.right] -= twice / 2;
  }
  return areas;
}

using Pair = std::pair<std::uint32_t, std::uint32_t>;

/// The slow way: every edge of every ring, by its ends.
std::map<Pair, double> shared_lengths(const PackedGeometry& units) {
  const auto key = [](Point a, Point b) {
    return std::pair(std::min(std::pair(a.x, a.y), std::pair(b.x, b.y)),
                     std::max(std::pair(a.x, a.y), std::pair(b.x, b.y)));
  };
  std::map<std::pair<std::pair<double, double>, std::pair<double, double>>,
           std::vector<std::uint32_t>>
      owners;
  std::map<Pair, double> lengths;
  for (std::uint32_t unit = 0; unit < units.size(); ++unit) {
    for (auto part = units.features().begin(unit); part < units.features().end(unit); ++part) {
      for (auto r = units.parts().begin(part); r < units.parts().end(part); ++r) {
        const auto ring = units.ring(r);
        for (std::size_t i = 1; i < ring.size(); ++i) {
          owners[key(ring[i - 1], ring[i])].push_back(unit);
        }
      }
    }
  }
  for (auto& [edge, of] : owners) {
    const auto& [a, b] = edge;
    const double length = std::hypot(a.first - b.first, a.second - b.second);
    std::sort(of.begin(), of.end());
    lengths[of.size() == 2 ? Pair(of[0], of[1]) : Pair(of[0], Coverage::no_unit)] += length;
  }
  return lengths;
}

std::map<Pair, double> lengths_of(const Coverage& coverage) {
  std::map<Pair, double> lengths;
  for (const Coverage::Arc& arc : coverage.arcs()) {
    lengths[std::minmax(arc.left, arc.right)] += arc.length_m;
  }
  return lengths;
}

void expect_same(const std::map<Pair, double>& a, const std::map<Pair, double>& b) {
  ASSERT_EQ(a.size(), b.size());
  for (const auto& [pair, length] : a) {
    const auto found = b.find(pair);
    ASSERT_NE(found, b.end()) << pair.first << " and " << pair.second;
    EXPECT_NEAR(found->second, length, 1e-9 * length);
  }
}

class CoverageOfRandomUnits : public testing::TestWithParam<unsigned> {
 protected:
  CoverageOfRandomUnits()
      : units(test::SubdivisionMaker(9, 4, GetParam()).make(GetParam() % 2 == 1).areas),
        coverage(Coverage::build(units)) {}
  PackedGeometry units;
  Coverage coverage;
};

TEST_P(CoverageOfRandomUnits, ArcsGiveEveryUnitItsArea) {
  const auto areas = areas_of(coverage, units.box().centre());
  for (std::uint32_t unit = 0; unit < units.size(); ++unit) {
    const double area = geo::polygon_area(units, unit);
    EXPECT_NEAR(areas[unit], area, 1e-9 * area) << unit;
  }
}

TEST_P(CoverageOfRandomUnits, BordersAreThoseOfTheSlowWay) {
  expect_same(lengths_of(coverage), shared_lengths(units));
}

TEST_P(CoverageOfRandomUnits, ArcsEndOnlyWhereThreeBordersMeet) {
  std::map<std::pair<double, double>, int> ends;
  for (const Coverage::Arc& arc : coverage.arcs()) {
    ASSERT_GE(arc.end_point - arc.first_point, 2U);
    EXPECT_NE(arc.left, arc.right);
    for (const auto i : {arc.first_point, arc.end_point - 1}) {
      ++ends[{coverage.points()[i].x, coverage.points()[i].y}];
    }
  }
  for (const auto& [point, count] : ends) EXPECT_GE(count, 3) << point.first << " " << point.second;
}

TEST_P(CoverageOfRandomUnits, GridBordersAreWhereTheGridChanges) {
  Random random(GetParam());
  std::vector<GridIndex> grids(units.size());
  for (GridIndex& grid : grids)
    grid = random.below(9) == 0 ? unassigned : GridIndex{random.below(4)};
  double expected = 0;
  for (const auto& [pair, length] : shared_lengths(units)) {
    const bool outer = pair.second == Coverage::no_unit;
    if (outer || grids[pair.first] != grids[pair.second]) expected += length;
  }
  const PackedGeometry borders = coverage.grid_borders(plan_of(grids));
  double sum = 0;
  for (std::uint32_t i = 0; i < borders.size(); ++i) sum += geo::length(borders, i);
  EXPECT_NEAR(sum, expected, 1e-9 * expected);
}

TEST_P(CoverageOfRandomUnits, OneGridHasOnlyTheOuterBorder) {
  const PackedGeometry borders =
      coverage.grid_borders(plan_of(std::vector<GridIndex>(units.size(), GridIndex{0})));
  double outer = 0, sum = 0;
  for (const auto& [pair, length] : shared_lengths(units)) {
    outer += pair.second == Coverage::no_unit ? length : 0;
  }
  for (std::uint32_t i = 0; i < borders.size(); ++i) sum += geo::length(borders, i);
  EXPECT_NEAR(sum, outer, 1e-9 * outer);
}

INSTANTIATE_TEST_SUITE_P(Seeds, CoverageOfRandomUnits, testing::Range(1U, 7U));

TEST(Coverage, AUnitInTheHoleOfAnotherSharesItsWholeBorder) {
  PackedGeometry units(geo::Kind::polygons);
  test::add_ring_square(units, 0, 0, 40);  // with a hole of 20
  test::add_square(units, 10, 10, 20);
  const auto lengths = lengths_of(Coverage::build(units));
  EXPECT_EQ(lengths, (std::map<Pair, double>{{{0, 1}, 80}, {{0, Coverage::no_unit}, 160}}));
}

TEST(Coverage, BordersThatDoNotMatchAreOuterOnes) {
  PackedGeometry units(geo::Kind::polygons);
  test::add_square(units, 0, 0, 10);
  test::add_square(units, 10, 5, 10);  // half a side further: no vertex in common
  const auto lengths = lengths_of(Coverage::build(units));
  EXPECT_EQ(lengths,
            (std::map<Pair, double>{{{0, Coverage::no_unit}, 40}, {{1, Coverage::no_unit}, 40}}));
}

TEST(Coverage, UnitsOnTopOfEachOtherKeepBothBorders) {
  PackedGeometry units(geo::Kind::polygons);
  test::add_square(units, 0, 0, 10);
  test::add_square(units, 0, 0, 10);
  double sum = 0;
  for (const auto& [pair, length] : lengths_of(Coverage::build(units))) sum += length;
  EXPECT_EQ(sum, 80);
}

TEST(Coverage, OfNothingIsEmpty) {
  const Coverage coverage = Coverage::build(PackedGeometry(geo::Kind::polygons));
  EXPECT_TRUE(coverage.arcs().empty());
  EXPECT_EQ(coverage.grid_borders(Plan()).size(), 0U);
}

}  // namespace
}  // namespace wangge::model
