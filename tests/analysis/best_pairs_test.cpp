#include "analysis/best_pairs.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/random.h"

namespace wangge::analysis {
namespace {

Gain plus(const Gain& a, const Gain& b) { return {a[0] + b[0], a[1] + b[1], a[2] + b[2]}; }

/// The gains of the pairs that were found; fails where a partner was no possible one or had twice.
Gain sum_of(const std::vector<PossiblePair>& pairs, const std::vector<std::uint32_t>& partners) {
  Gain sum{};
  std::vector<std::uint32_t> taken;
  for (std::uint32_t row = 0; row < partners.size(); ++row) {
    if (partners[row] == no_partner) continue;
    taken.push_back(partners[row]);
    const auto found = std::find_if(pairs.begin(), pairs.end(), [&](const PossiblePair& pair) {
      return pair.row == row && pair.column == partners[row];
    });
    EXPECT_NE(found, pairs.end());
    if (found != pairs.end()) sum = plus(sum, found->gain);
  }
  std::sort(taken.begin(), taken.end());
  EXPECT_EQ(std::adjacent_find(taken.begin(), taken.end()), taken.end());
  return sum;
}

/// Every way to pair, one after the other.
Gain best_sum(const std::vector<PossiblePair>& pairs, std::uint32_t row, std::uint32_t rows,
              std::uint64_t taken) {
  if (row == rows) return {};
  Gain best = best_sum(pairs, row + 1, rows, taken);
  for (const PossiblePair& pair : pairs) {
    const std::uint64_t bit = std::uint64_t{1} << pair.column;
    if (pair.row != row || (taken & bit) != 0) continue;
    best = std::max(best, plus(pair.gain, best_sum(pairs, row + 1, rows, taken | bit)));
  }
  return best;
}

TEST(BestPairs, GainAsMuchAsTheBestOfAllWaysToPair) {
  Random random(7);
  for (int round = 0; round < 3000; ++round) {
    const std::uint32_t rows = 1 + random.below(6), columns = 1 + random.below(6);
    // Few different gains: ties are what goes wrong.
    const std::uint32_t kinds = round % 3 == 0 ? 3 : 40;
    std::vector<PossiblePair> pairs;
    for (std::uint32_t row = 0; row < rows; ++row) {
      for (std::uint32_t column = 0; column < columns; ++column) {
        if (random.below(3) == 0) continue;
        pairs.push_back({row,
                         column,
                         {static_cast<std::int64_t>(random.below(kinds)),
                          static_cast<std::int64_t>(random.below(3)),
                          static_cast<std::int64_t>(random.below(2))}});
      }
    }
    const auto partners = best_pairs(pairs, rows, columns);
    ASSERT_EQ(partners.size(), rows);
    ASSERT_EQ(sum_of(pairs, partners), best_sum(pairs, 0, rows, 0)) << "round " << round;
  }
}

TEST(BestPairs, TheGreedyChoiceIsNotAlwaysTheBest) {
  // Row 0 would take column 0 for 10, and leave row 1 with nothing.
  const std::vector<PossiblePair> pairs{{0, 0, {10}}, {0, 1, {9}}, {1, 0, {8}}};
  EXPECT_EQ(best_pairs(pairs, 2, 2), (std::vector<std::uint32_t>{1, 0}));
}

TEST(BestPairs, ARowGivesItsColumnUpToOneThatGainsMore) {
  EXPECT_EQ(best_pairs(std::vector<PossiblePair>{{0, 0, {3}}, {1, 0, {5}}}, 2, 1),
            (std::vector<std::uint32_t>{no_partner, 0}));
}

TEST(BestPairs, WhereTheFirstNumbersAreEqualTheSecondDecides) {
  EXPECT_EQ(best_pairs(std::vector<PossiblePair>{{0, 0, {5, 1}}, {1, 0, {5, 2}}}, 2, 1),
            (std::vector<std::uint32_t>{no_partner, 0}));
}

TEST(BestPairs, NobodyIsPairedForNothing) {
  EXPECT_EQ(best_pairs(std::vector<PossiblePair>{{0, 0, {0}}, {1, 1, {-4}}}, 2, 2),
            (std::vector<std::uint32_t>{no_partner, no_partner}));
  EXPECT_TRUE(best_pairs({}, 0, 3).empty());
}

TEST(BestPairs, DoNotDependOnTheOrderOfThePossibleOnes) {
  Random random(11);
  std::vector<PossiblePair> pairs;
  for (std::uint32_t row = 0; row < 200; ++row) {
    for (std::uint32_t near = 0; near < 5; ++near) {
      pairs.push_back({row, (row + near) % 200, {1 + random.below(4)}});
    }
  }
  const auto first = best_pairs(pairs, 200, 200);
  std::reverse(pairs.begin(), pairs.end());
  EXPECT_EQ(best_pairs(pairs, 200, 200), first);
}

}  // namespace
}  // namespace wangge::analysis
