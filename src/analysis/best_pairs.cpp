#include "analysis/best_pairs.h"

#include <algorithm>
#include <functional>
#include <queue>

namespace wangge::analysis {
namespace {

Gain operator+(const Gain& a, const Gain& b) { return {a[0] + b[0], a[1] + b[1], a[2] + b[2]}; }
Gain operator-(const Gain& a, const Gain& b) { return {a[0] - b[0], a[1] - b[1], a[2] - b[2]}; }

/// Rows are paired one after the other, each along the cheapest path that ends at a column, or a
/// row, that is left alone. Costs are gains turned round; to stay alone costs nothing, and a row
/// that stays alone is asked no more, for no path leads to it.
class Pairing {
 public:
  Pairing(std::span<const PossiblePair> pairs, std::size_t rows, std::size_t columns)
      : pairs_(pairs.begin(), pairs.end()),
        ends_(rows + 1),
        column_of_(rows, no_partner),
        row_of_(columns, no_partner),
        of_row_(rows),
        of_column_(columns),
        reached_(columns) {
    std::sort(pairs_.begin(), pairs_.end(), [](const PossiblePair& a, const PossiblePair& b) {
      return std::pair(a.row, a.column) < std::pair(b.row, b.column);
    });
    for (const PossiblePair& pair : pairs_) ++ends_[pair.row + 1];
    for (std::size_t row = 0; row < rows; ++row) ends_[row + 1] += ends_[row];
  }

  void pair_up(std::uint32_t row) {
    ++round_;
    touched_.clear();
    queue_ = {};
    alone_ = row;
    least_ = Gain{};  // to stay alone
    open(row, Gain{});
    while (!queue_.empty()) {
      const auto [cost, column] = queue_.top();
      queue_.pop();
      if (reached_[column].done || cost > reached_[column].cost) continue;
      if (cost >= least_) break;
      if (row_of_[column] == no_partner) {
        settle(row, cost);
        return turn(column);
      }
      reached_[column].done = true;
      touched_.push_back(column);
      open(row_of_[column], cost);
    }
    settle(row, least_);
    if (alone_ == row) return;
    // The row that is left alone gives its column up.
    const std::uint32_t column = column_of_[alone_];
    column_of_[alone_] = no_partner;
    turn(column);
  }

  std::vector<std::uint32_t> take() { return std::move(column_of_); }

 private:
  struct Reached {
    std::uint32_t round = 0;
    bool done = false;
    std::uint32_t from = no_partner;  // the row it was reached from
    Gain cost{};
  };
  using Step = std::pair<Gain, std::uint32_t>;

  /// `cost` is that of the way to the row.
  void open(std::uint32_t row, const Gain& cost) {
    const Gain alone = cost - of_row_[row];
    if (alone < least_) least_ = alone, alone_ = row;
    for (std::size_t i = ends_[row]; i < ends_[row + 1]; ++i) {
      const PossiblePair& pair = pairs_[i];
      if (!(pair.gain > Gain{}) || pair.column == column_of_[row]) continue;
      Reached& reached = reached_[pair.column];
      const Gain there = cost - pair.gain - of_row_[row] - of_column_[pair.column];
      if (reached.round != round_) reached = {round_, false, no_partner, {}};
      if (reached.done || (reached.from != no_partner && there >= reached.cost)) continue;
      reached.from = row;
      reached.cost = there;
      queue_.push({there, pair.column});
    }
  }

  /// Moves the potentials so that no pair costs less than nothing, and those of the path nothing.
  void settle(std::uint32_t first, const Gain& length) {
    of_row_[first] = of_row_[first] + length;
    for (const std::uint32_t column : touched_) {
      const Gain rest = length - reached_[column].cost;
      of_column_[column] = of_column_[column] - rest;
      const std::uint32_t row = row_of_[column];
      of_row_[row] = of_row_[row] + rest;
    }
  }

  /// Along the path that ends at `column` every row takes the column it was left by.
  void turn(std::uint32_t column) {
    while (column != no_partner) {
      const std::uint32_t row = reached_[column].from;
      const std::uint32_t next = column_of_[row];
      column_of_[row] = column;
      row_of_[column] = row;
      column = next;
    }
  }

  std::vector<PossiblePair> pairs_;  // by row
  std::vector<std::size_t> ends_;
  std::vector<std::uint32_t> column_of_, row_of_;
  std::vector<Gain> of_row_, of_column_;  // the potentials
  std::vector<Reached> reached_;
  std::vector<std::uint32_t> touched_;
  std::priority_queue<Step, std::vector<Step>, std::greater<>> queue_;
  std::uint32_t round_ = 0, alone_ = 0;
  Gain least_{};
};

}  // namespace

std::vector<std::uint32_t> best_pairs(std::span<const PossiblePair> pairs, std::size_t rows,
                                      std::size_t columns) {
  Pairing pairing(pairs, rows, columns);
  for (std::uint32_t row = 0; row < rows; ++row) pairing.pair_up(row);
  return pairing.take();
}

}  // namespace wangge::analysis
