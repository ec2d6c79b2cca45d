#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "geo/face_map.h"

namespace wangge::geo {

/// The half-edges around every face.
class FaceBorders {
 public:
  explicit FaceBorders(const FaceMap& faces);
  std::span<const FaceMap::Half> of(FaceMap::Face face) const {
    return {halves_.data() + ends_[face], halves_.data() + ends_[face + 1]};
  }

 private:
  std::vector<std::uint32_t> ends_;
  std::vector<FaceMap::Half> halves_;
};

/// Faces in groups, by number.
struct FaceGroups {
  std::vector<std::uint32_t> of_face;  ///< FaceMap::no_label: in none
  std::uint32_t count = 0;
};

/// Groups of faces that hang together by edges, numbered by their first face.
///
/// wanted  (face): whether it is in a group at all; the outside never is
/// joined  (half): whether the face on the left of a half-edge, which is wanted, belongs together
///         with the one on its right, which is too
template <typename Wanted, typename Joined>
FaceGroups connected_faces(const FaceMap& faces, const FaceBorders& borders, const Wanted& wanted,
                           const Joined& joined) {
  FaceGroups groups{std::vector<std::uint32_t>(faces.face_count(), FaceMap::no_label), 0};
  std::vector<FaceMap::Face> queue;
  for (FaceMap::Face first = 1; first < faces.face_count(); ++first) {
    if (groups.of_face[first] != FaceMap::no_label || !wanted(first)) continue;
    groups.of_face[first] = groups.count;
    queue.assign(1, first);
    while (!queue.empty()) {
      const FaceMap::Face face = queue.back();
      queue.pop_back();
      for (const FaceMap::Half half : borders.of(face)) {
        const FaceMap::Face other = faces.face(FaceMap::twin(half));
        if (other == FaceMap::outside || groups.of_face[other] != FaceMap::no_label ||
            !wanted(other) || !joined(half)) {
          continue;
        }
        groups.of_face[other] = groups.count;
        queue.push_back(other);
      }
    }
    ++groups.count;
  }
  return groups;
}

/// Groups of faces, how much border they share, and merging them.
class GroupGraph {
 public:
  /// weight  (half): how much a half-edge between two groups counts, 0 for not at all; the same
  ///         both ways
  template <typename Weight>
  GroupGraph(const FaceMap& faces, const FaceGroups& groups, const Weight& weight)
      : into_(groups.count), shared_(groups.count) {
    for (std::uint32_t group = 0; group < groups.count; ++group) into_[group] = group;
    for (FaceMap::Half half = 0; half < faces.half_count(); ++half) {
      const std::uint32_t mine = groups.of_face[faces.face(half)];
      const std::uint32_t other = groups.of_face[faces.face(FaceMap::twin(half))];
      if (mine == other || mine == FaceMap::no_label || other == FaceMap::no_label) continue;
      const double length = weight(half);
      if (length > 0) shared_[mine][other] += length;
    }
  }
  /// The neighbour with the most border among those that `wanted` lets pass; of equals the first;
  /// FaceMap::no_label: there is none.
  template <typename Wanted>
  std::uint32_t nearest(std::uint32_t group, const Wanted& wanted) const {
    std::uint32_t best = FaceMap::no_label;
    double most = 0;
    for (const auto& [other, length] : shared_[group]) {
      if (length > most && wanted(other)) best = other, most = length;
    }
    return best;
  }
  /// `group` becomes part of `other`.
  void merge(std::uint32_t group, std::uint32_t other);
  /// The group that a group is part of by now.
  std::uint32_t now(std::uint32_t group) const;

 private:
  std::vector<std::uint32_t> into_;
  std::vector<std::map<std::uint32_t, double>> shared_;
};

}  // namespace wangge::geo
