#include "synth/town.h"

#include <fmt/format.h>

#include <algorithm>

namespace wangge::synth {
namespace {

/// 1 for the first building of its block, and so on.
std::size_t number_in_block(const Town& town, std::size_t i) {
  std::size_t first = i;
  while (first > 0 && town.buildings[first - 1].block == town.buildings[i].block) --first;
  return i - first + 1;
}

}  // namespace

std::size_t Town::grid_named(const std::string& theme) const {
  const auto found =
      std::find_if(grids.begin(), grids.end(), [&](const Grid& g) { return g.theme == theme; });
  return static_cast<std::size_t>(found - grids.begin());
}

std::string Town::building_name(std::size_t i) const {
  const std::string& estate = estate_names[buildings[i].block];
  switch (buildings[i].estate) {
    case Estate::school:
      return estate + "学校";
    case Estate::hospital:
      return estate + "医院";
    case Estate::market:
      return estate + "市场";
    default:
      return fmt::format("{}{}栋", estate, number_in_block(*this, i));
  }
}

std::string Town::address(std::size_t i) const {
  return fmt::format("{}社区{}{}栋", community_of_building(i), estate_names[buildings[i].block],
                     number_in_block(*this, i));
}

}  // namespace wangge::synth
