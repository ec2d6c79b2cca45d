#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geo/point.h"

namespace wangge::geo {

/// The place of (x, y) on the Hilbert curve through a 65,536 × 65,536 lattice: near on the curve is
/// near on the ground. Source: the bitwise form of Hilbert's 1891 construction.
std::uint32_t hilbert_key(std::uint16_t x, std::uint16_t y);

/// The numbers of the non-empty boxes, ordered along the curve by their centres; equal keys by
/// number. Parallel; the order does not depend on the number of threads.
std::vector<std::uint32_t> hilbert_order(std::span<const Box> boxes);

}  // namespace wangge::geo
