#pragma once

#include <functional>
#include <vector>

namespace wangge::analysis {

/// Values at the nodes of a regular lattice, row-major.
struct Lattice {
  int columns = 0, rows = 0;
  std::vector<float> values;

  Lattice() = default;
  Lattice(int columns_, int rows_)
      : columns(columns_),
        rows(rows_),
        values(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_)) {}
  float* row(int y) {
    return values.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(columns);
  }
  const float* row(int y) const {
    return values.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(columns);
  }
};

/// The spectrum of an even kernel for tiles of size × size: real values at the frequencies i/size
/// (along a row) and j/size per node, i and j from 0 to size/2, row-major; it is the same for
/// (i, j) and (j, i).
using EvenSpectrum = std::function<std::vector<float>(int size)>;

/// Convolves with an even kernel that reaches `reach` nodes from its middle, on all cores. What is
/// so near to the border that the kernel would leave the lattice is not given back: the result has
/// `reach` nodes less on every side. The same for any number of threads; rounding is about 1e-7 of
/// the largest value in the tile.
///
/// cost  on square tiles whose size suits the reach, two tiles in one complex transform: about 10
/// ns
///       a node and core at a reach of 20 to 100
Lattice convolve(const Lattice& from, int reach, const EvenSpectrum& spectrum);

}  // namespace wangge::analysis
