#include "analysis/tool_world.h"
#include "geo/geos.h"
#include "geo/locate.h"
#include "support/threads.h"

namespace wangge::analysis {
namespace {

using geo::Kind;
using geo::PackedGeometry;
using geo::Point;
using test::area_of;
using test::layer_of;
using test::run_tool;

PackedGeometry station(Point p) {
  PackedGeometry points;
  points.add_point_feature(p);
  return points;
}

/// Streets of a town, 100 m apart.
PackedGeometry town() {
  PackedGeometry streets(Kind::lines);
  for (int i = -10; i <= 10; ++i) {
    const double at = 100.0 * i;
    streets.add_ring_feature(std::vector<Point>{{at, -1000}, {at, 1000}});
    streets.add_ring_feature(std::vector<Point>{{-1000, at}, {1000, at}});
  }
  return streets;
}

double radius_of(const model::Layer& layer) { return layer.extent.width() / 2; }

TEST(Reach, CirclesAreThoseOfPlanningPractice) {
  const auto one = layer_of(station({1000, 2000}));
  const auto radius = [&](test::ToolValuesGiven values) {
    return radius_of(*run_tool("reach", {one}, std::move(values)));
  };
  EXPECT_NEAR(radius({{"detour", "1.44"}}), 500, 1e-6);
  EXPECT_NEAR(radius({{"detour", "1.44"}, {"people", "elderly"}}), 333.333, 1e-3);
  EXPECT_NEAR(radius({{"model", "straight"}}), 720, 1e-6);
  EXPECT_NEAR(radius({{"minutes", "5"}}), 360 / 1.3, 1e-6);
}

TEST(Reach, OnStreetsOfATownIsAsFarAsOneWalks) {
  const auto made = run_tool("reach", {layer_of(station({0, 0})), layer_of(town())},
                             {{"model", "streets"}, {"minutes", "5"}, {"width", "10"}});
  ASSERT_TRUE(made) << to_text(made.error());
  EXPECT_NEAR(radius_of(*made), 370, 1e-6);  // along the street, and round its end
  const auto reaches = [&](Point p) { return geo::owns(made->geometry, 0, p); };
  EXPECT_TRUE(reaches({200, 155}));   // 355 m of walking
  EXPECT_FALSE(reaches({200, 175}));  // 375 m
  EXPECT_FALSE(reaches({150, 150}));  // inside a block
  EXPECT_TRUE(reaches({0, -365}));
}

TEST(Reach, TheWayToTheStreetIsWalkedToo) {
  PackedGeometry streets(Kind::lines);
  streets.add_ring_feature(std::vector<Point>{{-1000, 0}, {1000, 0}});
  const auto made = run_tool("reach", {layer_of(station({0, 60})), layer_of(streets)},
                             {{"model", "streets"}, {"minutes", "5"}, {"width", "10"}});
  ASSERT_TRUE(made);
  EXPECT_NEAR(radius_of(*made), 310, 1e-6);
  EXPECT_TRUE(geo::owns(made->geometry, 0, {0, 50}));
}

TEST(Reach, StreetsNeverReachFartherThanAStraightLine) {
  Random random(3);
  PackedGeometry streets(Kind::lines), stations;
  for (int i = 0; i < 150; ++i) {
    const Point a{random.between(0, 2000), random.between(0, 2000)};
    streets.add_ring_feature(
        std::vector<Point>{a, {a.x + random.between(-400, 400), a.y + random.between(-400, 400)}});
  }
  for (int i = 0; i < 12; ++i) {
    stations.add_point_feature({random.between(0, 2000), random.between(0, 2000)});
  }
  const auto made =
      run_tool("reach", {layer_of(stations), layer_of(streets)},
               {{"model", "streets"}, {"minutes", "6"}, {"width", "20"}, {"snap", "900"}});
  ASSERT_TRUE(made) << to_text(made.error());
  const double straight_m = 6 * 60 * 1.2 + 20;
  for (std::size_t row = 0; row < made->size(); ++row) {
    const auto points = made->geometry.feature_points(row);
    EXPECT_FALSE(points.empty());
    for (const Point p : points) {
      EXPECT_LE(geo::distance(p, stations.points()[row]), straight_m + 0.01);
    }
  }
  const auto all = run_tool("reach", {layer_of(stations), layer_of(streets)},
                            {{"model", "streets"},
                             {"minutes", "6"},
                             {"width", "20"},
                             {"snap", "900"},
                             {"dissolve", "yes"}});
  ASSERT_EQ(all->size(), 1U);
  const double together = area_of(run_tool("dissolve", {layer_of(made->geometry)})->geometry);
  EXPECT_NEAR(area_of(all->geometry), together, 1e-4 * together);
}

TEST(Reach, StationsOffTheStreetsAreNamed) {
  PackedGeometry stations = station({0, 0});
  stations.add_point_feature({5000, 5000});
  const auto made =
      run_tool("reach", {layer_of(stations), layer_of(town())}, {{"model", "streets"}});
  ASSERT_TRUE(made);
  EXPECT_EQ(made->size(), 2U);
  EXPECT_FALSE(made->geometry.has_geometry(1));
  ASSERT_EQ(made->source.warnings.size(), 1U);
  EXPECT_EQ(made->source.warnings[0],
            "1 features of “things” lie farther than 100 m from any street: #2.");
  EXPECT_EQ(
      run_tool("reach", {layer_of(station({5000, 5000})), layer_of(town())}, {{"model", "streets"}})
          .error()
          .where,
      "snap");
  EXPECT_EQ(run_tool("reach", {layer_of(stations)}, {{"model", "streets"}}).error().where, "model");
}

TEST(Reach, CirclesCanBeDissolved) {
  PackedGeometry stations = station({0, 0});
  stations.add_point_feature({100, 0});
  const auto made = run_tool("reach", {layer_of(stations)}, {{"dissolve", "yes"}});
  ASSERT_EQ(made->size(), 1U);
  EXPECT_EQ(made->geometry.parts().size(), 1U);
}

TEST(Reach, IsTheSameForAnyNumberOfThreads) {
  const auto stations = layer_of(test::random_points(20, 2, {-900, -900, 900, 900}));
  const auto streets = layer_of(town());
  const auto reach = [&] {
    return run_tool("reach", {stations, streets}, {{"model", "streets"}})->geometry;
  };
  EXPECT_EQ(test::on_threads(1, reach), test::on_threads(4, reach));
}

}  // namespace
}  // namespace wangge::analysis
