#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "synth/streets.h"

namespace wangge::synth {

enum class Estate { towers, slabs, old_slabs, low, perimeter, school, hospital, market };

struct Building {
  std::size_t block = 0;
  Estate estate = Estate::low;
  std::vector<geo::Point> outline;
  geo::Point centre;
  int floors = 1;
};

/// Puts exactly `count` buildings on the blocks: estates of repeated towers, slabs and old low
/// houses, aligned with the streets and clear of them by some metres; none on the hill. estate_of:
/// one a block.
std::vector<Building> build_estates(const std::vector<Block>& blocks,
                                    const std::vector<Estate>& estate_of, std::size_t count,
                                    std::uint64_t seed);

}  // namespace wangge::synth
