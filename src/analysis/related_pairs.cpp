#include "analysis/related_pairs.h"

#include <algorithm>
#include <tuple>

#include "analysis/box_sides.h"
#include "analysis/in_blocks.h"
#include "analysis/relation.h"
#include "geo/geos.h"

namespace wangge::analysis {
namespace {

using geo::Kind;
using geo::PackedGeometry;

/// Pairs whose boxes say that they are related, and those that have to be asked about.
struct Sorted {
  std::vector<RelatedPair> related, open;
};

void append(std::vector<RelatedPair>& to, const std::vector<RelatedPair>& more) {
  to.insert(to.end(), more.begin(), more.end());
}

Sorted in_one(const std::vector<Sorted>& blocks) {
  Sorted all;
  for (const Sorted& block : blocks)
    append(all.related, block.related), append(all.open, block.open);
  return all;
}

/// `swapped`: the polygons are the first of each pair.
Sorted sort_by_polygons(const PackedGeometry& features, const PackedGeometry& polygons,
                        Predicate predicate, double padding_m, bool swapped, Progress& progress) {
  const bool related_inside = predicate == Predicate::intersects ||
                              predicate == Predicate::within_distance ||
                              predicate == (swapped ? Predicate::contains : Predicate::within);
  const BoxSides sides(polygons);
  return in_one(in_blocks(features.size(), 1024, progress, [&](std::size_t begin, std::size_t end) {
    Sorted sorted;
    std::vector<BoxSides::Meeting> meetings;
    for (std::size_t i = begin; i < end && !progress.cancelled(); ++i) {
      if (!features.has_geometry(i)) continue;
      const auto row = static_cast<std::uint32_t>(i);
      sides.query(features.box(row).padded(padding_m), meetings);
      for (const auto& [polygon, inside] : meetings) {
        const RelatedPair pair = swapped ? RelatedPair{polygon, row} : RelatedPair{row, polygon};
        if (!inside) {
          sorted.open.push_back(pair);
        } else if (related_inside) {
          sorted.related.push_back(pair);
        }
      }
    }
    return sorted;
  }));
}

Sorted sort_by_boxes(const PackedGeometry& first, const PackedGeometry& second, double padding_m,
                     Progress& progress) {
  const geo::BoxTree tree(second);
  return in_one(in_blocks(first.size(), 1024, progress, [&](std::size_t begin, std::size_t end) {
    Sorted sorted;
    for (std::size_t i = begin; i < end && !progress.cancelled(); ++i) {
      if (!first.has_geometry(i)) continue;
      tree.query(first.box(i).padded(padding_m), [&](std::uint32_t other) {
        sorted.open.push_back({static_cast<std::uint32_t>(i), other});
      });
    }
    return sorted;
  }));
}

/// Those of the pairs for which GEOS says yes. Every second feature is prepared once for the pairs
/// that follow on each other.
std::vector<RelatedPair> asked(const PackedGeometry& first, const PackedGeometry& second,
                               std::vector<RelatedPair> open, Predicate predicate,
                               double distance_m, Progress& progress) {
  std::ranges::sort(open, {},
                    [](const RelatedPair& pair) { return std::tuple(pair.second, pair.first); });
  const auto blocks =
      in_blocks(open.size(), 256, progress, [&](std::size_t begin, std::size_t end) {
        std::vector<RelatedPair> yes;
        geo::GeosGeometry by;
        geo::GeosPrepared prepared;
        for (std::size_t i = begin; i < end && !progress.cancelled(); ++i) {
          if (i == begin || open[i].second != open[i - 1].second) {
            prepared.reset();  // before what it was prepared of
            by = geo::to_geos(second, open[i].second);
            prepared.reset(GEOSPrepare_r(geo::geos_context(), by.get()));
          }
          const geo::GeosGeometry target = geo::to_geos(first, open[i].first);
          if (stands_in_relation(prepared.get(), by.get(), target.get(), predicate, distance_m)) {
            yes.push_back(open[i]);
          }
        }
        return yes;
      });
  std::vector<RelatedPair> all;
  for (const auto& block : blocks) append(all, block);
  return all;
}

}  // namespace

std::vector<RelatedPair> related_pairs(const PackedGeometry& first, const PackedGeometry& second,
                                       Predicate predicate, double distance_m, Progress& progress) {
  const double padding_m = predicate == Predicate::within_distance ? distance_m : 0;
  Sorted sorted = second.kind() == Kind::polygons
                      ? sort_by_polygons(first, second, predicate, padding_m, false, progress)
                  : first.kind() == Kind::polygons
                      ? sort_by_polygons(second, first, predicate, padding_m, true, progress)
                      : sort_by_boxes(first, second, padding_m, progress);
  append(sorted.related,
         asked(first, second, std::move(sorted.open), predicate, distance_m, progress));
  std::ranges::sort(sorted.related);
  return std::move(sorted.related);
}

}  // namespace wangge::analysis
