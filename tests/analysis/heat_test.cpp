#include "analysis/heat.h"

#include <gtest/gtest.h>
#include <tbb/global_control.h>

#include <cmath>
#include <fstream>
#include <limits>
#include <numbers>
#include <numeric>
#include <random>
#include <sstream>

namespace wangge::analysis {
namespace {

using geo::Point;
using std::numbers::pi;

constexpr Kernel all_kernels[] = {Kernel::gaussian, Kernel::quartic, Kernel::epanechnikov,
                                  Kernel::triangular, Kernel::uniform};

/// The sum over all points at one place, per hectare.
double direct_sum(const std::vector<Point>& points, Kernel kernel, double sigma, Point at) {
  double sum = 0;
  for (const Point p : points) sum += kernel_density(kernel, geo::distance(p, at), sigma);
  return sum * 1e4;
}

Point centre_of(const RasterFrame& frame, int column, int row) {
  return {frame.origin.x + (column + 0.5) * frame.cell_m,
          frame.origin.y + (row + 0.5) * frame.cell_m};
}

float value_at(const HeatSurface& surface, int column, int row) {
  return surface.values[static_cast<std::size_t>(row * surface.frame.columns + column)];
}

/// The largest difference from the direct sum on some cells, in parts of the surface's peak.
double worst_error(const std::vector<Point>& points, const RasterFrame& frame, Kernel kernel,
                   double sigma, int every) {
  const HeatSurface surface = heat_surface(points, {}, frame, kernel, sigma);
  double worst = 0;
  for (int row = every / 2; row < frame.rows; row += every) {
    for (int column = row % every; column < frame.columns; column += every) {
      const double sum = direct_sum(points, kernel, sigma, centre_of(frame, column, row));
      worst = std::max(worst, std::abs(static_cast<double>(value_at(surface, column, row)) - sum));
    }
  }
  return worst / static_cast<double>(surface.max);
}

std::vector<Point> cloud(std::size_t count, unsigned seed) {
  std::mt19937_64 random(seed);
  std::normal_distribution<double> spread(0, 180);
  std::vector<Point> points;
  for (std::size_t i = 0; i < count; ++i) {
    points.push_back(
        {500.0 + static_cast<double>(i % 3) * 400 + spread(random), 900 + spread(random)});
  }
  return points;
}

double total(const HeatSurface& surface) {
  const double hectares = surface.frame.cell_m * surface.frame.cell_m / 1e4;
  return std::accumulate(surface.values.begin(), surface.values.end(), 0.0) * hectares;
}

TEST(Heat, QuarticOf100mHasItsPublishedPeak) {
  const double sigma = 100 / std::sqrt(8.0);  // equal variance: h = 100 m
  const RasterFrame frame{{0, 0}, 1, 401, 401};
  const std::vector<Point> one{{200.5, 200.5}};
  const HeatSurface surface = heat_surface(one, {}, frame, Kernel::quartic, sigma);
  EXPECT_NEAR(surface.at(one[0]), 9.54930e-5 * 1e4, 1e-4 * 0.9549);
}

TEST(Heat, HoldsAsManyTicketsAsThereAre) {
  const auto points = cloud(3000, 1);
  const RasterFrame frame{{-1500, -1500}, 15, 300, 300};
  for (const Kernel kernel : all_kernels) {
    EXPECT_NEAR(total(heat_surface(points, {}, frame, kernel, 75)), 3000, 1)
        << static_cast<int>(kernel);
  }
}

TEST(Heat, IsTheDirectSumOfAFewPointsWithEveryKernelAndRadius) {
  const auto points = cloud(300, 2);
  const RasterFrame frame{{-300, -200}, 10, 230, 210};
  for (const Kernel kernel : all_kernels) {
    // From narrower than a cell to wider than the frame, past every change of method.
    for (const double sigma :
         {4.0, 12.0, 14.0, 17.0, 20.0, 30.0, 50.0, 110.0, 130.0, 360.0, 1500.0, 9000.0}) {
      EXPECT_LT(worst_error(points, frame, kernel, sigma, 29), 1e-4)
          << static_cast<int>(kernel) << " " << sigma;
    }
  }
}

TEST(Heat, IsNearTheDirectSumOfManyPoints) {
  const auto points = cloud(60'000, 4);
  const RasterFrame frame{{-400, -300}, 10, 250, 240};
  for (const Kernel kernel : all_kernels) {
    for (const double sigma : {30.0, 60.0, 200.0, 500.0}) {
      // Random tickets under kernels with edges: see the header.
      const double allowed = kernel == Kernel::uniform ? 5e-3 : 1e-4;
      EXPECT_LT(worst_error(points, frame, kernel, sigma, 61), allowed)
          << static_cast<int>(kernel) << " " << sigma;
    }
  }
}

TEST(Heat, HoldsThePeakOfAMillionTicketsAtOnePlace) {
  const RasterFrame frame{{0, 0}, 10, 160, 120};
  const Point place{803.3, 607.1};
  const std::vector<Point> stacked(1'000'000, place), one{place};
  for (const Kernel kernel : all_kernels) {
    for (const double sigma : {25.0, 50.0, 130.0, 400.0, 9000.0}) {
      const HeatSurface surface = heat_surface(stacked, {}, frame, kernel, sigma);
      const double peak = 1e6 * direct_sum(one, kernel, sigma, place);
      for (const auto& [column, row] :
           {std::pair{80, 60}, {79, 61}, {84, 58}, {70, 75}, {10, 100}}) {
        const double sum = 1e6 * direct_sum(one, kernel, sigma, centre_of(frame, column, row));
        EXPECT_NEAR(value_at(surface, column, row), sum, 1e-4 * peak)
            << static_cast<int>(kernel) << " " << sigma << " " << column << " " << row;
      }
    }
  }
}

TEST(Heat, SeesACrowdedPlaceAmongManyTickets) {
  auto points = cloud(100'000, 5);
  for (std::size_t i = 0; i < points.size(); i += 5) points[i] = {611.7, 904.2};
  const RasterFrame frame{{-400, -300}, 10, 250, 240};
  for (const Kernel kernel : all_kernels) {
    const HeatSurface surface = heat_surface(points, {}, frame, kernel, 50);
    for (const auto& [column, row] : {std::pair{101, 120}, {102, 119}, {95, 121}, {108, 111}}) {
      EXPECT_NEAR(value_at(surface, column, row),
                  direct_sum(points, kernel, 50, centre_of(frame, column, row)),
                  3e-4 * static_cast<double>(surface.max))
          << static_cast<int>(kernel) << " " << column << " " << row;
    }
  }
}

TEST(Heat, CountsWhatReachesInFromOutside) {
  const RasterFrame frame{{0, 0}, 10, 60, 50};
  const std::vector<Point> beyond{{-35, 200}};
  for (const Kernel kernel : all_kernels) {
    const HeatSurface surface = heat_surface(beyond, {}, frame, kernel, 60);
    EXPECT_EQ(surface.points, 0U);
    EXPECT_NEAR(value_at(surface, 0, 20), direct_sum(beyond, kernel, 60, centre_of(frame, 0, 20)),
                1e-4);
  }
}

TEST(Heat, KernelsOfOneSigmaHaveOneVariance) {
  const RasterFrame frame{{0, 0}, 2, 801, 801};
  const std::vector<Point> one{{801, 801}};
  for (const Kernel kernel : all_kernels) {
    const HeatSurface surface = heat_surface(one, {}, frame, kernel, 100);
    double sum = 0, variance = 0;
    for (int row = 0; row < frame.rows; ++row) {
      for (int column = 0; column < frame.columns; ++column) {
        const double value = surface.values[static_cast<std::size_t>(row * frame.columns + column)];
        const double dx = (column + 0.5) * frame.cell_m - 801;
        sum += value;
        variance += value * dx * dx;
      }
    }
    EXPECT_NEAR(std::sqrt(variance / sum), 100, 0.5) << static_cast<int>(kernel);
  }
}

TEST(Heat, IsTheSameForAnyNumberOfThreads) {
  const auto points = cloud(150'000, 3);
  const RasterFrame frame{{-1500, -1500}, 20, 200, 200};
  for (const Kernel kernel : all_kernels) {
    const HeatSurface many = heat_surface(points, {}, frame, kernel, 100);
    const tbb::global_control one_thread(tbb::global_control::max_allowed_parallelism, 1);
    EXPECT_EQ(heat_surface(points, {}, frame, kernel, 100).values, many.values);
  }
}

TEST(Heat, NothingOnePlaceAndFarAwayAreNoTrouble) {
  const RasterFrame frame{{0, 0}, 10, 50, 50};
  EXPECT_EQ(heat_surface({}, {}, frame, Kernel::gaussian, 50).max, 0);
  const std::vector<Point> away{{1e9, 1e9}, geo::nowhere};
  EXPECT_EQ(heat_surface(away, {}, frame, Kernel::gaussian, 50).points, 0U);
  const std::vector<Point> one{{250, 250}};
  for (const Kernel kernel : all_kernels) {
    EXPECT_EQ(heat_surface(one, {}, frame, kernel, 0).max, 0);
    EXPECT_EQ(heat_surface(one, {}, frame, kernel, std::nan("")).max, 0);
    EXPECT_TRUE(heat_surface(one, {}, {{0, 0}, 10, 0, 0}, kernel, 50).values.empty());
    const HeatSurface single = heat_surface(one, {}, {{240, 240}, 20, 1, 1}, kernel, 50);
    EXPECT_NEAR(single.max, direct_sum(one, kernel, 50, {250, 250}), 1e-4 * single.max);
    EXPECT_EQ(single.at({-5, 0}), 0);
  }
}

TEST(Heat, WeightsCountAsThatManyTickets) {
  const RasterFrame frame{{0, 0}, 10, 80, 80};
  const std::vector<Point> one{{333, 401}}, three(3, one[0]);
  const std::vector<float> weight{3};
  const auto a = heat_surface(one, weight, frame, Kernel::gaussian, 50);
  const auto b = heat_surface(three, {}, frame, Kernel::gaussian, 50);
  for (std::size_t i = 0; i < a.values.size(); ++i)
    EXPECT_NEAR(a.values[i], b.values[i], 1e-5 * b.max);
}

TEST(Heat, WeightsThatAreNoNumbersCountNothing) {
  const RasterFrame frame{{0, 0}, 10, 80, 80};
  const std::vector<Point> two{{333, 401}, {200, 200}}, one{{333, 401}};
  const std::vector<float> weights{1, std::numeric_limits<float>::infinity()};
  for (const Kernel kernel : all_kernels) {
    EXPECT_EQ(heat_surface(two, weights, frame, kernel, 50).values,
              heat_surface(one, {}, frame, kernel, 50).values);
  }
}

geo::PackedGeometry square(double low, double high) {
  geo::PackedGeometry area(geo::Kind::polygons);
  const Point ring[] = {{low, low}, {high, low}, {high, high}, {low, high}, {low, low}};
  area.add_ring_feature(ring);
  return area;
}

/// e(u) by definition: the kernel summed over a fine lattice of the square.
double share_of_square(Kernel kernel, double sigma, Point u, double low, double high) {
  const double step = sigma / 60;
  const int count = static_cast<int>(std::round((high - low) / step));
  const double fitted = (high - low) / count;
  double sum = 0;
  for (int i = 0; i < count; ++i) {
    for (int j = 0; j < count; ++j) {
      const Point v{low + (i + 0.5) * fitted, low + (j + 0.5) * fitted};
      sum += kernel_density(kernel, geo::distance(u, v), sigma);
    }
  }
  return sum * fitted * fitted;
}

TEST(EdgeShare, IsTheKernelsIntegralOverTheArea) {
  const RasterFrame frame{{0, 0}, 10, 60, 60};
  const double low = 153.7, high = 431.2;
  for (const Kernel kernel : all_kernels) {
    const auto share = edge_share(square(low, high), frame, kernel, 45);
    ASSERT_EQ(share.size(), 3600U);
    for (const auto& [column, row] : {std::pair{15, 30}, {16, 16}, {29, 30}, {42, 40}, {20, 42}}) {
      EXPECT_NEAR(share[static_cast<std::size_t>(row * 60 + column)],
                  share_of_square(kernel, 45, centre_of(frame, column, row), low, high), 1e-3)
          << static_cast<int>(kernel) << " " << column << " " << row;
    }
    EXPECT_EQ(share[0], 0);
    EXPECT_EQ(share[static_cast<std::size_t>(30 * 60 + 14)], 0);  // centre at 145, outside
  }
}

TEST(EdgeShare, OfTheGaussianIsAProductOfErrorFunctions) {
  const RasterFrame frame{{0, 0}, 10, 60, 60};
  const double low = 153.7, high = 431.2;
  for (const double sigma : {20.0, 30.0, 60.0, 150.0, 2000.0}) {
    const auto share = edge_share(square(low, high), frame, Kernel::gaussian, sigma);
    const auto along = [&](double u) {
      return (std::erf((high - u) / sigma / std::numbers::sqrt2) -
              std::erf((low - u) / sigma / std::numbers::sqrt2)) /
             2;
    };
    for (int row = 15; row < 43; row += 3) {
      for (int column = 15; column < 43; column += 4) {
        const Point u = centre_of(frame, column, row);
        const double exact = std::max(1e-3, along(u.x) * along(u.y));
        EXPECT_NEAR(share[static_cast<std::size_t>(row * 60 + column)], exact, 1e-4) << sigma;
      }
    }
  }
}

TEST(CorrectEdge, LeavesEvenlySpreadTicketsEven) {
  std::vector<Point> even;
  for (int i = 0; i < 150; ++i) {
    for (int j = 0; j < 150; ++j) even.push_back({100 + 2.0 * i + 1, 100 + 2.0 * j + 1});
  }
  const RasterFrame frame{{0, 0}, 10, 50, 50};
  for (const Kernel kernel : all_kernels) {
    HeatSurface surface = heat_surface(even, {}, frame, kernel, 40);
    EXPECT_LT(value_at(surface, 10, 25), 0.6 * 2500);  // half is lost at the border
    correct_edge(surface, edge_share(square(100, 400), frame, kernel, 40));
    for (int row = 10; row < 40; row += 3) {
      for (int column = 10; column < 40; ++column) {
        EXPECT_NEAR(value_at(surface, column, row), 2500, 0.02 * 2500) << static_cast<int>(kernel);
      }
    }
    EXPECT_EQ(value_at(surface, 9, 25), 0);
    EXPECT_NEAR(surface.max, 2500, 0.02 * 2500);
  }
}

TEST(FrameFor, HasFineCellsAndALimit) {
  const RasterFrame street = frame_for({0, 0, 1500, 1200}, 100);
  EXPECT_DOUBLE_EQ(street.cell_m, 20);
  EXPECT_TRUE(street.box().contains(geo::Box{-300, -300, 1800, 1500}));
  const RasterFrame country = frame_for({0, 0, 4e6, 4e6}, 100);
  EXPECT_LE(static_cast<double>(country.columns) * country.rows, 17e6);
}

/// realdata/reference/kde_12_points.csv: exact sums over twelve points, kernels with bandwidth h.
TEST(Heat, MatchesTheReferenceSumsOverTwelvePoints) {
  const std::string folder = std::string(WANGGE_SOURCE_DIR) + "/../shared/realdata/reference/";
  std::ifstream values(folder + "kde_12_points.csv"), places(folder + "pointpats_12_points.csv");
  if (!values || !places) GTEST_SKIP() << "no reference results beside the project";
  const auto cells = [](const std::string& line) {
    std::vector<std::string> words;
    std::istringstream row(line);
    for (std::string cell; std::getline(row, cell, ',');) words.push_back(cell);
    return words;
  };
  std::vector<Point> points;
  std::string line;
  while (std::getline(places, line)) {
    const auto words = cells(line);
    if (words.size() >= 2 && std::isdigit(static_cast<unsigned char>(words[words.size() - 2][0]))) {
      points.push_back({std::stod(words[words.size() - 2]), std::stod(words[words.size() - 1])});
    }
  }
  ASSERT_EQ(points.size(), 12U);
  std::getline(values, line);
  const auto header = cells(line);
  const auto column = [&](const char* name) {
    return static_cast<std::size_t>(std::find(header.begin(), header.end(), name) - header.begin());
  };
  std::size_t compared = 0;
  while (std::getline(values, line)) {
    const auto words = cells(line);
    const double h = std::stod(words[column("bandwidth")]);
    const Point at{std::stod(words[column("x")]), std::stod(words[column("y")])};
    const RasterFrame frame{
        {-60, -60}, h / 60, static_cast<int>(230 * 60 / h), static_cast<int>(230 * 60 / h)};
    if (column("gaussian") >= words.size() || column("quartic") >= words.size()) continue;
    const double gaussian = heat_surface(points, {}, frame, Kernel::gaussian, h).at(at) / 1e4 / 12;
    const double quartic =
        heat_surface(points, {}, frame, Kernel::quartic, h / std::sqrt(8.0)).at(at) / 1e4 / 12;
    const double peak = 1 / (2 * pi * h * h);
    EXPECT_NEAR(gaussian, std::stod(words[column("gaussian")]), 2e-3 * peak);
    EXPECT_NEAR(quartic, std::stod(words[column("quartic")]), 2e-3 * 6 * peak);
    ++compared;
  }
  EXPECT_GE(compared, 20U);
}

}  // namespace
}  // namespace wangge::analysis
