#include "synth/estates.h"

#include <algorithm>
#include <limits>

#include "base/random.h"
#include "synth/footprints.h"

namespace wangge::synth {
namespace {

using geo::Point;

double distance_to_segment(Point p, Point a, Point b) {
  const double dx = b.x - a.x, dy = b.y - a.y;
  const double t =
      std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy), 0.0, 1.0);
  return geo::distance(p, {a.x + t * dx, a.y + t * dy});
}

/// Metres from a point to the street around the block; negative outside the block.
double clearance(const Block& block, Point p) {
  double nearest = std::numeric_limits<double>::infinity();
  bool inside = false;
  for (std::size_t i = 1; i < block.outline.size(); ++i) {
    const Point a = block.outline[i - 1], b = block.outline[i];
    nearest = std::min(nearest, distance_to_segment(p, a, b));
    if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x))
      inside = !inside;
  }
  return inside ? nearest : -nearest;
}

/// How an estate repeats: the size of its buildings and of the ground each one takes.
struct Pattern {
  double width, depth, step_along, step_across;
};

Pattern pattern_of(Estate estate, Random& random) {
  switch (estate) {
    case Estate::towers:
      return {26, 24, 46, 44};
    case Estate::slabs:
      return {random.between(40, 50), 14, 58, 30};
    case Estate::old_slabs:
      return {random.between(34, 44), 12.5, 50, 26};
    case Estate::low:
      return {random.between(13, 17), random.between(11, 13), 22, 19};
    case Estate::perimeter:
      return {random.between(44, 56), random.between(34, 42), 66, 58};
    case Estate::school:
      return {64, 40, 96, 80};
    case Estate::hospital:
      return {58, 46, 90, 80};
    case Estate::market:
      return {52, 34, 90, 70};
  }
  return {20, 12, 30, 30};
}

std::vector<Point> footprint_of(Estate estate, const Pattern& p, Random& random) {
  const double scale = random.between(0.92, 1.06);
  const double w = p.width * scale, d = p.depth * scale;
  switch (estate) {
    case Estate::towers:
      return cross_footprint(w, d, 5);
    case Estate::perimeter:
      return random.chance(0.5) ? l_footprint(w, d, 13) : u_footprint(w, d, 12);
    case Estate::school:
      return u_footprint(w, d, 13);
    case Estate::hospital:
      return l_footprint(w, d, 18);
    default:
      return box_footprint(w, d);
  }
}

int floors_of(Estate estate, Random& random) {
  switch (estate) {
    case Estate::towers:
      return 18 + static_cast<int>(random.below(15));
    case Estate::slabs:
      return 9 + static_cast<int>(random.below(4));
    case Estate::old_slabs:
      return 7 + static_cast<int>(random.below(2));
    case Estate::low:
      return 2 + static_cast<int>(random.below(4));
    case Estate::perimeter:
      return 6 + static_cast<int>(random.below(3));
    case Estate::school:
      return 5;
    case Estate::hospital:
      return 8;
    case Estate::market:
      return 3;
  }
  return 1;
}

std::vector<Building> fill_block(const std::vector<Block>& blocks, std::size_t number,
                                 Estate estate, Random random) {
  const Block& block = blocks[number];
  const Pattern pattern = pattern_of(estate, random);
  const int floors = floors_of(estate, random);
  const bool single =
      estate == Estate::school || estate == Estate::hospital || estate == Estate::market;
  std::vector<Building> buildings;
  const int columns = std::max(1, static_cast<int>((block.width_m - 22) / pattern.step_along));
  const int rows = std::max(1, static_cast<int>((block.depth_m - 18) / pattern.step_across));
  const bool staggered = estate == Estate::towers && random.chance(0.6);
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      if (single && !buildings.empty()) return buildings;
      double x = (column - (columns - 1) / 2.0) * pattern.step_along;
      double y = (row - (rows - 1) / 2.0) * pattern.step_across;
      if (staggered && row % 2 == 1) x += pattern.step_along / 3;
      if (estate == Estate::low) x += random.between(-2, 2), y += random.between(-2, 2);
      const Point place{block.centre.x + x * block.along.x + y * block.across.x,
                        block.centre.y + x * block.along.y + y * block.across.y};
      Building building;
      building.block = number;
      building.estate = estate;
      building.centre = place;
      building.outline = placed(footprint_of(estate, pattern, random), place, block.along);
      building.floors =
          std::max(1, floors + (estate == Estate::low ? static_cast<int>(random.below(3)) - 1 : 0));
      const bool clear = std::all_of(building.outline.begin(), building.outline.end(),
                                     [&](Point p) { return clearance(block, p) > 6.5; });
      if (clear) buildings.push_back(std::move(building));
    }
  }
  return buildings;
}

}  // namespace

std::vector<Building> build_estates(const std::vector<Block>& blocks,
                                    const std::vector<Estate>& estate_of, std::size_t count,
                                    std::uint64_t seed) {
  std::vector<std::vector<Building>> filled(blocks.size());
  std::size_t total = 0;
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    if (blocks[b].hill) continue;
    filled[b] = fill_block(blocks, b, estate_of[b], Random(seed, 100 + b));
    total += filled[b].size();
  }
  // Too many: the fullest blocks give up houses, the last ones first, which leaves yards.
  while (total > count) {
    auto fullest = std::max_element(filled.begin(), filled.end(), [](const auto& a, const auto& b) {
      return a.size() < b.size();
    });
    fullest->pop_back();
    --total;
  }
  std::vector<Building> buildings;
  for (auto& block : filled) buildings.insert(buildings.end(), block.begin(), block.end());
  return buildings;
}

}  // namespace wangge::synth
