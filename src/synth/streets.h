#pragma once

#include <cstdint>
#include <vector>

#include "geo/packed.h"

namespace wangge::synth {

/// A plot between streets, in street-centre lines: what the demo calls a unit.
struct Block {
  int band = 0, place = 0;  ///< which band of the plan, and which of its blocks from the west
  std::vector<geo::Point>
      outline;  ///< closed, counter-clockwise; shared corners are the same numbers
  geo::Point centre;
  geo::Point along, across;  ///< unit vectors of the block's own axes
  double width_m = 0, depth_m = 0;
  bool hill = false;
};

struct Street {
  std::vector<geo::Point> line;
  int rank = 0;    ///< 0 waterfront road, 1 arterial, 2 street, 3 lane
  int number = 0;  ///< of its rank
};

/// Streets that bend and blocks between them: bands between long streets, each cut by cross streets
/// of its own, so that corners meet in T; the whole bent by a smooth map of the plane. The south
/// edge is the waterfront.
struct StreetPlan {
  std::vector<Block> blocks;
  std::vector<Street> streets;
  std::vector<geo::Point> waterfront;  ///< from west to east
  std::vector<geo::Point> hill;        ///< outline of the hill, closed
};

StreetPlan lay_streets(std::uint64_t seed, geo::Point centre);

}  // namespace wangge::synth
