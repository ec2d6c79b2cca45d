#pragma once

#include "geo/point.h"

namespace wangge::geo {

// The shifted coordinates of Chinese web maps, all in degrees (x longitude, y latitude). GCJ-02 is
// an obfuscation and no datum: no EPSG code describes it. Formulas: METHODS §9 (the public
// reverse-engineered form). Outside 72.004–137.8347 E, 0.8293–55.8271 N a point stays as it is.
// Inverses iterate the forward form to below 1e-9 degrees.

Point gcj02_from_wgs84(Point wgs84);
Point wgs84_from_gcj02(Point gcj02);
Point bd09_from_gcj02(Point gcj02);
Point gcj02_from_bd09(Point bd09);

}  // namespace wangge::geo
