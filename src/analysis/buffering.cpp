#include "analysis/buffering.h"

#include <algorithm>

#include "analysis/in_blocks.h"
#include "geo/geos.h"

namespace wangge::analysis {
namespace {

/// Few features may each be large, such as the streets of a town; many are small.
constexpr std::size_t most_blocks = 4096, largest_block = 64;

int cap_of(LineEnds ends) {
  switch (ends) {
    case LineEnds::flat:
      return GEOSBUF_CAP_FLAT;
    case LineEnds::square:
      return GEOSBUF_CAP_SQUARE;
    case LineEnds::round:
      break;
  }
  return GEOSBUF_CAP_ROUND;
}

}  // namespace

geo::PackedGeometry buffered(const geo::PackedGeometry& shapes, double distance_m,
                             const BufferStyle& style, Progress& progress) {
  constexpr double mitre_limit = 5;  // of no use with round joins
  const std::size_t block = std::clamp<std::size_t>(shapes.size() / most_blocks, 1, largest_block);
  const auto blocks =
      in_blocks(shapes.size(), block, progress, [&](std::size_t begin, std::size_t end) {
        geo::PackedGeometry made(geo::Kind::polygons);
        for (std::size_t row = begin; row < end && !progress.cancelled(); ++row) {
          const geo::GeosGeometry shape = geo::to_geos(shapes, row);
          const geo::GeosGeometry wide(
              shape ? GEOSBufferWithStyle_r(geo::geos_context(), shape.get(), distance_m,
                                            style.segments, cap_of(style.ends), GEOSBUF_JOIN_ROUND,
                                            mitre_limit)
                    : nullptr);
          geo::append_from_geos(made, wide.get());
        }
        return made;
      });
  geo::PackedGeometry all(geo::Kind::polygons);
  if (progress.cancelled()) return all;
  for (const geo::PackedGeometry& made : blocks) all.append(made);
  return all;
}

}  // namespace wangge::analysis
