#pragma once

#include "model/coverage.h"

namespace wangge::test {

/// Metres of border that no two units share: longer than the outline where vertices do not match.
inline double outer_length(const geo::PackedGeometry& units) {
  double sum = 0;
  const auto coverage = model::Coverage::build(units);
  for (const auto& arc : coverage.arcs()) {
    if (arc.left == model::Coverage::no_unit || arc.right == model::Coverage::no_unit) {
      sum += arc.length_m;
    }
  }
  return sum;
}

}  // namespace wangge::test
