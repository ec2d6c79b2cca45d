#include "analysis/grid_splitting.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>

#include "base/i18n.h"
#include "base/random.h"

namespace wangge::analysis {
namespace {

/// The units of a grid as a small graph of their own.
struct Part {
  struct Edge {
    std::uint32_t a, b;
    double shared_m;
  };
  std::vector<double> weight;
  std::vector<Edge> edges;
  double total = 0;
};

Part part_of(const PlanGround& ground, std::span<const std::uint32_t> members) {
  Part part;
  std::unordered_map<std::uint32_t, std::uint32_t> place;
  for (const std::uint32_t unit : members) {
    place.emplace(unit, static_cast<std::uint32_t>(part.weight.size()));
    part.weight.push_back(ground.households[unit]);
  }
  part.total = std::accumulate(part.weight.begin(), part.weight.end(), 0.0);
  if (!(part.total > 0)) {
    for (std::size_t i = 0; i < members.size(); ++i) part.weight[i] = ground.area_m2[members[i]];
    part.total = std::accumulate(part.weight.begin(), part.weight.end(), 0.0);
  }
  for (std::uint32_t i = 0; i < members.size(); ++i) {
    for (const auto& next : ground.graph.of(members[i])) {
      const auto other = place.find(next.unit);
      if (other != place.end() && other->second > i) {
        part.edges.push_back({i, other->second, next.shared_m});
      }
    }
  }
  return part;
}

/// A spanning tree as parents, in an order where parents come before their children; fewer entries
/// than units when the part does not hang together.
struct Tree {
  std::vector<std::uint32_t> order, parent;
};

Tree random_tree(const Part& part, Random& random) {
  std::vector<std::pair<double, std::uint32_t>> lottery;
  lottery.reserve(part.edges.size());
  for (std::uint32_t e = 0; e < part.edges.size(); ++e) lottery.emplace_back(random.uniform(), e);
  std::sort(lottery.begin(), lottery.end());
  const auto units = static_cast<std::uint32_t>(part.weight.size());
  std::vector<std::uint32_t> leader(units);
  std::iota(leader.begin(), leader.end(), 0U);
  const auto find = [&](std::uint32_t unit) {
    while (leader[unit] != unit) unit = leader[unit] = leader[leader[unit]];
    return unit;
  };
  std::vector<std::vector<std::uint32_t>> branches(units);
  for (const auto& [number, e] : lottery) {
    const auto& edge = part.edges[e];
    const std::uint32_t a = find(edge.a), b = find(edge.b);
    if (a == b) continue;
    leader[a] = b;
    branches[edge.a].push_back(edge.b);
    branches[edge.b].push_back(edge.a);
  }
  Tree tree{{0}, std::vector<std::uint32_t>(units, 0)};
  for (std::size_t i = 0; i < tree.order.size(); ++i) {
    const std::uint32_t unit = tree.order[i];
    for (const std::uint32_t next : branches[unit]) {
      if (next == tree.parent[unit] && i > 0) continue;
      tree.parent[next] = unit;
      tree.order.push_back(next);
    }
  }
  return tree;
}

struct Cut {
  std::vector<std::uint8_t> second;  // one a unit
  double uneven = 2;                 // |half − half| / total
  double border_m = 0;
  bool better_than(const Cut& other) const {
    constexpr double about_even = 0.02;
    const double mine = std::max(uneven, about_even), its = std::max(other.uneven, about_even);
    return mine != its ? mine < its : border_m < other.border_m;
  }
};

/// The best edge of a tree to cut.
Cut best_cut(const Part& part, const Tree& tree) {
  std::vector<double> below = part.weight;
  for (std::size_t i = tree.order.size(); i-- > 1;) {
    below[tree.parent[tree.order[i]]] += below[tree.order[i]];
  }
  std::uint32_t root = tree.order[1];
  for (std::size_t i = 1; i < tree.order.size(); ++i) {
    const std::uint32_t unit = tree.order[i];
    if (std::abs(2 * below[unit] - part.total) < std::abs(2 * below[root] - part.total)) {
      root = unit;
    }
  }
  Cut cut;
  cut.second.assign(part.weight.size(), 0);
  cut.second[root] = 1;
  for (const std::uint32_t unit : tree.order) {
    if (unit != tree.order.front() && cut.second[tree.parent[unit]] != 0) cut.second[unit] = 1;
  }
  cut.uneven = std::abs(2 * below[root] - part.total) / part.total;
  for (const auto& edge : part.edges) {
    if (cut.second[edge.a] != cut.second[edge.b]) cut.border_m += edge.shared_m;
  }
  return cut;
}

}  // namespace

Result<std::vector<std::uint32_t>> split_in_two(const PlanGround& ground,
                                                std::span<const std::uint32_t> members) {
  if (members.size() < 2) {
    return Error{ErrorCode::invalid_argument, "", tr("A grid of one unit cannot be split."),
                 tr("Cut the unit first.")};
  }
  const Part part = part_of(ground, members);
  constexpr std::uint64_t trees = 200;
  Cut best;
  for (std::uint64_t number = 0; number < trees; ++number) {
    Random random(number);
    const Tree tree = random_tree(part, random);
    if (tree.order.size() < members.size()) {
      return Error{ErrorCode::invalid_argument, "", tr("The grid is not in one piece."),
                   tr("Join its pieces first, or give them to other grids.")};
    }
    Cut cut = best_cut(part, tree);
    if (number == 0 || cut.better_than(best)) best = std::move(cut);
  }
  std::vector<std::uint32_t> second;
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (best.second[i] != 0) second.push_back(members[i]);
  }
  return second;
}

}  // namespace wangge::analysis
