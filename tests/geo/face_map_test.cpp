#include "geo/face_map.h"

#include <gtest/gtest.h>

#include "base/random.h"
#include "support/subdivision.h"

namespace wangge::geo {
namespace {

FaceMap faces_of(const PackedGeometry& polygons) {
  Progress progress;
  auto faces = FaceMap::build(polygons, progress);
  EXPECT_TRUE(faces) << to_text(faces.error());
  return std::move(*faces);
}

/// The area of the faces that satisfy a condition on their number of owners.
template <typename Wanted>
double area_where(const FaceMap& faces, const Wanted& wanted) {
  double sum = 0;
  for (FaceMap::Face face = 1; face < faces.face_count(); ++face) {
    if (wanted(faces.owners(face).size())) sum += faces.area_m2(face);
  }
  return sum;
}

TEST(FaceMap, OfACleanCoverageHasOneFaceAFeature) {
  for (unsigned seed = 1; seed < 8; ++seed) {
    const auto areas = test::SubdivisionMaker(8, 4, seed).make(seed % 2 == 0).areas;
    const FaceMap faces = faces_of(areas);
    ASSERT_EQ(faces.face_count(), areas.size() + 1) << "and the outside";
    std::vector<double> area(areas.size());
    for (FaceMap::Face face = 1; face < faces.face_count(); ++face) {
      ASSERT_EQ(faces.owners(face).size(), 1U);
      area[faces.owners(face).front()] += faces.area_m2(face);
    }
    for (std::size_t i = 0; i < areas.size(); ++i) {
      EXPECT_NEAR(area[i], polygon_area(areas, i), 1e-9 * area[i]);
    }
  }
}

TEST(FaceMap, CountsGroundAsOftenAsItIsOwned) {
  Random random(3);
  for (int round = 0; round < 30; ++round) {
    PackedGeometry squares(Kind::polygons);
    double sum = 0;
    for (int i = 0; i < 25; ++i) {
      const double size = 1 + random.below(40);
      test::add_square(squares, random.below(100), random.below(100), size);
      sum += size * size;
    }
    const FaceMap faces = faces_of(squares);
    double owned = 0;
    for (FaceMap::Face face = 1; face < faces.face_count(); ++face) {
      owned += faces.area_m2(face) * static_cast<double>(faces.owners(face).size());
    }
    EXPECT_NEAR(owned, sum, 1e-6);
  }
}

TEST(FaceMap, DissolvesBackToWhatItWasMadeOf) {
  const auto areas = test::SubdivisionMaker(6, 3, 9).make().areas;
  const FaceMap faces = faces_of(areas);
  std::vector<std::uint32_t> labels(faces.face_count(), FaceMap::no_label);
  for (FaceMap::Face face = 1; face < faces.face_count(); ++face) {
    labels[face] = faces.owners(face).front();
  }
  const PackedGeometry back = faces.dissolve(labels, areas.size());
  ASSERT_EQ(back.size(), areas.size());
  for (std::size_t i = 0; i < areas.size(); ++i) {
    EXPECT_NEAR(polygon_area(back, i), polygon_area(areas, i), 1e-6);
  }
  // Once more changes nothing.
  const FaceMap again = faces_of(back);
  std::vector<std::uint32_t> same(again.face_count(), FaceMap::no_label);
  for (FaceMap::Face face = 1; face < again.face_count(); ++face) {
    same[face] = again.owners(face).front();
  }
  EXPECT_EQ(again.dissolve(same, areas.size()), back);
}

TEST(FaceMap, HolesOverlapsAndGapsAreFacesOfTheirOwn) {
  PackedGeometry polygons(Kind::polygons);
  test::add_ring_square(polygons, 0, 0, 40);  // with a hole of 20
  test::add_square(polygons, 12, 12, 16);     // in the hole, 2 m smaller on each side
  test::add_square(polygons, 35, 0, 10);      // 5 m of it over the first
  const FaceMap faces = faces_of(polygons);
  EXPECT_NEAR(area_where(faces, [](std::size_t n) { return n == 0; }), 400 - 256, 1e-9);
  EXPECT_NEAR(area_where(faces, [](std::size_t n) { return n == 2; }), 50, 1e-9);
}

TEST(FaceMap, BordersWithinAMillimetreAreTheSame) {
  PackedGeometry polygons(Kind::polygons);
  test::add_square(polygons, 0, 0, 10);
  test::add_polygon(polygons, {{10.0004, 0}, {20, 0}, {20, 10}, {10.0004, 10}});
  const FaceMap faces = faces_of(polygons);
  EXPECT_EQ(faces.face_count(), 3U);
}

TEST(FaceMap, CoordinatesBeyondTheEarthAreRefused) {
  PackedGeometry polygons(Kind::polygons);
  test::add_square(polygons, 1e30, 0, 1e29);
  Progress progress;
  EXPECT_FALSE(FaceMap::build(polygons, progress));
}

TEST(FaceMap, OfNothingIsTheOutside) {
  EXPECT_EQ(faces_of(PackedGeometry(Kind::polygons)).face_count(), 1U);
}

}  // namespace
}  // namespace wangge::geo
