#include "analysis/identify.h"

#include <gtest/gtest.h>

#include "base/random.h"
#include "geo/geos.h"
#include "geo/locate.h"
#include "support/subdivision.h"

namespace wangge::analysis {
namespace {

using geo::Kind;
using geo::Point;

/// Shapes strewn over a square of 200 m, some upon others.
model::Layer strewn(Kind kind, std::uint64_t seed, int count = 150) {
  Random random(seed);
  model::Layer layer;
  layer.geometry = geo::PackedGeometry(kind);
  for (int i = 0; i < count; ++i) {
    const Point at{random.between(0, 200), random.between(0, 200)};
    if (kind == Kind::points) {
      layer.geometry.add_point_feature(at);
    } else if (kind == Kind::lines) {
      const Point line[] = {at,
                            {at.x + random.between(-20, 20), at.y + random.between(-20, 20)},
                            {at.x + random.between(-20, 20), at.y + random.between(-20, 20)}};
      layer.geometry.add_ring_feature(line);
    } else if (i % 4 == 0) {
      test::add_ring_square(layer.geometry, at.x, at.y, random.between(4, 30));
    } else {
      test::add_square(layer.geometry, at.x, at.y, random.between(1, 25));
    }
  }
  layer.table.rows = layer.geometry.size();
  layer.extent = layer.geometry.box();
  return layer;
}

/// GEOS's distance from a point to each feature.
std::vector<double> distances(const model::Layer& layer, Point place) {
  geo::PackedGeometry one(Kind::points);
  one.add_point_feature(place);
  const auto point = geo::to_geos(one, 0);
  std::vector<double> out;
  for (std::uint32_t row = 0; row < layer.size(); ++row) {
    double distance = 0;
    GEOSDistance_r(geo::geos_context(), point.get(), geo::to_geos(layer.geometry, row).get(),
                   &distance);
    out.push_back(distance);
  }
  return out;
}

class RowsAt : public testing::TestWithParam<Kind> {};

TEST_P(RowsAt, AreThoseThatGeosFindsNearNearestFirst) {
  const model::Layer layer = strewn(GetParam(), 5);
  const geo::BoxTree index(layer.geometry);
  Random random(6);
  std::size_t hits = 0;
  for (int i = 0; i < 300; ++i) {
    const Point place{random.between(-5, 205), random.between(-5, 205)};
    const double tolerance = GetParam() == Kind::polygons ? 0 : 3;
    const auto away = distances(layer, place);
    const model::Rows rows = rows_at(layer, index, place, tolerance);
    EXPECT_EQ(rows.size(),
              static_cast<std::size_t>(std::count_if(away.begin(), away.end(),
                                                     [&](double d) { return d <= tolerance; })));
    for (std::size_t k = 0; k < rows.size(); ++k) {
      EXPECT_LE(away[rows[k]], tolerance + 1e-9);
      if (k == 0) continue;
      EXPECT_LE(away[rows[k - 1]], away[rows[k]] + 1e-9);
      if (away[rows[k - 1]] == away[rows[k]]) {
        EXPECT_GT(rows[k - 1], rows[k]) << "what is drawn last comes first";
      }
    }
    hits += rows.size();
  }
  EXPECT_GT(hits, 20U);
}

class RowsIn : public testing::TestWithParam<Kind> {};

TEST_P(RowsIn, AreThoseThatTheBoxTouches) {
  const model::Layer layer = strewn(GetParam(), 8);
  const geo::BoxTree index(layer.geometry);
  Random random(9);
  std::size_t hits = 0;
  for (int i = 0; i < 60; ++i) {
    const Point corner{random.between(0, 180), random.between(0, 180)};
    const geo::Box box{corner.x, corner.y, corner.x + random.between(1, 40),
                       corner.y + random.between(1, 40)};
    geo::PackedGeometry frame(Kind::polygons);
    test::add_polygon(frame, {{box.min_x, box.min_y},
                              {box.max_x, box.min_y},
                              {box.max_x, box.max_y},
                              {box.min_x, box.max_y}});
    const auto shape = geo::to_geos(frame, 0);
    model::Rows expected;
    for (std::uint32_t row = 0; row < layer.size(); ++row) {
      if (GEOSIntersects_r(geo::geos_context(), shape.get(),
                           geo::to_geos(layer.geometry, row).get()) == 1) {
        expected.push_back(row);
      }
    }
    EXPECT_EQ(rows_in(layer, index, box), expected);
    hits += expected.size();
  }
  EXPECT_GT(hits, 50U);
}

INSTANTIATE_TEST_SUITE_P(Kinds, RowsAt, testing::Values(Kind::points, Kind::lines, Kind::polygons));
INSTANTIATE_TEST_SUITE_P(Kinds, RowsIn, testing::Values(Kind::points, Kind::lines, Kind::polygons));

TEST(RowsAt, OnASharedBorderExactlyOneOwns) {
  const auto cut = test::SubdivisionMaker(6, 3, 4).make();
  model::Layer layer;
  layer.geometry = cut.areas;
  layer.table.rows = cut.areas.size();
  const geo::BoxTree index(layer.geometry);
  for (const Point middle : cut.inner_middles) {
    EXPECT_EQ(rows_at(layer, index, middle, 0).size(), 1U);
  }
  for (const Point vertex : cut.inner_vertices) {
    EXPECT_EQ(rows_at(layer, index, vertex, 0).size(), 1U);
  }
}

TEST(RowsIn, OfAnEmptyLayerAreNone) {
  const model::Layer layer = strewn(Kind::polygons, 1, 0);
  const geo::BoxTree index(layer.geometry);
  EXPECT_TRUE(rows_in(layer, index, {0, 0, 10, 10}).empty());
  EXPECT_TRUE(rows_at(layer, index, {5, 5}, 10).empty());
}

}  // namespace
}  // namespace wangge::analysis
