#include "analysis/barriers.h"

#include <gtest/gtest.h>

#include "support/subdivision.h"

namespace wangge::analysis {
namespace {

using geo::Kind;
using geo::PackedGeometry;
using geo::Point;

PackedGeometry lines(std::initializer_list<std::vector<Point>> all) {
  PackedGeometry made(Kind::lines);
  for (const auto& line : all) made.add_ring_feature(line);
  return made;
}

// Three borders: along y = 0, across it, and along it for two fifths.
const auto borders = [] {
  return lines(
      {{{0, 0}, {50, 4}, {100, 0}}, {{100, -8}, {100, 8}}, {{160, 0}, {200, 0}, {200, 60}}});
};

TEST(ClosedBorders, AreThoseAlongABarrierForMostOfTheirLength) {
  const auto wall = lines({{{-10, 6}, {300, 6}}});
  EXPECT_EQ(closed_borders(borders(), wall, PackedGeometry(), {10, 0.5, 10}),
            (std::vector<bool>{true, false, false}));
  EXPECT_EQ(closed_borders(borders(), wall, PackedGeometry(), {1, 0.5, 10}),
            (std::vector<bool>{false, false, false}))
      << "too far";
  EXPECT_EQ(closed_borders(borders(), wall, PackedGeometry(), {10, 0.3, 10}),
            (std::vector<bool>{true, false, true}));
}

TEST(ClosedBorders, AreOpenedByAGate) {
  const auto wall = lines({{{-10, 6}, {300, 6}}});
  PackedGeometry gates;
  gates.add_point_feature({50, 12});
  EXPECT_EQ(closed_borders(borders(), wall, gates, {10, 0.3, 10}),
            (std::vector<bool>{false, false, true}));
  EXPECT_EQ(closed_borders(borders(), wall, gates, {10, 0.3, 5}),
            (std::vector<bool>{true, false, true}));
}

TEST(ClosedBorders, AreOpenedByABridgeThatCrossesThem) {
  const auto wall = lines({{{-10, 6}, {300, 6}}});
  EXPECT_EQ(closed_borders(borders(), wall, lines({{{20, -20}, {30, 20}}}), {10, 0.3, 10}),
            (std::vector<bool>{false, false, true}));
  EXPECT_EQ(closed_borders(borders(), wall, lines({{{20, 5}, {30, 20}}}), {10, 0.3, 10}),
            (std::vector<bool>{true, false, true}))
      << "ends before it";
  EXPECT_EQ(closed_borders(borders(), wall, lines({{{210, 0}, {250, 0}}}), {10, 0.3, 10}),
            (std::vector<bool>{true, false, true}))
      << "on the same straight line, but beyond";
}

TEST(ClosedBorders, InsideARiverAreClosed) {
  PackedGeometry river(Kind::polygons);
  test::add_polygon(river, {{-50, -40}, {150, -40}, {150, 40}, {-50, 40}});
  EXPECT_EQ(closed_borders(borders(), river, PackedGeometry(), {2, 0.5, 10}),
            (std::vector<bool>{true, true, false}));
}

TEST(ClosedBorders, WithoutBarriersAllAreOpen) {
  EXPECT_EQ(closed_borders(borders(), PackedGeometry(Kind::lines), PackedGeometry()),
            (std::vector<bool>{false, false, false}));
  EXPECT_TRUE(closed_borders(PackedGeometry(Kind::lines), borders(), PackedGeometry()).empty());
}

}  // namespace
}  // namespace wangge::analysis
