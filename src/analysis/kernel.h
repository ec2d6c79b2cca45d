#pragma once

#include <vector>

namespace wangge::analysis {

/// How a ticket's weight is spread over the ground around it (METHODS §6). All are round, never
/// negative and hold the weight 1.
enum class Kernel { gaussian, quartic, epanechnikov, triangular, uniform };

/// The radius h beyond which a kernel of standard deviation sigma per axis is nothing: h with
/// variance sigma² per axis, so that a change of kernel does not change the picture. The Gaussian
/// never ends; what lies beyond the 4 sigma given here is 0.03 % of it.
double kernel_radius_m(Kernel kernel, double sigma_m);

/// Density at distance d, per square of the unit that d and sigma are in.
double kernel_density(Kernel kernel, double d, double sigma);

/// The Fourier transform of a kernel over the plane: 1 at frequency 0, real, round.
class KernelSpectrum {
 public:
  /// sigma in the unit whose inverse the frequencies are in
  KernelSpectrum(Kernel kernel, double sigma);
  double at(double squared_frequency) const;

 private:
  double scale_;                               // from frequency to the table's argument
  const std::vector<float>* table_ = nullptr;  // of the compact kernels, for radius 1
};

}  // namespace wangge::analysis
