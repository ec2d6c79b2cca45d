// Questions of space against GEOS asked pair by pair, and nearness against brute force.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <random>

#include "analysis/near_points.h"
#include "analysis/nearest.h"
#include "analysis/question_answer.h"
#include "analysis/question_text.h"
#include "geo/geos.h"

namespace wangge::analysis {
namespace {

using geo::Kind;
using geo::PackedGeometry;
using geo::Point;

/// Features of up to `most_parts` parts on a small lattice, so that they touch, share corners and
/// coincide; every ninth without geometry, every seventh polygon a bow-tie.
PackedGeometry random_features(Kind kind, std::size_t count, unsigned seed,
                               std::size_t most_parts = 3) {
  std::mt19937_64 random(seed);
  const auto number = [&](unsigned most) { return static_cast<double>(random() % most); };
  PackedGeometry made(kind);
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t parts = i % 9 == 0 ? 0 : 1 + random() % most_parts; parts > 0; --parts) {
      const Point at{number(30), number(30)};
      const double w = 1 + number(7), h = 1 + number(7);
      std::vector<Point> ring{at};
      if (kind == Kind::lines) ring = {at, {at.x + w, at.y}, {at.x + w, at.y + h}};
      if (kind == Kind::polygons) {
        ring = {at, {at.x + w, at.y}, {at.x + w, at.y + h}, {at.x, at.y + h}, at};
        if (i % 7 == 0) std::swap(ring[1], ring[2]);
      }
      for (const Point p : ring) made.add_point(p);
      made.end_ring();
      made.end_part();
    }
    made.end_feature();
  }
  return made;
}

using Shapes = std::vector<geo::GeosGeometry>;
Shapes shapes_of(const PackedGeometry& geometry) {
  Shapes shapes;
  for (std::size_t i = 0; i < geometry.size(); ++i) {
    shapes.push_back(geo::to_valid_geos(geometry, i));
  }
  return shapes;
}

bool by_geos(const GEOSGeometry* a, const GEOSGeometry* b, std::string_view predicate) {
  if (a == nullptr || b == nullptr) return false;
  const auto c = geo::geos_context();
  if (predicate == "intersects") return GEOSIntersects_r(c, a, b) == 1;
  if (predicate == "within") return GEOSWithin_r(c, a, b) == 1;
  if (predicate == "contains") return GEOSContains_r(c, a, b) == 1;
  if (predicate == "overlaps") return GEOSOverlaps_r(c, a, b) == 1;
  if (predicate == "touches") return GEOSTouches_r(c, a, b) == 1;
  if (predicate == "crosses") return GEOSCrosses_r(c, a, b) == 1;
  if (predicate == "equals") return GEOSEquals_r(c, a, b) == 1;
  return GEOSDistanceWithin_r(c, a, b, 5) == 1;
}

model::Workspace workspace_of(const PackedGeometry& a, const PackedGeometry& b) {
  model::Workspace workspace;
  for (const auto& [name, geometry] : {std::pair{"a", &a}, {"b", &b}}) {
    model::Layer layer;
    layer.name = name;
    layer.table.rows = geometry->size();
    layer.geometry = *geometry;
    workspace.layers.push_back(
        {model::LayerId{static_cast<std::uint32_t>(workspace.layers.size() + 1)},
         std::make_shared<const model::Layer>(std::move(layer)), nullptr});
  }
  return workspace;
}

model::Rows asked(const model::Workspace& workspace, const std::string& text) {
  Progress progress;
  const auto found = answer(*parse_question(text), {&workspace, nullptr, 0}, progress);
  EXPECT_TRUE(found) << text;
  return found ? found->rows : model::Rows();
}

void expect_as_geos(const PackedGeometry& a, const PackedGeometry& b) {
  const model::Workspace workspace = workspace_of(a, b);
  const Shapes of_a = shapes_of(a), of_b = shapes_of(b);
  for (const char* predicate :
       {"intersects", "within", "contains", "overlaps", "touches", "crosses", "equals"}) {
    model::Rows slow;
    for (std::uint32_t row = 0; row < a.size(); ++row) {
      if (std::any_of(of_b.begin(), of_b.end(), [&](const auto& other) {
            return by_geos(of_a[row].get(), other.get(), predicate);
          })) {
        slow.push_back(row);
      }
    }
    EXPECT_EQ(asked(workspace, std::string("a where ") + predicate + " b"), slow) << predicate;
  }
  model::Rows apart, near;
  for (std::uint32_t row = 0; row < a.size(); ++row) {
    const auto stands = [&](const char* how) {
      return std::any_of(of_b.begin(), of_b.end(), [&](const auto& other) {
        return by_geos(of_a[row].get(), other.get(), how);
      });
    };
    if (of_a[row] && !stands("intersects")) apart.push_back(row);
    if (stands("within 5 m of")) near.push_back(row);
  }
  EXPECT_EQ(asked(workspace, "a where disjoint b"), apart);
  EXPECT_EQ(asked(workspace, "a where within 5 m of b"), near);
}

class EveryRelation : public testing::TestWithParam<std::tuple<Kind, Kind>> {};

TEST_P(EveryRelation, OfRandomFeaturesIsThatOfGeos) {
  const auto [of_a, of_b] = GetParam();
  expect_as_geos(random_features(of_a, 90, 1), random_features(of_b, 40, 2));
}

TEST_P(EveryRelation, OfSinglePartsIsThatOfGeos) {
  const auto [of_a, of_b] = GetParam();
  expect_as_geos(random_features(of_a, 200, 7, 1), random_features(of_b, 30, 8));
}

TEST_P(EveryRelation, IsTheSameWhereMostOfTheOthersLieFarAway) {
  const auto [of_a, of_b] = GetParam();
  PackedGeometry many = random_features(of_b, 20, 11), far = random_features(of_b, 60, 12);
  for (Point& p : far.mutable_points()) p = {p.x + 35, p.y - 50};
  many.append(far);
  expect_as_geos(random_features(of_a, 60, 13), many);
}

TEST(PointsInPolygons, OnACloseLatticeStandAsGeosSays) {
  // Whole and half numbers: thousands lie on borders and corners of the polygons.
  PackedGeometry lattice;
  for (int i = 0; i < 80 * 80; ++i) lattice.add_point_feature({i % 80 / 2.0, i / 80 / 2.0});
  expect_as_geos(lattice, random_features(Kind::polygons, 15, 9));
  PackedGeometry slanted(Kind::polygons);
  const Point ring[] = {{0, 0}, {30, 10}, {15, 37}, {7, 14}, {1, 35}, {0, 0}};
  slanted.add_ring_feature(ring);
  expect_as_geos(lattice, slanted);
}

TEST(PointsInPolygons, OfWhichMendingLeavesALineAreAskedOfGeos) {
  PackedGeometry flat(Kind::polygons), points;
  const Point ring[] = {{0, 0}, {4, 0}, {8, 0}, {0, 0}};
  flat.add_ring_feature(ring);
  for (int x = -1; x < 10; ++x) points.add_point_feature({static_cast<double>(x), 0});
  expect_as_geos(points, flat);
}

/// The texts in quotes that GEOS reads as WKT, by kind.
PackedGeometry nasty_shapes(Kind kind, std::size_t most) {
  const std::filesystem::path folder =
      std::filesystem::path(WANGGE_SOURCE_DIR) / "../shared/realdata/nasty/geos";
  PackedGeometry made(kind);
  if (!std::filesystem::exists(folder)) return made;
  const auto context = geo::geos_context();
  GEOSWKTReader* reader = GEOSWKTReader_create_r(context);
  for (const char* name : {"valid_cases.csv", "makevalid_cases.csv", "predicate_cases.csv"}) {
    std::ifstream file(folder / name, std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    for (std::size_t begin = 0, end = 0; (begin = text.find('"', end)) != std::string::npos;) {
      end = text.find('"', begin + 1);
      if (end == std::string::npos) break;
      const std::string wkt = text.substr(begin + 1, end - begin - 1);
      ++end;
      const geo::GeosGeometry shape(GEOSWKTReader_read_r(context, reader, wkt.c_str()));
      if (!shape || made.size() >= most) continue;
      PackedGeometry one(kind);
      geo::append_from_geos(one, shape.get());
      const auto finite = [](Point p) { return geo::is_finite(p); };
      if (one.has_geometry(0) && std::all_of(one.points().begin(), one.points().end(), finite)) {
        made.append_feature(one, 0);
      }
    }
  }
  GEOSWKTReader_destroy_r(context, reader);
  return made;
}

TEST_P(EveryRelation, OfNastyShapesIsThatOfGeos) {
  const auto [of_a, of_b] = GetParam();
  const PackedGeometry a = nasty_shapes(of_a, 60), b = nasty_shapes(of_b, 60);
  if (a.empty() || b.empty()) GTEST_SKIP() << "no real data beside the project";
  expect_as_geos(a, b);
}

TEST_P(EveryRelation, NearestAreThoseOfBruteForceTiesByRow) {
  const auto [of_a, of_b] = GetParam();
  const PackedGeometry a = random_features(of_a, 90, 3), b = random_features(of_b, 12, 4);
  const Shapes targets = shapes_of(a), places = shapes_of(b);
  for (const std::size_t count : {1U, 4U, 200U}) {
    std::vector<std::uint8_t> slow(a.size());
    for (const auto& place : places) {
      if (!place) continue;
      std::vector<std::pair<double, std::size_t>> all;
      for (std::size_t row = 0; row < targets.size(); ++row) {
        double distance = 0;
        if (!targets[row]) continue;
        GEOSDistance_r(geo::geos_context(), place.get(), targets[row].get(), &distance);
        all.emplace_back(distance, row);
      }
      std::sort(all.begin(), all.end());
      for (std::size_t i = 0; i < std::min(count, all.size()); ++i) slow[all[i].second] = 1;
    }
    Progress progress;
    const auto found = nearest_features(a, b, count, progress);
    ASSERT_TRUE(found);
    EXPECT_EQ(*found, slow) << count;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, EveryRelation,
    testing::Combine(testing::Values(Kind::points, Kind::lines, Kind::polygons),
                     testing::Values(Kind::points, Kind::lines, Kind::polygons)));

std::vector<std::uint8_t> slow_near(const PackedGeometry& a, const PackedGeometry& b,
                                    double metres) {
  std::vector<std::uint8_t> near(a.size());
  for (std::size_t row = 0; row < a.size(); ++row) {
    for (const Point p : a.feature_points(row)) {
      for (const Point q : b.points()) {
        const double dx = p.x - q.x, dy = p.y - q.y;
        if (dx * dx + dy * dy <= metres * metres) near[row] = 1;
      }
    }
  }
  return near;
}

TEST(NearPoints, AreThoseOfBruteForceAlsoExactlyAtTheDistance) {
  const Progress progress;
  for (const unsigned seed : {1U, 2U, 3U}) {
    const PackedGeometry a = random_features(Kind::points, 400, seed),
                         b = random_features(Kind::points, 30, seed + 10);
    // Whole numbers: many pairs lie exactly 5 (3, 4), 13 (5, 12) or 1 apart.
    for (const double metres : {0.0, 1.0, 5.0, 13.0, 1e6}) {
      EXPECT_EQ(near_points(a, b, metres, progress), slow_near(a, b, metres)) << metres;
    }
  }
}

TEST(NearPoints, PlacesFarFromEachOtherAndFromTheOriginMatterNot) {
  const Progress progress;
  PackedGeometry a, b;
  std::mt19937_64 random(4);
  for (int i = 0; i < 300; ++i) {
    const double x = static_cast<double>(random() % 1000) / 10;
    a.add_point_feature({435'000 + x, 2'462'000});
    b.add_point_feature({435'000 + static_cast<double>(random() % 1000) / 10, 2'462'000 + x / 7});
  }
  b.add_point_feature({-1e9, 1e9});
  b.add_point_feature({1e9, 0});
  a.add_point_feature({1e9 + 0.25, 0});
  for (const double metres : {0.0, 0.1, 0.25, 3.0}) {
    EXPECT_EQ(near_points(a, b, metres, progress), slow_near(a, b, metres)) << metres;
  }
  EXPECT_EQ(near_points(a, PackedGeometry(), 5, progress), std::vector<std::uint8_t>(a.size()));
}

TEST(DistanceToNearest, IsTheSmallestAndInfiniteToNothing) {
  const PackedGeometry a = random_features(Kind::polygons, 20, 5),
                       b = random_features(Kind::lines, 20, 6);
  for (std::size_t row = 0; row < a.size(); ++row) {
    double nearest = std::numeric_limits<double>::infinity();
    for (std::size_t other = 0; other < b.size(); ++other) {
      nearest = std::min(nearest, feature_distance(a, row, b, other));
    }
    EXPECT_EQ(distance_to_nearest(a, row, b), nearest);
  }
  EXPECT_EQ(distance_to_nearest(a, 1, PackedGeometry()), std::numeric_limits<double>::infinity());
}

}  // namespace
}  // namespace wangge::analysis
