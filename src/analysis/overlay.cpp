#include "analysis/overlay.h"

#include <utility>

#include "analysis/box_sides.h"
#include "analysis/in_blocks.h"
#include "geo/geos.h"
#include "geo/locate.h"

namespace wangge::analysis {
namespace {

using geo::GeosGeometry;
using geo::Kind;
using geo::PackedGeometry;
using Meeting = BoxSides::Meeting;

constexpr std::size_t block = 256;
/// Where GEOS fails in floating point it does not on a lattice as fine as this.
constexpr double lattice_m = 1e-6;

GeosGeometry common_ground(const GEOSGeometry* a, const GEOSGeometry* b) {
  const auto context = geo::geos_context();
  GeosGeometry made(GEOSIntersection_r(context, a, b));
  if (!made) made.reset(GEOSIntersectionPrec_r(context, a, b, lattice_m));
  return made;
}

GeosGeometry taken_away(const GEOSGeometry* a, const GEOSGeometry* b) {
  const auto context = geo::geos_context();
  GeosGeometry made(GEOSDifference_r(context, a, b));
  if (!made) made.reset(GEOSDifferencePrec_r(context, a, b, lattice_m));
  return made;
}

GeosGeometry united(GeosGeometry a, const GEOSGeometry* b) {
  const auto context = geo::geos_context();
  if (!a) return GeosGeometry(GEOSGeom_clone_r(context, b));
  GeosGeometry made(GEOSUnion_r(context, a.get(), b));
  if (!made) made.reset(GEOSUnionPrec_r(context, a.get(), b, lattice_m));
  return made;
}

/// Appends the points of a feature for which wanted(p), as one feature.
template <typename Wanted>
void append_points(PackedGeometry& into, const PackedGeometry& points, std::size_t row,
                   const Wanted& wanted) {
  for (const geo::Point p : points.feature_points(row)) {
    if (wanted(p)) into.add_point(p), into.end_ring(), into.end_part();
  }
  into.end_feature();
}

/// The pieces of a feature with one polygon that its box crosses; empty where they only touch.
/// False: GEOS could not say.
bool piece_of(const PackedGeometry& features, std::size_t row, const GEOSGeometry* shape,
              const PackedGeometry& polygons, std::size_t polygon, PackedGeometry& into) {
  if (features.kind() == Kind::points) {
    append_points(into, features, row,
                  [&](geo::Point p) { return geo::owns(polygons, polygon, p); });
    return true;
  }
  const GeosGeometry other = geo::to_geos(polygons, polygon);
  const GeosGeometry common = common_ground(shape, other.get());
  if (common) geo::append_from_geos(into, common.get());
  return common != nullptr;
}

void append(OverlayPieces& pieces, OverlayPieces&& more) {
  pieces.geometry.append(more.geometry);
  pieces.first.insert(pieces.first.end(), more.first.begin(), more.first.end());
  pieces.second.insert(pieces.second.end(), more.second.begin(), more.second.end());
  pieces.failed += more.failed;
}

/// What is left of a feature that crosses borders; null: GEOS could not say.
GeosGeometry cut_shape(const GEOSGeometry* shape, const PackedGeometry& polygons,
                       const std::vector<Meeting>& meetings, Keep keep) {
  GeosGeometry kept;
  if (keep == Keep::outside) kept.reset(GEOSGeom_clone_r(geo::geos_context(), shape));
  for (const Meeting& meeting : meetings) {
    const GeosGeometry polygon = geo::to_geos(polygons, meeting.row);
    if (keep == Keep::outside) {
      kept = taken_away(kept.get(), polygon.get());
    } else {
      const GeosGeometry piece = common_ground(shape, polygon.get());
      if (!piece) return nullptr;
      kept = united(std::move(kept), piece.get());
    }
    if (!kept) return nullptr;
  }
  return kept;
}

Cut cut_rows(const PackedGeometry& features, const PackedGeometry& polygons, const BoxSides& sides,
             Keep keep, std::size_t begin, std::size_t end, const Progress& progress) {
  Cut cut{PackedGeometry(features.kind()), 0};
  std::vector<Meeting> meetings;
  for (std::size_t row = begin; row < end && !progress.cancelled(); ++row) {
    meetings.clear();
    if (features.has_geometry(row)) sides.query(features.box(row), meetings);
    const bool inside =
        std::ranges::any_of(meetings, [](const Meeting& meeting) { return meeting.inside; });
    if (inside || meetings.empty()) {
      const bool whole = inside == (keep == Keep::inside);
      whole ? cut.geometry.append_feature(features, row) : cut.geometry.end_feature();
    } else if (features.kind() == Kind::points) {
      append_points(cut.geometry, features, row, [&](geo::Point p) {
        const bool owned = std::ranges::any_of(
            meetings, [&](const Meeting& meeting) { return geo::owns(polygons, meeting.row, p); });
        return owned == (keep == Keep::inside);
      });
    } else {
      const GeosGeometry shape = geo::to_geos(features, row);
      if (const GeosGeometry kept = cut_shape(shape.get(), polygons, meetings, keep)) {
        geo::append_from_geos(cut.geometry, kept.get());
      } else {
        cut.geometry.append_feature(features, row);
        ++cut.failed;
      }
    }
  }
  return cut;
}

}  // namespace

OverlayPieces common_pieces(const PackedGeometry& features, const PackedGeometry& polygons,
                            Progress& progress) {
  const BoxSides sides(polygons);
  auto blocks =
      in_blocks(features.size(), block, progress, [&](std::size_t begin, std::size_t end) {
        OverlayPieces pieces{PackedGeometry(features.kind()), {}, {}, 0};
        std::vector<Meeting> meetings;
        for (std::size_t row = begin; row < end && !progress.cancelled(); ++row) {
          if (!features.has_geometry(row)) continue;
          sides.query(features.box(row), meetings);
          GeosGeometry shape;
          for (const Meeting& meeting : meetings) {
            if (meeting.inside) {
              pieces.geometry.append_feature(features, row);
            } else {
              if (!shape && features.kind() != Kind::points) shape = geo::to_geos(features, row);
              PackedGeometry piece(features.kind());
              if (!piece_of(features, row, shape.get(), polygons, meeting.row, piece)) {
                ++pieces.failed;
                continue;
              }
              if (!piece.has_geometry(0)) continue;
              pieces.geometry.append_feature(piece, 0);
            }
            pieces.first.push_back(static_cast<std::uint32_t>(row));
            pieces.second.push_back(meeting.row);
          }
        }
        return pieces;
      });
  OverlayPieces all{PackedGeometry(features.kind()), {}, {}, 0};
  if (progress.cancelled()) return all;
  for (OverlayPieces& pieces : blocks) append(all, std::move(pieces));
  return all;
}

Cut cut_by(const PackedGeometry& features, const PackedGeometry& polygons, Keep keep,
           Progress& progress) {
  const BoxSides sides(polygons);
  auto blocks =
      in_blocks(features.size(), block, progress, [&](std::size_t begin, std::size_t end) {
        return cut_rows(features, polygons, sides, keep, begin, end, progress);
      });
  Cut all{PackedGeometry(features.kind()), 0};
  if (progress.cancelled()) return all;
  for (const Cut& cut : blocks) {
    all.geometry.append(cut.geometry);
    all.failed += cut.failed;
  }
  return all;
}

}  // namespace wangge::analysis
