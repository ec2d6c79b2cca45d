#include "analysis/arc_simplifying.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <tuple>
#include <utility>

#include "base/parallel.h"
#include "geo/box_tree.h"
#include "geo/locate.h"

namespace wangge::analysis {
namespace {

using geo::PackedGeometry;
using geo::Point;

bool lies_on(Point a, Point b, Point p) {
  if (p.x < std::min(a.x, b.x) || p.x > std::max(a.x, b.x) || p.y < std::min(a.y, b.y) ||
      p.y > std::max(a.y, b.y)) {
    return false;
  }
  return geo::orientation(a, b, p) == 0;
}

std::vector<geo::Box> boxes_of(const std::vector<Point>& points) {
  std::vector<geo::Box> boxes(points.size());
  for (std::size_t i = 0; i < points.size(); ++i) boxes[i].grow(points[i]);
  return boxes;
}

/// Points i … j of one arc, by their places among all points.
struct Chain {
  std::uint32_t i, j;
};

class Simplifier {
 public:
  Simplifier(const PackedGeometry& arcs, double tolerance_m)
      : arcs_(arcs),
        points_(arcs.points()),
        tolerance_m_(tolerance_m),
        tree_(boxes_of(points_)),
        kept_(points_.size()) {}

  std::vector<char> simplify(const Progress& progress) {
    parallel_ranges(arcs_.size(), 16, [&](std::size_t begin, std::size_t end) {
      for (std::size_t arc = begin; arc < end && !progress.cancelled(); ++arc) {
        const Chain chain = chain_of(arc);
        if (chain.j <= chain.i) continue;
        kept_[chain.i] = kept_[chain.j] = 1;
        // A closed arc has no direction to measure from before it is halved.
        points_[chain.i] == points_[chain.j] ? split(chain) : reduce(chain);
      }
    });
    while (!progress.cancelled() && part_twins()) {
    }
    return std::move(kept_);
  }

 private:
  Chain chain_of(std::size_t arc) const {
    const auto part = arcs_.features().begin(arc);
    if (part == arcs_.features().end(arc)) return {1, 0};
    const auto ring = arcs_.parts().begin(part);
    return {arcs_.rings().begin(ring), arcs_.rings().end(ring) - 1};
  }

  double off(Chain chain, std::uint32_t point) const {
    return geo::distance_to_line(std::array{points_[chain.i], points_[chain.j]}, points_[point]);
  }
  /// The point farthest from the straight line between the ends; the chain has one between them.
  std::pair<std::uint32_t, double> farthest(Chain chain) const {
    std::pair<std::uint32_t, double> best{chain.i + 1, -1.0};
    for (auto k = chain.i + 1; k < chain.j; ++k) {
      const double distance_m = off(chain, k);
      if (distance_m > best.second) best = {k, distance_m};
    }
    return best;
  }

  void split(Chain chain) {
    if (chain.j - chain.i < 2) return;
    const std::uint32_t middle = farthest(chain).first;
    kept_[middle] = 1;
    reduce({chain.i, middle});
    reduce({middle, chain.j});
  }
  void reduce(Chain chain) {
    if (chain.j - chain.i < 2) return;
    if (farthest(chain).second <= tolerance_m_ && nothing_between(chain)) return;
    split(chain);
  }

  /// Whether no other point lies between the chain and the straight line that takes its place.
  bool nothing_between(Chain chain) const {
    geo::Box box;
    for (auto k = chain.i; k <= chain.j; ++k) box.grow(points_[k]);
    bool free = true;
    tree_.query(box, [&](std::uint32_t other) {
      if (!free || (other >= chain.i && other <= chain.j)) return;
      const Point p = points_[other];
      if (p == points_[chain.i] || p == points_[chain.j]) return;
      free = !is_between(chain, p);
    });
    return free;
  }
  bool is_between(Chain chain, Point p) const {
    bool inside = geo::crosses_ray(points_[chain.j], points_[chain.i], p);
    if (lies_on(points_[chain.j], points_[chain.i], p)) return true;
    for (auto k = chain.i; k < chain.j; ++k) {
      if (lies_on(points_[k], points_[k + 1], p)) return true;
      inside ^= geo::crosses_ray(points_[k], points_[k + 1], p);
    }
    return inside;
  }

  /// Straight lines that took the place of several chains with the same ends: all but one get a
  /// point back, the one that needs it least stays. Whether there were any.
  bool part_twins() {
    struct Line {
      Point a, b;
      Chain chain;
      double off_m;  ///< of the chain; 0 where it has nothing to give back
    };
    std::vector<Line> lines;
    for (std::size_t arc = 0; arc < arcs_.size(); ++arc) {
      const Chain whole = chain_of(arc);
      for (auto i = whole.i; i < whole.j;) {
        auto j = i + 1;
        while (kept_[j] == 0) ++j;
        Point a = points_[i], b = points_[j];
        if (std::tie(b.x, b.y) < std::tie(a.x, a.y)) std::swap(a, b);
        lines.push_back({a, b, {i, j}, j - i < 2 ? 0 : farthest({i, j}).second});
        i = j;
      }
    }
    const auto ends = [](const Line& line) {
      return std::tie(line.a.x, line.a.y, line.b.x, line.b.y);
    };
    std::ranges::sort(lines, [&](const Line& a, const Line& b) {
      const bool a_given = a.chain.j - a.chain.i >= 2, b_given = b.chain.j - b.chain.i >= 2;
      return std::tuple_cat(ends(a), std::tie(a_given, a.off_m, a.chain.i)) <
             std::tuple_cat(ends(b), std::tie(b_given, b.off_m, b.chain.i));
    });
    bool parted = false;
    for (std::size_t k = 1; k < lines.size(); ++k) {
      if (ends(lines[k]) != ends(lines[k - 1]) || lines[k].chain.j - lines[k].chain.i < 2) continue;
      split(lines[k].chain);
      parted = true;
    }
    return parted;
  }

  const PackedGeometry& arcs_;
  const std::vector<Point>& points_;
  double tolerance_m_;
  geo::BoxTree tree_;
  std::vector<char> kept_;
};

}  // namespace

std::vector<char> points_kept(const PackedGeometry& arcs, double tolerance_m, Progress& progress) {
  return Simplifier(arcs, tolerance_m).simplify(progress);
}

}  // namespace wangge::analysis
