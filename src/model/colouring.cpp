// Greedy colouring of neighbouring polygons and grids; see style.h.
#include <algorithm>
#include <array>
#include <map>

#include "geo/box_tree.h"
#include "model/style.h"

namespace wangge::model {
namespace {

constexpr std::uint16_t hues = 6;

}  // namespace

std::vector<std::uint16_t> colour_neighbours(const geo::PackedGeometry& polygons) {
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

std::vector<std::uint16_t> colour_grids(const Coverage& coverage, const Plan& plan) {
  const std::size_t count = plan.grids.size();
  std::map<std::pair<std::size_t, std::size_t>, double> shared_m;
  std::vector<double> outline_m(count);
  for (const Coverage::Arc& arc : coverage.arcs()) {
    const auto grid_of = [&](std::uint32_t unit) {
      return unit == Coverage::no_unit
                 ? count
                 : std::min(count, static_cast<std::size_t>(plan.grid_of_unit[unit]));
    };
    const std::size_t left = grid_of(arc.left), right = grid_of(arc.right);
    if (left == right) continue;
    for (const std::size_t grid : {left, right}) {
      if (grid < count) outline_m[grid] += arc.length_m;
    }
    if (left < count && right < count) shared_m[std::minmax(left, right)] += arc.length_m;
  }
  struct Neighbour {
    std::size_t grid;
    double shared_m;
  };
  std::vector<std::vector<Neighbour>> neighbours(count);
  std::vector<std::uint16_t> colours(count, no_colour);
  for (std::size_t g = 0; g < count; ++g) {
    if (plan.grids[g].colour < hues) colours[g] = plan.grids[g].colour;
  }
  for (const auto& [pair, length] : shared_m) {
    const auto [a, b] = pair;
    neighbours[a].push_back({b, length});
    neighbours[b].push_back({a, length});
    if (colours[a] == no_colour || colours[a] != colours[b]) continue;
    colours[outline_m[a] < outline_m[b] ? a : b] = no_colour;
  }
  for (std::size_t g = 0; g < count; ++g) {
    if (colours[g] != no_colour || outline_m[g] == 0) continue;
    std::array<double, hues> beside_m{};
    for (const Neighbour& other : neighbours[g]) {
      if (colours[other.grid] != no_colour) beside_m[colours[other.grid]] += other.shared_m;
    }
    std::uint16_t best = 0;
    for (std::uint16_t i = 0; i < hues; ++i) {
      const auto hue = static_cast<std::uint16_t>((i + g) % hues);
      if (i == 0 || beside_m[hue] < beside_m[best]) best = hue;
    }
    colours[g] = best;
  }
  return colours;
}

}  // namespace wangge::model
