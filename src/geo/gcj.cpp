#include "geo/gcj.h"

#include <numbers>

namespace wangge::geo {
namespace {

using std::numbers::pi;

constexpr double semi_major_m = 6378245.0;  // Krasovsky 1940
constexpr double eccentricity_squared = 0.00669342162296594323;
constexpr double bd_pi = pi * 3000.0 / 180.0;

bool shifted(Point p) {
  return p.x >= 72.004 && p.x <= 137.8347 && p.y >= 0.8293 && p.y <= 55.8271;
}

/// The waves along one axis; their amplitudes differ in the two longest.
double waves(double t, double long_wave, double longest_wave) {
  return (20 * std::sin(t * pi) + 40 * std::sin(t / 3 * pi) + long_wave * std::sin(t / 12 * pi) +
          longest_wave * std::sin(t / 30 * pi)) *
         2 / 3;
}

Point offset_degrees(Point wgs84) {
  const double x = wgs84.x - 105, y = wgs84.y - 35;
  const double root = std::sqrt(std::abs(x));
  const double shared = (20 * std::sin(6 * x * pi) + 20 * std::sin(2 * x * pi)) * 2 / 3;
  const double north_m =
      -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + shared + waves(y, 160, 320);
  const double east_m =
      300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + shared + waves(x, 150, 300);
  const double latitude = wgs84.y / 180 * pi;
  const double w = 1 - eccentricity_squared * std::sin(latitude) * std::sin(latitude);
  const double meridian_m = semi_major_m * (1 - eccentricity_squared) / (w * std::sqrt(w));
  const double parallel_m = semi_major_m / std::sqrt(w) * std::cos(latitude);
  return {east_m * 180 / (parallel_m * pi), north_m * 180 / (meridian_m * pi)};
}

/// Solves forward(p) = target by p <- p - (forward(p) - target), from the target on.
template <typename Forward>
Point inverse(Point target, Forward forward) {
  Point p = target;
  for (int step = 0; step < 12; ++step) {
    const Point image = forward(p);
    const Point error{image.x - target.x, image.y - target.y};
    p = {p.x - error.x, p.y - error.y};
    if (std::abs(error.x) < 1e-10 && std::abs(error.y) < 1e-10) break;
  }
  return p;
}

}  // namespace

Point gcj02_from_wgs84(Point wgs84) {
  if (!shifted(wgs84)) return wgs84;
  const Point d = offset_degrees(wgs84);
  return {wgs84.x + d.x, wgs84.y + d.y};
}

Point wgs84_from_gcj02(Point gcj02) {
  return shifted(gcj02) ? inverse(gcj02, gcj02_from_wgs84) : gcj02;
}

Point bd09_from_gcj02(Point gcj02) {
  if (!shifted(gcj02)) return gcj02;
  const double radius = std::hypot(gcj02.x, gcj02.y) + 2e-5 * std::sin(gcj02.y * bd_pi);
  const double angle = std::atan2(gcj02.y, gcj02.x) + 3e-6 * std::cos(gcj02.x * bd_pi);
  return {radius * std::cos(angle) + 0.0065, radius * std::sin(angle) + 0.006};
}

Point gcj02_from_bd09(Point bd09) { return shifted(bd09) ? inverse(bd09, bd09_from_gcj02) : bd09; }

}  // namespace wangge::geo
