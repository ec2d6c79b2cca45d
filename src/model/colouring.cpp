// Greedy colouring of neighbouring polygons; see style.h.
#include <algorithm>
#include <array>

#include "geo/box_tree.h"
#include "model/style.h"

namespace wangge::model {

std::vector<std::uint16_t> colour_neighbours(const geo::PackedGeometry& polygons) {
  constexpr std::uint16_t hues = 6;
  // Boxes that meet stand in for borders that touch: a neighbour too many costs a colour at worst,
  // and six are plenty; the order by degree keeps the crowded ones first.
  const geo::BoxTree index(polygons);
  std::vector<std::vector<std::uint32_t>> neighbours(polygons.size());
  for (std::uint32_t row = 0; row < polygons.size(); ++row) {
    if (polygons.has_geometry(row)) neighbours[row] = index.query(polygons.box(row));
  }
  std::vector<std::uint32_t> order(polygons.size());
  for (std::uint32_t row = 0; row < order.size(); ++row) order[row] = row;
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return neighbours[a].size() > neighbours[b].size();
  });
  constexpr std::uint16_t none = 0xFFFF;
  std::vector<std::uint16_t> colours(polygons.size(), none);
  for (const auto row : order) {
    std::array<std::size_t, hues> used{};
    for (const auto other : neighbours[row]) {
      if (other != row && colours[other] != none) ++used[colours[other]];
    }
    // The least used around here; among equals start at another hue for each row, for variety.
    std::uint16_t best = 0;
    for (std::uint16_t i = 0; i < hues; ++i) {
      const auto hue = static_cast<std::uint16_t>((i + row) % hues);
      if (i == 0 || used[hue] < used[best]) best = hue;
    }
    colours[row] = best;
  }
  return colours;
}

}  // namespace wangge::model
