#pragma once

#include "geo/point.h"

namespace wangge::geo {

// The metres of Baidu's map tiles ("BD-09 MC"), which are no Mercator of the books: bands of
// latitude, a polynomial each. Constants: those of Baidu's public map script. Longitude and
// latitude are BD-09 degrees. Beyond 75° of latitude there is nothing.

Point baidu_mercator_from_bd09(Point bd09);
/// Inverts the form above to below 1e-9 degrees.
Point bd09_from_baidu_mercator(Point metres);

}  // namespace wangge::geo
