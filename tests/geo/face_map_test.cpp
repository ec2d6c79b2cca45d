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

TEST(FaceMap, MergedFacesAreThoseOfTheDissolvedGround) {
  Random random(11);
  for (int round = 0; round < 60; ++round) {
    const bool grown = round % 2 == 0;
    PackedGeometry squares(Kind::polygons);
    for (int i = 0; i < 20; ++i) {
      test::add_square(squares, random.below(60), random.below(60), 1 + random.below(25));
    }
    const PackedGeometry areas =
        grown ? test::shaken(test::SubdivisionMaker(5, round, 5).make().areas, random,
                             {.by_m = 0.4, .vertices = 0.3})
              : squares;
    const FaceMap faces = faces_of(areas);
    constexpr std::uint32_t count = 6;
    std::vector<std::uint32_t> labels(faces.face_count(), FaceMap::no_label);
    for (FaceMap::Face face = 1; face < faces.face_count(); ++face) {
      const std::uint32_t label = random.below(count + 1);
      labels[face] = label == count ? FaceMap::no_label : label;
    }
    const FaceMap merged = faces.merged(labels);
    const FaceMap built = faces_of(faces.dissolve(labels, count));
    ASSERT_EQ(merged.edges().points, built.edges().points);
    ASSERT_EQ(merged.half_count(), built.half_count());
    ASSERT_EQ(merged.face_count(), built.face_count());
    EXPECT_EQ(merged.edges().features, built.edges().features);
    for (FaceMap::Half h = 0; h < merged.half_count(); ++h) {
      EXPECT_EQ(merged.face(h), built.face(h));
      EXPECT_EQ(merged.start_place(h), built.start_place(h));
    }
    for (FaceMap::Face face = 1; face < merged.face_count(); ++face) {
      EXPECT_EQ(merged.owners(face), built.owners(face));
      EXPECT_EQ(merged.area_m2(face), built.area_m2(face));
    }
  }
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

void add_line(PackedGeometry& lines, std::initializer_list<Point> points) {
  lines.add_ring_feature(std::vector<Point>(points));
}

FaceMap cut_faces(const PackedGeometry& polygons, const PackedGeometry& lines) {
  Progress progress;
  auto faces = FaceMap::build(polygons, lines, progress);
  EXPECT_TRUE(faces) << to_text(faces.error());
  return std::move(*faces);
}

TEST(FaceMap, LinesCutWhatTheyCrossAndOwnNothing) {
  PackedGeometry squares(Kind::polygons), lines(Kind::lines);
  test::add_square(squares, 0, 0, 10);
  add_line(lines, {{-5, 4}, {15, 4}, {-5, 4}});  // there and back
  const FaceMap faces = cut_faces(squares, lines);
  ASSERT_EQ(faces.face_count(), 3U);
  EXPECT_DOUBLE_EQ(faces.area_m2(1) + faces.area_m2(2), 100);
  EXPECT_DOUBLE_EQ(std::min(faces.area_m2(1), faces.area_m2(2)), 40);
  for (FaceMap::Face face = 1; face < 3; ++face) {
    EXPECT_EQ(faces.owners(face), std::vector<std::uint32_t>{0});
  }
}

TEST(FaceMap, LinesThatCloseNoRingCutNothing) {
  PackedGeometry squares(Kind::polygons), lines(Kind::lines);
  test::add_square(squares, 0, 0, 10);
  add_line(lines, {{-5, 4}, {6, 4}, {6, 8}});         // ends inside
  add_line(lines, {{2, 2}, {3, 3}, {2, 2}, {1, 9}});  // lies inside
  add_line(lines, {{40, 2}, {41, 3}});                // lies outside
  const FaceMap faces = cut_faces(squares, lines);
  ASSERT_EQ(faces.face_count(), 2U);
  EXPECT_DOUBLE_EQ(faces.area_m2(1), 100);
  const PackedGeometry back = faces.dissolve(std::vector<std::uint32_t>{FaceMap::no_label, 0}, 1);
  EXPECT_DOUBLE_EQ(polygon_area(back, 0), 100);
  EXPECT_EQ(back.feature_points(0).size(), 6U) << "four corners, where the line enters, the start";
}

TEST(FaceMap, HoweverManyLinesTheGroundStaysWithItsOwners) {
  for (unsigned seed = 1; seed < 20; ++seed) {
    const auto areas = test::SubdivisionMaker(5, 3, seed).make().areas;
    const Box box = areas.box();
    Random random(seed);
    PackedGeometry lines(Kind::lines);
    for (int line = 0; line < 30; ++line) {
      std::vector<Point> points;
      for (int i = 0; i < 6; ++i) {
        points.push_back({random.between(box.min_x - 20, box.max_x + 20),
                          random.between(box.min_y - 20, box.max_y + 20)});
      }
      lines.add_ring_feature(points);
    }
    const FaceMap faces = cut_faces(areas, lines);
    std::vector<std::uint32_t> labels(faces.face_count(), FaceMap::no_label);
    for (FaceMap::Face face = 1; face < faces.face_count(); ++face) {
      ASSERT_LE(faces.owners(face).size(), 1U);
      if (!faces.owners(face).empty()) labels[face] = faces.owners(face).front();
    }
    const PackedGeometry back = faces.dissolve(labels, areas.size());
    for (std::size_t i = 0; i < areas.size(); ++i) {
      // Where lines enter, a border moves by half a step of the lattice at most.
      EXPECT_NEAR(polygon_area(back, i), polygon_area(areas, i), 0.001 * length(areas, i));
    }
  }
}

}  // namespace
}  // namespace wangge::geo
