#include "analysis/spline_bins.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include "analysis/spline.h"
#include "base/parallel.h"

namespace wangge::analysis {
namespace {

using geo::Point;

Point in_steps(Point p, const NodeFrame& nodes) {
  return {(p.x - nodes.first.x) / nodes.step_m, (p.y - nodes.first.y) / nodes.step_m};
}

/// A point on its way into the lattice.
struct Share {
  std::uint32_t node;  ///< the first of its stencil
  float x, y;          ///< beyond the knot before it
  float weight;
};

template <int Degree>
class Binning {
 public:
  Binning(std::span<const Point> points, std::span<const float> weights, const NodeFrame& nodes)
      : points_(points), weights_(weights), nodes_(nodes) {}

  Lattice run() {
    const std::size_t band_nodes = 1 << 15;
    // A stencil reaches into the next band at most.
    rows_ = std::max(Degree + 1, static_cast<int>(band_nodes) / std::max(1, nodes_.columns));
    bands_ = static_cast<std::size_t>(nodes_.rows / rows_) + 1;
    sort();
    Lattice lattice(nodes_.columns, nodes_.rows);
    for (const std::size_t odd : {0U, 1U}) {
      parallel_ranges((bands_ + 1 - odd) / 2, 1, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) add(2 * i + odd, lattice);
      });
    }
    return lattice;
  }

 private:
  static constexpr int before = (Degree - 1) / 2;  // nodes of the stencil before the one at a point
  static constexpr std::size_t chunk = 1 << 15;    // points a task sorts

  /// Calls each(band, i, x, y) for the points of a chunk that have all their nodes; x and y in
  /// steps.
  template <typename Each>
  void each_point(std::size_t part, const Each& each) const {
    const double last_x = nodes_.columns - Degree + before - 1,
                 last_y = nodes_.rows - Degree + before - 1;
    const double per_step = 1 / nodes_.step_m, per_band = 1.0 / rows_;
    const std::size_t end = std::min(points_.size(), (part + 1) * chunk);
    for (std::size_t i = part * chunk; i < end; ++i) {
      const double x = (points_[i].x - nodes_.first.x) * per_step;
      const double y = (points_[i].y - nodes_.first.y) * per_step;
      if (!(x >= before && y >= before && x <= last_x && y <= last_y)) continue;
      if (!weights_.empty() && !std::isfinite(weights_[i])) continue;
      each(static_cast<std::size_t>(y * per_band), i, x, y);
    }
  }

  void sort() {
    const std::size_t chunks = (points_.size() + chunk - 1) / chunk;
    std::vector<std::size_t> places(chunks * bands_);
    parallel_ranges(chunks, 1, [&](std::size_t begin, std::size_t end) {
      for (std::size_t part = begin; part < end; ++part) {
        std::vector<std::size_t> count(bands_);
        each_point(part, [&](std::size_t band, std::size_t, double, double) { ++count[band]; });
        std::copy(count.begin(), count.end(),
                  places.begin() + static_cast<std::ptrdiff_t>(part * bands_));
      }
    });
    std::size_t total = 0;
    begins_.clear();
    for (std::size_t band = 0; band < bands_; ++band) {
      begins_.push_back(total);
      for (std::size_t part = 0; part < chunks; ++part) {
        const std::size_t count = places[part * bands_ + band];
        places[part * bands_ + band] = total;
        total += count;
      }
    }
    begins_.push_back(total);
    shares_ = std::make_unique_for_overwrite<Share[]>(total);
    parallel_ranges(chunks, 1, [&](std::size_t begin, std::size_t end) {
      for (std::size_t part = begin; part < end; ++part) {
        std::vector<std::size_t> next(
            places.begin() + static_cast<std::ptrdiff_t>(part * bands_),
            places.begin() + static_cast<std::ptrdiff_t>((part + 1) * bands_));
        each_point(part, [&](std::size_t band, std::size_t i, double x, double y) {
          const auto column = static_cast<std::uint32_t>(x), row = static_cast<std::uint32_t>(y);
          shares_[next[band]++] = {
              (row - before) * static_cast<std::uint32_t>(nodes_.columns) + column - before,
              static_cast<float>(x - column), static_cast<float>(y - row),
              weights_.empty() ? 1.0F : weights_[i]};
        });
      }
    });
  }

  /// In double, because a million times 1 does not fit into a float.
  void add(std::size_t band, Lattice& lattice) const {
    if (begins_[band] == begins_[band + 1]) return;
    const auto columns = static_cast<std::size_t>(nodes_.columns);
    const std::size_t first = band * static_cast<std::size_t>(rows_) * columns;
    // The first stencils begin `before` rows above the band.
    const std::size_t skipped = std::min(first, before * columns);
    std::vector<double> sums(static_cast<std::size_t>(rows_ + Degree + 1) * columns);
    for (std::size_t i = begins_[band]; i < begins_[band + 1]; ++i) {
      const Share& share = shares_[i];
      const auto across = spline_weights<Degree>(share.x), along = spline_weights<Degree>(share.y);
      double* out = sums.data() + (share.node - (first - skipped));
      for (std::size_t j = 0; j <= Degree; ++j) {
        const float part = along[j] * share.weight;
        for (std::size_t k = 0; k <= Degree; ++k) {
          out[k] += static_cast<double>(part * across[k]);
        }
        out += columns;
      }
    }
    float* const to = lattice.values.data() + (first - skipped);
    const std::size_t count = std::min(sums.size(), lattice.values.size() - (first - skipped));
    for (std::size_t i = 0; i < count; ++i) to[i] += static_cast<float>(sums[i]);
  }

  std::span<const Point> points_;
  std::span<const float> weights_;
  const NodeFrame& nodes_;
  int rows_ = 1;  // of a band
  std::size_t bands_ = 1;
  std::vector<std::size_t> begins_;  // of each band's shares, and the end
  // In the order of the bands of rows that their points lie in: a million points in any order would
  // miss the cache with every row of every stencil, while a band stays in it.
  std::unique_ptr<Share[]> shares_;
};

/// A side of a ring in steps.
struct Side {
  Point a, b;
};

/// The sides of all rings, outer rings counter-clockwise and holes clockwise, whatever way they
/// were delivered.
std::vector<Side> sides_of(const geo::PackedGeometry& polygons, const NodeFrame& nodes) {
  std::vector<Side> sides;
  if (polygons.kind() != geo::Kind::polygons) return sides;
  sides.reserve(polygons.points().size());
  for (std::size_t part = 0; part < polygons.parts().size(); ++part) {
    const std::uint32_t outer = polygons.parts().begin(part);
    for (std::uint32_t r = outer; r < polygons.parts().end(part); ++r) {
      const auto ring = polygons.ring(r);
      const bool turn = (geo::signed_ring_area(ring) > 0) != (r == outer);
      for (std::size_t i = 1; i < ring.size(); ++i) {
        const Point a = in_steps(ring[i - 1], nodes), b = in_steps(ring[i], nodes);
        sides.push_back(turn ? Side{b, a} : Side{a, b});
      }
    }
  }
  return sides;
}

/// Rows that are worked on together: few enough that they stay in the cache.
constexpr int band_rows = 64;

/// Calls band(first, end) for the rows of all bands, on all cores.
template <typename Band>
void each_band(const NodeFrame& nodes, const Band& band) {
  const auto bands = static_cast<std::size_t>((nodes.rows + band_rows - 1) / band_rows);
  parallel_ranges(bands, 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const int first = static_cast<int>(i) * band_rows;
      band(first, std::min(first + band_rows, nodes.rows));
    }
  });
}

/// Cuts a side where it crosses whole numbers between low and high along an axis and calls
/// piece(from, to) with shares of its length.
template <typename Piece>
void cut_at_nodes(double begin, double end, double from, double to, double low, double high,
                  const Piece& piece) {
  const double first = begin + (end - begin) * from, last = begin + (end - begin) * to;
  const bool up = last > first;
  double place = up ? std::floor(std::max(first, low)) + 1 : std::ceil(std::min(first, high)) - 1;
  double done = from;
  while (up ? place < std::min(last, high) : place > std::max(last, low)) {
    const double share = std::clamp((place - begin) / (end - begin), done, to);
    if (share > done) piece(done, share);
    done = share;
    place += up ? 1 : -1;
  }
  if (to > done) piece(done, to);
}

/// What the rings give to the rows of one band.
///
/// A node's share is ∮ F(x) β(y) dy with F the integral of its spline from the west. F of one node
/// less F of the next is a spline one degree up, in the middle between the two: such differences
/// are laid down along the rings and summed up from the east.
template <int Degree>
class BandOfRings {
 public:
  BandOfRings(int columns, int first, int end)
      : columns_(columns),
        first_(first),
        end_(end),
        steps_(static_cast<std::size_t>(columns) * static_cast<std::size_t>(end - first)) {}

  void add(const Side& side) {
    const Point a = side.a, b = side.b;
    if (a.y == b.y) return;
    // Only what is level with the band counts.
    constexpr double margin = Degree + 1;
    const double low = first_ - margin, high = end_ + margin;
    if (std::max(a.y, b.y) < low || std::min(a.y, b.y) > high) return;
    const auto share = [&](double y) { return (y - a.y) / (b.y - a.y); };
    const double s = share(low), t = share(high);
    const double from = std::max(0.0, std::min(s, t)), to = std::min(1.0, std::max(s, t));
    if (!(from < to)) return;
    cut_at_nodes(a.y, b.y, from, to, low, high, [&](double begin, double end) {
      if (a.x == b.x) return lay(a, b, begin, end);
      cut_at_nodes(a.x, b.x, begin, end, -margin, columns_ + margin,
                   [&](double f, double l) { lay(a, b, f, l); });
    });
  }

  /// Row-major, as many rows as the band has.
  void sum_up(float* values) const {
    const auto columns = static_cast<std::size_t>(columns_);
    for (std::size_t begin = 0; begin < steps_.size(); begin += columns) {
      double sum = 0;
      for (std::size_t x = columns; x-- > 0;) {
        sum += steps_[begin + x];
        values[begin + x] = static_cast<float>(sum);
      }
    }
  }

 private:
  /// A piece between whole numbers.
  void lay(Point a, Point b, double from, double to) {
    // Gauss-Legendre: exact where all are polynomials.
    constexpr double places[] = {-0.9061798459386640, -0.5384693101056831, 0, 0.5384693101056831,
                                 0.9061798459386640};
    constexpr double shares[] = {0.2369268850561891, 0.4786286704993665, 0.5688888888888889,
                                 0.4786286704993665, 0.2369268850561891};
    constexpr int before = (Degree - 1) / 2;
    const double mid_x = a.x + (b.x - a.x) * (from + to) / 2;
    const double mid_y = a.y + (b.y - a.y) * (from + to) / 2;
    const double column = std::floor(mid_x), row = std::floor(mid_y);
    for (std::size_t g = 0; g < std::size(places); ++g) {
      const double at = (from + to) / 2 + (to - from) / 2 * places[g];
      const double length = (b.y - a.y) * (to - from) / 2 * shares[g];
      const auto across =
          spline_weights<Degree + 1>(std::clamp(a.x + (b.x - a.x) * at - column, 0.0, 1.0));
      const auto along = spline_weights<Degree>(std::clamp(a.y + (b.y - a.y) * at - row, 0.0, 1.0));
      for (std::size_t j = 0; j <= Degree; ++j) {
        const double y = row - before + static_cast<double>(j);
        if (!(y >= first_ && y < end_)) continue;
        double* line = steps_.data() +
                       static_cast<std::size_t>(y - first_) * static_cast<std::size_t>(columns_);
        for (std::size_t i = 0; i <= Degree + 1; ++i) {
          const double x = column - (before + 1) + static_cast<double>(i);
          if (x < 0) continue;  // only nodes further west would gain
          line[static_cast<std::size_t>(std::min(x, columns_ - 1.0))] +=
              length * along[j] * across[i];
        }
      }
    }
  }

  int columns_, first_, end_;
  std::vector<double> steps_;
};

template <int Degree>
Lattice bin_rings(const geo::PackedGeometry& polygons, const NodeFrame& nodes) {
  Lattice lattice(nodes.columns, nodes.rows);
  const std::vector<Side> sides = sides_of(polygons, nodes);
  each_band(nodes, [&](int first, int end) {
    BandOfRings<Degree> band(nodes.columns, first, end);
    for (const Side& side : sides) band.add(side);
    band.sum_up(lattice.row(first));
  });
  return lattice;
}

}  // namespace

Lattice bin_points(std::span<const Point> points, std::span<const float> weights,
                   const NodeFrame& nodes, int degree) {
  return degree > 3 ? Binning<5>(points, weights, nodes).run()
                    : Binning<3>(points, weights, nodes).run();
}

Lattice bin_areas(const geo::PackedGeometry& polygons, const NodeFrame& nodes, int degree) {
  return degree > 3 ? bin_rings<5>(polygons, nodes) : bin_rings<3>(polygons, nodes);
}

std::vector<std::uint8_t> nodes_inside(const geo::PackedGeometry& polygons,
                                       const NodeFrame& nodes) {
  const auto columns = static_cast<std::size_t>(nodes.columns);
  std::vector<std::uint8_t> inside(columns * static_cast<std::size_t>(nodes.rows));
  const std::vector<Side> sides = sides_of(polygons, nodes);
  each_band(nodes, [&](int first, int end) {
    // How often the rings wind around a node: changes from the west, summed up along the row.
    std::vector<int> turns(columns * static_cast<std::size_t>(end - first));
    for (const auto& [a, b] : sides) {
      const double low = std::max<double>(first, std::ceil(std::min(a.y, b.y)));
      const double high = std::min<double>(end, std::max(a.y, b.y));
      for (int y = static_cast<int>(low); y < high; ++y) {
        const double x = std::ceil(a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y));
        if (!(x < nodes.columns)) continue;
        turns[static_cast<std::size_t>(y - first) * columns +
              static_cast<std::size_t>(std::max(x, 0.0))] += a.y > b.y ? 1 : -1;
      }
    }
    std::uint8_t* out = inside.data() + static_cast<std::size_t>(first) * columns;
    for (std::size_t begin = 0; begin < turns.size(); begin += columns) {
      int winding = 0;
      for (std::size_t x = begin; x < begin + columns; ++x) {
        winding += turns[x];
        out[x] = winding != 0 ? 1 : 0;
      }
    }
  });
  return inside;
}

}  // namespace wangge::analysis
