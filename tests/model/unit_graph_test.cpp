#include "model/unit_graph.h"

#include <gtest/gtest.h>

#include "support/subdivision.h"

namespace wangge::model {
namespace {

using geo::PackedGeometry;
using geo::Point;

PackedGeometry row_of_squares(std::initializer_list<double> shifts) {
  // Squares of 10 m beside each other, each shifted up: so much less border is shared.
  PackedGeometry units(geo::Kind::polygons);
  double x = 0, y = 0;
  std::vector<double> levels{0};
  for (const double shift : shifts) levels.push_back(levels.back() + shift);
  for (std::size_t i = 0; i < levels.size(); ++i, x += 10) {
    y = levels[i];
    std::vector<Point> ring{{x, y}, {x + 10, y}};
    // Vertices of the neighbour to the right, so that borders match exactly.
    if (i + 1 < levels.size()) ring.push_back({x + 10, levels[i + 1]});
    ring.push_back({x + 10, y + 10});
    ring.push_back({x, y + 10});
    if (i > 0) ring.push_back({x, levels[i - 1] + 10});
    ring.push_back({x, y});
    units.add_ring_feature(ring);
  }
  return units;
}

TEST(UnitGraph, NeighboursShareAMetreOrMore) {
  const UnitGraph graph(Coverage::build(row_of_squares({4, 9.25})));
  ASSERT_EQ(graph.size(), 3U);
  ASSERT_EQ(graph.of(0).size(), 1U);
  EXPECT_EQ(graph.of(0)[0].unit, 1U);
  EXPECT_DOUBLE_EQ(graph.of(0)[0].shared_m, 6);
  ASSERT_EQ(graph.of(1).size(), 1U) << "0.75 m are too little";
  EXPECT_TRUE(graph.of(2).empty());
}

TEST(UnitGraph, IsTheSameSeenFromBothSides) {
  for (unsigned seed = 0; seed < 10; ++seed) {
    const Coverage coverage =
        Coverage::build(test::SubdivisionMaker(8, 2, seed).make(seed % 2 == 0).areas);
    const UnitGraph graph(coverage);
    std::size_t links = 0;
    for (std::uint32_t unit = 0; unit < graph.size(); ++unit) {
      for (const auto& next : graph.of(unit)) {
        ++links;
        const auto back = graph.of(next.unit);
        const auto found =
            std::find_if(back.begin(), back.end(), [&](const auto& n) { return n.unit == unit; });
        ASSERT_NE(found, back.end());
        EXPECT_EQ(found->shared_m, next.shared_m);
      }
    }
    EXPECT_EQ(links, 2U * 2 * 7 * 8);
  }
}

TEST(UnitGraph, ClosedBordersMakeNoNeighbours) {
  const Coverage coverage = Coverage::build(row_of_squares({0, 0}));
  std::vector<std::uint8_t> closed(coverage.arcs().size());
  for (std::size_t i = 0; i < closed.size(); ++i) {
    const Coverage::Arc& arc = coverage.arcs()[i];
    closed[i] = std::min(arc.left, arc.right) == 1 && std::max(arc.left, arc.right) == 2 ? 1 : 0;
  }
  const UnitGraph graph(coverage, closed);
  EXPECT_EQ(graph.of(0).size(), 1U);
  ASSERT_EQ(graph.of(1).size(), 1U);
  EXPECT_EQ(graph.of(1)[0].unit, 0U);
}

}  // namespace
}  // namespace wangge::model
