#include "analysis/heat.h"

#include <gtest/gtest.h>
#include <tbb/global_control.h>

#include <cmath>
#include <fstream>
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

/// METHODS §6, per square metre, h from sigma by equal variance.
double exact_kernel(Kernel kernel, double d, double sigma) {
  if (kernel == Kernel::gaussian)
    return std::exp(-d * d / (2 * sigma * sigma)) / (2 * pi * sigma * sigma);
  const double h = kernel_radius_m(kernel, sigma), u = d / h;
  if (u >= 1) return 0;
  switch (kernel) {
    case Kernel::quartic:
      return 3 / (pi * h * h) * (1 - u * u) * (1 - u * u);
    case Kernel::epanechnikov:
      return 2 / (pi * h * h) * (1 - u * u);
    case Kernel::triangular:
      return 3 / (pi * h * h) * (1 - u);
    default:
      return 1 / (pi * h * h);
  }
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
  EXPECT_NEAR(surface.at(one[0]), 9.54930e-5 * 1e4, 1e-3 * 0.9549);
}

TEST(Heat, HoldsAsManyTicketsAsThereAre) {
  const auto points = cloud(3000, 1);
  const RasterFrame frame{{-1500, -1500}, 15, 300, 300};
  for (const Kernel kernel : all_kernels) {
    EXPECT_NEAR(total(heat_surface(points, {}, frame, kernel, 75)), 3000, 3)
        << static_cast<int>(kernel);
  }
}

TEST(Heat, AgreesWithTheDirectSum) {
  const auto points = cloud(400, 2);
  const double sigma = 120;
  const RasterFrame frame{{-1500, -1500}, 6, 700, 700};
  for (const Kernel kernel : all_kernels) {
    const HeatSurface surface = heat_surface(points, {}, frame, kernel, sigma);
    double worst = 0, highest = 0;
    for (int row = 100; row < 600; row += 17) {
      for (int column = 100; column < 600; column += 13) {
        const Point centre{frame.origin.x + (column + 0.5) * frame.cell_m,
                           frame.origin.y + (row + 0.5) * frame.cell_m};
        double sum = 0;
        for (const Point p : points)
          sum += exact_kernel(kernel, geo::distance(p, centre), sigma) * 1e4;
        worst = std::max(worst, std::abs(surface.at(centre) - sum));
        highest = std::max(highest, sum);
      }
    }
    // The Gaussian's cut and the lattice cost least where the kernel is smooth; the uniform one has
    // a cliff that a cell of 6 m cannot hold.
    const double tolerance = kernel == Kernel::gaussian  ? 5e-4
                             : kernel == Kernel::uniform ? 3e-2
                                                         : 2e-3;
    EXPECT_LT(worst / highest, tolerance) << static_cast<int>(kernel);
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
  for (const Kernel kernel : {Kernel::gaussian, Kernel::quartic}) {
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
  const std::vector<Point> stacked(1000, {250, 250});
  const HeatSurface surface = heat_surface(stacked, {}, frame, Kernel::gaussian, 50);
  // One place in cells of a fifth of sigma is the worst case: its share among four cells widens the
  // peak.
  const double peak = 1000 * exact_kernel(Kernel::gaussian, 0, 50) * 1e4;
  EXPECT_NEAR(surface.at({250, 250}), peak, 0.015 * peak);
  EXPECT_EQ(surface.at({-5, 0}), 0);
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
