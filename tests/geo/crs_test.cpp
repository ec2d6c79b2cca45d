#include "geo/crs.h"

#include <gtest/gtest.h>

#include "geo/gcj.h"

namespace wangge::geo {
namespace {

constexpr Point zhuhai{113.55, 22.27};

// METHODS §0: N 2 463 767.17, E 453 620.17.
TEST(Transformer, Epsg4547KeepsTraditionalAxisOrder) {
  for (const char* source : {"EPSG:4326", "EPSG:4490"}) {
    const auto t =
        Transformer::make(Crs::from_text(source).value(), Crs::from_text("4547").value());
    ASSERT_TRUE(t);
    const Point p = t->transform(zhuhai);
    EXPECT_NEAR(p.x, 453620.17, 0.01) << source;
    EXPECT_NEAR(p.y, 2463767.17, 0.01) << source;
  }
}

TEST(Transformer, ZonePrefixOfEpsg4526) {
  const auto t = Transformer::make(Crs::wgs84(), Crs::from_text("EPSG:4526").value());
  ASSERT_TRUE(t);
  EXPECT_NEAR(t->transform(zhuhai).x, 38453620.17, 0.01);
}

TEST(Transformer, MarksPointsWithoutImage) {
  const auto t = Transformer::make(Crs::wgs84(), Crs::from_text("EPSG:4547").value());
  ASSERT_TRUE(t);
  std::vector<Point> points{zhuhai, nowhere, {113.55, 1e6}};
  EXPECT_EQ(t->transform(points), 2U);
  EXPECT_TRUE(is_finite(points[0]));
  EXPECT_FALSE(is_finite(points[1]));
}

// METHODS §9: read as what it is not, a GCJ-02 place lies 619 m off, a BD-09 place 1,239 m.
TEST(Transformer, UndoesTheShiftOfWebMaps) {
  const Crs metres = Crs::from_text("EPSG:4547").value();
  const Point true_place = Transformer::make(Crs::wgs84(), metres)->transform(zhuhai);
  const Point in_gcj = gcj02_from_wgs84(zhuhai);
  const Point in_bd = bd09_from_gcj02(in_gcj);
  EXPECT_NEAR(distance(Transformer::make(Crs::gcj02(), metres)->transform(in_gcj), true_place), 0,
              1e-3);
  EXPECT_NEAR(distance(Transformer::make(Crs::bd09(), metres)->transform(in_bd), true_place), 0,
              1e-3);
  EXPECT_NEAR(distance(Transformer::make(Crs::wgs84(), metres)->transform(in_gcj), true_place), 619,
              1);
  EXPECT_NEAR(distance(Transformer::make(Crs::wgs84(), metres)->transform(in_bd), true_place), 1239,
              1);
}

TEST(Gcj, MatchesThePublishedVectors) {
  const Point gcj = gcj02_from_wgs84(zhuhai);
  EXPECT_NEAR(gcj.x, 113.55509177, 1e-8);
  EXPECT_NEAR(gcj.y, 22.26702520, 1e-8);
  const Point bd = bd09_from_gcj02(gcj);
  EXPECT_NEAR(bd.x, 113.56160231, 1e-8);
  EXPECT_NEAR(bd.y, 22.27293407, 1e-8);
  const Point beijing = gcj02_from_wgs84({116.42079, 39.90105});
  EXPECT_NEAR(beijing.x, 116.42702, 1e-5);
  EXPECT_NEAR(beijing.y, 39.90245, 1e-5);
}

TEST(Gcj, InversesReturnToTheStart) {
  for (double lon = 75; lon < 135; lon += 1.37) {
    for (double lat = 4; lat < 53; lat += 1.91) {
      const Point wgs{lon, lat};
      const Point back = wgs84_from_gcj02(gcj02_from_bd09(bd09_from_gcj02(gcj02_from_wgs84(wgs))));
      EXPECT_NEAR(back.x, lon, 1e-8);
      EXPECT_NEAR(back.y, lat, 1e-8);
    }
  }
}

TEST(Crs, UnknownTextIsOneClearError) {
  const auto crs = Crs::from_text("EPSG:999999");
  ASSERT_FALSE(crs);
  EXPECT_EQ(crs.error().code, ErrorCode::unknown_crs);
  EXPECT_FALSE(Crs::from_text("/etc/passwd"));
  EXPECT_FALSE(Crs::from_text(""));
}

TEST(LocalProjection, FollowsThePlace) {
  EXPECT_EQ(local_projection({113.545, 22.265}).code(), "EPSG:4547");
  EXPECT_EQ(local_projection({121.47, 31.23}).code(), "EPSG:4549");
  EXPECT_EQ(local_projection({-73.97, 40.75}).code(), "EPSG:32618");
  EXPECT_EQ(local_projection({151.2, -33.9}).code(), "EPSG:32756");
}

}  // namespace
}  // namespace wangge::geo
