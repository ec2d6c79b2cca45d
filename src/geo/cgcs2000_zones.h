#pragma once

namespace wangge::geo {

// EPSG's codes of the Gauss–Krüger systems of CGCS2000, in zones of 3 and of 6 degrees. Prefixed
// ones have the zone's number before their eastings (38 500 000), the others are named by their
// central meridian (500 000). 3-degree zones 25 … 45 are 75 … 135 E, 6-degree ones 13 … 23.

constexpr int cgcs2000_prefixed_3(int zone) { return 4513 + zone - 25; }
constexpr int cgcs2000_prefixed_6(int zone) { return 4491 + zone - 13; }
constexpr int cgcs2000_3(int meridian) { return 4534 + (meridian - 75) / 3; }
constexpr int cgcs2000_6(int meridian) { return 4502 + (meridian - 75) / 6; }

}  // namespace wangge::geo
