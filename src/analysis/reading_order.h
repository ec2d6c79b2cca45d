#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geo/point.h"

namespace wangge::analysis {

/// Rows in the order in which places are numbered on a map: from west to east, band after band from
/// north to south. A band reaches from its northernmost place as far down as places usually are
/// apart.
std::vector<std::uint32_t> reading_order(std::span<const geo::Point> places);

}  // namespace wangge::analysis
