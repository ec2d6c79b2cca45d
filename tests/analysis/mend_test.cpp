#include "analysis/mend.h"

#include <gtest/gtest.h>

#include "geo/geos.h"
#include "support/subdivision.h"

namespace wangge::analysis {
namespace {

model::Layer layer_of(geo::PackedGeometry geometry, model::Role role = model::Role::grids) {
  model::Layer layer;
  layer.role = role;
  layer.table.rows = geometry.size();
  model::Integers ids;
  for (std::size_t i = 0; i < geometry.size(); ++i) ids.push_back(static_cast<std::int64_t>(i));
  layer.table.columns.push_back({"id", std::move(ids), {}});
  layer.geometry = std::move(geometry);
  layer.extent = layer.geometry.box();
  return layer;
}

MendedLayer mend(const model::Layer& layer, double width_m = 1) {
  Progress progress;
  auto mended = mend_layer(layer, {width_m}, progress);
  EXPECT_TRUE(mended);
  return std::move(*mended);
}

geo::PackedGeometry closed(const geo::PackedGeometry& areas) {
  geo::PackedGeometry made(geo::Kind::polygons);
  for (std::size_t row = 0; row < areas.size(); ++row) {
    const auto points = areas.feature_points(row);
    std::vector<geo::Point> ring(points.begin(), points.end());
    if (ring.front() != ring.back()) ring.push_back(ring.front());
    made.add_ring_feature(ring);
  }
  return made;
}

/// The ground that any feature has, by GEOS.
double union_area(const geo::PackedGeometry& polygons) {
  const auto context = geo::geos_context();
  std::vector<GEOSGeometry*> all;
  for (std::size_t row = 0; row < polygons.size(); ++row) {
    if (auto one = geo::to_valid_geos(polygons, row)) all.push_back(one.release());
  }
  const geo::GeosGeometry together(GEOSGeom_createCollection_r(
      context, GEOS_GEOMETRYCOLLECTION, all.data(), static_cast<unsigned>(all.size())));
  const geo::GeosGeometry united(GEOSUnaryUnion_r(context, together.get()));
  double area = 0;
  GEOSArea_r(context, united.get(), &area);
  return area;
}

double sum_of_areas(const geo::PackedGeometry& polygons) {
  double sum = 0;
  for (std::size_t row = 0; row < polygons.size(); ++row) sum += geo::polygon_area(polygons, row);
  return sum;
}

void expect_balance(const MendReport& report) {
  const double after = report.before_m2 + report.repaired_m2 - report.removed_m2 +
                       report.snapped_m2 - report.overlap_m2 + report.filled_m2;
  EXPECT_NEAR(report.after_m2, after, 1e-9 * report.after_m2);
}

TEST(MendLayer, ShakenCoveragesBecomeCleanAndTheirAreasBalance) {
  Random random(5);
  for (unsigned seed = 1; seed < 9; ++seed) {
    const auto areas = test::SubdivisionMaker(8, 4, seed).make(seed % 2 == 0).areas;
    const double by_m = seed % 3 == 0 ? 3 : 0.3;  // 3 m: borders cross themselves
    const auto layer = layer_of(test::shaken(areas, random, {.by_m = by_m, .open_rings = 0.1}));
    const auto mended = mend(layer, 10);
    EXPECT_FALSE(mended.report.before.empty());
    for (const Finding& left : mended.report.left) {
      EXPECT_TRUE(left.kind == FindingKind::sliver || left.kind == FindingKind::enclave ||
                  left.kind == FindingKind::spike)
          << finding_key(left.kind) << ": " << left.what;
    }
    expect_balance(mended.report);
    const auto& now = mended.layer.geometry;
    EXPECT_EQ(now.size(), areas.size());
    EXPECT_NEAR(mended.report.after_m2, sum_of_areas(now), 1e-9 * mended.report.after_m2);
    // Every place has one owner, and no ground is lost.
    EXPECT_NEAR(union_area(now), mended.report.after_m2, 1e-6 * mended.report.after_m2);
    EXPECT_NEAR(union_area(now), union_area(closed(layer.geometry)) + mended.report.filled_m2,
                0.001 * geo::length(layer.geometry, 0) * static_cast<double>(areas.size()));
  }
}

TEST(MendLayer, TwiceChangesNothingMore) {
  Random random(6);
  for (unsigned seed = 1; seed < 9; ++seed) {
    const auto areas = test::SubdivisionMaker(7, 3, seed).make().areas;
    const auto once =
        mend(layer_of(test::shaken(areas, random,
                                   {.by_m = seed % 2 == 0 ? 2.0 : 0.2, .open_rings = 0.1})),
             5);
    const auto twice = mend(once.layer, 5);
    EXPECT_EQ(twice.layer.geometry, once.layer.geometry) << seed;
    EXPECT_TRUE(twice.report.mended.empty()) << twice.report.mended.front().what;
  }
}

TEST(MendLayer, BuildingsAreMendedOneByOneOnly) {
  geo::PackedGeometry squares(geo::Kind::polygons);
  test::add_square(squares, 0, 0, 10);
  test::add_square(squares, 8, 0, 10);  // over the first: two towers on one base
  const auto mended = mend(layer_of(squares, model::Role::buildings));
  EXPECT_FALSE(mended.report.coverage);
  EXPECT_EQ(mended.layer.geometry, squares);
}

TEST(MendLayer, RowsThatAreTheSameInEverythingGoOthersStay) {
  geo::PackedGeometry squares(geo::Kind::polygons);
  for (int i = 0; i < 3; ++i) test::add_square(squares, 0, 0, 10);
  auto layer = layer_of(squares, model::Role::buildings);
  layer.table.columns.clear();
  layer.table.columns.push_back({"name", model::Integers{7, 7, 8}, {}});
  const auto mended = mend(layer);
  ASSERT_EQ(mended.layer.size(), 2U);
  EXPECT_EQ(mended.layer.table.columns[0].text(1), "8");
  EXPECT_DOUBLE_EQ(mended.report.removed_m2, 100);
  expect_balance(mended.report);
  ASSERT_EQ(mended.report.left.size(), 1U);
  EXPECT_EQ(mended.report.left[0].kind, FindingKind::duplicate);
}

TEST(MendLayer, SentencesCountAndBalance) {
  geo::PackedGeometry squares(geo::Kind::polygons);
  test::add_square(squares, 0, 0, 10);
  test::add_square(squares, 9, 0, 10);
  const auto mended = mend(layer_of(squares));
  EXPECT_EQ(counts_sentence(mended.report.before), "Overlaps: 1");
  const std::vector<std::pair<std::string, std::string>> lines{
      {"Area before", "200.0 m²"}, {"Overlaps settled", "−10.0 m²"}, {"Area now", "190.0 m²"}};
  EXPECT_EQ(balance_lines(mended.report), lines);
}

TEST(MendLayer, CanBeCancelled) {
  Progress progress;
  progress.cancel();
  const auto mended =
      mend_layer(layer_of(test::SubdivisionMaker(3, 2, 1).make().areas), {}, progress);
  ASSERT_FALSE(mended);
  EXPECT_EQ(mended.error().code, ErrorCode::cancelled);
}

}  // namespace
}  // namespace wangge::analysis
