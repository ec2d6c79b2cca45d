#include "analysis/nearest.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <numbers>

#include "base/i18n.h"
#include "base/parallel.h"
#include "geo/box_tree.h"
#include "geo/geos.h"

namespace wangge::analysis {
namespace {

using geo::PackedGeometry;

constexpr double infinity = std::numeric_limits<double>::infinity();

bool is_point(const PackedGeometry& geometry, std::size_t feature) {
  return geometry.kind() == geo::Kind::points &&
         geometry.features().end(feature) - geometry.features().begin(feature) == 1;
}

/// The distances of one feature from others. Lives on one thread.
class From {
 public:
  From(const PackedGeometry& geometry, std::size_t feature)
      : geometry_(geometry), feature_(feature), point_(is_point(geometry, feature)) {}

  double to(const PackedGeometry& other, std::size_t feature) {
    if (!geometry_.has_geometry(feature_) || !other.has_geometry(feature)) return infinity;
    if (point_ && is_point(other, feature)) {
      return geo::distance(geometry_.feature_points(feature_).front(),
                           other.feature_points(feature).front());
    }
    if (!shape_) {
      shape_ = geo::to_valid_geos(geometry_, feature_);
      if (shape_) prepared_.reset(GEOSPrepare_r(geo::geos_context(), shape_.get()));
    }
    const geo::GeosGeometry shape = geo::to_valid_geos(other, feature);
    double distance = infinity;
    if (!prepared_ || !shape ||
        GEOSPreparedDistance_r(geo::geos_context(), prepared_.get(), shape.get(), &distance) != 1) {
      return infinity;
    }
    return distance;
  }

 private:
  const PackedGeometry& geometry_;
  std::size_t feature_;
  bool point_;
  geo::GeosGeometry shape_;
  geo::GeosPrepared prepared_;
};

double gap_between(const geo::Box& a, const geo::Box& b) {
  return std::hypot(std::max({0.0, a.min_x - b.max_x, b.min_x - a.max_x}),
                    std::max({0.0, a.min_y - b.max_y, b.min_y - a.max_y}));
}

struct Candidate {
  double distance;
  std::uint32_t row;
  bool operator<(const Candidate& other) const {
    return distance != other.distance ? distance < other.distance : row < other.row;
  }
};

/// Looks for the nearest in boxes that grow until none outside can be nearer.
class Search {
 public:
  Search(const PackedGeometry& target, std::size_t count)
      : target_(target), count_(count), tree_(target), extent_(target.box()) {
    const double share = static_cast<double>(count) / static_cast<double>(target.size() + 1);
    first_radius_ = 2 * std::sqrt(extent_.width() * extent_.height() * share / std::numbers::pi) +
                    1e-6 * (1 + extent_.width() + extent_.height());
  }

  std::vector<Candidate> nearest_to(const PackedGeometry& by, std::size_t feature) const {
    From from(by, feature);
    const geo::Box centre = by.box(feature);
    std::vector<Candidate> found;
    for (double radius = std::max(first_radius_, 2 * gap_between(centre, extent_));; radius *= 2) {
      found.clear();
      // A little more, so that rounding leaves out nothing that is at the radius.
      const geo::Box reach = centre.padded(radius * (1 + 1e-9));
      tree_.query(reach, [&](std::uint32_t row) {
        const double distance = from.to(target_, row);
        if (distance < infinity) found.push_back({distance, row});
      });
      const auto close = std::count_if(found.begin(), found.end(), [radius](const Candidate& one) {
        return one.distance <= radius;
      });
      if (static_cast<std::size_t>(close) >= count_ || reach.contains(extent_)) break;
    }
    const std::size_t kept = std::min(count_, found.size());
    std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(kept),
                      found.end());
    found.resize(kept);
    return found;
  }

 private:
  const PackedGeometry& target_;
  std::size_t count_;
  geo::BoxTree tree_;
  geo::Box extent_;
  double first_radius_ = 1;
};

}  // namespace

double feature_distance(const PackedGeometry& a, std::size_t of_a, const PackedGeometry& b,
                        std::size_t of_b) {
  return From(a, of_a).to(b, of_b);
}

double distance_to_nearest(const PackedGeometry& target, std::size_t row,
                           const PackedGeometry& by) {
  if (!target.has_geometry(row)) return infinity;
  From from(target, row);
  const geo::Box box = target.box(row);
  double nearest = infinity;
  for (std::size_t feature = 0; feature < by.size(); ++feature) {
    if (by.has_geometry(feature) && gap_between(box, by.box(feature)) <= nearest) {
      nearest = std::min(nearest, from.to(by, feature));
    }
  }
  return nearest;
}

Result<std::vector<std::uint8_t>> nearest_features(const PackedGeometry& target,
                                                   const PackedGeometry& by, std::size_t count,
                                                   Progress& progress) {
  std::vector<std::uint8_t> marks(target.size());
  const Search search(target, count);
  std::atomic<std::size_t> done = 0;
  parallel_ranges(by.size(), 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t feature = begin; feature < end && !progress.cancelled(); ++feature) {
      progress.report(static_cast<double>(done++) / static_cast<double>(by.size()));
      if (!by.has_geometry(feature)) continue;
      for (const Candidate& one : search.nearest_to(by, feature)) {
        std::atomic_ref(marks[one.row]).store(1, std::memory_order_relaxed);
      }
    }
  });
  if (progress.cancelled()) {
    return Error{ErrorCode::cancelled, "", tr("The selection was cancelled."), ""};
  }
  return marks;
}

}  // namespace wangge::analysis
