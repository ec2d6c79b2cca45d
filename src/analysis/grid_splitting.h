#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "analysis/plan_ground.h"
#include "base/result.h"

namespace wangge::analysis {

/// Cuts a set of units that hang together into two that each hang together, with households as even
/// as can be found; among cuts that are about even (within 2 % of the whole) the one with the
/// shortest border wins. By area where there are no households. The same units always give the same
/// halves.
///
/// returns  the units of the second half: the one without the first unit; ascending
/// cost     200 spanning trees: about 20 ms for 200 units
/// source   a cut of random spanning trees, as ReCom's step (DeFord, Duchin & Solomon 2021)
/// errors   invalid_argument (fewer than two units, or not in one piece)
Result<std::vector<std::uint32_t>> split_in_two(const PlanGround& ground,
                                                std::span<const std::uint32_t> members);

}  // namespace wangge::analysis
