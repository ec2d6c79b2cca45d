#include "analysis/building_cells.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>
#include <utility>

#include "geo/delaunay.h"
#include "geo/locate.h"

namespace wangge::analysis {
namespace {

using geo::Point;
constexpr double step_m = 4;        // between points of a wall
constexpr double beyond_m = 2;      // how far lines go on outside the block
constexpr double smooth_m = 1;      // how far a border may be moved
constexpr double near_share = 0.3;  // and what part of the way to a building

/// The part of a segment in a box, by Liang and Barsky 1984.
std::optional<std::pair<Point, Point>> clipped(Point a, Point b, const geo::Box& box) {
  double from = 0, to = 1;
  const double dx = b.x - a.x, dy = b.y - a.y;
  for (const auto& [towards, room] : {std::pair{-dx, a.x - box.min_x},
                                      {dx, box.max_x - a.x},
                                      {-dy, a.y - box.min_y},
                                      {dy, box.max_y - a.y}}) {
    if (towards == 0) {
      if (room < 0) return std::nullopt;
    } else if (towards < 0) {
      from = std::max(from, room / towards);
    } else {
      to = std::min(to, room / towards);
    }
  }
  if (!(from < to)) return std::nullopt;
  const auto at = [&](double t) { return Point{a.x + t * dx, a.y + t * dy}; };
  return std::pair{from > 0 ? at(from) : a, to < 1 ? at(to) : b};
}

double distance_to_segment(Point p, Point a, Point b) {
  const double dx = b.x - a.x, dy = b.y - a.y, length2 = dx * dx + dy * dy;
  const double t =
      length2 > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length2, 0.0, 1.0) : 0;
  return std::hypot(a.x + t * dx - p.x, a.y + t * dy - p.y);
}

}  // namespace

BuildingCells::BuildingCells(const geo::PackedGeometry& houses,
                             std::span<const std::uint32_t> members,
                             const geo::PackedGeometry& blocks, std::size_t block) {
  const geo::Box box = blocks.box(block);
  origin_ = {std::round(box.min_x), std::round(box.min_y)};
  box_ = geo::Box{box.min_x - origin_.x, box.min_y - origin_.y, box.max_x - origin_.x,
                  box.max_y - origin_.y}
             .padded(beyond_m);
  for (std::uint32_t cell = 0; cell < members.size(); ++cell) {
    add_sites(houses, members[cell], cell);
  }
  // Where walls touch, the point is the first one's.
  std::vector<std::uint32_t> order(sites_.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](auto i, auto j) {
    return std::pair(sites_[i].x, sites_[i].y) < std::pair(sites_[j].x, sites_[j].y);
  });
  order.erase(std::unique(order.begin(), order.end(),
                          [&](auto i, auto j) { return sites_[i] == sites_[j]; }),
              order.end());
  std::vector<Point> sites;
  std::vector<std::uint32_t> cells;
  for (const std::uint32_t i : order) sites.push_back(sites_[i]), cells.push_back(cell_of_[i]);
  sites_ = std::move(sites), cell_of_ = std::move(cells);
  find_borders();
  measure(blocks, block);
}

void BuildingCells::add_sites(const geo::PackedGeometry& houses, std::uint32_t house,
                              std::uint32_t cell) {
  for (auto part = houses.features().begin(house); part < houses.features().end(house); ++part) {
    for (auto r = houses.parts().begin(part); r < houses.parts().end(part); ++r) {
      const auto ring = houses.ring(r);
      for (std::size_t i = 1; i < ring.size(); ++i) {
        const Point a{ring[i - 1].x - origin_.x, ring[i - 1].y - origin_.y};
        const Point b{ring[i].x - origin_.x, ring[i].y - origin_.y};
        const auto pieces = std::max(1.0, std::ceil(geo::distance(a, b) / step_m));
        for (double k = 0; k < pieces; ++k) {
          sites_.push_back({a.x + (b.x - a.x) * k / pieces, a.y + (b.y - a.y) * k / pieces});
          cell_of_.push_back(cell);
        }
      }
    }
  }
}

void BuildingCells::find_borders() {
  const auto triangles = geo::delaunay(sites_);
  struct Side {
    std::uint32_t a, b;  // sites, a < b
    std::uint32_t triangle, third;
    bool operator<(const Side& other) const {
      return std::pair(a, b) < std::pair(other.a, other.b);
    }
  };
  std::vector<Side> sides;
  std::vector<std::uint32_t> vertex_of(triangles.size());
  for (std::uint32_t t = 0; t < triangles.size(); ++t) {
    const auto& [i, j, k] = triangles[t];
    if (cell_of_[i] == cell_of_[j] && cell_of_[j] == cell_of_[k]) continue;
    const geo::Circle circle = geo::circle_through(sites_[i], sites_[j], sites_[k]);
    if (!geo::is_finite(circle.middle)) continue;
    vertex_of[t] = static_cast<std::uint32_t>(vertices_.size());
    vertices_.push_back({circle.middle, circle.radius});
    for (const auto& [a, b, third] : {std::array{i, j, k}, {j, k, i}, {k, i, j}}) {
      if (cell_of_[a] != cell_of_[b]) sides.push_back({std::min(a, b), std::max(a, b), t, third});
    }
  }
  std::stable_sort(sides.begin(), sides.end());
  for (std::size_t i = 0; i < sides.size(); ++i) {
    const Side& side = sides[i];
    Border border{cell_of_[side.a], cell_of_[side.b], vertex_of[side.triangle], 0};
    if (i + 1 < sides.size() && !(side < sides[i + 1])) {
      border.to = vertex_of[sides[++i].triangle];
    } else {  // on the hull: a ray away from the triangle
      const Point a = sites_[side.a], b = sites_[side.b], third = sites_[side.third];
      Point out{b.y - a.y, a.x - b.x};
      if (out.x * (third.x - a.x) + out.y * (third.y - a.y) > 0) out = {-out.x, -out.y};
      const Vertex& from = vertices_[border.from];
      const double far =
          (from.clearance_m + 2 * (box_.width() + box_.height())) / std::hypot(out.x, out.y);
      border.to = static_cast<std::uint32_t>(vertices_.size());
      vertices_.push_back(
          {{from.place.x + far * out.x, from.place.y + far * out.y}, from.clearance_m});
    }
    if (border.b < border.a) std::swap(border.a, border.b);
    edges_.push_back(border);
  }
}

void BuildingCells::measure(const geo::PackedGeometry& blocks, std::size_t block) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, double> lengths;
  for (const Border& edge : edges_) {
    const auto inside = clipped(vertices_[edge.from].place, vertices_[edge.to].place, box_);
    if (!inside) continue;
    const auto& [a, b] = *inside;
    const Point middle{origin_.x + (a.x + b.x) / 2, origin_.y + (a.y + b.y) / 2};
    if (geo::owns(blocks, block, middle)) lengths[{edge.a, edge.b}] += geo::distance(a, b);
  }
  for (const auto& [cells, length] : lengths) {
    borders_.push_back({cells.first, cells.second, length});
  }
}

namespace {

/// Douglas and Peucker 1973, with a tolerance of its own for every vertex.
template <typename Place, typename Tolerance>
void keep_bends(std::span<const std::uint32_t> way, const Place& place, const Tolerance& tolerance,
                std::vector<bool>& kept, std::size_t first, std::size_t last) {
  double worst = 1;
  std::size_t bend = first;
  for (std::size_t i = first + 1; i < last; ++i) {
    const double off =
        distance_to_segment(place(way[i]), place(way[first]), place(way[last])) / tolerance(way[i]);
    if (off > worst) worst = off, bend = i;
  }
  if (bend == first) return;
  kept[bend] = true;
  keep_bends(way, place, tolerance, kept, first, bend);
  keep_bends(way, place, tolerance, kept, bend, last);
}

}  // namespace

void BuildingCells::add_separators(std::span<const std::uint32_t> group_of,
                                   geo::PackedGeometry& lines) const {
  std::vector<std::vector<std::uint32_t>> ends(vertices_.size());  // borders at each vertex
  for (std::uint32_t e = 0; e < edges_.size(); ++e) {
    if (group_of[edges_[e].a] == group_of[edges_[e].b]) continue;
    ends[edges_[e].from].push_back(e);
    ends[edges_[e].to].push_back(e);
  }
  std::vector<bool> used(edges_.size());
  const auto place = [&](std::uint32_t v) { return vertices_[v].place; };
  const auto tolerance = [&](std::uint32_t v) {
    return std::max(1e-3, std::min(smooth_m, near_share * vertices_[v].clearance_m));
  };
  const auto follow = [&](std::uint32_t start, std::uint32_t edge) {
    std::vector<std::uint32_t> way{start};
    for (bool on = true; on;) {
      used[edge] = true;
      const std::uint32_t at =
          edges_[edge].from == way.back() ? edges_[edge].to : edges_[edge].from;
      way.push_back(at);
      on = ends[at].size() == 2;
      if (!on) break;
      edge = ends[at][0] == edge ? ends[at][1] : ends[at][0];
      on = !used[edge];
    }
    std::vector<bool> kept(way.size());
    kept.front() = kept.back() = true;
    if (way.front() == way.back()) kept[way.size() / 2] = true;
    if (way.front() == way.back()) {
      keep_bends(way, place, tolerance, kept, 0, way.size() / 2);
      keep_bends(way, place, tolerance, kept, way.size() / 2, way.size() - 1);
    } else {
      keep_bends(way, place, tolerance, kept, 0, way.size() - 1);
    }
    std::vector<Point> line;
    const auto end_line = [&] {
      if (line.size() > 1) lines.add_ring_feature(line);
      line.clear();
    };
    std::size_t before = 0;
    for (std::size_t i = 1; i < way.size(); ++i) {
      if (!kept[i]) continue;
      const auto inside = clipped(place(way[before]), place(way[i]), box_);
      before = i;
      if (!inside) {
        end_line();
        continue;
      }
      const Point a{inside->first.x + origin_.x, inside->first.y + origin_.y};
      const Point b{inside->second.x + origin_.x, inside->second.y + origin_.y};
      if (line.empty() || !(line.back() == a)) end_line(), line.push_back(a);
      line.push_back(b);
    }
    end_line();
  };
  for (const bool loops : {false, true}) {
    for (std::uint32_t v = 0; v < ends.size(); ++v) {
      for (const std::uint32_t edge : ends[v]) {
        if (!used[edge] && (loops || ends[v].size() != 2)) follow(v, edge);
      }
    }
  }
}

}  // namespace wangge::analysis
