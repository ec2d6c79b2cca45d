#include "geo/transverse_mercator.h"

#include <cmath>
#include <numbers>

namespace wangge::geo {
namespace {

constexpr double radians = std::numbers::pi / 180;
constexpr double widest_deg = 6, highest_deg = 84;

}  // namespace

TransverseMercator::TransverseMercator(const Parameters& parameters) : parameters_(parameters) {
  const double f = parameters.flattening;
  eccentricity_ = std::sqrt(f * (2 - f));
  const double n = f / (2 - f), n2 = n * n, n3 = n2 * n, n4 = n3 * n, n5 = n4 * n, n6 = n5 * n;
  radius_m_ =
      parameters.scale * parameters.semi_major_m / (1 + n) * (1 + n2 / 4 + n4 / 64 + n6 / 256);
  alpha_ = {n / 2 - 2 * n2 / 3 + 5 * n3 / 16 + 41 * n4 / 180 - 127 * n5 / 288 + 7891 * n6 / 37800,
            13 * n2 / 48 - 3 * n3 / 5 + 557 * n4 / 1440 + 281 * n5 / 630 - 1983433 * n6 / 1935360,
            61 * n3 / 240 - 103 * n4 / 140 + 15061 * n5 / 26880 + 167603 * n6 / 181440,
            49561 * n4 / 161280 - 179 * n5 / 168 + 6601661 * n6 / 7257600,
            34729 * n5 / 80640 - 3418889 * n6 / 1995840,
            212378941 * n6 / 319334400};
}

bool TransverseMercator::covers(Point lon_lat) const {
  return std::abs(lon_lat.x - parameters_.central_meridian_deg) <= widest_deg &&
         std::abs(lon_lat.y) <= highest_deg;
}

Point TransverseMercator::forward(Point lon_lat) const {
  const double phi = lon_lat.y * radians;
  const double lambda = (lon_lat.x - parameters_.central_meridian_deg) * radians;
  const double sin_phi = std::sin(phi), cos_phi = std::cos(phi);
  const double sin_lambda = std::sin(lambda), cos_lambda = std::cos(lambda);
  // e atanh(e sin phi) and its sinh by their series: e sin phi is below 0.082.
  const double x = eccentricity_ * sin_phi, x2 = x * x;
  const double y =
      eccentricity_ * x *
      (1 + x2 * (1.0 / 3 + x2 * (1.0 / 5 + x2 * (1.0 / 7 + x2 * (1.0 / 9 + x2 / 11)))));
  const double sigma = y * (1 + y * y / 6 * (1 + y * y / 20));
  const double tau = (sin_phi * std::sqrt(1 + sigma * sigma) - sigma) / cos_phi;  // conformal
  const double h = std::sqrt(tau * tau + cos_lambda * cos_lambda);
  const double sin_xi = tau / h, cos_xi = cos_lambda / h;
  const double sinh_eta = sin_lambda / h, cosh_eta = std::sqrt(1 + sinh_eta * sinh_eta);
  const double xi = std::atan2(tau, cos_lambda), eta = std::asinh(sinh_eta);
  // Sum of alpha_j sin(2 j (xi + i eta)) by Clenshaw's recurrence.
  const double sin2 = 2 * sin_xi * cos_xi, cos2 = 1 - 2 * sin_xi * sin_xi;
  const double sinh2 = 2 * sinh_eta * cosh_eta, cosh2 = 1 + 2 * sinh_eta * sinh_eta;
  const double twice_re = 2 * cos2 * cosh2, twice_im = -2 * sin2 * sinh2;  // 2 cos(2 zeta)
  double b1_re = 0, b1_im = 0, b2_re = 0, b2_im = 0;
  for (std::size_t j = alpha_.size(); j-- > 0;) {
    const double re = alpha_[j] + twice_re * b1_re - twice_im * b1_im - b2_re;
    const double im = twice_re * b1_im + twice_im * b1_re - b2_im;
    b2_re = b1_re, b2_im = b1_im;
    b1_re = re, b1_im = im;
  }
  const double sin_re = sin2 * cosh2, sin_im = cos2 * sinh2;  // sin(2 zeta)
  const double sum_re = sin_re * b1_re - sin_im * b1_im, sum_im = sin_re * b1_im + sin_im * b1_re;
  return {parameters_.false_easting_m + radius_m_ * (eta + sum_im),
          parameters_.false_northing_m + radius_m_ * (xi + sum_re)};
}

}  // namespace wangge::geo
