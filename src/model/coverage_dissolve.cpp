// From arcs to polygons; see coverage.h.
#include <algorithm>
#include <cmath>

#include "geo/locate.h"
#include "model/coverage.h"

namespace wangge::model {
namespace {

using geo::Point;

/// An arc walked so that the ground in question lies on its left.
struct Side {
  std::uint32_t arc;
  bool backwards;
};

/// Whether `b` comes before `c` when turning clockwise from `a` about `centre`; none of them lies
/// at the centre.
bool turns_before(Point centre, Point a, Point b, Point c) {
  // 0: at or right of a, as one turns clockwise from it; 1: beyond the half turn.
  const auto half = [&](Point p) {
    const int side = geo::orientation(centre, a, p);
    if (side != 0) return side < 0 ? 0 : 1;
    const double along = (p.x - centre.x) * (a.x - centre.x) + (p.y - centre.y) * (a.y - centre.y);
    return along > 0 ? 0 : 1;
  };
  const int half_b = half(b), half_c = half(c);
  if (half_b != half_c) return half_b < half_c;
  return geo::orientation(centre, b, c) < 0;
}

/// Rings around one piece of ground: units of one label that hang together by borders.
class PieceTracer {
 public:
  PieceTracer(const Coverage& coverage, std::size_t nodes)
      : coverage_(coverage), leaving_(nodes), ring_at_(nodes, none) {}

  void add(Side side) { sides_.push_back(side); }

  /// Appends the piece as a part: the shell, then its holes.
  void finish(geo::PackedGeometry& polygons) {
    rings_.clear();
    used_.assign(sides_.size(), 0);
    for (std::uint32_t i = 0; i < sides_.size(); ++i) leaving_[start(sides_[i])].push_back(i);
    for (std::uint32_t i = 0; i < sides_.size(); ++i) {
      if (used_[i] == 0) trace(i);
    }
    for (const Side& side : sides_) leaving_[start(side)].clear();
    sides_.clear();
    const auto area = [](const std::vector<Point>& ring) { return geo::signed_ring_area(ring); };
    const auto shell =
        std::max_element(rings_.begin(), rings_.end(),
                         [&](const auto& a, const auto& b) { return area(a) < area(b); });
    std::rotate(rings_.begin(), shell, shell + 1);
    for (const auto& ring : rings_) {
      for (const Point p : ring) polygons.add_point(p);
      polygons.end_ring();
    }
    polygons.end_part();
  }

 private:
  static constexpr std::uint32_t none = 0xFFFFFFFF;

  const Coverage::Arc& arc(Side side) const { return coverage_.arcs()[side.arc]; }
  std::uint32_t start(Side side) const {
    return side.backwards ? arc(side).to_node : arc(side).from_node;
  }
  std::uint32_t end(Side side) const {
    return side.backwards ? arc(side).from_node : arc(side).to_node;
  }
  /// The point that follows on the node the side starts from.
  Point second(Side side) const {
    const auto line = coverage_.line(arc(side));
    return side.backwards ? line[line.size() - 2] : line[1];
  }
  Point last_but_one(Side side) const {
    const auto line = coverage_.line(arc(side));
    return side.backwards ? line[1] : line[line.size() - 2];
  }

  /// Where several borders of the piece leave a node, the first in clockwise order from where one
  /// came: so rings never cross.
  std::uint32_t next(std::uint32_t from) const {
    const std::uint32_t node = end(sides_[from]);
    const auto line = coverage_.line(arc(sides_[from]));
    const Point centre = sides_[from].backwards ? line.front() : line.back();
    const Point back = last_but_one(sides_[from]);
    std::uint32_t best = none;
    for (const std::uint32_t candidate : leaving_[node]) {
      if (used_[candidate] != 0) continue;
      if (best == none ||
          turns_before(centre, back, second(sides_[candidate]), second(sides_[best]))) {
        best = candidate;
      }
    }
    return best;
  }

  /// Follows borders until they close; where the way comes back to a node, what lies between is a
  /// ring of its own.
  void trace(std::uint32_t first) {
    std::vector<std::uint32_t> way;
    for (std::uint32_t at = first; at != none;) {
      used_[at] = 1;
      const std::uint32_t node = start(sides_[at]);
      if (ring_at_[node] != none) cut_ring(way, ring_at_[node]);
      ring_at_[node] = static_cast<std::uint32_t>(way.size());
      way.push_back(at);
      const std::uint32_t following = next(at);
      if (following == none) break;
      at = following;
    }
    if (!way.empty()) cut_ring(way, 0);
  }

  void cut_ring(std::vector<std::uint32_t>& way, std::uint32_t from) {
    std::vector<Point> ring;
    for (std::size_t i = from; i < way.size(); ++i) {
      const Side side = sides_[way[i]];
      ring_at_[start(side)] = none;
      const auto line = coverage_.line(arc(side));
      const auto add = [&](auto begin, auto stop) {
        ring.insert(ring.end(), ring.empty() ? begin : begin + 1, stop);
      };
      if (side.backwards) {
        add(line.rbegin(), line.rend());
      } else {
        add(line.begin(), line.end());
      }
    }
    way.resize(from);
    rings_.push_back(std::move(ring));
  }

  const Coverage& coverage_;
  std::vector<Side> sides_;
  std::vector<std::uint8_t> used_;
  std::vector<std::vector<std::uint32_t>> leaving_;  // node -> sides that start there
  std::vector<std::uint32_t> ring_at_;               // node -> place on the way, or none
  std::vector<std::vector<Point>> rings_;
};

}  // namespace

geo::PackedGeometry Coverage::dissolve(std::span<const std::uint32_t> labels,
                                       std::size_t count) const {
  // Units by label and piece, in the order of their numbers.
  std::vector<std::vector<std::vector<std::uint32_t>>> pieces(count);
  std::vector<bool> seen(unit_count_);
  for (std::uint32_t first = 0; first < unit_count_; ++first) {
    if (seen[first] || labels[first] == no_label || arcs_of(first).empty()) continue;
    std::vector<std::uint32_t> piece{first};
    seen[first] = true;
    for (std::size_t i = 0; i < piece.size(); ++i) {
      for (const std::uint32_t a : arcs_of(piece[i])) {
        const std::uint32_t other = arcs_[a].other(piece[i]);
        if (other == no_unit || seen[other] || labels[other] != labels[first]) continue;
        seen[other] = true;
        piece.push_back(other);
      }
    }
    pieces[labels[first]].push_back(std::move(piece));
  }
  geo::PackedGeometry polygons(geo::Kind::polygons);
  PieceTracer tracer(*this, node_count_);
  for (const auto& of_label : pieces) {
    for (const auto& piece : of_label) {
      for (const std::uint32_t unit : piece) {
        for (const std::uint32_t a : arcs_of(unit)) {
          const Arc& arc = arcs_[a];
          const std::uint32_t other = arc.other(unit);
          if (other != no_unit && labels[other] == labels[unit]) continue;
          tracer.add({a, arc.right == unit});
        }
      }
      tracer.finish(polygons);
    }
    polygons.end_feature();
  }
  return polygons;
}

geo::PackedGeometry Coverage::grid_polygons(const Plan& plan) const {
  std::vector<std::uint32_t> labels(unit_count_);
  for (std::size_t unit = 0; unit < unit_count_; ++unit) {
    labels[unit] = static_cast<std::uint32_t>(plan.grid_of_unit[unit]);  // unassigned: no_label
  }
  return dissolve(labels, plan.grids.size());
}

}  // namespace wangge::model
