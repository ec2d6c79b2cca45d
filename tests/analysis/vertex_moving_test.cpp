#include "analysis/vertex_moving.h"

#include <gtest/gtest.h>

#include "base/random.h"
#include "geo/face_map.h"
#include "support/subdivision.h"

namespace wangge::analysis {
namespace {

using geo::PackedGeometry;
using geo::Point;

PackedGeometry with(const PackedGeometry& units, const ChangedUnits& changed) {
  PackedGeometry made(geo::Kind::polygons);
  std::size_t next = 0;
  for (std::uint32_t row = 0; row < units.size(); ++row) {
    if (next < changed.rows.size() && changed.rows[next] == row) {
      made.append_feature(changed.geometry, next++);
    } else {
      made.append_feature(units, row);
    }
  }
  return made;
}

/// Whether every place has one owner at most and the units leave no gaps.
bool is_exact(const PackedGeometry& units) {
  Progress progress;
  const auto faces = geo::FaceMap::build(units, progress, geo::Lattice{1e6});
  if (!faces || faces->face_count() != units.size() + 1) return false;
  for (geo::FaceMap::Face face = 1; face < faces->face_count(); ++face) {
    if (faces->owners(face).size() != 1) return false;
  }
  return true;
}

/// Whether a border that ends in `from` passes over another vertex while that end goes to `to`.
bool passes_a_vertex(const PackedGeometry& units, Point from, Point to) {
  const auto left = [](Point a, Point b, Point p) {
    return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x) > 0;
  };
  for (std::size_t r = 0; r < units.rings().size(); ++r) {
    const auto ring = units.ring(r);
    for (std::size_t i = 1; i < ring.size(); ++i) {
      if (!(ring[i - 1] == from) && !(ring[i] == from)) continue;
      const Point other = ring[i] == from ? ring[i - 1] : ring[i];
      for (const Point p : units.points()) {
        if (p == from || p == other) continue;
        const bool one = left(from, to, p);
        if (one == left(to, other, p) && one == left(other, from, p)) return true;
      }
    }
  }
  return false;
}

TEST(MoveVertex, KeepsTheCoverageExactAndRefusesOnlyWhatWouldNotOrPassesAVertex) {
  int allowed = 0, refused = 0;
  for (unsigned seed = 1; seed < 15; ++seed) {
    const auto subdivision = test::SubdivisionMaker(4, 3, seed).make(seed % 2 == 0);
    const PackedGeometry& units = subdivision.areas;
    ASSERT_TRUE(is_exact(units));
    Random random(seed);
    for (int round = 0; round < 40; ++round) {
      const Point from = subdivision.inner_vertices[random.below(
          static_cast<std::uint32_t>(subdivision.inner_vertices.size()))];
      const double reach = random.chance(0.5) ? 6 : 60;
      const Point to{from.x + random.between(-reach, reach),
                     from.y + random.between(-reach, reach)};
      const auto moved = move_vertex(units, from, to);
      if (moved) {
        ++allowed;
        EXPECT_TRUE(is_exact(with(units, *moved)));
        EXPECT_GE(moved->rows.size(), 2U);
        continue;
      }
      ++refused;
      PackedGeometry forced = units;
      for (Point& p : forced.mutable_points()) {
        if (p == from) p = to;
      }
      EXPECT_TRUE(!is_exact(forced) || passes_a_vertex(units, from, to)) << to_text(moved.error());
    }
  }
  EXPECT_GT(allowed, 100);
  EXPECT_GT(refused, 50);
}

TEST(MoveVertex, SaysWhyItRefuses) {
  PackedGeometry units(geo::Kind::polygons);
  test::add_square(units, 0, 0, 10);
  test::add_square(units, 10, 0, 10);
  EXPECT_NE(move_vertex(units, {3, 3}, {4, 4}).error().reason.find("No unit"), std::string::npos);
  EXPECT_FALSE(move_vertex(units, {10, 10}, {20, 10})) << "onto another vertex";
  EXPECT_FALSE(move_vertex(units, {10, 10}, {15, 0})) << "onto a border";
  EXPECT_FALSE(move_vertex(units, {10, 10}, {10, -3})) << "inside out";
  EXPECT_TRUE(move_vertex(units, {10, 10}, {12, 13}));
  EXPECT_TRUE(move_vertex(units, {10, 10}, {10, 10})->rows.empty());
}

TEST(AddVertex, OnBothSidesOfABorderAndAwayAgain) {
  for (unsigned seed = 1; seed < 10; ++seed) {
    const auto subdivision = test::SubdivisionMaker(4, 3, seed).make(seed % 2 == 0);
    const PackedGeometry& units = subdivision.areas;
    for (std::size_t i = 0; i < subdivision.inner_middles.size(); i += 5) {
      const auto added = add_vertex(units, subdivision.inner_middles[i], 0.5);
      ASSERT_TRUE(added);
      EXPECT_EQ(added->changed.rows.size(), 2U);
      const PackedGeometry more = with(units, added->changed);
      EXPECT_TRUE(is_exact(more));
      const auto removed = remove_vertex(more, added->place);
      ASSERT_TRUE(removed);
      for (std::size_t row = 0; row < units.size(); ++row) {
        EXPECT_NEAR(geo::polygon_area(with(more, *removed), row), geo::polygon_area(units, row),
                    1e-6);
      }
    }
  }
}

TEST(AddVertex, NeedsABorderAndNoVertexThere) {
  PackedGeometry units(geo::Kind::polygons);
  test::add_square(units, 0, 0, 10);
  EXPECT_FALSE(add_vertex(units, {5, 5}, 1));
  EXPECT_FALSE(add_vertex(units, {10, 10}, 1));
  EXPECT_TRUE(add_vertex(units, {5, 9.8}, 1));
}

TEST(RemoveVertex, RefusesWhereBordersMeetAndWhereTooFewAreLeft) {
  PackedGeometry units(geo::Kind::polygons);
  test::add_square(units, 0, 0, 10);
  test::add_square(units, 10, 0, 10);
  EXPECT_FALSE(remove_vertex(units, {10, 10}));
  const auto corner = remove_vertex(units, {0, 0});
  ASSERT_TRUE(corner);
  const PackedGeometry now = with(units, *corner);
  EXPECT_DOUBLE_EQ(geo::polygon_area(now, 0), 50);
  EXPECT_FALSE(remove_vertex(now, {0, 10})) << "a triangle has none to give";
}

}  // namespace
}  // namespace wangge::analysis
