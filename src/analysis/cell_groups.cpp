#include "analysis/cell_groups.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <utility>

namespace wangge::analysis {
namespace {

class CellDivider {
 public:
  CellDivider(std::span<const geo::Point> places, std::span<const double> weights,
              std::span<const CellBorder> borders)
      : places_(places), weights_(weights), neighbours_(places.size()), side_(places.size()) {
    for (const CellBorder& border : borders) {
      neighbours_[border.a].emplace_back(border.b, border.length_m);
      neighbours_[border.b].emplace_back(border.a, border.length_m);
    }
    group_.assign(places.size(), 0);
  }

  std::vector<std::uint32_t> divide(std::uint32_t groups) {
    std::vector<std::uint32_t> all(places_.size());
    std::iota(all.begin(), all.end(), 0U);
    halve(std::move(all), groups);
    return std::move(group_);
  }

 private:
  enum Side : std::uint8_t { elsewhere, first, second };
  struct Cut {
    int faults = 0;  // what no short border makes up for
    double score = std::numeric_limits<double>::infinity();
    std::size_t direction = 0, end = 0;  // cells before `end` in the direction's order
    bool operator<(const Cut& other) const {
      return std::pair(faults, score) < std::pair(other.faults, other.score);
    }
  };
  static constexpr std::size_t directions = 8;
  static constexpr double most_off = 0.3;      // of a group's weight
  static constexpr double most_uneven = 0.17;  // a third on one side, two on the other

  double weight_of(std::span<const std::uint32_t> cells) const {
    double sum = 0;
    for (const std::uint32_t cell : cells) sum += weights_[cell];
    return sum;
  }

  void halve(std::vector<std::uint32_t> cells, std::uint32_t groups) {
    if (groups >= cells.size()) {
      for (const std::uint32_t cell : cells) group_[cell] = next_group_++;
      return;
    }
    if (groups <= 1) {
      for (const std::uint32_t cell : cells) group_[cell] = next_group_;
      ++next_group_;
      return;
    }
    double weight = weight_of(cells);
    even_ = !(weight > 0);  // then by number
    if (even_) weight = static_cast<double>(cells.size());
    std::vector<std::vector<std::uint32_t>> orders(directions);
    std::vector<Cut> cuts;
    for (std::size_t d = 0; d < directions; ++d) {
      orders[d] = in_direction(cells, d);
      find_cuts(orders[d], d, groups, weight, cuts);
    }
    std::stable_sort(cuts.begin(), cuts.end());
    // The best that leaves two pieces; if none of the better ones does, the best.
    constexpr std::size_t tries = 24;
    std::size_t chosen = 0;
    for (std::size_t i = 0; i < std::min(cuts.size(), tries); ++i) {
      const auto& order = orders[cuts[i].direction];
      if (hangs_together(
              {order.begin(), order.begin() + static_cast<std::ptrdiff_t>(cuts[i].end)}) &&
          hangs_together({order.begin() + static_cast<std::ptrdiff_t>(cuts[i].end), order.end()})) {
        chosen = i;
        break;
      }
    }
    const auto& order = orders[cuts[chosen].direction];
    const auto middle = order.begin() + static_cast<std::ptrdiff_t>(cuts[chosen].end);
    std::vector<std::uint32_t> one(order.begin(), middle), two(middle, order.end());
    const double share = measure(one) / weight;
    // No side has more groups than cells.
    const auto fewest =
        std::max<long>(1, static_cast<long>(groups) - static_cast<long>(two.size()));
    const auto most = std::min<long>(groups - 1, static_cast<long>(one.size()));
    const auto groups_of_one =
        static_cast<std::uint32_t>(std::clamp(std::lround(share * groups), fewest, most));
    // A cell that is more than a group by itself leaves the others no more groups than they need.
    const auto needed = static_cast<std::uint32_t>(
        std::max(1L, std::lround((1 - share) * static_cast<double>(groups))));
    halve(std::move(one), groups_of_one);
    halve(std::move(two), std::min(groups - groups_of_one, needed));
  }

  double weight(std::uint32_t cell) const { return even_ ? 1 : weights_[cell]; }
  double measure(std::span<const std::uint32_t> cells) const {
    return even_ ? static_cast<double>(cells.size()) : weight_of(cells);
  }

  std::vector<std::uint32_t> in_direction(std::vector<std::uint32_t> cells, std::size_t d) const {
    const double angle = static_cast<double>(d) * std::numbers::pi / directions;
    const double dx = std::cos(angle), dy = std::sin(angle);
    const geo::Point origin = places_[cells.front()];
    const auto along = [&](std::uint32_t cell) {
      return (places_[cell].x - origin.x) * dx + (places_[cell].y - origin.y) * dy;
    };
    std::stable_sort(cells.begin(), cells.end(),
                     [&](auto a, auto b) { return along(a) < along(b); });
    return cells;
  }

  /// The best cuts of a direction: first those that leave a whole number of groups on both sides,
  /// neither of them with most of all; of these those with a short border. Without that order bits
  /// off the edge, whose borders are the shortest, would use up all groups.
  void find_cuts(std::span<const std::uint32_t> order, std::size_t direction, std::uint32_t groups,
                 double weight_sum, std::vector<Cut>& cuts) {
    const double each = weight_sum / groups;
    const double lengths = border_within(order);
    double share = 0, border = 0;
    for (const std::uint32_t cell : order) side_[cell] = second;
    std::vector<Cut> found;
    for (std::size_t end = 1; end < order.size(); ++end) {
      const std::uint32_t cell = order[end - 1];
      side_[cell] = first;
      share += weight(cell);
      for (const auto& [other, length] : neighbours_[cell]) {
        if (side_[other] == second) border += length;
        if (side_[other] == first) border -= length;
      }
      const double on_one = std::clamp(std::round(share / each), 1.0, groups - 1.0);
      // Halves first: a strip cut off an end makes strips of all.
      const double uneven = std::abs(on_one - groups / 2.0) / groups;
      const double off = std::abs(share - on_one * each) / each;
      found.push_back({(off > most_off ? 2 : 0) + (uneven > most_uneven ? 1 : 0),
                       border / lengths + 0.35 * off * off + 0.35 * off + 0.3 * uneven, direction,
                       end});
    }
    for (const std::uint32_t cell : order) side_[cell] = elsewhere;
    const std::size_t kept = std::min<std::size_t>(found.size(), 6);
    std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(kept),
                      found.end());
    cuts.insert(cuts.end(), found.begin(), found.begin() + static_cast<std::ptrdiff_t>(kept));
  }

  /// What a border through these cells may be long: of the kind of the square root of their sum.
  double border_within(std::span<const std::uint32_t> cells) {
    for (const std::uint32_t cell : cells) side_[cell] = first;
    double sum = 0;
    std::size_t count = 0;
    for (const std::uint32_t cell : cells) {
      for (const auto& [other, length] : neighbours_[cell]) {
        if (side_[other] == first) sum += length, ++count;
      }
    }
    for (const std::uint32_t cell : cells) side_[cell] = elsewhere;
    if (count == 0) return 1;
    return std::max(sum / static_cast<double>(count) * std::sqrt(static_cast<double>(cells.size())),
                    1e-9);
  }

  bool hangs_together(std::span<const std::uint32_t> cells) {
    for (const std::uint32_t cell : cells) side_[cell] = first;
    std::vector<std::uint32_t> queue{cells.front()};
    side_[cells.front()] = elsewhere;
    for (std::size_t i = 0; i < queue.size(); ++i) {
      for (const auto& [other, length] : neighbours_[queue[i]]) {
        if (side_[other] != first) continue;
        side_[other] = elsewhere;
        queue.push_back(other);
      }
    }
    for (const std::uint32_t cell : cells) side_[cell] = elsewhere;
    return queue.size() == cells.size();
  }

  std::span<const geo::Point> places_;
  std::span<const double> weights_;
  std::vector<std::vector<std::pair<std::uint32_t, double>>> neighbours_;
  std::vector<std::uint8_t> side_;
  std::vector<std::uint32_t> group_;
  std::uint32_t next_group_ = 0;
  bool even_ = false;
};

}  // namespace

std::vector<std::uint32_t> group_cells(std::span<const geo::Point> places,
                                       std::span<const double> weights,
                                       std::span<const CellBorder> borders, std::uint32_t groups) {
  if (places.empty()) return {};
  return CellDivider(places, weights, borders).divide(groups);
}

}  // namespace wangge::analysis
