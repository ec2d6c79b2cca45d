#include "analysis/barriers.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>

#include "analysis/area_index.h"
#include "base/parallel.h"
#include "geo/box_tree.h"
#include "geo/locate.h"

namespace wangge::analysis {
namespace {

using geo::PackedGeometry;
using geo::Point;

/// Straight pieces of lines, by their boxes.
class StraightPieces {
 public:
  explicit StraightPieces(const PackedGeometry& geometry)
      : ends_(ends_of(geometry)), tree_(boxes_of(ends_)) {}

  /// Whether a piece comes within reach of p, at no more than 45° to a direction.
  bool along(Point p, Point direction, double reach_m) const {
    bool found = false;
    geo::Box box;
    box.grow(p);
    tree_.query(box.padded(reach_m), [&](std::uint32_t i) {
      if (found) return;
      const Point a = ends_[2 * i], b = ends_[2 * i + 1];
      const double dot = (b.x - a.x) * direction.x + (b.y - a.y) * direction.y;
      const double cross = (b.x - a.x) * direction.y - (b.y - a.y) * direction.x;
      if (std::abs(dot) < std::abs(cross)) return;
      found = geo::distance_to_line({ends_.data() + 2 * i, 2}, p) <= reach_m;
    });
    return found;
  }

 private:
  static std::vector<Point> ends_of(const PackedGeometry& geometry) {
    std::vector<Point> ends;
    if (geometry.kind() == geo::Kind::points) return ends;
    for (std::size_t r = 0; r < geometry.rings().size(); ++r) {
      const auto ring = geometry.ring(r);
      for (std::size_t i = 1; i < ring.size(); ++i) {
        ends.push_back(ring[i - 1]);
        ends.push_back(ring[i]);
      }
    }
    return ends;
  }
  static std::vector<geo::Box> boxes_of(const std::vector<Point>& ends) {
    std::vector<geo::Box> boxes(ends.size() / 2);
    for (std::size_t i = 0; i < ends.size(); ++i) boxes[i / 2].grow(ends[i]);
    return boxes;
  }
  std::vector<Point> ends_;  // two a piece
  geo::BoxTree tree_;
};

/// Whether a straight piece has a point in common with a line.
bool crosses(const PackedGeometry& lines, std::size_t line, Point a, Point b) {
  geo::Box box;
  box.grow(a);
  box.grow(b);
  const auto side = [](Point p, Point q, Point r) {
    const double cross = (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
    return cross > 0 ? 1 : cross < 0 ? -1 : 0;
  };
  for (auto part = lines.features().begin(line); part < lines.features().end(line); ++part) {
    const auto points = lines.ring(lines.parts().begin(part));
    for (std::size_t i = 1; i < points.size(); ++i) {
      const Point c = points[i - 1], d = points[i];
      geo::Box other;  // pieces of one straight line need not meet
      other.grow(c);
      other.grow(d);
      if (!box.intersects(other)) continue;
      if (side(a, b, c) * side(a, b, d) <= 0 && side(c, d, a) * side(c, d, b) <= 0) return true;
    }
  }
  return false;
}

/// Whether most of a border's length satisfies along(middle, direction), asked every few metres.
template <typename Along>
bool mostly(const PackedGeometry& borders, std::size_t border, double share, const Along& along) {
  constexpr double step_m = 2;
  double with = 0, all = 0;
  for (auto part = borders.features().begin(border); part < borders.features().end(border);
       ++part) {
    const auto line = borders.ring(borders.parts().begin(part));
    for (std::size_t i = 1; i < line.size(); ++i) {
      const Point a = line[i - 1], b = line[i];
      const double length = geo::distance(a, b);
      const double pieces = std::max(1.0, std::ceil(length / step_m));
      all += length;
      for (double k = 0.5; k < pieces; ++k) {
        const Point middle{a.x + (b.x - a.x) * k / pieces, a.y + (b.y - a.y) * k / pieces};
        if (along(middle, Point{b.x - a.x, b.y - a.y})) with += length / pieces;
      }
    }
  }
  return with > share * all;
}

/// Points open the borders near them; lines, and outlines of bridges, those they cross or touch.
void open_at_gates(const PackedGeometry& borders, const PackedGeometry& gates, double reach_m,
                   std::vector<char>& closed) {
  if (gates.size() == 0) return;
  const geo::BoxTree tree(borders);
  if (gates.kind() == geo::Kind::points) {
    for (const Point gate : gates.points()) {
      geo::Box box;
      box.grow(gate);
      tree.query(box.padded(reach_m), [&](std::uint32_t border) {
        if (geo::distance_to(borders, border, gate) <= reach_m) closed[border] = 0;
      });
    }
    return;
  }
  for (std::size_t r = 0; r < gates.rings().size(); ++r) {
    const auto line = gates.ring(r);
    for (std::size_t i = 1; i < line.size(); ++i) {
      geo::Box box;
      box.grow(line[i - 1]);
      box.grow(line[i]);
      tree.query(box, [&](std::uint32_t border) {
        if (closed[border] != 0 && crosses(borders, border, line[i - 1], line[i])) {
          closed[border] = 0;
        }
      });
    }
  }
}

}  // namespace

std::vector<bool> closed_borders(const PackedGeometry& borders, const PackedGeometry& barriers,
                                 const PackedGeometry& gates, const BarrierOptions& options) {
  const StraightPieces pieces(barriers);
  std::optional<AreaIndex> inside;
  if (barriers.kind() == geo::Kind::polygons) inside.emplace(barriers, borders.points().size());
  std::vector<char> closed(borders.size());
  parallel_ranges(borders.size(), 64, [&](std::size_t begin, std::size_t end) {
    for (std::size_t border = begin; border < end; ++border) {
      closed[border] = mostly(borders, border, options.share, [&](Point p, Point direction) {
        return (inside && inside->owner(p) != AreaIndex::none) ||
               pieces.along(p, direction, options.reach_m);
      });
    }
  });
  open_at_gates(borders, gates, options.gate_reach_m, closed);
  return {closed.begin(), closed.end()};
}

}  // namespace wangge::analysis
