#include "model/coverage.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <span>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace wangge::model {
namespace {

using geo::Point;

/// A straight piece of border between two points, a < b, and the units on its sides seen from a to
/// b.
struct Edge {
  std::uint32_t a, b;
  std::uint32_t left = Coverage::no_unit, right = Coverage::no_unit;
};

struct PointHash {
  std::size_t operator()(Point p) const {
    const auto mix = [](std::uint64_t h) { return (h ^ (h >> 29)) * 0xBF58476D1CE4E5B9ULL; };
    return mix(mix(std::bit_cast<std::uint64_t>(p.x)) + std::bit_cast<std::uint64_t>(p.y));
  }
};

/// Numbers the distinct points and collects the edges with their sides.
class EdgeTable {
 public:
  void add_ring(std::uint32_t unit, std::span<const Point> ring, bool interior_left) {
    for (std::size_t i = 1; i < ring.size(); ++i) {
      std::uint32_t from = number(ring[i - 1]), to = number(ring[i]);
      if (from == to) continue;
      if (!interior_left) std::swap(from, to);
      add(unit, from, to);
    }
  }
  std::vector<Point> points;
  std::vector<Edge> edges;
  std::size_t overlapping = 0;

 private:
  std::uint32_t number(Point p) {
    const auto [found, fresh] = numbers_.emplace(p, static_cast<std::uint32_t>(points.size()));
    if (fresh) points.push_back(p);
    return found->second;
  }
  /// The unit lies left of from -> to.
  void add(std::uint32_t unit, std::uint32_t from, std::uint32_t to) {
    const bool forward = from < to;
    const auto [a, b] = std::minmax(from, to);
    const std::uint64_t key = (std::uint64_t{a} << 32) | b;
    const auto [found, fresh] = edge_of_.emplace(key, edges.size());
    if (!fresh) {
      Edge& edge = edges[found->second];
      std::uint32_t& side = forward ? edge.left : edge.right;
      if (side == Coverage::no_unit) {
        side = unit;
        return;
      }
      found->second = edges.size();  // units overlap here: a border of its own
      ++overlapping;
    }
    edges.push_back({a, b, forward ? unit : Coverage::no_unit, forward ? Coverage::no_unit : unit});
  }
  std::unordered_map<Point, std::uint32_t, PointHash> numbers_;
  std::unordered_map<std::uint64_t, std::size_t> edge_of_;
};

/// For every point the edges that end there.
struct Star {
  std::vector<std::uint32_t> ends, edges;
  explicit Star(const EdgeTable& table)
      : ends(table.points.size() + 1), edges(2 * table.edges.size()) {
    for (const Edge& e : table.edges) ++ends[e.a + 1], ++ends[e.b + 1];
    for (std::size_t p = 0; p + 1 < ends.size(); ++p) ends[p + 1] += ends[p];
    std::vector<std::uint32_t> next(ends.begin(), ends.end() - 1);
    for (std::uint32_t i = 0; i < table.edges.size(); ++i) {
      edges[next[table.edges[i].a]++] = i;
      edges[next[table.edges[i].b]++] = i;
    }
  }
  std::span<const std::uint32_t> at(std::uint32_t point) const {
    return {edges.data() + ends[point], edges.data() + ends[point + 1]};
  }
};

std::pair<std::uint32_t, std::uint32_t> sides_from(const Edge& edge, std::uint32_t start) {
  return edge.a == start ? std::pair(edge.left, edge.right) : std::pair(edge.right, edge.left);
}

}  // namespace

Coverage Coverage::build(const geo::PackedGeometry& units) {
  EdgeTable table;
  for (std::uint32_t unit = 0; unit < units.size(); ++unit) {
    for (auto part = units.features().begin(unit); part < units.features().end(unit); ++part) {
      for (auto r = units.parts().begin(part); r < units.parts().end(part); ++r) {
        const bool shell = r == units.parts().begin(part);
        const auto ring = units.ring(r);
        table.add_ring(unit, ring, (geo::signed_ring_area(ring) > 0) == shell);
      }
    }
  }
  const Star star(table);
  std::vector<bool> used(table.edges.size());
  Coverage coverage;
  coverage.unit_count_ = units.size();
  coverage.node_count_ = table.points.size();
  coverage.overlapping_edges_ = table.overlapping;

  // The next edge of the same arc at `point`, or none at a junction.
  const auto next_edge = [&](std::uint32_t point, std::uint32_t from_edge) -> std::int64_t {
    const auto edges = star.at(point);
    if (edges.size() != 2) return -1;
    const std::uint32_t other = edges[0] == from_edge ? edges[1] : edges[0];
    const auto arriving = sides_from(table.edges[from_edge], point);  // seen from here backwards
    const auto leaving = sides_from(table.edges[other], point);
    return arriving == std::pair(leaving.second, leaving.first) ? static_cast<std::int64_t>(other)
                                                                : -1;
  };
  const auto follow = [&](std::uint32_t start, std::uint32_t edge) {
    Arc arc{};
    std::tie(arc.left, arc.right) = sides_from(table.edges[edge], start);
    arc.first_point = static_cast<std::uint32_t>(coverage.points_.size());
    coverage.points_.push_back(table.points[start]);
    std::uint32_t at = arc.from_node = start;
    for (std::int64_t next = edge; next >= 0 && !used[static_cast<std::size_t>(next)];) {
      const auto current = static_cast<std::uint32_t>(next);
      used[current] = true;
      at = table.edges[current].a == at ? table.edges[current].b : table.edges[current].a;
      coverage.points_.push_back(table.points[at]);
      next = next_edge(at, current);
    }
    arc.to_node = at;
    arc.end_point = static_cast<std::uint32_t>(coverage.points_.size());
    for (auto i = arc.first_point + 1; i < arc.end_point; ++i) {
      arc.length_m += geo::distance(coverage.points_[i - 1], coverage.points_[i]);
    }
    coverage.arcs_.push_back(arc);
  };
  const auto is_inner = [&](std::uint32_t point) {
    const auto edges = star.at(point);
    return edges.size() == 2 && next_edge(point, edges[0]) >= 0;
  };
  for (std::uint32_t edge = 0; edge < table.edges.size(); ++edge) {
    for (const std::uint32_t end : {table.edges[edge].a, table.edges[edge].b}) {
      if (!used[edge] && !is_inner(end)) follow(end, edge);
    }
  }
  for (std::uint32_t edge = 0; edge < table.edges.size(); ++edge) {  // loops without a junction
    if (!used[edge]) follow(table.edges[edge].a, edge);
  }
  coverage.list_arcs();
  return coverage;
}

void Coverage::list_arcs() {
  arc_ends_.assign(unit_count_ + 1, 0);
  const auto each_side = [this](auto&& use) {
    for (std::uint32_t i = 0; i < arcs_.size(); ++i) {
      if (arcs_[i].left != no_unit) use(arcs_[i].left, i);
      if (arcs_[i].right != no_unit) use(arcs_[i].right, i);
    }
  };
  each_side([this](std::uint32_t unit, std::uint32_t) { ++arc_ends_[unit + 1]; });
  std::partial_sum(arc_ends_.begin(), arc_ends_.end(), arc_ends_.begin());
  arc_list_.resize(arc_ends_.back());
  std::vector<std::uint32_t> next(arc_ends_.begin(), arc_ends_.end() - 1);
  each_side([&](std::uint32_t unit, std::uint32_t arc) { arc_list_[next[unit]++] = arc; });
}

geo::PackedGeometry Coverage::grid_borders(const Plan& plan) const {
  constexpr std::int64_t outside = -1;
  const auto grid_of = [&](std::uint32_t unit) {
    return unit == no_unit ? outside : static_cast<std::int64_t>(plan.grid_of_unit[unit]);
  };
  geo::PackedGeometry borders(geo::Kind::lines);
  for (const Arc& arc : arcs_) {
    if (grid_of(arc.left) == grid_of(arc.right)) continue;
    borders.add_ring_feature({points_.data() + arc.first_point, points_.data() + arc.end_point});
  }
  return borders;
}

}  // namespace wangge::model
