#include "analysis/carry.h"

#include <gtest/gtest.h>

#include <limits>
#include <numeric>

#include "base/random.h"
#include "geo/geos.h"
#include "support/subdivision.h"

namespace wangge::analysis {
namespace {

using geo::PackedGeometry;

TEST(CarryToAreas, EveryNumberIsKeptTheBuildingsOutsideAreNamed) {
  const auto areas = test::SubdivisionMaker(6, 5, 9, 50).make().areas;
  const geo::Box box = areas.box().padded(60);
  Random random(9);
  model::Layer houses;
  houses.geometry = PackedGeometry(geo::Kind::polygons);
  model::Integers people;
  model::Reals value;
  for (int i = 0; i < 2'000; ++i) {
    test::add_square(houses.geometry, random.between(box.min_x, box.max_x),
                     random.between(box.min_y, box.max_y), random.between(2, 9));
    people.push_back((1LL << 51) + random.below(1'000));  // a double would round their sums
    value.push_back(random.uniform());
  }
  houses.geometry.end_feature();  // one without geometry
  people.push_back(7), value.push_back(1);
  houses.table.rows = houses.geometry.size();
  const std::int64_t total = std::accumulate(people.begin() + 1, people.end(), std::int64_t{0});
  houses.table.columns = {{"people", std::move(people), {}}, {"value", std::move(value), {}}};
  houses.table.columns[0].nulls.set_null(0);

  const Carried carried = carry_to_areas(houses, areas, std::vector<int>{0, 1});
  EXPECT_TRUE(carried.assignment.conserved());
  EXPECT_EQ(carried.columns[0].unknown, 1U);
  EXPECT_EQ(carried.columns[1].unknown, 0U);
  const auto& sums = std::get<model::Integers>(carried.columns[0].of_area.values);
  std::int64_t sum = std::accumulate(sums.begin(), sums.end(), std::int64_t{0});
  const auto& all = std::get<model::Integers>(houses.table.columns[0].values);
  for (const std::uint32_t row : carried.outside) sum += row == 0 ? 0 : all[row];
  EXPECT_EQ(sum, total);
  EXPECT_GT(carried.outside.size(), 100U);
  EXPECT_EQ(carried.outside.back(), 2'000U);
  double reals = carried.columns[1].outside;
  for (std::size_t i = 0; i < areas.size(); ++i) reals += carried.columns[1].of_area.number(i);
  EXPECT_NEAR(reals, carried.columns[1].total, 1e-9);
  const std::size_t inside = std::accumulate(carried.counts.begin(), carried.counts.end(), 0U);
  EXPECT_EQ(inside + carried.outside.size(), houses.size());
}

TEST(CarryToAreas, SumsTooLargeForWholeNumbersAreReals) {
  PackedGeometry areas(geo::Kind::polygons);
  test::add_square(areas, 0, 0, 100);
  model::Layer houses;
  houses.geometry = PackedGeometry(geo::Kind::polygons);
  for (const double x : {5.0, 30.0, 60.0}) test::add_square(houses.geometry, x, 5, 10);
  houses.table.rows = houses.geometry.size();
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  houses.table.columns = {{"people", model::Integers{most, most, 1}, {}}};
  const Carried carried = carry_to_areas(houses, areas, std::vector<int>{0});
  EXPECT_TRUE(std::holds_alternative<model::Reals>(carried.columns[0].of_area.values));
  EXPECT_DOUBLE_EQ(carried.columns[0].of_area.number(0), 2.0 * static_cast<double>(most));
  EXPECT_DOUBLE_EQ(carried.columns[0].total, 2.0 * static_cast<double>(most));
}

TEST(Overlaps, AreWhatGeosSaysPairByPair) {
  const auto fine = test::SubdivisionMaker(9, 4, 1, 40).make().areas;
  const auto coarse = test::SubdivisionMaker(4, 4, 2, 90).make().areas;
  Progress progress;
  const auto pieces = pieces_of(fine, coarse, progress);
  ASSERT_TRUE(pieces);
  const auto overlaps = overlaps_of(fine, coarse, progress);
  ASSERT_EQ(overlaps->size(), pieces->overlaps.size());
  for (std::size_t i = 0; i < overlaps->size(); ++i) {
    const auto& [source, target, area_m2] = (*overlaps)[i];
    EXPECT_NEAR(geo::polygon_area(pieces->geometry, i), area_m2, 1e-6);
    const auto context = geo::geos_context();
    const geo::GeosGeometry a = geo::to_geos(fine, source), b = geo::to_geos(coarse, target);
    const geo::GeosGeometry both(GEOSIntersection_r(context, a.get(), b.get()));
    double area = 0;
    GEOSArea_r(context, both.get(), &area);
    EXPECT_NEAR(area, area_m2, 0.1);  // borders move by half a millimetre at most
  }
}

TEST(Overlaps, WhereALayerOverlapsItselfEveryPairCounts) {
  PackedGeometry twice(geo::Kind::polygons), one(geo::Kind::polygons);
  test::add_square(twice, 0, 0, 10);
  test::add_square(twice, 5, 0, 10);
  test::add_square(twice, 6, 2, 2);
  test::add_square(one, 0, 0, 20);
  Progress progress;
  const auto pieces = pieces_of(twice, one, progress);
  ASSERT_TRUE(pieces);
  ASSERT_EQ(pieces->geometry.size(), 3U);
  EXPECT_DOUBLE_EQ(geo::polygon_area(pieces->geometry, 0), 100);
  EXPECT_DOUBLE_EQ(geo::polygon_area(pieces->geometry, 1), 100);
  EXPECT_DOUBLE_EQ(geo::polygon_area(pieces->geometry, 2), 4);
}

TEST(LargestOverlap, OfEqualsTheFirstOfNoneNone) {
  const std::vector<Overlap> overlaps{{0, 1, 5}, {0, 2, 5}, {2, 0, 1}, {2, 3, 4}};
  EXPECT_EQ(largest_overlaps(overlaps, 3), (std::vector<std::uint32_t>{1, Assignment::outside, 3}));
}

TEST(Prorate, SharesByWeightAndSaysWhatIsLeftOver) {
  const std::vector<Overlap> overlaps{{0, 0, 1}, {0, 1, 3}, {2, 1, 4}};
  const Prorated by_area =
      prorate(std::vector<double>{8, 5, 2}, overlaps, std::vector<double>{1, 3, 4}, 2);
  EXPECT_EQ(by_area.of_target, (std::vector<double>{2, 8}));
  EXPECT_DOUBLE_EQ(by_area.left_over, 5);
  EXPECT_EQ(by_area.sources_left_over, model::Rows{1});
  const Prorated nobody =
      prorate(std::vector<double>{8, 0, 2}, overlaps, std::vector<double>{0, 0, 4}, 2);
  EXPECT_DOUBLE_EQ(nobody.left_over, 8);
}

}  // namespace
}  // namespace wangge::analysis
