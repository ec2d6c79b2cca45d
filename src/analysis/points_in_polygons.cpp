#include "analysis/points_in_polygons.h"

#include <algorithm>
#include <atomic>

#include "base/parallel.h"
#include "geo/box_tree.h"
#include "geo/geos.h"
#include "geo/locate.h"

namespace wangge::analysis {
namespace {

using geo::PackedGeometry;
using geo::Point;

enum class Side : std::uint8_t { outside, border, inside };

/// The edges of one valid polygon by bands of y, so that a point meets few of them.
class Edges {
 public:
  /// polygon  of one feature
  explicit Edges(const PackedGeometry& polygon) : box_(polygon.box()) {
    std::vector<Edge> all;
    for (std::size_t r = 0; r < polygon.rings().size(); ++r) {
      const auto ring = polygon.ring(r);
      for (std::size_t i = 1; i < ring.size(); ++i) all.push_back({ring[i - 1], ring[i]});
    }
    constexpr std::size_t most_bands = 1024;
    const std::size_t bands = std::clamp<std::size_t>(all.size() / 4, 1, most_bands);
    per_band_ = box_.height() > 0 ? static_cast<double>(bands) / box_.height() : 0;
    ends_.resize(bands + 1);
    const auto each_band = [&](const Edge& edge, const auto& visit) {
      const auto [low, high] = std::minmax(edge.a.y, edge.b.y);
      for (std::size_t band = band_of(low); band <= band_of(high); ++band) visit(band);
    };
    for (const Edge& edge : all) each_band(edge, [&](std::size_t band) { ++ends_[band + 1]; });
    for (std::size_t band = 1; band <= bands; ++band) ends_[band] += ends_[band - 1];
    edges_.resize(ends_.back());
    std::vector<std::uint32_t> next(ends_.begin(), ends_.end() - 1);
    for (const Edge& edge : all) {
      each_band(edge, [&](std::size_t band) { edges_[next[band]++] = edge; });
    }
  }

  const geo::Box& box() const { return box_; }

  Side side(Point p) const {
    if (!box_.contains(p)) return Side::outside;
    bool inside = false;
    const std::size_t band = band_of(p.y);
    for (std::uint32_t i = ends_[band]; i < ends_[band + 1]; ++i) {
      const auto& [a, b] = edges_[i];
      if (p.y < std::min(a.y, b.y) || p.y > std::max(a.y, b.y)) continue;
      if (p.x >= std::min(a.x, b.x) && p.x <= std::max(a.x, b.x) &&
          geo::orientation(a, b, p) == 0) {
        return Side::border;
      }
      if (geo::crosses_ray(a, b, p)) inside = !inside;
    }
    return inside ? Side::inside : Side::outside;
  }

 private:
  struct Edge {
    Point a, b;
  };
  /// Never falls while y rises, so that the band of a point has every edge beside it.
  std::size_t band_of(double y) const {
    return std::min(static_cast<std::size_t>((y - box_.min_y) * per_band_), ends_.size() - 2);
  }

  geo::Box box_;
  double per_band_ = 0;
  std::vector<std::uint32_t> ends_;  // of each band in edges_, behind a 0
  std::vector<Edge> edges_;
};

/// The edges of every feature of `by`, mended where it is not valid; none of those that GEOS
/// refuses. Nothing at all where what is left of one is no polygon.
std::optional<std::vector<std::optional<Edges>>> edges_of(const PackedGeometry& by,
                                                          const Progress& progress) {
  std::vector<std::optional<Edges>> edges(by.size());
  std::atomic<bool> all_polygons = true;
  parallel_ranges(by.size(), 16, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end && !progress.cancelled(); ++i) {
      const geo::GeosGeometry shape = geo::to_valid_geos(by, i);
      if (!shape) continue;
      PackedGeometry polygon(geo::Kind::polygons);
      geo::append_from_geos(polygon, shape.get());
      if (polygon.has_geometry(0)) {
        edges[i].emplace(polygon);
      } else {
        all_polygons = false;
      }
    }
  });
  if (!all_polygons) return std::nullopt;
  return edges;
}

bool meets(Side side, Predicate predicate) {
  switch (predicate) {
    case Predicate::within:
      return side == Side::inside;
    case Predicate::touches:
      return side == Side::border;
    default:
      return side != Side::outside;
  }
}

bool is_asked_of_points(Predicate predicate) {
  return predicate == Predicate::intersects || predicate == Predicate::within ||
         predicate == Predicate::touches || predicate == Predicate::disjoint;
}

std::vector<std::uint32_t> rows_with_place(const PackedGeometry& target) {
  std::vector<std::uint32_t> rows;
  rows.reserve(target.size());
  for (std::uint32_t row = 0; row < target.size(); ++row) {
    if (target.has_geometry(row)) rows.push_back(row);
  }
  return rows;
}

/// The same, those side by side on the map after one another: a point then meets edges that the
/// points before it have brought into the cache.
std::vector<std::uint32_t> rows_by_place(const PackedGeometry& target) {
  constexpr std::size_t columns = 256, cells = columns * columns;
  const geo::Box box = target.box();
  const double per_x = box.width() > 0 ? (columns - 1) / box.width() : 0,
               per_y = box.height() > 0 ? (columns - 1) / box.height() : 0;
  const auto cell = [&](Point p) {
    return static_cast<std::size_t>((p.y - box.min_y) * per_y) * columns +
           static_cast<std::size_t>((p.x - box.min_x) * per_x);
  };
  std::vector<std::uint32_t> begins(cells + 1);
  for (const Point p : target.points()) ++begins[cell(p) + 1];
  for (std::size_t i = 1; i <= cells; ++i) begins[i] += begins[i - 1];
  std::vector<std::uint32_t> rows(target.points().size());
  for (std::uint32_t row = 0; row < target.size(); ++row) {
    if (target.has_geometry(row)) rows[begins[cell(target.feature_points(row).front())]++] = row;
  }
  return rows;
}

bool at_most_one_point_each(const PackedGeometry& target) {
  if (target.features().is_identity()) return true;
  for (std::size_t row = 0; row < target.size(); ++row) {
    if (target.features().end(row) - target.features().begin(row) > 1) return false;
  }
  return true;
}

}  // namespace

std::optional<std::vector<std::uint8_t>> points_in_polygons(const PackedGeometry& target,
                                                            const PackedGeometry& by,
                                                            Predicate predicate,
                                                            const Progress& progress) {
  if (target.kind() != geo::Kind::points || by.kind() != geo::Kind::polygons ||
      !is_asked_of_points(predicate) || !at_most_one_point_each(target)) {
    return std::nullopt;
  }
  const auto edges = edges_of(by, progress);
  if (!edges) return std::nullopt;
  std::vector<geo::Box> boxes;
  for (const auto& some : *edges) boxes.push_back(some ? some->box() : geo::Box());
  const geo::BoxTree index(boxes);
  std::vector<std::uint8_t> marks(target.size());
  constexpr std::size_t few_polygons = 256;  // the edges of so many stay in the cache
  const std::vector<std::uint32_t> rows =
      by.size() <= few_polygons ? rows_with_place(target) : rows_by_place(target);
  parallel_ranges(rows.size(), 1024, [&](std::size_t begin, std::size_t end) {
    if (progress.cancelled()) return;
    for (std::size_t i = begin; i < end; ++i) {
      const std::uint32_t row = rows[i];
      const Point p = target.feature_points(row).front();
      index.query(geo::Box{p.x, p.y, p.x, p.y}, [&](std::uint32_t polygon) {
        if (marks[row] == 0 && meets((*edges)[polygon]->side(p), predicate)) marks[row] = 1;
      });
    }
  });
  return marks;
}

}  // namespace wangge::analysis
