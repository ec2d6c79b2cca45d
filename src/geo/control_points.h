#pragma once

#include <span>
#include <vector>

#include "geo/crs.h"

namespace wangge::geo {

/// The same place twice: in the numbers of a file, and where it truly is.
struct ControlPoint {
  Point source, target;
};

/// How well a fit meets the points it was made from.
struct Residuals {
  std::vector<double> metres;  ///< one a point: from where it is put to where it should be
  double rms_m = 0;
};

/// Metres to metres by four parameters: move, turn, one scale.
///
/// errors  invalid_argument: fewer than two points, or all at one place
/// source  least squares in closed form over centred coordinates
struct SimilarityFit {
  Affine way;
  double scale = 1;
  double turn_degrees = 0;  ///< counter-clockwise
  Residuals residuals;
};
Result<SimilarityFit> fit_similarity(std::span<const ControlPoint> points);

/// A local system placed by control points.
struct PlacedCrs {
  Crs crs;  ///< to give as the file's
  Residuals residuals;
  std::string method;  ///< "4 parameters: turned by 0.12°, scale 1.000031", in the current language
};

/// The CRS of a plane local system, from 2 points on: four parameters into `target`, or into the
/// local projection of the place where `target` is in degrees.
Result<PlacedCrs> place_local_system(std::span<const ControlPoint> points, const Crs& target);

/// `source` on a datum shift of its own, from 3 points on that are not on one line: the seven
/// parameters of Bursa and Wolf (geocentric, heights taken as 0) between its ellipsoid and that of
/// `target`.
Result<PlacedCrs> place_by_datum_shift(std::span<const ControlPoint> points, const Crs& source,
                                       const Crs& target);

}  // namespace wangge::geo
