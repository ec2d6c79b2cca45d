#include "analysis/box_sides.h"

#include <algorithm>

#include "geo/locate.h"

namespace wangge::analysis {
namespace {

using geo::Box;
using geo::PackedGeometry;
using geo::Point;

constexpr std::uint32_t edges_in_a_run = 16;

/// Whether an edge has a place in common with a box.
bool meets(Point a, Point b, const Box& box) {
  if (box.contains(a) || box.contains(b)) return true;
  if (std::max(a.x, b.x) < box.min_x || std::min(a.x, b.x) > box.max_x ||
      std::max(a.y, b.y) < box.min_y || std::min(a.y, b.y) > box.max_y) {
    return false;
  }
  const int side = geo::orientation(a, b, {box.min_x, box.min_y});
  return side == 0 || side != geo::orientation(a, b, {box.max_x, box.min_y}) ||
         side != geo::orientation(a, b, {box.max_x, box.max_y}) ||
         side != geo::orientation(a, b, {box.min_x, box.max_y});
}

}  // namespace

BoxSides::BoxSides(const PackedGeometry& polygons)
    : polygons_(polygons), areas_(polygons), borders_([&] {
        for (std::uint32_t row = 0; row < polygons.size(); ++row) {
          first_run_.push_back(static_cast<std::uint32_t>(runs_.size()));
          for (auto part = polygons.features().begin(row); part < polygons.features().end(row);
               ++part) {
            for (auto r = polygons.parts().begin(part); r < polygons.parts().end(part); ++r) {
              const auto end = polygons.rings().end(r) - 1;
              for (auto first = polygons.rings().begin(r); first < end; first += edges_in_a_run) {
                const auto last = std::min(first + edges_in_a_run, end);
                runs_.push_back({first, last, row});
                Box box;
                for (auto i = first; i <= last; ++i) box.grow(polygons.points()[i]);
                run_boxes_.push_back(box);
              }
            }
          }
        }
        first_run_.push_back(static_cast<std::uint32_t>(runs_.size()));
        return geo::BoxTree(run_boxes_);
      }()) {}

bool BoxSides::border_meets(const Run& run, const Box& box) const {
  const auto& points = polygons_.points();
  for (auto i = run.first; i < run.last; ++i) {
    if (meets(points[i], points[i + 1], box)) return true;
  }
  return false;
}

bool BoxSides::owns(std::uint32_t row, Point p) const {
  const auto& points = polygons_.points();
  bool inside = false;
  for (auto i = first_run_[row]; i < first_run_[row + 1]; ++i) {
    const Box& box = run_boxes_[i];
    if (p.y < box.min_y || p.y > box.max_y || p.x > box.max_x) continue;
    const Run& run = runs_[i];
    if (p.x < box.min_x) {  // all of it on the right: only its ends decide
      inside ^= (points[run.first].y <= p.y) != (points[run.last].y <= p.y);
      continue;
    }
    for (auto e = run.first; e < run.last; ++e) {
      inside ^= geo::crosses_ray(points[e], points[e + 1], p);
    }
  }
  return inside;
}

void BoxSides::query(const Box& box, std::vector<Meeting>& meetings) const {
  meetings.clear();
  borders_.query(box, [&](std::uint32_t i) {
    const Run& run = runs_[i];
    const auto known = std::ranges::find(meetings, run.row, &Meeting::row);
    if (known == meetings.end() && border_meets(run, box)) meetings.push_back({run.row, false});
  });
  const std::size_t crossed = meetings.size();
  areas_.query(box, [&](std::uint32_t row) {
    for (std::size_t i = 0; i < crossed; ++i) {
      if (meetings[i].row == row) return;
    }
    if (owns(row, {box.min_x, box.min_y})) meetings.push_back({row, true});
  });
  std::ranges::sort(meetings, {}, &Meeting::row);
}

}  // namespace wangge::analysis
