#include "analysis/coverage_check.h"

#include <gtest/gtest.h>

#include <map>

#include "support/subdivision.h"

namespace wangge::analysis {
namespace {

std::vector<Finding> check(const geo::PackedGeometry& polygons) {
  Progress progress;
  const auto faces = geo::FaceMap::build(polygons, progress);
  EXPECT_TRUE(faces);
  return check_coverage(*faces, polygons.size());
}

std::size_t count(const std::vector<Finding>& findings, FindingKind kind) {
  return static_cast<std::size_t>(std::count_if(
      findings.begin(), findings.end(), [kind](const Finding& one) { return one.kind == kind; }));
}

TEST(CoverageCheck, FindsNothingInACleanOne) {
  for (unsigned seed = 1; seed < 6; ++seed) {
    EXPECT_TRUE(check(test::SubdivisionMaker(9, 4, seed).make().areas).empty());
  }
}

TEST(CoverageCheck, FindsAFeatureTakenOutAsAGapOfItsSize) {
  const auto areas = test::SubdivisionMaker(7, 3, 4).make().areas;
  for (const std::uint32_t gone : {8U, 24U, 40U}) {  // none of them at the edge
    std::vector<std::uint32_t> rows;
    for (std::uint32_t i = 0; i < areas.size(); ++i) {
      if (i != gone) rows.push_back(i);
    }
    const auto findings = check(areas.subset(rows));
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].kind, FindingKind::gap);
    EXPECT_NEAR(findings[0].size, geo::polygon_area(areas, gone), 1e-6);
    EXPECT_TRUE(areas.box(gone).contains(findings[0].place));
  }
}

TEST(CoverageCheck, GroundOpenToTheOutsideIsNoGap) {
  const auto areas = test::SubdivisionMaker(4, 2, 4).make().areas;
  std::vector<std::uint32_t> rows;
  for (std::uint32_t i = 1; i < areas.size(); ++i) rows.push_back(i);  // a corner is missing
  EXPECT_TRUE(check(areas.subset(rows)).empty());
}

TEST(CoverageCheck, FindsEveryPairThatOverlaps) {
  geo::PackedGeometry squares(geo::Kind::polygons);
  test::add_square(squares, 0, 0, 10);
  test::add_square(squares, 8, 0, 10);  // 20 m² over the first
  test::add_square(squares, 9, 5, 10);  // over both
  const auto findings = check(squares);
  ASSERT_EQ(count(findings, FindingKind::overlap), 3U);
  std::map<std::pair<std::size_t, std::size_t>, double> areas;
  for (const Finding& one : findings) areas[{one.row, one.other}] = one.size;
  EXPECT_NEAR((areas[{0, 1}]), 20, 1e-9);
  EXPECT_NEAR((areas[{0, 2}]), 5, 1e-9);
  EXPECT_NEAR((areas[{1, 2}]), 45, 1e-9);
}

TEST(CoverageCheck, AnEnclaveIsWorthALookAndNoFault) {
  geo::PackedGeometry polygons(geo::Kind::polygons);
  test::add_ring_square(polygons, 0, 0, 40);
  test::add_square(polygons, 10, 10, 20);
  const auto findings = check(polygons);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].kind, FindingKind::enclave);
  EXPECT_EQ(findings[0].row, 1U);
  EXPECT_EQ(findings[0].other, 0U);
  EXPECT_FALSE(is_fault(findings[0]));
}

TEST(CheckLayer, BuildingsNeedNotCoverTheGround) {
  model::Layer layer;
  layer.geometry = test::SubdivisionMaker(5, 2, 1).make().areas;
  std::vector<std::uint32_t> rows;
  for (std::uint32_t i = 0; i < layer.geometry.size(); ++i) {
    if (i != 12) rows.push_back(i);
  }
  layer.geometry = layer.geometry.subset(rows);
  layer.table.rows = layer.geometry.size();
  Progress progress;
  layer.role = model::Role::buildings;
  EXPECT_TRUE(check_layer(layer, progress)->empty());
  layer.role = model::Role::grids;
  EXPECT_EQ(check_layer(layer, progress)->size(), 1U);
}

}  // namespace
}  // namespace wangge::analysis
