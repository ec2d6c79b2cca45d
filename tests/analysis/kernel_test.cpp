#include "analysis/kernel.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace wangge::analysis {
namespace {

using std::numbers::pi;

constexpr Kernel all_kernels[] = {Kernel::gaussian, Kernel::quartic, Kernel::epanechnikov,
                                  Kernel::triangular, Kernel::uniform};

/// The integral of density · f(d) over the plane.
template <typename F>
double over_the_plane(Kernel kernel, double sigma, const F& f) {
  const double end = kernel == Kernel::gaussian ? 9 * sigma : kernel_radius_m(kernel, sigma);
  constexpr int pieces = 20'000;
  double sum = 0;
  for (int i = 0; i < pieces; ++i) {
    const double d = end * (i + 0.5) / pieces;
    sum += kernel_density(kernel, d, sigma) * f(d) * 2 * pi * d * end / pieces;
  }
  return sum;
}

TEST(Kernel, HoldsOneTicketAndTheVarianceAskedFor) {
  for (const Kernel kernel : all_kernels) {
    EXPECT_NEAR(over_the_plane(kernel, 35, [](double) { return 1; }), 1, 1e-6);
    // Per axis half of the mean squared distance.
    EXPECT_NEAR(over_the_plane(kernel, 35, [](double d) { return d * d / 2; }), 35 * 35, 1e-2);
  }
}

TEST(Kernel, HasThePublishedPeaks) {
  EXPECT_NEAR(kernel_density(Kernel::quartic, 0, 100 / std::sqrt(8.0)), 9.54930e-5, 1e-10);
  EXPECT_NEAR(kernel_radius_m(Kernel::uniform, 100), 200, 1e-9);
  EXPECT_NEAR(kernel_radius_m(Kernel::quartic, 100), 282.8427, 1e-4);
}

TEST(Kernel, EndsAtItsRadius) {
  for (const Kernel kernel : all_kernels) {
    if (kernel == Kernel::gaussian) continue;
    const double h = kernel_radius_m(kernel, 20);
    EXPECT_GT(kernel_density(kernel, 0.999 * h, 20), 0);
    EXPECT_EQ(kernel_density(kernel, 1.001 * h, 20), 0);
  }
}

TEST(KernelSpectrum, IsTheHankelTransformOfTheDensity) {
  constexpr double sigma = 3;
  for (const Kernel kernel : all_kernels) {
    const KernelSpectrum spectrum(kernel, sigma);
    EXPECT_NEAR(spectrum.at(0), 1, 1e-7);
    for (const double frequency : {0.01, 0.04, 0.0723, 0.11, 0.3, 0.9}) {
      const double exact =
          over_the_plane(kernel, sigma, [&](double d) { return ::j0(2 * pi * frequency * d); });
      EXPECT_NEAR(spectrum.at(frequency * frequency), exact, 2e-5)
          << static_cast<int>(kernel) << " " << frequency;
    }
    EXPECT_NEAR(spectrum.at(1e12), 0, 1e-6);
  }
}

}  // namespace
}  // namespace wangge::analysis
