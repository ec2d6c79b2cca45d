#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geo/point.h"

namespace wangge::analysis {

/// Cells beside each other: the length of the border between two, each pair once.
struct CellBorder {
  std::uint32_t a = 0, b = 0;  ///< a < b
  double length_m = 0;
};

/// Divides cells into connected groups of about equal weight with short borders between them:
/// halved again and again, each time by the line, of several directions and places near the right
/// share, that cuts least border and leaves both sides in one piece. Cells that do not hang
/// together may make groups that do not either.
///
/// places, weights  one a cell; weights are ≥ 0
/// groups           how many, ≥ 1; no more than cells are made, and fewer where a cell weighs more
///                  than a group by itself
/// returns          a group a cell, numbered from 0
/// cost             O(n log n) a direction and level
std::vector<std::uint32_t> group_cells(std::span<const geo::Point> places,
                                       std::span<const double> weights,
                                       std::span<const CellBorder> borders, std::uint32_t groups);

}  // namespace wangge::analysis
