#include "analysis/nearest_pairs.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

#include "analysis/in_blocks.h"
#include "geo/box_tree.h"
#include "geo/geos.h"

namespace wangge::analysis {
namespace {

using geo::Kind;
using geo::PackedGeometry;

bool single_points(const PackedGeometry& geometry) {
  return geometry.kind() == Kind::points && geometry.features().is_identity();
}

double distance_between(const geo::Box& a, const geo::Box& b) {
  const double dx = std::max({0.0, a.min_x - b.max_x, b.min_x - a.max_x});
  const double dy = std::max({0.0, a.min_y - b.max_y, b.min_y - a.max_y});
  return std::hypot(dx, dy);
}

class NearSearch {
 public:
  NearSearch(const PackedGeometry& first, const PackedGeometry& second, const NearOptions& options)
      : first_(first),
        second_(second),
        options_(options),
        tree_(second),
        points_(single_points(first) && single_points(second)),
        ground_(second.box()) {
    // About as far as a few of them lie apart.
    const double each = ground_.width() * ground_.height() /
                        static_cast<double>(std::max<std::size_t>(second.size(), 1));
    start_m_ = std::max(1.0, std::sqrt(each * static_cast<double>(options.most)));
  }

  /// Appends the partners of a feature.
  void search(std::uint32_t row, std::vector<NearPair>& found) const {
    const geo::Box box = first_.box(row);
    geo::Box everything = ground_;
    everything.grow(box);
    const double farthest = std::hypot(everything.width(), everything.height());
    const double last_m = std::min(options_.within_m, farthest);
    const Shape shape(*this, row);
    for (double radius_m = start_m_;; radius_m *= 2) {
      const double reach_m = std::min(radius_m, last_m);
      std::vector<NearPair> near = partners(row, shape, box, reach_m);
      if (near.size() < options_.most && reach_m < last_m) continue;
      found.insert(found.end(), near.begin(), near.end());
      return;
    }
  }

 private:
  /// The first feature as GEOS measures from it; nothing for points among points.
  struct Shape {
    geo::GeosGeometry plain;
    geo::GeosPrepared prepared;
    Shape(const NearSearch& search, std::uint32_t row) {
      if (search.points_) return;
      plain = geo::to_geos(search.first_, row);
      prepared.reset(GEOSPrepare_r(geo::geos_context(), plain.get()));
    }
  };

  /// The nearest within reach, in order. Boxes say who can still be among them.
  std::vector<NearPair> partners(std::uint32_t row, const Shape& shape, const geo::Box& box,
                                 double reach_m) const {
    std::vector<std::pair<double, std::uint32_t>> candidates;
    tree_.query(box.padded(reach_m), [&](std::uint32_t other) {
      if (options_.same_layer && other == row) return;
      const double least_m = distance_between(box, second_.box(other));
      if (least_m <= reach_m) candidates.emplace_back(least_m, other);
    });
    std::ranges::sort(candidates);
    const auto order = [](const NearPair& pair) {
      return std::tuple(pair.distance_m, pair.second);
    };
    std::vector<NearPair> near;
    for (const auto& [least_m, other] : candidates) {
      const bool enough = near.size() == options_.most;
      if (enough && least_m > near.back().distance_m) break;
      const NearPair pair = measured(row, shape, other);
      if (pair.distance_m > reach_m || (enough && order(pair) > order(near.back()))) continue;
      near.insert(std::ranges::upper_bound(near, order(pair), {}, order), pair);
      if (near.size() > options_.most) near.pop_back();
    }
    return near;
  }

  NearPair measured(std::uint32_t row, const Shape& shape, std::uint32_t other) const {
    NearPair pair{row, other, 0, {}, {}};
    if (points_) {
      pair.from = first_.points()[row], pair.to = second_.points()[other];
    } else {
      const auto context = geo::geos_context();
      const geo::GeosGeometry target = geo::to_geos(second_, other);
      GEOSCoordSequence* ends =
          GEOSPreparedNearestPoints_r(context, shape.prepared.get(), target.get());
      if (ends == nullptr) {
        pair.distance_m = std::numeric_limits<double>::infinity();
        return pair;
      }
      GEOSCoordSeq_getXY_r(context, ends, 0, &pair.from.x, &pair.from.y);
      GEOSCoordSeq_getXY_r(context, ends, 1, &pair.to.x, &pair.to.y);
      GEOSCoordSeq_destroy_r(context, ends);
    }
    pair.distance_m = geo::distance(pair.from, pair.to);
    return pair;
  }

  const PackedGeometry &first_, &second_;
  const NearOptions& options_;
  geo::BoxTree tree_;
  bool points_;
  geo::Box ground_;
  double start_m_ = 1;
};

}  // namespace

std::vector<NearPair> nearest_pairs(const PackedGeometry& first, const PackedGeometry& second,
                                    const NearOptions& options, Progress& progress) {
  const NearSearch search(first, second, options);
  const auto blocks =
      in_blocks(first.size(), 256, progress, [&](std::size_t begin, std::size_t end) {
        std::vector<NearPair> found;
        for (std::size_t row = begin; row < end && !progress.cancelled(); ++row) {
          if (first.has_geometry(row)) search.search(static_cast<std::uint32_t>(row), found);
        }
        return found;
      });
  std::vector<NearPair> all;
  for (const auto& block : blocks) all.insert(all.end(), block.begin(), block.end());
  return all;
}

}  // namespace wangge::analysis
