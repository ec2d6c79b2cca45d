#include "geo/noding.h"

#include <gtest/gtest.h>

#include <numeric>

#include "base/random.h"
#include "geo/face_map.h"
#include "support/subdivision.h"

namespace wangge::geo {
namespace {

NodedEdges noded(const PackedGeometry& polygons, Lattice lattice = {}) {
  Progress progress;
  auto edges = node_borders(polygons, progress, lattice);
  EXPECT_TRUE(edges);
  return std::move(*edges);
}

/// By looking at every pair: no two edges have more than an end in common.
bool meet_only_at_ends(const NodedEdges& noded) {
  const auto strictly_between = [](LatticePoint a, LatticePoint b, LatticePoint p) {
    return p != a && p != b && side(a, b, p) == 0 && std::min(a.x, b.x) <= p.x &&
           p.x <= std::max(a.x, b.x) && std::min(a.y, b.y) <= p.y && p.y <= std::max(a.y, b.y);
  };
  for (const auto& e : noded.edges) {
    const LatticePoint a = noded.points[e.a], b = noded.points[e.b];
    for (const LatticePoint p : noded.points) {
      if (strictly_between(a, b, p)) return false;
    }
    for (const auto& f : noded.edges) {
      const LatticePoint c = noded.points[f.a], d = noded.points[f.b];
      if (side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0) return false;
    }
  }
  return true;
}

PackedGeometry random_polygons(std::uint64_t seed, std::uint32_t reach) {
  Random random(seed);
  PackedGeometry made(Kind::polygons);
  for (int i = 0; i < 5; ++i) {
    std::vector<Point> corners;
    for (std::uint32_t n = 3 + random.below(5); n > 0; --n) {
      corners.push_back({static_cast<double>(random.below(reach)) - reach / 3.0,
                         static_cast<double>(random.below(reach)) - reach / 3.0});
    }
    test::add_polygon(made, corners);
  }
  return made;
}

TEST(NodeBorders, EdgesMeetOnlyAtTheirEnds) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    // On a lattice of metres corners, crossings and lattice points fall together all the time.
    const std::uint32_t reach = seed % 3 == 0 ? 6 : seed % 3 == 1 ? 15 : 400;
    EXPECT_TRUE(meet_only_at_ends(noded(random_polygons(seed, reach), {1}))) << seed;
  }
}

TEST(NodeBorders, BothDiagonalsOfASmallSquareComeToAnEnd) {
  PackedGeometry polygons(Kind::polygons);
  test::add_polygon(polygons, {{0, 0}, {1, 1}, {1, 0}});
  test::add_polygon(polygons, {{0, 1}, {1, 0}, {1, 1}});
  test::add_polygon(polygons, {{0, 0}, {1, 1}, {0, 1}});
  test::add_polygon(polygons, {{-1, 0}, {0, -1}, {-1, -1}});
  test::add_polygon(polygons, {{0, 0}, {-1, -1}, {-1, 0}});
  EXPECT_TRUE(meet_only_at_ends(noded(polygons, {1})));
}

TEST(NodeBorders, OnceMoreChangesNothing) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    Progress progress;
    const auto faces = FaceMap::build(random_polygons(seed, 40), progress, {1});
    ASSERT_TRUE(faces);
    std::vector<std::uint32_t> each(faces->face_count());
    std::iota(each.begin(), each.end(), 0U);
    each[FaceMap::outside] = FaceMap::no_label;
    const NodedEdges again = noded(faces->dissolve(each, faces->face_count()), {1});
    EXPECT_EQ(again.points, faces->edges().points) << seed;
    EXPECT_EQ(again.edges.size(), faces->edges().edges.size()) << seed;
  }
}

TEST(NodeBorders, CanBeCancelled) {
  Progress progress;
  progress.cancel();
  EXPECT_FALSE(node_borders(test::SubdivisionMaker(4, 3, 1).make().areas, progress));
}

}  // namespace
}  // namespace wangge::geo
