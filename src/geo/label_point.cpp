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
    const auto [narrow, wide] = std::minmax(box_.width(), box_.height());
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
    if (edges_.size() == 3) {
      offer_middle_of_triangle();
    } else if (strip_) {
      walk_along();
    } else if (size > 0) {
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

  void offer_middle_of_triangle() {
    const auto weight = [this](int i) {
      const Edge& facing = edges_[static_cast<std::size_t>((i + 1) % 3)];
      return distance(facing.a, facing.b);
    };
    const double sum = weight(0) + weight(1) + weight(2);
    Point middle;
    for (int i = 0; i < 3; ++i) {
      const Point corner = edges_[static_cast<std::size_t>(i)].a;
      middle.x += corner.x * weight(i) / sum, middle.y += corner.y * weight(i) / sum;
    }
    offer(middle);
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
