#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "geo/noding.h"
#include "geo/packed.h"

namespace wangge::geo {

/// The plane cut up by the borders of polygons: faces, and which features own each. Everything is
/// exact on the lattice (lattice.h); only sums of areas are rounded. A point belongs to a feature
/// whose borders are crossed an odd number of times on the way out, however its rings are turned.
///
/// Half-edges: 2e runs along edge e from a to b, 2e + 1 back.
class FaceMap {
 public:
  FaceMap() = default;
  /// errors  those of node_borders
  static Result<FaceMap> build(const PackedGeometry& polygons, Progress& progress,
                               Lattice lattice = {});
  /// The same, cut up by lines as well. Lines own no face; where they end inside a face it lies on
  /// both their sides.
  static Result<FaceMap> build(const PackedGeometry& polygons, const PackedGeometry& lines,
                               Progress& progress, Lattice lattice = {});

  using Face = std::uint32_t;
  using Half = std::uint32_t;
  static constexpr Face outside = 0;  ///< the one face without end
  static constexpr std::uint32_t no_label = 0xFFFFFFFF;

  std::size_t face_count() const { return owners_.size(); }
  std::size_t half_count() const { return face_of_half_.size(); }
  /// The features that own a face, ascending.
  const std::vector<std::uint32_t>& owners(Face face) const { return owners_[face]; }
  /// Square metres; of `outside` nothing that makes sense.
  double area_m2(Face face) const { return area_m2_[face]; }

  static Half twin(Half half) { return half ^ 1U; }
  Face face(Half half) const { return face_of_half_[half]; }  ///< on its left
  double length_m(Half half) const;
  /// Where the half-edge begins.
  Point start_place(Half half) const { return noded_.lattice.place(noded_.points[start(half)]); }
  const NodedEdges& edges() const { return noded_; }

  /// The ground of all faces with the same label as one polygon feature each, features 0 …
  /// count - 1 in order; faces under no_label stay out. Valid polygons: shells counter-clockwise,
  /// holes clockwise, every ring from its lowest x on; so the same ground gives the same numbers.
  ///
  /// labels  one a face, < count or no_label
  PackedGeometry dissolve(std::span<const std::uint32_t> labels, std::size_t count) const;
  /// The faces of what dissolve() makes of these labels, without noding it anew. Lines are gone.
  FaceMap merged(std::span<const std::uint32_t> labels) const;

 private:
  explicit FaceMap(NodedEdges noded);
  std::uint32_t start(Half half) const;
  void sort_stars();
  void trace_cycles();
  void spread_owners();

  struct Cycle {
    Half first;
    Wide twice_area;
    std::uint32_t leftmost;  ///< point
    Box box;                 ///< in lattice steps
  };
  NodedEdges noded_;
  std::vector<Half> next_;  ///< along the same face
  std::vector<Face> face_of_half_;
  std::vector<double> area_m2_;
  std::vector<std::vector<std::uint32_t>> owners_;
};

}  // namespace wangge::geo
