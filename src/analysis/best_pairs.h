#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace wangge::analysis {

/// What a pair is worth: by the first number, of equals by the second, then the third. Whole
/// numbers, so that sums are exact.
using Gain = std::array<std::int64_t, 3>;

/// A row and a column that may be paired, and what they gain by it.
struct PossiblePair {
  std::uint32_t row, column;
  Gain gain;
};

constexpr std::uint32_t no_partner = 0xFFFFFFFF;

/// Pairs rows with columns, each at most once, so that the sum of their gains is the largest there
/// is: the assignment problem on a sparse matrix. Nobody is paired by a gain that is not positive.
///
/// pairs    each row and column together at most once; in any order: of equal sums always the same
///          is found
/// returns  the column of each row, or no_partner
/// cost     O(rows × pairs × log(pairs)), in practice about rows × the pairs of a neighbourhood
/// source   Kuhn 1955; by shortest augmenting paths with potentials, Tomizawa 1971, Edmonds & Karp
///          1972
std::vector<std::uint32_t> best_pairs(std::span<const PossiblePair> pairs, std::size_t rows,
                                      std::size_t columns);

}  // namespace wangge::analysis
