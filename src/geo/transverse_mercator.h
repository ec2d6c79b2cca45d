#pragma once

#include <array>

#include "geo/point.h"

namespace wangge::geo {

/// Gauss–Krüger forward projection by Krüger's series to n^6, ten times as fast as the general way
/// through PROJ, from which it differs by less than a micrometre within 6 degrees of the meridian.
/// Source: Karney 2011, Transverse Mercator with an accuracy of a few nanometers, eq. 7–11 and 35.
class TransverseMercator {
 public:
  struct Parameters {
    double semi_major_m, flattening;
    double central_meridian_deg;
    double scale;
    double false_easting_m, false_northing_m;
  };
  explicit TransverseMercator(const Parameters& parameters);

  /// Whether a place (degrees) is near enough to the meridian.
  bool covers(Point lon_lat) const;
  /// Degrees to metres; only for places that are covered.
  Point forward(Point lon_lat) const;

 private:
  Parameters parameters_;
  double eccentricity_;
  double radius_m_;              // of the rectifying sphere, scaled
  std::array<double, 6> alpha_;  // Krüger's coefficients
};

}  // namespace wangge::geo
