#include "analysis/spatial.h"

#include <array>
#include <atomic>
#include <utility>

#include "analysis/near_points.h"
#include "analysis/points_in_polygons.h"
#include "analysis/relation.h"
#include "base/i18n.h"
#include "base/parallel.h"
#include "geo/box_tree.h"
#include "geo/geos.h"

namespace wangge::analysis {
namespace {

using geo::Kind;
using geo::PackedGeometry;

constexpr std::array keys{
    std::pair{Predicate::intersects, std::string_view("intersects")},
    std::pair{Predicate::within, std::string_view("within")},
    std::pair{Predicate::contains, std::string_view("contains")},
    std::pair{Predicate::overlaps, std::string_view("overlaps")},
    std::pair{Predicate::touches, std::string_view("touches")},
    std::pair{Predicate::crosses, std::string_view("crosses")},
    std::pair{Predicate::equals, std::string_view("equals")},
    std::pair{Predicate::disjoint, std::string_view("disjoint")},
    std::pair{Predicate::within_distance, std::string_view("within_distance")},
};

/// The features of `by` that can stand in a relation to anything in a box; nothing where most can.
std::optional<PackedGeometry> in_reach(const PackedGeometry& by, const geo::Box& box) {
  std::vector<std::uint32_t> near;
  for (std::uint32_t i = 0; i < by.size(); ++i) {
    if (by.box(i).intersects(box)) near.push_back(i);
  }
  if (near.size() * 2 > by.size()) return std::nullopt;
  return by.subset(near);
}

}  // namespace

std::string_view predicate_key(Predicate predicate) {
  for (const auto& [value, key] : keys) {
    if (value == predicate) return key;
  }
  return {};
}

std::optional<Predicate> predicate_from_key(std::string_view key) {
  for (const auto& [value, name] : keys) {
    if (name == key) return value;
  }
  return std::nullopt;
}

Result<std::vector<std::uint8_t>> marks_by(const PackedGeometry& target, const PackedGeometry& by,
                                           Predicate predicate, double distance_m,
                                           Progress& progress) {
  const bool near = predicate == Predicate::within_distance;
  if (near && !(distance_m >= 0)) {
    return Error{ErrorCode::invalid_argument, "",
                 tr("A distance must be a number of metres from 0 up."), ""};
  }
  // A little more than the distance, so that rounding leaves nothing out.
  const geo::Box reach = target.box().padded(near ? distance_m * (1 + 1e-6) + 1e-6 : 0);
  if (const auto some = in_reach(by, reach); some && some->size() < by.size()) {
    return marks_by(target, *some, predicate, distance_m, progress);
  }
  std::vector<std::uint8_t> hit;
  if (near && target.kind() == Kind::points && by.kind() == Kind::points) {
    hit = near_points(target, by, distance_m, progress);
  } else if (auto inside = points_in_polygons(target, by, predicate, progress)) {
    hit = *std::move(inside);
  } else {
    hit.resize(target.size());
    // Each feature of `by` is prepared once and asked about the targets whose boxes meet its own.
    const geo::BoxTree index(target);
    std::atomic<std::size_t> done = 0;
    parallel_ranges(by.size(), 1, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end && !progress.cancelled(); ++i) {
        progress.report(static_cast<double>(done++) / static_cast<double>(by.size()));
        const geo::GeosGeometry shape = geo::to_valid_geos(by, i);
        if (!shape) continue;
        const geo::GeosPrepared prepared(GEOSPrepare_r(geo::geos_context(), shape.get()));
        const geo::Box box = by.box(i).padded(near ? distance_m : 0);
        index.query(box, [&](std::uint32_t row) {
          std::atomic_ref flag(hit[row]);
          if (flag.load(std::memory_order_relaxed) != 0 || progress.cancelled()) return;
          const geo::GeosGeometry candidate = geo::to_valid_geos(target, row);
          if (candidate && stands_in_relation(prepared.get(), shape.get(), candidate.get(),
                                              predicate, distance_m)) {
            flag.store(1, std::memory_order_relaxed);
          }
        });
      }
    });
  }
  if (progress.cancelled()) {
    return Error{ErrorCode::cancelled, "", tr("The selection was cancelled."), ""};
  }
  if (predicate != Predicate::disjoint) return hit;
  for (std::size_t row = 0; row < target.size(); ++row) {
    hit[row] = static_cast<std::uint8_t>(hit[row] == 0 && target.has_geometry(row));
  }
  return hit;
}

Result<model::Rows> select_by(const PackedGeometry& target, const PackedGeometry& by,
                              Predicate predicate, double distance_m, Progress& progress) {
  const auto marks = marks_by(target, by, predicate, distance_m, progress);
  if (!marks) return marks.error();
  model::Rows rows;
  for (std::uint32_t row = 0; row < target.size(); ++row) {
    if ((*marks)[row] != 0) rows.push_back(row);
  }
  return rows;
}

}  // namespace wangge::analysis
