#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model/coverage.h"

namespace wangge::model {

/// Which units lie against each other: rook contiguity by shared border (METHODS §3). Immutable.
class UnitGraph {
 public:
  struct Neighbour {
    std::uint32_t unit;
    double shared_m;  ///< length of the border with it that can be crossed
  };
  /// A touch at corners, or along less than this, makes no neighbours.
  static constexpr double least_shared_m = 1;

  UnitGraph() = default;
  /// closed_arcs  one an arc: barriers (walls, rivers) that cannot be crossed; empty: none
  /// cost         O(arcs)
  explicit UnitGraph(const Coverage& coverage, std::span<const std::uint8_t> closed_arcs = {});

  std::size_t size() const { return ends_.empty() ? 0 : ends_.size() - 1; }
  /// Ascending by unit.
  std::span<const Neighbour> of(std::uint32_t unit) const {
    return {neighbours_.data() + ends_[unit], neighbours_.data() + ends_[unit + 1]};
  }

 private:
  std::vector<std::uint32_t> ends_;
  std::vector<Neighbour> neighbours_;
};

}  // namespace wangge::model
