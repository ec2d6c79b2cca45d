#include "analysis/union_shapes.h"

#include <algorithm>
#include <numeric>
#include <vector>

#include "analysis/in_blocks.h"
#include "geo/box_tree.h"
#include "geo/hilbert.h"

namespace wangge::analysis {
namespace {

using geo::GeosGeometry;
using geo::Kind;
using geo::PackedGeometry;

/// Features of one group whose boxes hang together, by the first of them; in each neighbours follow
/// on each other.
std::vector<std::vector<std::uint32_t>> clusters_of(const PackedGeometry& geometry,
                                                    std::span<const std::uint32_t> group_of) {
  std::vector<std::uint32_t> first(geometry.size());
  std::iota(first.begin(), first.end(), 0U);
  const auto find = [&](std::uint32_t row) {
    while (first[row] != row) row = first[row] = first[first[row]];
    return row;
  };
  std::vector<geo::Box> boxes(geometry.size());
  for (std::size_t row = 0; row < boxes.size(); ++row) boxes[row] = geometry.box(row);
  const geo::BoxTree tree(boxes);
  for (std::uint32_t row = 0; row < geometry.size(); ++row) {
    if (!geometry.has_geometry(row)) continue;
    tree.query(boxes[row], [&](std::uint32_t other) {
      if (other >= row || group_of[other] != group_of[row]) return;
      const std::uint32_t mine = find(row), theirs = find(other);
      first[std::max(mine, theirs)] = std::min(mine, theirs);
    });
  }
  std::vector<std::uint32_t> place(geometry.size());
  std::vector<std::vector<std::uint32_t>> clusters;
  for (std::uint32_t row = 0; row < geometry.size(); ++row) {
    if (!geometry.has_geometry(row) || find(row) != row) continue;
    place[row] = static_cast<std::uint32_t>(clusters.size());
    clusters.emplace_back();
  }
  for (const std::uint32_t row : geo::hilbert_order(boxes)) {
    if (geometry.has_geometry(row)) clusters[place[find(row)]].push_back(row);
  }
  return clusters;
}

PackedGeometry united(const PackedGeometry& geometry, std::span<const std::uint32_t> rows) {
  PackedGeometry one(geometry.kind());
  if (rows.size() == 1 && geometry.kind() == Kind::polygons) {
    one.append_feature(geometry, rows.front());
    return one;
  }
  const auto context = geo::geos_context();
  std::vector<GEOSGeometry*> shapes;
  for (const std::uint32_t row : rows) {
    if (GeosGeometry shape = geo::to_geos(geometry, row)) shapes.push_back(shape.release());
  }
  const GeosGeometry all(GEOSGeom_createCollection_r(
      context, GEOS_GEOMETRYCOLLECTION, shapes.data(), static_cast<unsigned>(shapes.size())));
  GeosGeometry whole(GEOSUnaryUnion_r(context, all.get()));
  if (whole && geometry.kind() == Kind::lines) whole.reset(GEOSLineMerge_r(context, whole.get()));
  geo::append_from_geos(one, whole.get());
  return one;
}

/// Unites clusters by batches of neighbours, then batches of these, until each is one feature: all
/// cores have work in a large cluster, and a cancel need not wait for its end.
PackedGeometry united_clusters(const PackedGeometry& geometry,
                               std::vector<std::vector<std::uint32_t>> clusters,
                               Progress& progress) {
  constexpr std::size_t batch = 16;
  struct Batch {
    std::uint32_t cluster;
    std::size_t begin, end;
  };
  const PackedGeometry* from = &geometry;
  PackedGeometry made;
  for (bool done = false; !done;) {
    std::vector<Batch> batches;
    for (std::uint32_t cluster = 0; cluster < clusters.size(); ++cluster) {
      const std::size_t size = clusters[cluster].size();
      for (std::size_t begin = 0; begin < size; begin += batch) {
        batches.push_back({cluster, begin, std::min(size, begin + batch)});
      }
    }
    done = batches.size() == clusters.size();
    const auto parts = in_blocks(batches.size(), 1, progress, [&](std::size_t i, std::size_t) {
      const auto& [cluster, begin, end] = batches[i];
      return united(*from, std::span(clusters[cluster]).subspan(begin, end - begin));
    });
    PackedGeometry next(geometry.kind());
    if (progress.cancelled()) return next;
    for (auto& cluster : clusters) cluster.clear();
    for (std::uint32_t i = 0; i < parts.size(); ++i) {
      next.append(parts[i]);
      clusters[batches[i].cluster].push_back(i);
    }
    made = std::move(next);
    from = &made;
  }
  return made;
}

}  // namespace

PackedGeometry union_shapes(const PackedGeometry& geometry, std::span<const std::uint32_t> group_of,
                            std::size_t count, Progress& progress) {
  const auto clusters = clusters_of(geometry, group_of);
  const PackedGeometry made = united_clusters(geometry, clusters, progress);
  PackedGeometry result(geometry.kind());
  if (progress.cancelled()) return result;
  std::vector<std::vector<std::uint32_t>> of_group(count);
  for (std::uint32_t i = 0; i < clusters.size(); ++i) {
    of_group[group_of[clusters[i].front()]].push_back(i);
  }
  for (const auto& group : of_group) {
    for (const std::uint32_t i : group) {
      for (auto part = made.features().begin(i); part < made.features().end(i); ++part) {
        for (auto r = made.parts().begin(part); r < made.parts().end(part); ++r) {
          for (const geo::Point p : made.ring(r)) result.add_point(p);
          result.end_ring();
        }
        result.end_part();
      }
    }
    result.end_feature();
  }
  return result;
}

PackedGeometry union_shapes(const PackedGeometry& geometry, Progress& progress) {
  return union_shapes(geometry, std::vector<std::uint32_t>(geometry.size()), 1, progress);
}

}  // namespace wangge::analysis
