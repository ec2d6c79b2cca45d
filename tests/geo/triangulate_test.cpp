#include "geo/triangulate.h"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <numbers>
#include <sstream>

#include "geo/random_polygons.h"

namespace wangge::geo {
namespace {

double area_of(const std::vector<Point>& triangles) {
  double area = 0;
  for (std::size_t i = 0; i + 2 < triangles.size(); i += 3) {
    const Point a = triangles[i], b = triangles[i + 1], c = triangles[i + 2];
    area += std::abs((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)) / 2;
  }
  return area;
}

std::vector<Point> triangles_of(const PackedGeometry& polygons) {
  std::vector<Point> triangles;
  for (std::size_t part = 0; part < polygons.parts().size(); ++part)
    triangulate_part(polygons, part, triangles);
  return triangles;
}

void expect_areas_sum(const PackedGeometry& polygon, const std::string& what) {
  const double area = polygon_area(polygon, 0);
  EXPECT_NEAR(area_of(triangles_of(polygon)), area, 1e-6 * area) << what;
}

TEST(Triangulate, TrianglesOfRandomPolygonsCoverTheirArea) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    expect_areas_sum(one_polygon({random_ring(seed)}), "seed " + std::to_string(seed));
  }
}

TEST(Triangulate, HolesAreLeftOut) {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    expect_areas_sum(one_polygon({random_ring(seed), random_hole(seed)}),
                     "seed " + std::to_string(seed));
  }
}

TEST(Triangulate, RepeatedPointsAndCornersOnStraightLinesChangeNothing) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const auto plain = random_ring(seed);
    std::vector<Point> ring;
    for (std::size_t i = 0; i + 1 < plain.size(); ++i) {
      ring.push_back(plain[i]);
      if (i % 3 == 0) ring.push_back(plain[i]);
      if (i % 2 == 0)
        ring.push_back({(plain[i].x + plain[i + 1].x) / 2, (plain[i].y + plain[i + 1].y) / 2});
    }
    ring.push_back(plain.front());
    expect_areas_sum(one_polygon({ring}), "seed " + std::to_string(seed));
  }
}

TEST(Triangulate, BothOrientationsGiveTheSameNumberOfTriangles) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    auto ring = random_ring(seed);
    const auto forward = ear_clip(ring);
    std::reverse(ring.begin(), ring.end());
    EXPECT_EQ(ear_clip(ring).size(), forward.size()) << seed;
    EXPECT_EQ(forward.size(), 3 * (ring.size() - 3)) << seed;
  }
}

TEST(Triangulate, EmptyRingsHaveNoTriangles) {
  EXPECT_TRUE(triangles_of(one_polygon({{{1, 1}, {1, 1}, {1, 1}, {1, 1}}})).empty());
  EXPECT_TRUE(triangles_of(one_polygon({{{0, 0}, {5, 5}, {9, 9}, {0, 0}}})).empty());
}

/// Rings of "[[[x,y],…],…]", closed; numbers are all that matters.
std::vector<std::vector<Point>> read_rings(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::vector<std::vector<Point>> rings;
  std::vector<double> numbers;
  int depth = 0;
  char c = 0;
  while (file.get(c)) {
    if (c == '[') {
      if (++depth == 2) rings.emplace_back();
      numbers.clear();
    } else if (c == ']') {
      if (depth-- == 3 && numbers.size() >= 2) rings.back().push_back({numbers[0], numbers[1]});
    } else if (std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '.') {
      file.unget();
      double number = 0;
      file >> number;
      numbers.push_back(number);
    }
  }
  for (auto& ring : rings) {
    if (!ring.empty() && !(ring.front() == ring.back())) ring.push_back(ring.front());
  }
  std::erase_if(rings, [](const auto& ring) { return ring.size() < 4; });
  return rings;
}

// Awkward polygons that other triangulators were mended for; where they are not valid, the area of
// the mended polygon counts, which we do not know, but it cannot be larger than the outer ring's
// box.
TEST(Triangulate, AwkwardPolygonsOfEarcutStayInTheirBox) {
  const std::filesystem::path folder =
      std::filesystem::path(WANGGE_SOURCE_DIR) / "../shared/realdata/nasty/earcut";
  if (!std::filesystem::exists(folder))
    GTEST_SKIP() << "the collection of awkward files is not here";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().filename() == "expected.json") continue;
    const auto rings = read_rings(entry.path());
    if (rings.empty()) continue;
    const PackedGeometry polygon = one_polygon(rings);
    const auto triangles = triangles_of(polygon);
    const Box box = polygon.box().padded(1e-6);
    for (const Point p : triangles) ASSERT_TRUE(box.contains(p)) << entry.path();
    EXPECT_LE(area_of(triangles), box.width() * box.height()) << entry.path();
    if (rings.size() == 1 && !ear_clip(rings[0]).empty())
      expect_areas_sum(polygon, entry.path().string());
  }
}

}  // namespace
}  // namespace wangge::geo
