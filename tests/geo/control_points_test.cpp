#include "geo/control_points.h"

#include <gtest/gtest.h>

#include "base/random.h"

namespace wangge::geo {
namespace {

const Crs metres = *Crs::from_text("EPSG:4547");

// A town's own system: the origin in the south-west corner, turned, a touch too large.
const Affine true_way{0.9999 * 0.98,  -0.9999 * 0.199, 450'000,
                      0.9999 * 0.199, 0.9999 * 0.98,   2'460'000};

std::vector<ControlPoint> local_points(std::size_t count) {
  const std::array<Point, 5> places{
      Point{1000, 1000}, {5000, 1200}, {4800, 6000}, {900, 5500}, {3000, 3000}};
  std::vector<ControlPoint> points;
  for (std::size_t i = 0; i < count; ++i) points.push_back({places[i], true_way(places[i])});
  return points;
}

TEST(Affine, InverseAndSuccession) {
  const Affine other{2, 1, -7, 0.5, 3, 11};
  const Point p{12.5, -3};
  EXPECT_NEAR(distance(true_way.inverse()(true_way(p)), p), 0, 1e-6);
  EXPECT_NEAR(distance(true_way.after(other)(p), true_way(other(p))), 0, 1e-6);
}

TEST(LocalSystem, TwoToFivePointsFindTheWay) {
  for (std::size_t count = 2; count <= 5; ++count) {
    const auto fit = fit_similarity(local_points(count));
    ASSERT_TRUE(fit);
    const Point somewhere{2500, 4000};
    // The made-up way is a similarity only to within its rounded cosine and sine.
    EXPECT_NEAR(distance(fit->way(somewhere), true_way(somewhere)), 0, 1e-6) << count;
    EXPECT_NEAR(fit->residuals.rms_m, 0, 1e-6) << count;
    ASSERT_EQ(fit->residuals.metres.size(), count);
  }
}

TEST(LocalSystem, AWrongPointShowsInItsResidual) {
  auto points = local_points(5);
  points[2].target.x += 3;
  const auto fit = fit_similarity(points);
  ASSERT_TRUE(fit);
  const auto& r = fit->residuals.metres;
  EXPECT_EQ(std::max_element(r.begin(), r.end()) - r.begin(), 2);
  EXPECT_GT(r[2], 1.5);
  EXPECT_LT(r[2], 3);
  double squares = 0;
  for (const double one : r) squares += one * one;
  EXPECT_NEAR(fit->residuals.rms_m, std::sqrt(squares / 5), 1e-12);
}

TEST(LocalSystem, PlacesNumbersAndWritesThemBack) {
  const auto placed = place_local_system(local_points(3), metres);
  ASSERT_TRUE(placed) << to_text(placed.error());
  const auto there = Transformer::make(placed->crs, metres);
  const auto back = Transformer::make(metres, placed->crs);
  const Point local{2000, 2500};
  EXPECT_NEAR(distance(there->transform(local), true_way(local)), 0, 1e-5);
  EXPECT_NEAR(distance(back->transform(true_way(local)), local), 0, 1e-5);
}

TEST(LocalSystem, TargetsMayBeInDegrees) {
  auto points = local_points(4);
  const auto to_degrees = Transformer::make(metres, Crs::wgs84());
  for (ControlPoint& p : points) p.target = to_degrees->transform(p.target);
  const auto placed = place_local_system(points, Crs::wgs84());
  ASSERT_TRUE(placed) << to_text(placed.error());
  EXPECT_LT(placed->residuals.rms_m, 0.01);
  const Point local{2000, 2500};
  EXPECT_NEAR(distance(Transformer::make(placed->crs, metres)->transform(local), true_way(local)),
              0, 0.01);
}

TEST(LocalSystem, SaysWhyPointsDoNotDo) {
  EXPECT_FALSE(fit_similarity(local_points(1)));
  const std::vector<ControlPoint> same(3, {{1, 1}, {2, 2}});
  EXPECT_EQ(fit_similarity(same).error().code, ErrorCode::invalid_argument);
  const std::vector<ControlPoint> none{{{1, 1}, nowhere}, {{2, 2}, {3, 3}}};
  EXPECT_FALSE(fit_similarity(none));
  EXPECT_FALSE(place_local_system(
      std::vector<ControlPoint>{{{0, 0}, {500'000, 2e6}}, {{1, 1}, {500'001, 2e6}}}, Crs::wgs84()))
      << "metres are no degrees";
}

// Points of Beijing 1954 moved by known parameters are found again.
TEST(DatumShift, SevenParametersAreFoundAgain) {
  const Crs beijing = *Crs::from_text("EPSG:2435");  // Beijing 1954 / 3-degree Gauss-Kruger CM 114E
  const Helmert truth{-15.2, -130.4, -77.1, 0.4, -0.7, 1.1, 4.2};
  const Crs shifted = beijing.with_datum_shift(truth);
  const auto way = Transformer::make(shifted, metres);
  ASSERT_TRUE(way);
  std::vector<ControlPoint> points;
  for (const Point p : {Point{450'000, 2'460'000},
                        {470'000, 2'461'000},
                        {455'000, 2'480'000},
                        {468'000, 2'475'000}}) {
    points.push_back({p, way->transform(p)});
  }
  const auto placed = place_by_datum_shift(points, beijing, metres);
  ASSERT_TRUE(placed) << to_text(placed.error());
  EXPECT_LT(placed->residuals.rms_m, 1e-3);
  const Point other{460'000, 2'470'000};
  EXPECT_NEAR(
      distance(Transformer::make(placed->crs, metres)->transform(other), way->transform(other)), 0,
      2e-3);
}

TEST(DatumShift, NeedsThreePointsThatAreNotOnALine) {
  const Crs beijing = *Crs::from_text("EPSG:2435");
  std::vector<ControlPoint> points;
  for (int i = 0; i < 4; ++i) {
    const Point p{450'000.0 + 1000 * i, 2'460'000.0 + 500 * i};
    points.push_back({p, {p.x + 60, p.y + 20}});
  }
  EXPECT_FALSE(place_by_datum_shift(std::span(points).first(2), beijing, metres));
  EXPECT_FALSE(place_by_datum_shift(points, beijing, metres));
}

}  // namespace
}  // namespace wangge::geo
