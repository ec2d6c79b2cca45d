#include "geo/control_points.h"

#include <array>
#include <cmath>
#include <numbers>

#include "base/i18n.h"

namespace wangge::geo {
namespace {

constexpr double degree = std::numbers::pi / 180;
constexpr double arc_second = degree / 3600;

Residuals residuals_of(std::vector<double> metres) {
  double squares = 0;
  for (const double r : metres) squares += r * r;
  const double count = static_cast<double>(metres.size());
  return {std::move(metres), std::sqrt(squares / count)};
}

Error too_few(std::size_t given, int needed) {
  return {ErrorCode::invalid_argument, "",
          trf("{} control points were given, {} are needed.", given, needed),
          tr("Give one point a line: x and y in the file, x and y where they truly are.")};
}

Point centre_of(std::span<const ControlPoint> points, Point ControlPoint::*side) {
  Point sum;
  for (const ControlPoint& p : points) sum.x += (p.*side).x, sum.y += (p.*side).y;
  const double count = static_cast<double>(points.size());
  return {sum.x / count, sum.y / count};
}

Result<void> check_numbers(std::span<const ControlPoint> points) {
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (is_finite(points[i].source) && is_finite(points[i].target)) continue;
    return Error{ErrorCode::invalid_argument, "",
                 trf("Control point {} has no place in its coordinate system.", i + 1),
                 tr("Check its numbers and the coordinate system of the true places.")};
  }
  return {};
}

struct Vector {
  double x, y, z;
};

/// Geocentric from degrees on the ellipsoid (x longitude), height 0.
Vector geocentric(Point degrees, double a, double f) {
  const double lon = degrees.x * degree, lat = degrees.y * degree;
  const double e2 = f * (2 - f);
  const double normal = a / std::sqrt(1 - e2 * std::sin(lat) * std::sin(lat));
  return {normal * std::cos(lat) * std::cos(lon), normal * std::cos(lat) * std::sin(lon),
          normal * (1 - e2) * std::sin(lat)};
}

constexpr std::size_t unknowns = 7;
using Row = std::array<double, unknowns + 1>;

/// Gauss's elimination with the largest pivot; false where the equations do not decide.
bool solve(std::array<Row, unknowns>& m) {
  for (std::size_t column = 0; column < unknowns; ++column) {
    std::size_t best = column;
    for (std::size_t row = column; row < unknowns; ++row) {
      if (std::abs(m[row][column]) > std::abs(m[best][column])) best = row;
    }
    std::swap(m[column], m[best]);
    const double pivot = m[column][column];
    if (!(std::abs(pivot) > 1e-6)) return false;  // a thousandth of the reach off the line
    for (std::size_t row = 0; row < unknowns; ++row) {
      if (row == column) continue;
      const double factor = m[row][column] / pivot;
      for (std::size_t k = column; k <= unknowns; ++k) m[row][k] -= factor * m[column][k];
    }
  }
  for (std::size_t i = 0; i < unknowns; ++i) m[i][unknowns] /= m[i][i];
  return true;
}

/// Seven parameters from `from` to `to`, both geocentric, in the order of the points. Centred and
/// scaled, so that points of one town decide as well as points of a country.
Result<Helmert> fit_helmert(const std::vector<Vector>& from, const std::vector<Vector>& to) {
  const double count = static_cast<double>(from.size());
  Vector centre{0, 0, 0};
  for (const Vector& v : from)
    centre.x += v.x / count, centre.y += v.y / count, centre.z += v.z / count;
  double reach = 0;
  for (const Vector& v : from) {
    reach = std::max(
        {reach, std::abs(v.x - centre.x), std::abs(v.y - centre.y), std::abs(v.z - centre.z)});
  }
  if (reach > 0) {
    std::array<Row, unknowns> normal{};
    const auto add = [&normal](const Row& row) {
      for (std::size_t i = 0; i < unknowns; ++i) {
        for (std::size_t k = 0; k <= unknowns; ++k) normal[i][k] += row[i] * row[k];
      }
    };
    for (std::size_t i = 0; i < from.size(); ++i) {
      const double x = (from[i].x - centre.x) / reach, y = (from[i].y - centre.y) / reach,
                   z = (from[i].z - centre.z) / reach;
      // to - from = move + scale·d + turn × d; unknowns: move, scale·reach, turn·reach
      add({1, 0, 0, x, 0, z, -y, to[i].x - from[i].x});
      add({0, 1, 0, y, -z, 0, x, to[i].y - from[i].y});
      add({0, 0, 1, z, y, -x, 0, to[i].z - from[i].z});
    }
    if (solve(normal)) {
      const double s = normal[3][unknowns] / reach, rx = normal[4][unknowns] / reach,
                   ry = normal[5][unknowns] / reach, rz = normal[6][unknowns] / reach;
      // From a move at the centre to one at the middle of the Earth.
      const double k = 1 + s;
      const Vector turned{k * (centre.x - rz * centre.y + ry * centre.z),
                          k * (rz * centre.x + centre.y - rx * centre.z),
                          k * (-ry * centre.x + rx * centre.y + centre.z)};
      return Helmert{normal[0][unknowns] + centre.x - turned.x,
                     normal[1][unknowns] + centre.y - turned.y,
                     normal[2][unknowns] + centre.z - turned.z,
                     rx / arc_second,
                     ry / arc_second,
                     rz / arc_second,
                     s * 1e6};
    }
  }
  return Error{ErrorCode::invalid_argument, "", tr("The control points lie on one line."),
               tr("Give points that surround the area.")};
}

/// Where `crs` really puts the points, against where they should be, in metres of `plane`.
Result<Residuals> check_places(std::span<const ControlPoint> points, const Crs& crs,
                               const Crs& target, const Crs& plane) {
  const auto put = Transformer::make(crs, plane), want = Transformer::make(target, plane);
  if (!put) return put.error();
  if (!want) return want.error();
  std::vector<double> metres;
  for (const ControlPoint& p : points) {
    metres.push_back(distance(put->transform(p.source), want->transform(p.target)));
  }
  return residuals_of(std::move(metres));
}

/// The projection to measure in around the points' true places.
Result<Crs> plane_at(std::span<const ControlPoint> points, const Crs& target) {
  const auto to_degrees = Transformer::make(target, Crs::wgs84());
  if (!to_degrees) return to_degrees.error();
  const Point middle = to_degrees->transform(centre_of(points, &ControlPoint::target));
  if (!is_finite(middle) || std::abs(middle.y) > 90) {
    return Error{ErrorCode::invalid_argument, "",
                 trf("The true places of the control points are not in {}.", target.code()),
                 tr("Check the coordinate system of the true places.")};
  }
  return local_projection(middle);
}

}  // namespace

Result<SimilarityFit> fit_similarity(std::span<const ControlPoint> points) {
  if (points.size() < 2) return too_few(points.size(), 2);
  if (const auto good = check_numbers(points); !good) return good.error();
  const Point from = centre_of(points, &ControlPoint::source);
  const Point to = centre_of(points, &ControlPoint::target);
  double along = 0, across = 0, squares = 0;
  for (const ControlPoint& p : points) {
    const double x = p.source.x - from.x, y = p.source.y - from.y;
    const double u = p.target.x - to.x, v = p.target.y - to.y;
    along += x * u + y * v;
    across += x * v - y * u;
    squares += x * x + y * y;
  }
  const double a = along / squares, b = across / squares;
  if (!(squares > 0) || !(std::hypot(a, b) > 0)) {
    return Error{ErrorCode::invalid_argument, "", tr("The control points are all at one place."),
                 tr("Give points that surround the area.")};
  }
  SimilarityFit fit;
  fit.way = {a, -b, to.x - a * from.x + b * from.y, b, a, to.y - b * from.x - a * from.y};
  fit.scale = std::hypot(a, b);
  fit.turn_degrees = std::atan2(b, a) / degree;
  std::vector<double> metres;
  for (const ControlPoint& p : points) metres.push_back(distance(fit.way(p.source), p.target));
  fit.residuals = residuals_of(std::move(metres));
  return fit;
}

Result<PlacedCrs> place_local_system(std::span<const ControlPoint> points, const Crs& target) {
  if (points.size() < 2) return too_few(points.size(), 2);
  auto plane = target.is_geographic() ? plane_at(points, target) : Result<Crs>(target);
  if (!plane) return plane.error();
  const auto way = Transformer::make(target, *plane);
  if (!way) return way.error();
  std::vector<ControlPoint> flat(points.begin(), points.end());
  for (ControlPoint& p : flat) p.target = way->transform(p.target);
  const auto fit = fit_similarity(flat);
  if (!fit) return fit.error();
  PlacedCrs placed{
      plane->with_local(fit->way), fit->residuals,
      trf("4 parameters: turned by {:.4f}°, scale {:.6f}", fit->turn_degrees, fit->scale)};
  const double unit = plane->metres_per_unit();
  for (double& r : placed.residuals.metres) r *= unit;
  placed.residuals.rms_m *= unit;
  return placed;
}

Result<PlacedCrs> place_by_datum_shift(std::span<const ControlPoint> points, const Crs& source,
                                       const Crs& target) {
  if (points.size() < 3) return too_few(points.size(), 3);
  const Crs own = source.datum();
  const auto to_own = Transformer::make(source, own);
  const auto to_wgs84 = Transformer::make(target, Crs::wgs84());
  if (!to_own) return to_own.error();
  if (!to_wgs84) return to_wgs84.error();
  std::vector<ControlPoint> degrees(points.begin(), points.end());
  std::vector<Vector> from, to;
  const Crs wgs84 = Crs::wgs84();
  for (ControlPoint& p : degrees) {
    p = {to_own->transform(p.source), to_wgs84->transform(p.target)};
    from.push_back(geocentric(p.source, own.semi_major_m(), own.flattening()));
    to.push_back(geocentric(p.target, wgs84.semi_major_m(), wgs84.flattening()));
  }
  if (const auto good = check_numbers(degrees); !good) return good.error();
  const auto helmert = fit_helmert(from, to);
  if (!helmert) return helmert.error();
  const auto plane = plane_at(points, target);
  if (!plane) return plane.error();
  PlacedCrs placed{source.with_datum_shift(*helmert), {}, ""};
  auto residuals = check_places(points, placed.crs, target, *plane);
  if (!residuals) return residuals.error();
  placed.residuals = std::move(*residuals);
  placed.method =
      trf("7 parameters: {:.3f} m, {:.3f} m, {:.3f} m; {:.4f}″, {:.4f}″, {:.4f}″; {:.4f} ppm",
          helmert->dx_m, helmert->dy_m, helmert->dz_m, helmert->rx_s, helmert->ry_s, helmert->rz_s,
          helmert->scale_ppm);
  return placed;
}

}  // namespace wangge::geo
