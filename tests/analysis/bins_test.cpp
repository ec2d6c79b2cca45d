#include "analysis/bins.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>

#include "analysis/area_measures.h"
#include "base/random.h"
#include "geo/locate.h"
#include "support/subdivision.h"
#include "support/threads.h"

namespace wangge::analysis {
namespace {

using geo::PackedGeometry;
using geo::Point;
using Cell = BinLattice::Cell;

constexpr BinShape shapes[] = {BinShape::square, BinShape::hexagon};

Bins bins_over(const PackedGeometry& areas, BinShape shape, double width_m) {
  Progress progress;
  auto bins = make_bins(areas, shape, width_m, progress);
  EXPECT_TRUE(bins) << to_text(bins.error());
  return bins ? *std::move(bins) : Bins();
}

PackedGeometry points_at(const std::vector<Point>& places) {
  PackedGeometry points;
  for (const Point p : places) points.add_point_feature(p);
  return points;
}

double total(const std::vector<double>& numbers) {
  return std::accumulate(numbers.begin(), numbers.end(), 0.0);
}

TEST(BinLattice, ThePolygonOfABinHoldsItsPoints) {
  Random random(1);
  for (const BinShape shape : shapes) {
    for (const double width : {1.0, 37.3, 250.0}) {
      const BinLattice lattice{shape, width};
      for (int i = 0; i < 3000; ++i) {
        const Point p{random.between(-2000, 2000), random.between(-2000, 2000)};
        const Cell cell = lattice.cell_of(p);
        PackedGeometry one(geo::Kind::polygons);
        one.add_ring_feature(lattice.ring(cell));
        ASSERT_TRUE(geo::owns(one, 0, p)) << p.x << " " << p.y;
        ASSERT_EQ(lattice.cell_of(lattice.centre(cell)), cell);
        ASSERT_NEAR(geo::polygon_area(one, 0), lattice.bin_area_m2(), 1e-6 * width * width);
      }
    }
  }
}

TEST(BinLattice, AHexagonHoldsWhatIsNearestToItsCentre) {
  const BinLattice lattice{BinShape::hexagon, 80};
  Random random(2);
  for (int i = 0; i < 3000; ++i) {
    const Point p{random.between(453000, 454000), random.between(2463000, 2464000)};
    const Cell cell = lattice.cell_of(p);
    for (std::int64_t row = cell.row - 2; row <= cell.row + 2; ++row) {
      for (std::int64_t column = cell.column - 2; column <= cell.column + 2; ++column) {
        ASSERT_LE(geo::distance(p, lattice.centre(cell)),
                  geo::distance(p, lattice.centre({column, row})) + 1e-9);
      }
    }
  }
}

TEST(BinLattice, SquaresAreHalfOpen) {
  const BinLattice lattice{BinShape::square, 100};
  EXPECT_EQ(lattice.cell_of({100, 200}), (Cell{1, 2}));
  EXPECT_EQ(lattice.cell_of({99.999, 199.999}), (Cell{0, 1}));
  EXPECT_EQ(lattice.cell_of({-0.001, -100}), (Cell{-1, -1}));
}

TEST(MakeBins, CoverTheStreetWithoutGapOrOverlap) {
  const auto cut = test::SubdivisionMaker(6, 8, 3).make();
  double street = 0;
  for (std::size_t row = 0; row < cut.areas.size(); ++row)
    street += std::abs(geo::polygon_area(cut.areas, row));
  for (const BinShape shape : shapes) {
    for (const double width : {23.0, 90.0, 1000.0}) {
      const Bins bins = bins_over(cut.areas, shape, width);
      ASSERT_GT(bins.size(), 0U);
      EXPECT_NEAR(total(bins.area_m2), street, 1e-6 * street) << width;
      ASSERT_EQ(bins.geometry.size(), bins.size());
      for (std::uint32_t bin = 0; bin < bins.size(); ++bin) {
        EXPECT_NEAR(geo::polygon_area(bins.geometry, bin), bins.area_m2[bin], 1e-6);
        EXPECT_LE(bins.area_m2[bin], bins.lattice.bin_area_m2() * (1 + 1e-9));
        EXPECT_EQ(bins.bin_of(bins.lattice.centre(bins.cells[bin])), bin);
      }
    }
  }
}

TEST(MakeBins, DoNotMoveWithTheData) {
  PackedGeometry small(geo::Kind::polygons), large(geo::Kind::polygons);
  test::add_square(small, 453210, 2463170, 400);
  test::add_square(large, 452900, 2462900, 1000);
  for (const BinShape shape : shapes) {
    const Bins few = bins_over(small, shape, 70), many = bins_over(large, shape, 70);
    for (const Cell cell : few.cells) {
      EXPECT_NE(std::find(many.cells.begin(), many.cells.end(), cell), many.cells.end());
    }
  }
}

TEST(MakeBins, AreasThatOverlapAreCoveredOnce) {
  PackedGeometry areas(geo::Kind::polygons);
  test::add_square(areas, 0, 0, 100);
  test::add_square(areas, 50, 0, 100);
  areas.end_feature();
  EXPECT_NEAR(total(bins_over(areas, BinShape::hexagon, 30).area_m2), 15'000, 1e-6);
}

TEST(MakeBins, HolesAreLeftOut) {
  PackedGeometry areas(geo::Kind::polygons);
  test::add_ring_square(areas, 0, 0, 800);  // with a hole
  const double ground = geo::polygon_area(areas, 0);
  const Bins bins = bins_over(areas, BinShape::square, 50);
  EXPECT_NEAR(total(bins.area_m2), ground, 1e-6 * ground);
  EXPECT_EQ(bins.bin_of({400, 400}), Bins::none);
}

TEST(MakeBins, WhatMakesNoSenseIsRefused) {
  PackedGeometry square(geo::Kind::polygons), bare(geo::Kind::polygons);
  test::add_square(square, 0, 0, 1000);
  bare.end_feature();
  Progress progress;
  for (const double width : {0.0, -5.0, std::nan(""), 0.01}) {
    const auto bins = make_bins(square, BinShape::hexagon, width, progress);
    ASSERT_FALSE(bins);
    EXPECT_EQ(bins.error().code, ErrorCode::invalid_argument) << width;
  }
  EXPECT_EQ(make_bins(bare, BinShape::square, 50, progress).error().code, ErrorCode::empty);
  progress.cancel();
  EXPECT_EQ(make_bins(square, BinShape::square, 50, progress).error().code, ErrorCode::cancelled);
}

class PointsInBins : public testing::TestWithParam<BinShape> {
 protected:
  /// Anywhere, on edges and vertices of bins, without coordinates.
  static PackedGeometry points(const Bins& bins) {
    Random random(8);
    PackedGeometry points;
    const geo::Box box = bins.geometry.box().padded(60);
    for (int i = 0; i < 100'000; ++i) {
      const auto cell = bins.cells[random.below(static_cast<std::uint32_t>(bins.size()))];
      const auto ring = bins.lattice.ring(cell);
      const std::size_t edge = random.below(static_cast<std::uint32_t>(ring.size() - 1));
      const Point a = ring[edge], b = ring[edge + 1];
      switch (i % 5) {
        case 0:
          points.add_point_feature(a);
          break;
        case 1:
          points.add_point_feature({(a.x + b.x) / 2, (a.y + b.y) / 2});
          break;
        case 2:
          i % 10 == 2 ? points.end_feature() : points.add_point_feature(geo::nowhere);
          break;
        default:
          points.add_point_feature(
              {random.between(box.min_x, box.max_x), random.between(box.min_y, box.max_y)});
      }
    }
    return points;
  }
};

TEST_P(PointsInBins, AreConservedInAnyOrderOnAnyNumberOfThreads) {
  const auto cut = test::SubdivisionMaker(6, 8, 3).make();
  const Bins bins = bins_over(cut.areas, GetParam(), 41);
  const PackedGeometry all = points(bins);
  const Assignment once = assign_to_bins(all, bins);
  EXPECT_TRUE(once.conserved());
  EXPECT_EQ(once.without_count, 20'000U);
  EXPECT_GT(once.outside_count, 100U);
  EXPECT_EQ(std::accumulate(once.counts.begin(), once.counts.end(), std::size_t{0}), once.inside);
  for (const std::size_t threads : {1U, 2U, 3U}) {
    EXPECT_EQ(test::on_threads(threads, [&] { return assign_to_bins(all, bins); }).area_of,
              once.area_of);
  }
  std::vector<std::uint32_t> backwards(all.size());
  std::iota(backwards.rbegin(), backwards.rend(), 0U);
  const Assignment turned = assign_to_bins(all.subset(backwards), bins);
  EXPECT_EQ(turned.counts, once.counts);
  EXPECT_EQ(turned.outside_count, once.outside_count);
}

TEST_P(PointsInBins, AreWhereTheBinsAreDrawn) {
  const auto cut = test::SubdivisionMaker(6, 8, 3).make();
  const Bins bins = bins_over(cut.areas, GetParam(), 41);
  Random random(4);
  const geo::Box box = bins.geometry.box();
  for (int i = 0; i < 3000; ++i) {
    const Point p{random.between(box.min_x, box.max_x), random.between(box.min_y, box.max_y)};
    for (std::uint32_t bin = 0; bin < bins.size(); ++bin) {
      if (geo::owns(bins.geometry, bin, p)) {
        ASSERT_EQ(bins.bin_of(p), bin);
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(SquaresAndHexagons, PointsInBins, testing::ValuesIn(shapes));

TEST(AssignToBins, PlacesBeyondAllMeasureAreOutside) {
  PackedGeometry square(geo::Kind::polygons);
  test::add_square(square, 0, 0, 100);
  for (const BinShape shape : shapes) {
    const Bins bins = bins_over(square, shape, 5);
    EXPECT_EQ(assign_to_bins(points_at({{1e300, 0}, {5, -1e18}}), bins).outside_count, 2U);
  }
}

TEST(AssignToBins, OfNothingIsNothing) {
  PackedGeometry square(geo::Kind::polygons);
  test::add_square(square, 0, 0, 100);
  const Assignment none =
      assign_to_bins(PackedGeometry(), bins_over(square, BinShape::hexagon, 10));
  EXPECT_EQ(none.total(), 0U);
  EXPECT_TRUE(none.conserved());
}

TEST(AssignToBins, TicketsPerSquareKilometreComeOfTheClippedArea) {
  PackedGeometry half(geo::Kind::polygons);
  test::add_polygon(half, {{0, 0}, {50, 0}, {50, 100}, {0, 100}});  // half of one bin
  const Bins bins = bins_over(half, BinShape::square, 100);
  ASSERT_EQ(bins.size(), 1U);
  model::Layer tickets;
  tickets.geometry = points_at({{10, 10}, {20, 20}, {90, 90}});
  tickets.table.rows = 3;
  const Assignment owned = assign_to_bins(tickets.geometry, bins);
  AreaBases bases;
  bases.area_m2 = bins.area_m2;
  const model::Rows rows{0, 1, 2};
  const OwnedTickets all{tickets, rows, owned.area_of, bins.size()};
  EXPECT_DOUBLE_EQ(area_measures(all, bases, AreaMeasure::per_km2, {})[0].value, 3 / 0.005);
  MeasureOptions strict;
  strict.least_area_m2 = 6000;
  EXPECT_EQ(area_measures(all, bases, AreaMeasure::per_km2, strict)[0].trust, Trust::small_base);
}

}  // namespace
}  // namespace wangge::analysis
