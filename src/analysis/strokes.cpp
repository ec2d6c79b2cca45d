#include "analysis/strokes.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <tuple>
#include <utility>
#include <vector>

namespace wangge::analysis {
namespace {

using geo::Point;

class Strokes {
 public:
  explicit Strokes(const geo::PackedGeometry& lines)
      : points_(lines.points()), used_(points_.size() / 2) {
    for (std::uint32_t i = 0; i < points_.size(); ++i) by_place_.push_back(i);
    std::ranges::sort(by_place_, {}, [this](std::uint32_t i) { return key(i); });
  }

  void add(geo::PackedGeometry& into) {
    for (std::uint32_t piece = 0; piece < used_.size(); ++piece) {
      if (used_[piece] != 0) continue;
      used_[piece] = 1;
      std::vector<Point> line = onwards(2 * piece);  // back beyond its first point
      std::ranges::reverse(line);
      line.push_back(points_[2 * piece]);
      line.push_back(points_[2 * piece + 1]);
      const std::vector<Point> rest = onwards(2 * piece + 1);
      line.insert(line.end(), rest.begin(), rest.end());
      for (const Point p : line) into.add_point(p);
      into.end_ring();
      into.end_part();
    }
    into.end_feature();
  }

 private:
  // Ends are places in points_; i ^ 1 is the other end of the same piece.
  std::tuple<double, double, std::uint32_t> key(std::uint32_t end) const {
    return {points_[end].x, points_[end].y, end};
  }

  /// The points that follow beyond an end, taking the pieces on the way.
  std::vector<Point> onwards(std::uint32_t end) {
    std::vector<Point> line;
    for (;;) {
      const Point back = points_[end ^ 1U], here = points_[end];
      double straightest = 0;  // cosine of the turn: none of 90° or more
      std::uint32_t best = end;
      auto at = std::ranges::lower_bound(by_place_, std::tuple(here.x, here.y, std::uint32_t{0}),
                                         {}, [this](std::uint32_t i) { return key(i); });
      for (; at != by_place_.end() && points_[*at] == here; ++at) {
        if (used_[*at / 2] != 0) continue;
        const Point there = points_[*at ^ 1U];
        const double dot =
            (here.x - back.x) * (there.x - here.x) + (here.y - back.y) * (there.y - here.y);
        const double cosine = dot / (geo::distance(back, here) * geo::distance(here, there));
        if (cosine > straightest) straightest = cosine, best = *at;
      }
      if (best == end) return line;
      used_[best / 2] = 1;
      end = best ^ 1U;
      line.push_back(points_[end]);
    }
  }

  const std::vector<Point>& points_;
  std::vector<char> used_;
  std::vector<std::uint32_t> by_place_;
};

}  // namespace

void add_strokes(const geo::PackedGeometry& lines, geo::PackedGeometry& into) {
  Strokes(lines).add(into);
}

}  // namespace wangge::analysis
