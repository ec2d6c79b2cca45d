#include "analysis/cell_groups.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "base/random.h"

namespace wangge::analysis {
namespace {

struct Cells {
  std::vector<geo::Point> places;
  std::vector<CellBorder> borders;

  /// A square of cells, each `size` wide.
  void add_square(double x, double y, std::uint32_t side, double size) {
    const auto first = static_cast<std::uint32_t>(places.size());
    for (std::uint32_t i = 0; i < side; ++i) {
      for (std::uint32_t k = 0; k < side; ++k) {
        const std::uint32_t cell = first + i * side + k;
        places.push_back({x + size * i, y + size * k});
        if (k > 0) borders.push_back({cell - 1, cell, size});
        if (i > 0) borders.push_back({cell - side, cell, size});
      }
    }
  }
};

std::map<std::uint32_t, double> weights_of(const std::vector<std::uint32_t>& groups,
                                           const std::vector<double>& weights) {
  std::map<std::uint32_t, double> sums;
  for (std::size_t cell = 0; cell < groups.size(); ++cell) sums[groups[cell]] += weights[cell];
  return sums;
}

std::size_t pieces_of(const Cells& cells, const std::vector<std::uint32_t>& groups) {
  std::vector<std::uint32_t> root(groups.size());
  for (std::uint32_t i = 0; i < root.size(); ++i) root[i] = i;
  const auto find = [&root](std::uint32_t i) {
    while (root[i] != i) i = root[i] = root[root[i]];
    return i;
  };
  std::size_t pieces = groups.size();
  for (const CellBorder& border : cells.borders) {
    if (groups[border.a] != groups[border.b]) continue;
    const std::uint32_t a = find(border.a), b = find(border.b);
    if (a == b) continue;
    root[a] = b;
    --pieces;
  }
  return pieces;
}

TEST(GroupCells, AreAboutEvenWhereTownAndOpenGroundLieSideBySide) {
  Cells cells;
  cells.add_square(0, 0, 30, 15);         // an urban village
  cells.add_square(460, -3000, 10, 600);  // farms
  for (std::uint32_t i = 0; i < 30; ++i) cells.borders.push_back({870 + i, 900 + i / 6, 15});
  const std::vector<double> weights(cells.places.size(), 1);
  const auto groups = group_cells(cells.places, weights, cells.borders, 100);
  const auto sums = weights_of(groups, weights);
  EXPECT_EQ(sums.size(), 100U);
  for (const auto& [group, weight] : sums) {
    EXPECT_GE(weight, 5) << group;
    EXPECT_LE(weight, 20) << group;
  }
  EXPECT_EQ(pieces_of(cells, groups), sums.size()) << "each in one piece";
}

TEST(GroupCells, OfUnevenWeightsAreNeverFarFromTheirShare) {
  for (unsigned seed = 0; seed < 10; ++seed) {
    Cells cells;
    cells.add_square(0, 0, 20, 20);
    Random random(seed);
    std::vector<double> weights;
    double sum = 0;
    for (std::size_t cell = 0; cell < cells.places.size(); ++cell) {
      weights.push_back(random.below(30));
      sum += weights.back();
    }
    const auto groups = group_cells(cells.places, weights, cells.borders, 40);
    const auto sums = weights_of(groups, weights);
    EXPECT_EQ(sums.size(), 40U);
    for (const auto& [group, weight] : sums) {
      EXPECT_GE(weight, 0.4 * sum / 40) << group;
      EXPECT_LE(weight, 1.8 * sum / 40) << group;
    }
    EXPECT_EQ(pieces_of(cells, groups), sums.size());
  }
}

TEST(GroupCells, ATowerIsAGroupByItselfAndTheHousesRoundItAreNotCutUpForIt) {
  Cells cells;
  cells.add_square(0, 0, 8, 20);
  std::vector<double> weights(64, 3);
  weights[0] = 600;  // of 789: a corner; a group has about 60
  const auto groups = group_cells(cells.places, weights, cells.borders, 13);
  const auto sums = weights_of(groups, weights);
  EXPECT_GE(sums.size(), 3U);
  EXPECT_LE(sums.size(), 6U) << "the other 189 make three or four";
}

}  // namespace
}  // namespace wangge::analysis
