#include "analysis/spatial.h"

#include <array>
#include <atomic>
#include <utility>

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

/// GEOS's answer; the prepared geometry is `by`, so that relations with a direction are asked the
/// other way round: "target within by" is "by contains target".
bool stands_in_relation(const GEOSPreparedGeometry* by, const GEOSGeometry* by_plain,
                        const GEOSGeometry* target, Predicate predicate, double distance_m) {
  const auto context = geo::geos_context();
  switch (predicate) {
    case Predicate::intersects:
    case Predicate::disjoint:
      return GEOSPreparedIntersects_r(context, by, target) == 1;
    case Predicate::within:
      return GEOSPreparedContains_r(context, by, target) == 1;
    case Predicate::contains:
      return GEOSPreparedWithin_r(context, by, target) == 1;
    case Predicate::overlaps:
      return GEOSPreparedOverlaps_r(context, by, target) == 1;
    case Predicate::touches:
      return GEOSPreparedTouches_r(context, by, target) == 1;
    case Predicate::crosses:
      return GEOSPreparedCrosses_r(context, by, target) == 1;
    case Predicate::equals:
      return GEOSEquals_r(context, by_plain, target) == 1;
    case Predicate::within_distance:
      return GEOSPreparedDistanceWithin_r(context, by, target, distance_m) == 1;
  }
  return false;
}

bool single_points(const PackedGeometry& geometry) {
  return geometry.kind() == Kind::points && geometry.features().is_identity();
}

/// Marks targets within a distance of points without making GEOS objects for them.
void mark_near_points(const PackedGeometry& target, const PackedGeometry& by, double distance_m,
                      std::vector<char>& hit, const Progress& progress) {
  const geo::BoxTree index(target);
  const auto& places = target.points();
  parallel_ranges(by.size(), 64, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end && !progress.cancelled(); ++i) {
      geo::Box box;
      const geo::Point centre = by.points()[i];
      box.grow(centre);
      index.query(box.padded(distance_m), [&](std::uint32_t row) {
        const double dx = places[row].x - centre.x, dy = places[row].y - centre.y;
        if (dx * dx + dy * dy <= distance_m * distance_m) {
          std::atomic_ref(hit[row]).store(1, std::memory_order_relaxed);
        }
      });
    }
  });
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

Result<model::Rows> select_by(const PackedGeometry& target, const PackedGeometry& by,
                              Predicate predicate, double distance_m, Progress& progress) {
  const bool near = predicate == Predicate::within_distance;
  if (near && !(distance_m >= 0)) {
    return Error{ErrorCode::invalid_argument, "",
                 tr("A distance must be a number of metres from 0 up."), ""};
  }
  std::vector<char> hit(target.size());
  if (near && single_points(target) && single_points(by)) {
    mark_near_points(target, by, distance_m, hit, progress);
  } else {
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
  const bool wanted = predicate != Predicate::disjoint;
  model::Rows rows;
  for (std::uint32_t row = 0; row < target.size(); ++row) {
    if (target.has_geometry(row) && (hit[row] != 0) == wanted) rows.push_back(row);
  }
  return rows;
}

}  // namespace wangge::analysis
