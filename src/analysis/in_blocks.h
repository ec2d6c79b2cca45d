#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <vector>

#include "base/parallel.h"
#include "base/progress.h"

namespace wangge::analysis {

/// make(begin, end) for blocks of rows on all cores; what they make, in the order of the rows. The
/// blocks are the same for any number of threads. Blocks that come after a cancel are not made.
template <typename Make>
auto in_blocks(std::size_t count, std::size_t block, Progress& progress, const Make& make) {
  std::vector<decltype(make(std::size_t{}, std::size_t{}))> made((count + block - 1) / block);
  std::atomic<std::size_t> done = 0;
  parallel_ranges(made.size(), 1, [&](std::size_t first, std::size_t last) {
    for (std::size_t i = first; i < last && !progress.cancelled(); ++i) {
      made[i] = make(i * block, std::min(count, (i + 1) * block));
      progress.report(static_cast<double>(++done) / static_cast<double>(made.size()));
    }
  });
  return made;
}

}  // namespace wangge::analysis
