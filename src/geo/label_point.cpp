#include "geo/label_point.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <queue>
#include <span>

#include "base/parallel.h"

namespace wangge::geo {
namespace {

std::uint32_t largest_part(const PackedGeometry& polygons, std::size_t feature) {
  double largest = -1;
  std::uint32_t chosen = polygons.features().begin(feature);
  for (auto part = chosen; part < polygons.features().end(feature); ++part) {
    const double area = std::abs(signed_ring_area(polygons.ring(polygons.parts().begin(part))));
    if (area > largest) largest = area, chosen = part;
  }
  return chosen;
}

/// One polygon moved to the origin and, where it is slim, turned to lie along x.
class PoleSearch {
 public:
  PoleSearch(const PackedGeometry& polygons, std::uint32_t part) {
    const auto shell = polygons.ring(polygons.parts().begin(part));
    origin_ = shell.front();
    read(polygons, part);
    const double area = std::abs(signed_ring_area(shell)), outline = length();
    if (!(outline > 0)) return;
    const double thickness =
        4 * area / outline;  // of a square its side, of a strip twice its width
    const auto [narrow, wide] = std::minmax({box_.width(), box_.height()});
    thickness_ = narrow;
    if (thickness > 0.25 * narrow && narrow > wide / 16) return;
    thickness_ = std::min(thickness, narrow);
    turn_along(shell);
    read(polygons, part);
    strip_ = box_.height() < 0.25 * box_.width();
  }

  LabelPoint find() {
    const double size = std::min(box_.width(), box_.height());
    best_ = {box_.centre(), 0, depth(box_.centre())};
    if (edges_.size() <= 4) offer_inner_circles();
    const bool found = edges_.size() <= 4 && best_.depth > 0;
    if (!found && strip_) {
      walk_along();
    } else if (!found && size > 0) {
      search(size);
    }
    return {back(best_.centre), std::max(0.0, best_.depth)};
  }

 private:
  struct Edge {
    Point a, b;
  };
  struct Cell {
    Point centre;
    double half, depth;
    double best_possible() const { return depth + half * std::numbers::sqrt2; }
    bool operator<(const Cell& other) const { return best_possible() < other.best_possible(); }
  };

  /// x along the direction of the longest edge.
  void turn_along(std::span<const Point> shell) {
    double longest = 0;
    for (std::size_t i = 1; i < shell.size(); ++i) {
      const double along = distance(shell[i - 1], shell[i]);
      if (along <= longest) continue;
      longest = along;
      cos_ = (shell[i].x - shell[i - 1].x) / along;
      sin_ = (shell[i].y - shell[i - 1].y) / along;
    }
  }
  Point turned(Point p) const {
    const double x = p.x - origin_.x, y = p.y - origin_.y;
    return {cos_ * x + sin_ * y, cos_ * y - sin_ * x};
  }
  Point back(Point p) const {
    return {origin_.x + cos_ * p.x - sin_ * p.y, origin_.y + sin_ * p.x + cos_ * p.y};
  }

  void read(const PackedGeometry& polygons, std::uint32_t part) {
    edges_.clear();
    box_ = {};
    for (auto r = polygons.parts().begin(part); r < polygons.parts().end(part); ++r) {
      const auto ring = polygons.ring(r);
      for (std::size_t i = 0; i < ring.size(); ++i) {
        const Point b = turned(ring[i]);
        box_.grow(b);
        if (i > 0 && ring[i] != ring[i - 1]) edges_.push_back({turned(ring[i - 1]), b});
      }
    }
  }
  double length() const {
    double sum = 0;
    for (const Edge& edge : edges_) sum += distance(edge.a, edge.b);
    return sum;
  }

  /// Metres to the border, negative outside.
  double depth(Point p) const {
    double nearest = std::numeric_limits<double>::infinity();
    bool inside = false;
    for (const auto& [a, b] : edges_) {
      const double dx = b.x - a.x, dy = b.y - a.y;
      if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + dx * (p.y - a.y) / dy) inside = !inside;
      const double along = ((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy);
      const double t = std::clamp(along, 0.0, 1.0);
      const double x = a.x + t * dx - p.x, y = a.y + t * dy - p.y;
      nearest = std::min(nearest, x * x + y * y);
    }
    return inside ? std::sqrt(nearest) : -std::sqrt(nearest);
  }

  void offer(Point place) {
    const double deep = depth(place);
    if (deep > best_.depth) best_ = {place, 0, deep};
  }

  /// An edge as the line that the depth is counted from: along `normal`, inwards.
  struct Side {
    Point normal;
    double start;
  };
  Side side(const Edge& edge, double turn) const {
    const double along = distance(edge.a, edge.b);
    const Point normal{-turn * (edge.b.y - edge.a.y) / along, turn * (edge.b.x - edge.a.x) / along};
    return {normal, normal.x * edge.a.x + normal.y * edge.a.y};
  }

  /// Where two edges are equally deep: place + depth * way. Nowhere where they are parallel.
  struct Bisector {
    Point place, way;
  };
  static Bisector bisector(const Side& s, const Side& t) {
    const double det = s.normal.x * t.normal.y - s.normal.y * t.normal.x;
    const auto solve = [&](double at_s, double at_t) {
      return Point{(at_s * t.normal.y - at_t * s.normal.y) / det,
                   (at_t * s.normal.x - at_s * t.normal.x) / det};
    };
    return {solve(s.start, t.start), solve(1, 1)};
  }

  /// Of a triangle or a quadrilateral: its deepest place is the middle of a circle that touches
  /// three edges, or two edges and the corner between the others that points inwards.
  void offer_inner_circles() {
    const std::size_t n = edges_.size();
    double twice_area = 0;
    for (const auto& [a, b] : edges_) twice_area += a.x * b.y - a.y * b.x;
    std::vector<Side> sides;
    for (const Edge& edge : edges_) sides.push_back(side(edge, twice_area < 0 ? -1 : 1));
    for (std::size_t i = 0; i < n; ++i) {
      const Side &s = sides[i], &t = sides[(i + 1) % n], &u = sides[(i + 2) % n];
      const Bisector line = bisector(s, t);
      const double gained = u.normal.x * line.way.x + u.normal.y * line.way.y - 1;
      const double missing = u.start - u.normal.x * line.place.x - u.normal.y * line.place.y;
      offer_on(line, missing / gained);
      if (n == 4) offer_circles_through(edges_[(i + 3) % n].a, line);
    }
  }

  /// The circles through a corner with their middles on a bisector.
  void offer_circles_through(Point corner, const Bisector& line) {
    const double x = line.place.x - corner.x, y = line.place.y - corner.y;
    const double a = line.way.x * line.way.x + line.way.y * line.way.y - 1;
    const double half_b = x * line.way.x + y * line.way.y, c = x * x + y * y;
    const double root = std::sqrt(half_b * half_b - a * c);
    offer_on(line, (-half_b - root) / a);
    offer_on(line, (-half_b + root) / a);
  }

  void offer_on(const Bisector& line, double deep) {
    const Point place{line.place.x + deep * line.way.x, line.place.y + deep * line.way.y};
    if (is_finite(place)) offer(place);
  }

  /// The middles of the chords at x: the deepest place of a strip is near one of them.
  void offer_middles_of_chords(double x) {
    chord_.clear();
    for (const auto& [a, b] : edges_) {
      if ((a.x > x) != (b.x > x)) chord_.push_back(a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x));
    }
    std::sort(chord_.begin(), chord_.end());
    for (std::size_t i = 1; i < chord_.size(); i += 2) {
      offer({x, (chord_[i - 1] + chord_[i]) / 2});
    }
  }

  /// In a strip the quadtree would have to look everywhere: all its places are alike.
  void walk_along() {
    constexpr int steps = 24, halvings = 5;
    double step = box_.width() / steps;
    for (int i = 0; i < steps; ++i) offer_middles_of_chords(box_.min_x + (i + 0.5) * step);
    for (int i = 0; i < halvings; ++i) {
      step /= 2;
      const double x = best_.centre.x;
      offer_middles_of_chords(x - step);
      offer_middles_of_chords(x + step);
    }
  }

  void search(double size) {
    constexpr double most_cells = 64, precision = 0.02;
    constexpr int most_rounds = 400;
    const double side = std::max(size, std::max(box_.width(), box_.height()) / most_cells);
    std::priority_queue<Cell> cells;
    const auto add = [&](Point centre, double half) { cells.push({centre, half, depth(centre)}); };
    for (double x = box_.min_x; x < box_.max_x; x += side) {
      for (double y = box_.min_y; y < box_.max_y; y += side) {
        add({x + side / 2, y + side / 2}, side / 2);
      }
    }
    for (int round = 0; !cells.empty() && round < most_rounds; ++round) {
      const Cell cell = cells.top();
      cells.pop();
      if (cell.depth > best_.depth) best_ = cell;
      if (cell.best_possible() - best_.depth <= precision * std::min(size, thickness_)) break;
      const double half = cell.half / 2;
      for (const double dx : {-half, half}) {
        for (const double dy : {-half, half}) add({cell.centre.x + dx, cell.centre.y + dy}, half);
      }
    }
  }

  Point origin_;
  double cos_ = 1, sin_ = 0;
  double thickness_ = 0;
  bool strip_ = false;
  std::vector<Edge> edges_;
  Box box_;
  std::vector<double> chord_;
  Cell best_{};
};

}  // namespace

LabelPoint label_point(const PackedGeometry& polygons, std::size_t feature) {
  if (!polygons.has_geometry(feature)) return {};
  return PoleSearch(polygons, largest_part(polygons, feature)).find();
}

std::vector<LabelPoint> label_points(const PackedGeometry& polygons) {
  std::vector<LabelPoint> found(polygons.size());
  constexpr std::size_t grain = 64;
  parallel_ranges(polygons.size(), grain, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) found[i] = label_point(polygons, i);
  });
  return found;
}

}  // namespace wangge::geo
