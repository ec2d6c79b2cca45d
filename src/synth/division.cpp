#include "synth/division.h"

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

namespace wangge::synth {

using geo::Point;

std::vector<std::vector<std::size_t>> neighbours_of(const std::vector<Block>& blocks) {
  using Edge = std::pair<std::pair<double, double>, std::pair<double, double>>;
  std::map<Edge, std::size_t> owner;
  std::vector<std::vector<std::size_t>> neighbours(blocks.size());
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    const auto& line = blocks[b].outline;
    for (std::size_t i = 1; i < line.size(); ++i) {
      std::pair from{line[i - 1].x, line[i - 1].y}, to{line[i].x, line[i].y};
      if (to < from) std::swap(from, to);
      const auto [found, fresh] = owner.emplace(Edge{from, to}, b);
      if (fresh || found->second == b) continue;
      neighbours[b].push_back(found->second);
      neighbours[found->second].push_back(b);
    }
  }
  for (auto& list : neighbours) {
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
  }
  return neighbours;
}

std::vector<int> divide(const std::vector<Block>& blocks,
                        const std::vector<std::vector<std::size_t>>& neighbours,
                        const std::vector<std::size_t>& members, const std::vector<double>& weights,
                        int parts) {
  const auto count = static_cast<std::size_t>(parts);
  std::map<std::size_t, std::size_t> place;  // block -> its place in members
  for (std::size_t i = 0; i < members.size(); ++i) place[members[i]] = i;
  std::vector<int> group(members.size(), -1);

  // Seeds: the member farthest from the middle, then each time the one farthest from all seeds.
  std::vector<std::size_t> seeds;
  Point middle;
  for (const auto b : members) middle.x += blocks[b].centre.x, middle.y += blocks[b].centre.y;
  middle = {middle.x / static_cast<double>(members.size()),
            middle.y / static_cast<double>(members.size())};
  while (seeds.size() < count) {
    std::size_t best = 0;
    double best_distance = -1;
    for (std::size_t i = 0; i < members.size(); ++i) {
      double nearest = seeds.empty() ? geo::distance(blocks[members[i]].centre, middle)
                                     : std::numeric_limits<double>::infinity();
      for (const auto s : seeds) {
        nearest =
            std::min(nearest, geo::distance(blocks[members[i]].centre, blocks[members[s]].centre));
      }
      if (nearest > best_distance) best_distance = nearest, best = i;
    }
    seeds.push_back(best);
  }
  std::vector<double> load(count);
  std::vector<Point> centre(count);
  for (std::size_t g = 0; g < count; ++g) {
    group[seeds[g]] = static_cast<int>(g);
    load[g] = weights[members[seeds[g]]];
    centre[g] = blocks[members[seeds[g]]].centre;
  }
  std::vector<std::size_t> size(count, 1);
  for (std::size_t left = members.size() - count; left > 0; --left) {
    // The lightest group that can still grow takes the free neighbour nearest to its middle.
    std::vector<std::size_t> order(count);
    for (std::size_t g = 0; g < count; ++g) order[g] = g;
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return load[a] < load[b]; });
    bool grown = false;
    for (const auto g : order) {
      std::size_t best = members.size();
      for (std::size_t i = 0; i < members.size(); ++i) {
        if (group[i] >= 0) continue;
        const bool touches = std::any_of(
            neighbours[members[i]].begin(), neighbours[members[i]].end(), [&](std::size_t other) {
              const auto found = place.find(other);
              return found != place.end() && group[found->second] == static_cast<int>(g);
            });
        if (!touches) continue;
        if (best == members.size() || geo::distance(blocks[members[i]].centre, centre[g]) <
                                          geo::distance(blocks[members[best]].centre, centre[g])) {
          best = i;
        }
      }
      if (best == members.size()) continue;
      group[best] = static_cast<int>(g);
      load[g] += weights[members[best]];
      const auto n = static_cast<double>(++size[g]);
      centre[g].x += (blocks[members[best]].centre.x - centre[g].x) / n;
      centre[g].y += (blocks[members[best]].centre.y - centre[g].y) / n;
      grown = true;
      break;
    }
    if (!grown) break;
  }
  for (int& g : group) g = std::max(g, 0);
  return group;
}

}  // namespace wangge::synth
