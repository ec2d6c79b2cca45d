#include "ui/grid_outline.h"

#include <bit>
#include <unordered_map>

namespace wangge::ui {
namespace {

bool before(geo::Point a, geo::Point b) { return a.x != b.x ? a.x < b.x : a.y < b.y; }

struct SegmentHash {
  std::size_t operator()(const Segment& s) const {
    std::size_t hash = 0;
    for (const double v : {s.first.x, s.first.y, s.second.x, s.second.y}) {
      hash = (hash ^ std::bit_cast<std::uint64_t>(v)) * 0x9E3779B97F4A7C15ULL;
      hash ^= hash >> 29;
    }
    return hash;
  }
};

}  // namespace

std::vector<Segment> outline_of(const geo::PackedGeometry& polygons, const model::Rows& rows) {
  std::unordered_map<Segment, int, SegmentHash> seen;
  for (const auto row : rows) {
    for (auto part = polygons.features().begin(row); part < polygons.features().end(row); ++part) {
      for (auto r = polygons.parts().begin(part); r < polygons.parts().end(part); ++r) {
        const auto ring = polygons.ring(r);
        for (std::size_t i = 1; i < ring.size(); ++i) {
          const auto [low, high] = before(ring[i - 1], ring[i]) ? Segment{ring[i - 1], ring[i]}
                                                                : Segment{ring[i], ring[i - 1]};
          ++seen[{low, high}];
        }
      }
    }
  }
  std::vector<Segment> outline;
  for (const auto& [segment, times] : seen) {
    if (times == 1) outline.push_back(segment);
  }
  return outline;
}

}  // namespace wangge::ui
