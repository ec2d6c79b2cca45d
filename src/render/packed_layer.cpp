#include "render/packed_layer.h"

#include <algorithm>
#include <cmath>

#include "base/parallel.h"
#include "geo/hilbert.h"
#include "geo/triangulate.h"

namespace wangge::render {
namespace {

using geo::PackedGeometry;
using geo::Point;

constexpr std::size_t chunk_points = 16'384;  // of source geometry; features are never cut

class ChunkBuilder {
 public:
  ChunkBuilder(const PackedGeometry& geometry, Point origin, Chunk& chunk)
      : geometry_(geometry), origin_(origin), chunk_(chunk) {}

  void add(std::uint32_t row) {
    const auto& features = geometry_.features();
    for (auto part = features.begin(row); part < features.end(row); ++part) {
      const auto base = static_cast<std::uint32_t>(chunk_.vertices.size());
      for (auto r = geometry_.parts().begin(part); r < geometry_.parts().end(part); ++r) {
        for (const Point p : geometry_.ring(r)) push(p, row);
        chunk_.vertices.back().row |= Vertex::line_ends;
      }
      if (geometry_.kind() == geo::Kind::polygons) add_triangles(part, base, row);
    }
  }

 private:
  void push(Point p, std::uint32_t row) {
    chunk_.vertices.push_back(
        {static_cast<float>(p.x - origin_.x), static_cast<float>(p.y - origin_.y), row});
    chunk_.box.grow(p);
  }

  void add_triangles(std::uint32_t part, std::uint32_t base, std::uint32_t row) {
    const auto first = geometry_.parts().begin(part);
    const bool plain = geometry_.parts().end(part) - first == 1;
    if (plain && geometry_.ring(first).size() <= 400) {
      const auto corners = geo::ear_clip(geometry_.ring(first));
      for (const auto corner : corners) chunk_.corners.push_back(base + corner);
      if (!corners.empty()) return;
    }
    triangles_.clear();
    geo::triangulate_part(geometry_, part, triangles_);
    for (const Point p : triangles_) {
      chunk_.corners.push_back(static_cast<std::uint32_t>(chunk_.vertices.size()));
      push(p, row | Vertex::line_ends);
    }
  }

  const PackedGeometry& geometry_;
  Point origin_;
  Chunk& chunk_;
  std::vector<Point> triangles_;
};

}  // namespace

PackedLayer pack_layer(const PackedGeometry& geometry, const Progress& progress) {
  PackedLayer packed;
  packed.kind = geometry.kind();
  std::vector<geo::Box> boxes(geometry.size());
  parallel_ranges(boxes.size(), 1 << 14, [&](std::size_t begin, std::size_t end) {
    for (std::size_t row = begin; row < end; ++row) boxes[row] = geometry.box(row);
  });
  geo::Box all;
  for (const geo::Box& box : boxes) all.grow(box);
  if (all.is_empty()) return packed;
  packed.origin = all.centre();
  packed.order = geo::hilbert_order(boxes);

  const bool polygons = geometry.kind() == geo::Kind::polygons;
  packed.spots.resize(packed.order.size());
  parallel_ranges(packed.order.size(), 1 << 14, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const std::uint32_t row = packed.order[i];
      const Point centre = boxes[row].centre();
      packed.spots[i] = {static_cast<float>(centre.x - packed.origin.x),
                         static_cast<float>(centre.y - packed.origin.y),
                         polygons ? static_cast<float>(geo::polygon_area(geometry, row)) : 0};
    }
  });

  std::size_t points = 0;
  for (std::uint32_t i = 0; i < packed.order.size(); ++i) {
    if (packed.chunks.empty() || points >= chunk_points) {
      packed.chunks.emplace_back();
      packed.chunks.back().first_feature = i;
      points = 0;
    }
    packed.chunks.back().end_feature = i + 1;
    points += geometry.feature_points(packed.order[i]).size();
  }
  parallel_ranges(packed.chunks.size(), 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t c = begin; c < end && !progress.cancelled(); ++c) {
      Chunk& chunk = packed.chunks[c];
      if (geometry.kind() == geo::Kind::points) {  // drawn from their spots
        for (auto i = chunk.first_feature; i < chunk.end_feature; ++i) {
          chunk.box.grow(boxes[packed.order[i]]);
        }
        continue;
      }
      ChunkBuilder builder(geometry, packed.origin, chunk);
      for (auto i = chunk.first_feature; i < chunk.end_feature; ++i) builder.add(packed.order[i]);
    }
  });
  if (polygons) {
    std::vector<float> areas;
    const std::size_t step = std::max<std::size_t>(1, packed.spots.size() / 10'000);
    for (std::size_t i = 0; i < packed.spots.size(); i += step)
      areas.push_back(packed.spots[i].area_m2);
    const auto middle = areas.begin() + static_cast<std::ptrdiff_t>(areas.size() / 2);
    std::nth_element(areas.begin(), middle, areas.end());
    packed.typical_size_m = std::sqrt(*middle);
  }
  return packed;
}

}  // namespace wangge::render
