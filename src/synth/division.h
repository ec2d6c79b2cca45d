#pragma once

#include <vector>

#include "synth/streets.h"

namespace wangge::synth {

/// Which blocks touch along a street, by shared stretches of outline.
std::vector<std::vector<std::size_t>> neighbours_of(const std::vector<Block>& blocks);

/// Cuts some blocks into `parts` connected groups of about equal weight: grown from far-apart
/// seeds, the lightest group first, each time by the neighbouring block nearest to its middle.
///
/// members  the blocks to divide, connected
/// returns  a group number for each member
std::vector<int> divide(const std::vector<Block>& blocks,
                        const std::vector<std::vector<std::size_t>>& neighbours,
                        const std::vector<std::size_t>& members, const std::vector<double>& weights,
                        int parts);

}  // namespace wangge::synth
