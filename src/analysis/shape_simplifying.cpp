#include "analysis/shape_simplifying.h"

#include <algorithm>
#include <tuple>
#include <vector>

#include "analysis/arc_simplifying.h"
#include "base/parallel.h"
#include "geo/geos.h"
#include "model/coverage.h"

namespace wangge::analysis {
namespace {

using geo::Kind;
using geo::PackedGeometry;
using geo::Point;

bool before(Point a, Point b) { return std::tie(a.x, a.y) < std::tie(b.x, b.y); }

PackedGeometry arcs_of_polygons(const PackedGeometry& polygons) {
  const auto coverage = model::Coverage::build(polygons);
  PackedGeometry arcs(Kind::lines);
  for (const auto& arc : coverage.arcs()) arcs.add_ring_feature(coverage.line(arc));
  return arcs;
}

/// Lines between the places where they end or come by more than once.
PackedGeometry arcs_of_lines(const PackedGeometry& lines) {
  std::vector<Point> nodes = lines.points();
  std::ranges::sort(nodes, before);
  std::vector<Point> twice;
  for (std::size_t i = 1; i < nodes.size(); ++i) {
    if (nodes[i] == nodes[i - 1]) twice.push_back(nodes[i]);
  }
  PackedGeometry arcs(Kind::lines);
  for (std::size_t r = 0; r < lines.rings().size(); ++r) {
    const auto line = lines.ring(r);
    std::size_t first = 0;
    for (std::size_t i = 1; i < line.size(); ++i) {
      if (i + 1 < line.size() && !std::ranges::binary_search(twice, line[i], before)) continue;
      arcs.add_ring_feature(line.subspan(first, i - first + 1));
      first = i;
    }
  }
  return arcs;
}

/// Places that stay, sorted.
class Kept {
 public:
  Kept(const PackedGeometry& arcs, const std::vector<char>& flags) {
    for (std::size_t i = 0; i < flags.size(); ++i) {
      if (flags[i] != 0) places_.push_back(arcs.points()[i]);
    }
    sort();
  }
  void add(std::span<const Point> more) { places_.insert(places_.end(), more.begin(), more.end()); }
  void sort() {
    std::ranges::sort(places_, before);
    places_.erase(std::unique(places_.begin(), places_.end()), places_.end());
  }
  bool has(Point p) const { return std::ranges::binary_search(places_, p, before); }

 private:
  std::vector<Point> places_;
};

PackedGeometry thinned(const PackedGeometry& shapes, const Kept& kept) {
  std::vector<char> stays(shapes.points().size());
  parallel_ranges(stays.size(), 4096, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) stays[i] = kept.has(shapes.points()[i]) ? 1 : 0;
  });
  PackedGeometry thin(shapes.kind());
  for (std::size_t row = 0; row < shapes.size(); ++row) {
    for (auto part = shapes.features().begin(row); part < shapes.features().end(row); ++part) {
      for (auto r = shapes.parts().begin(part); r < shapes.parts().end(part); ++r) {
        const std::size_t first = thin.points().size();
        for (auto i = shapes.rings().begin(r); i < shapes.rings().end(r); ++i) {
          if (stays[i] != 0) thin.add_point(shapes.points()[i]);
        }
        // A ring whose first point went is closed at the first that stayed.
        if (shapes.kind() == Kind::polygons && thin.points().size() > first &&
            stays[shapes.rings().begin(r)] == 0) {
          thin.add_point(thin.points()[first]);
        }
        thin.end_ring();
      }
      thin.end_part();
    }
    thin.end_feature();
  }
  return thin;
}

/// Polygons that are no longer valid, or smaller in rings than they were.
std::vector<std::uint32_t> spoilt(const PackedGeometry& shapes, const PackedGeometry& thin,
                                  const Progress& progress) {
  std::vector<char> bad(shapes.size());
  parallel_ranges(bad.size(), 64, [&](std::size_t begin, std::size_t end) {
    for (std::size_t row = begin; row < end && !progress.cancelled(); ++row) {
      if (shapes.feature_points(row).size() == thin.feature_points(row).size()) continue;
      bool small = false;
      for (auto part = thin.features().begin(row); part < thin.features().end(row); ++part) {
        for (auto r = thin.parts().begin(part); r < thin.parts().end(part); ++r) {
          small = small || thin.ring(r).size() < 4;
        }
      }
      if (!small) {
        const geo::GeosGeometry shape = geo::to_geos(thin, row);
        small = !shape || GEOSisValid_r(geo::geos_context(), shape.get()) != 1;
      }
      bad[row] = small ? 1 : 0;
    }
  });
  std::vector<std::uint32_t> rows;
  for (std::uint32_t row = 0; row < bad.size(); ++row) {
    if (bad[row] != 0) rows.push_back(row);
  }
  return rows;
}

}  // namespace

PackedGeometry simplified(const PackedGeometry& shapes, double tolerance_m, Progress& progress) {
  const bool areas = shapes.kind() == Kind::polygons;
  const PackedGeometry arcs = areas ? arcs_of_polygons(shapes) : arcs_of_lines(shapes);
  Kept kept(arcs, points_kept(arcs, tolerance_m, progress));
  for (;;) {
    PackedGeometry thin = thinned(shapes, kept);
    if (!areas || progress.cancelled()) return thin;
    const auto bad = spoilt(shapes, thin, progress);
    if (bad.empty()) return thin;
    for (const std::uint32_t row : bad) kept.add(shapes.feature_points(row));
    kept.sort();
  }
}

}  // namespace wangge::analysis
