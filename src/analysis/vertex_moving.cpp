#include "analysis/vertex_moving.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include "base/i18n.h"
#include "geo/locate.h"

namespace wangge::analysis {
namespace {

using geo::PackedGeometry;
using geo::Point;

Error refusal(const char* reason, const char* advice) {
  return {ErrorCode::invalid_argument, "", tr(reason), tr(advice)};
}
Error crossing() {
  return refusal(tr_mark("A border would cross or touch another one."),
                 tr_mark("Move the vertex less far, or the other border first."));
}

template <typename Use>
void each_ring(const PackedGeometry& units, std::size_t row, const Use& use) {
  for (auto part = units.features().begin(row); part < units.features().end(row); ++part) {
    for (auto r = units.parts().begin(part); r < units.parts().end(part); ++r) use(units.ring(r));
  }
}

bool has_vertex(const PackedGeometry& units, std::size_t row, Point at) {
  const auto points = units.feature_points(row);
  return std::find(points.begin(), points.end(), at) != points.end();
}

bool on_segment(Point a, Point b, Point p) {
  return geo::orientation(a, b, p) == 0 && std::min(a.x, b.x) <= p.x && p.x <= std::max(a.x, b.x) &&
         std::min(a.y, b.y) <= p.y && p.y <= std::max(a.y, b.y);
}

/// Whether two segments have a place in common that is not an end of both.
bool meet(Point a, Point b, Point c, Point d) {
  if ((a == c && b == d) || (a == d && b == c)) return false;  // the same border
  for (const auto& [shared, p, q] : {std::array{a, b, d}, {a, b, c}, {b, a, d}, {b, a, c}}) {
    // A common end: they must not lie on each other.
    const bool common = (shared == a && ((q == d && a == c) || (q == c && a == d))) ||
                        (shared == b && ((q == d && b == c) || (q == c && b == d)));
    if (common) return on_segment(shared, p, q) || on_segment(shared, q, p);
  }
  const int c_side = geo::orientation(a, b, c), d_side = geo::orientation(a, b, d);
  const int a_side = geo::orientation(c, d, a), b_side = geo::orientation(c, d, b);
  if (c_side * d_side < 0 && a_side * b_side < 0) return true;
  return on_segment(a, b, c) || on_segment(a, b, d) || on_segment(c, d, a) || on_segment(c, d, b);
}

using Segment = std::pair<Point, Point>;
using Triangle = std::array<Point, 3>;

bool holds(const Triangle& t, Point p) {
  const int one = geo::orientation(t[0], t[1], p);
  return one != 0 && one == geo::orientation(t[1], t[2], p) &&
         one == geo::orientation(t[2], t[0], p);
}

/// Checks changed units: their new edges against every edge of the coverage as it is now, and
/// which way round their rings run.
class Judge {
 public:
  Judge(const PackedGeometry& units, const ChangedUnits& changed)
      : units_(units), changed_(changed) {}

  /// fresh  edges that were not there before
  /// swept  the ground that borders move over: no vertex may lie in it
  /// at     a place on the new borders
  std::optional<Error> verdict(const std::vector<Segment>& fresh,
                               const std::vector<Triangle>& swept, Point at) const {
    for (std::size_t i = 0; i < changed_.rows.size(); ++i) {
      const std::uint32_t row = changed_.rows[i];
      auto before = units_.parts().begin(units_.features().begin(row));
      auto now = changed_.geometry.parts().begin(changed_.geometry.features().begin(i));
      const auto end = units_.parts().end(units_.features().end(row) - 1);
      for (; before < end; ++before, ++now) {
        const double was = geo::signed_ring_area(units_.ring(before));
        const double is = geo::signed_ring_area(changed_.geometry.ring(now));
        if (was * is <= 0) {
          return refusal(tr_mark("A unit would be turned inside out, or have no ground left."),
                         tr_mark("Move the vertex less far."));
        }
      }
    }
    geo::Box box;
    for (const Segment& edge : fresh) box.grow(edge.first), box.grow(edge.second);
    for (const Triangle& triangle : swept) {
      for (const Point p : triangle) box.grow(p);
    }
    std::size_t changed = 0;
    for (std::uint32_t row = 0; row < units_.size(); ++row) {
      const bool is_changed = changed < changed_.rows.size() && changed_.rows[changed] == row;
      const PackedGeometry& geometry = is_changed ? changed_.geometry : units_;
      const std::size_t place = is_changed ? changed++ : row;
      if (!geometry.box(place).intersects(box)) continue;
      if (!is_changed && geo::owns(units_, row, at)) {
        return refusal(tr_mark("The vertex would lie in another unit."),
                       tr_mark("Move the vertex less far."));
      }
      bool met = false;
      each_ring(geometry, place, [&](std::span<const Point> ring) {
        for (std::size_t i = 1; i < ring.size() && !met; ++i) {
          geo::Box edge;
          edge.grow(ring[i - 1]), edge.grow(ring[i]);
          if (!edge.intersects(box)) continue;
          met = std::any_of(swept.begin(), swept.end(),
                            [&](const Triangle& triangle) { return holds(triangle, ring[i]); });
          met = met || std::any_of(fresh.begin(), fresh.end(), [&](const Segment& one) {
                  return meet(one.first, one.second, ring[i - 1], ring[i]);
                });
        }
      });
      if (met) return crossing();
    }
    return std::nullopt;
  }

 private:
  const PackedGeometry& units_;
  const ChangedUnits& changed_;
};

/// Every ring of a feature by `change`, which gets the ring without its repeated last point.
template <typename Change>
void append_changed(PackedGeometry& into, const PackedGeometry& units, std::size_t row,
                    const Change& change) {
  for (auto part = units.features().begin(row); part < units.features().end(row); ++part) {
    for (auto r = units.parts().begin(part); r < units.parts().end(part); ++r) {
      const auto ring = units.ring(r);
      std::vector<Point> points(ring.begin(), ring.end() - 1);
      change(points);
      for (const Point p : points) into.add_point(p);
      into.add_point(points.front());
      into.end_ring();
    }
    into.end_part();
  }
  into.end_feature();
}

/// The points beside a vertex in the rings of all units, each once.
std::vector<Point> beside(const PackedGeometry& units, const model::Rows& rows, Point at) {
  std::vector<Point> found;
  for (const std::uint32_t row : rows) {
    each_ring(units, row, [&](std::span<const Point> ring) {
      for (std::size_t i = 1; i < ring.size(); ++i) {
        for (const auto& [p, q] : {std::pair(ring[i - 1], ring[i]), {ring[i], ring[i - 1]}}) {
          if (p == at && !(q == at) && std::find(found.begin(), found.end(), q) == found.end()) {
            found.push_back(q);
          }
        }
      }
    });
  }
  return found;
}

Result<model::Rows> rows_with(const PackedGeometry& units, Point at) {
  model::Rows rows;
  for (std::uint32_t row = 0; row < units.size(); ++row) {
    if (has_vertex(units, row, at)) rows.push_back(row);
  }
  if (rows.empty()) {
    return refusal(tr_mark("No unit has a vertex there."), tr_mark("Choose a vertex of a border."));
  }
  return rows;
}

}  // namespace

Result<ChangedUnits> move_vertex(const PackedGeometry& units, Point from, Point to) {
  const auto rows = rows_with(units, from);
  if (!rows) return rows.error();
  if (!geo::is_finite(to)) {
    return refusal(tr_mark("That is no place."), tr_mark("Give numbers for x and y."));
  }
  ChangedUnits changed{*rows};
  if (from == to) return ChangedUnits{};
  for (const std::uint32_t row : *rows) {
    append_changed(changed.geometry, units, row, [&](std::vector<Point>& ring) {
      std::replace(ring.begin(), ring.end(), from, to);
    });
  }
  std::vector<Segment> fresh;
  std::vector<Triangle> swept;
  for (const Point other : beside(units, *rows, from)) {
    if (other == to) return crossing();
    fresh.emplace_back(to, other);
    swept.push_back({from, to, other});
  }
  if (auto no = Judge(units, changed).verdict(fresh, swept, to)) return *no;
  return changed;
}

Result<AddedVertex> add_vertex(const PackedGeometry& units, Point near, double reach_m) {
  Segment nearest;
  double best = reach_m;
  bool found = false;
  for (std::size_t r = 0; r < units.rings().size(); ++r) {
    const auto ring = units.ring(r);
    for (std::size_t i = 1; i < ring.size(); ++i) {
      geo::Box box;
      box.grow(ring[i - 1]), box.grow(ring[i]);
      if (!box.padded(best).contains(near)) continue;
      const double off = geo::distance_to_line(ring.subspan(i - 1, 2), near);
      if (off > best || (found && off == best)) continue;
      best = off, found = true, nearest = {ring[i - 1], ring[i]};
    }
  }
  if (!found) {
    return refusal(tr_mark("No border is near enough."), tr_mark("Click on a border."));
  }
  const Point a = nearest.first, b = nearest.second;
  const double dx = b.x - a.x, dy = b.y - a.y;
  const double share = ((near.x - a.x) * dx + (near.y - a.y) * dy) / (dx * dx + dy * dy);
  AddedVertex added{{a.x + share * dx, a.y + share * dy}, {}};
  const Point place = added.place;
  constexpr double least_m = 1e-3;  // shorter edges are none on the lattice of coverages
  if (!(share > 0 && share < 1) || geo::distance(place, a) < least_m ||
      geo::distance(place, b) < least_m) {
    return refusal(tr_mark("The border has a vertex there."), tr_mark("Move that one."));
  }
  for (std::uint32_t row = 0; row < units.size(); ++row) {
    if (!has_vertex(units, row, a) || !has_vertex(units, row, b)) continue;
    bool here = false;
    PackedGeometry made(geo::Kind::polygons);
    append_changed(made, units, row, [&](std::vector<Point>& ring) {
      for (std::size_t i = 0; i < ring.size(); ++i) {
        const Point p = ring[i], q = ring[(i + 1) % ring.size()];
        if (!((p == a && q == b) || (p == b && q == a))) continue;
        ring.insert(ring.begin() + static_cast<std::ptrdiff_t>(i) + 1, place);
        here = true;
        ++i;
      }
    });
    if (!here) continue;
    added.changed.rows.push_back(row);
    added.changed.geometry.append_feature(made, 0);
  }
  return added;
}

Result<ChangedUnits> remove_vertex(const PackedGeometry& units, Point at) {
  const auto rows = rows_with(units, at);
  if (!rows) return rows.error();
  const std::vector<Point> ends = beside(units, *rows, at);
  if (ends.size() != 2) {
    return refusal(tr_mark("Several borders meet at this vertex."),
                   tr_mark("Move it instead, or join units."));
  }
  ChangedUnits changed{*rows};
  bool enough = true;
  for (const std::uint32_t row : *rows) {
    append_changed(changed.geometry, units, row, [&](std::vector<Point>& ring) {
      std::erase(ring, at);
      enough = enough && ring.size() >= 3;
    });
  }
  if (!enough) {
    return refusal(tr_mark("A unit would have fewer than three corners left."),
                   tr_mark("Join it with a neighbour instead."));
  }
  // Where the two ends have a border already it would be there twice.
  for (const Point other : beside(
           units,
           [&] {
             model::Rows all;
             for (std::uint32_t row = 0; row < units.size(); ++row) {
               if (has_vertex(units, row, ends[0])) all.push_back(row);
             }
             return all;
           }(),
           ends[0])) {
    if (other == ends[1]) return crossing();
  }
  const Point middle{(ends[0].x + ends[1].x) / 2, (ends[0].y + ends[1].y) / 2};
  if (auto no =
          Judge(units, changed).verdict({{ends[0], ends[1]}}, {{at, ends[0], ends[1]}}, middle))
    return *no;
  return changed;
}

}  // namespace wangge::analysis
