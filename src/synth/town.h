#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "synth/estates.h"
#include "synth/streets.h"

namespace wangge::synth {

struct Grid {
  std::string code, name, theme;
  int community = 0;
};

/// Who lives in a building.
struct Home {
  int households = 0, population = 0, year = 2000, chief = 0, chat_groups = 1, stars = 0;
  std::int64_t ropes = 0;
  bool has_lift = false;
};

/// The demo town before it becomes layers.
struct Town {
  std::vector<Block> blocks;
  std::vector<Street> streets;
  std::vector<geo::Point> waterfront, hill;
  std::vector<std::string> community_names;
  std::vector<int> community_of_block;
  std::vector<Grid> grids;
  std::vector<std::size_t> grid_of_block;
  std::vector<std::string> estate_names;  ///< one a block
  std::vector<Building> buildings;
  std::vector<Home> homes;  ///< one a building

  std::size_t grid_of_building(std::size_t i) const { return grid_of_block[buildings[i].block]; }
  const std::string& community_of_building(std::size_t i) const {
    return community_names[static_cast<std::size_t>(community_of_block[buildings[i].block])];
  }
  /// The grid of that theme.
  std::size_t grid_named(const std::string& theme) const;
  std::string building_name(std::size_t i) const;
  std::string address(std::size_t i) const;
};

}  // namespace wangge::synth
