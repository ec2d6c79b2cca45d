#include "geo/face_groups.h"

#include <numeric>

namespace wangge::geo {

FaceBorders::FaceBorders(const FaceMap& faces)
    : ends_(faces.face_count() + 1), halves_(faces.half_count()) {
  for (FaceMap::Half half = 0; half < faces.half_count(); ++half) ++ends_[faces.face(half) + 1];
  std::partial_sum(ends_.begin(), ends_.end(), ends_.begin());
  std::vector<std::uint32_t> fill(ends_.begin(), ends_.end() - 1);
  for (FaceMap::Half half = 0; half < faces.half_count(); ++half) {
    halves_[fill[faces.face(half)]++] = half;
  }
}

void GroupGraph::merge(std::uint32_t group, std::uint32_t other) {
  into_[group] = other;
  for (const auto& [neighbour, length] : shared_[group]) {
    shared_[neighbour].erase(group);
    if (neighbour == other) continue;
    shared_[neighbour][other] += length;
    shared_[other][neighbour] += length;
  }
  shared_[group].clear();
}

std::uint32_t GroupGraph::now(std::uint32_t group) const {
  while (into_[group] != group) group = into_[group];
  return group;
}

}  // namespace wangge::geo
