#include "analysis/kernel.h"

#include <cmath>
#include <numbers>

namespace wangge::analysis {
namespace {

using std::numbers::pi;

constexpr double table_step = 1.0 / 64;
constexpr double table_end = 1400;  // where the slowest, of the uniform kernel, has fallen to 3e-5

/// Mean of the 2k-th power of the distance under a compact kernel of radius 1.
double moment(Kernel kernel, int k) {
  switch (kernel) {
    case Kernel::quartic:
      return 6.0 / ((k + 1) * (k + 2) * (k + 3));
    case Kernel::epanechnikov:
      return 2.0 / ((k + 1) * (k + 2));
    case Kernel::triangular:
      return 6.0 / ((2 * k + 2) * (2 * k + 3));
    default:
      return 1.0 / (k + 1);
  }
}

/// The transform near 0, where the closed forms lose their digits.
double series(Kernel kernel, double x) {
  double sum = 0, term = 1;
  for (int k = 0; k < 16; ++k) {
    sum += term * moment(kernel, k);
    term *= -(x / 2) * (x / 2) / ((k + 1) * (k + 1));
  }
  return sum;
}

/// Hankel transforms of the kernels of radius 1 at x = 2π · frequency; `integral` is that of J0
/// from 0 to x. They follow from ∫ r J0(xr) dr = r J1(xr)/x and the recurrence of the Bessel
/// functions.
double closed_form(Kernel kernel, double x, double integral) {
  const double b0 = ::j0(x), b1 = ::j1(x), b2 = 2 * b1 / x - b0, b3 = 4 * b2 / x - b1;
  switch (kernel) {
    case Kernel::quartic:
      return 48 * b3 / (x * x * x);
    case Kernel::epanechnikov:
      return 8 * b2 / (x * x);
    case Kernel::triangular:
      return 6 * (integral / (x * x * x) - b0 / (x * x));
    default:
      return 2 * b1 / x;
  }
}

std::vector<float> make_table(Kernel kernel) {
  const auto size = static_cast<std::size_t>(table_end / table_step) + 2;
  std::vector<float> table(size);
  double integral = 0;
  for (std::size_t i = 0; i < size; ++i) {
    const double x = static_cast<double>(i) * table_step;
    table[i] = static_cast<float>(x < 2 ? series(kernel, x) : closed_form(kernel, x, integral));
    integral += table_step / 6 * (::j0(x) + 4 * ::j0(x + table_step / 2) + ::j0(x + table_step));
  }
  return table;
}

/// Made when first asked for; the same for every radius.
const std::vector<float>& table_of(Kernel kernel) {
  static const std::vector<float> quartic = make_table(Kernel::quartic);
  static const std::vector<float> epanechnikov = make_table(Kernel::epanechnikov);
  static const std::vector<float> triangular = make_table(Kernel::triangular);
  static const std::vector<float> uniform = make_table(Kernel::uniform);
  switch (kernel) {
    case Kernel::quartic:
      return quartic;
    case Kernel::epanechnikov:
      return epanechnikov;
    case Kernel::triangular:
      return triangular;
    default:
      return uniform;
  }
}

}  // namespace

double kernel_radius_m(Kernel kernel, double sigma_m) {
  switch (kernel) {
    case Kernel::gaussian:
      return sigma_m * 4;
    case Kernel::quartic:
      return sigma_m * std::sqrt(8.0);
    case Kernel::epanechnikov:
      return sigma_m * std::sqrt(6.0);
    case Kernel::triangular:
      return sigma_m * std::sqrt(20.0 / 3);
    case Kernel::uniform:
      return sigma_m * 2;
  }
  return sigma_m;
}

double kernel_density(Kernel kernel, double d, double sigma) {
  if (kernel == Kernel::gaussian) {
    return std::exp(-d * d / (2 * sigma * sigma)) / (2 * pi * sigma * sigma);
  }
  const double h = kernel_radius_m(kernel, sigma), share = d / h, rest = 1 - share * share;
  if (share > 1) return 0;
  switch (kernel) {
    case Kernel::quartic:
      return 3 * rest * rest / (pi * h * h);
    case Kernel::epanechnikov:
      return 2 * rest / (pi * h * h);
    case Kernel::triangular:
      return 3 * (1 - share) / (pi * h * h);
    default:
      return 1 / (pi * h * h);
  }
}

KernelSpectrum::KernelSpectrum(Kernel kernel, double sigma) {
  if (kernel == Kernel::gaussian) {
    scale_ = -2 * pi * pi * sigma * sigma;
  } else {
    table_ = &table_of(kernel);
    scale_ = 2 * pi * kernel_radius_m(kernel, sigma) / table_step;
  }
}

double KernelSpectrum::at(double squared_frequency) const {
  if (table_ == nullptr) return std::exp(scale_ * squared_frequency);
  const double place = scale_ * std::sqrt(squared_frequency);
  if (place >= table_end / table_step) return 0;
  const auto i = static_cast<std::size_t>(place);
  const auto share = static_cast<float>(place - static_cast<double>(i));
  return (*table_)[i] * (1 - share) + (*table_)[i + 1] * share;
}

}  // namespace wangge::analysis
