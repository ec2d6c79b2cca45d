#pragma once

#include "geo/point.h"

namespace wangge::geo {

/// x' = xx·x + xy·y + x0, y' = yx·x + yy·y + y0. By default every point stays where it is.
struct Affine {
  double xx = 1, xy = 0, x0 = 0;
  double yx = 0, yy = 1, y0 = 0;

  bool operator==(const Affine&) const = default;
  Point operator()(Point p) const { return {xx * p.x + xy * p.y + x0, yx * p.x + yy * p.y + y0}; }
  /// The way back. The determinant is not 0.
  Affine inverse() const {
    const double d = xx * yy - xy * yx;
    return {yy / d,  -xy / d, (xy * y0 - yy * x0) / d,  //
            -yx / d, xx / d,  (yx * x0 - xx * y0) / d};
  }
  /// First `before`, then this.
  Affine after(const Affine& before) const {
    const Point o = (*this)({before.x0, before.y0});
    return {xx * before.xx + xy * before.yx, xx * before.xy + xy * before.yy, o.x,
            yx * before.xx + yy * before.yx, yx * before.xy + yy * before.yy, o.y};
  }
};

}  // namespace wangge::geo
