#pragma once

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

#include <cstddef>

namespace wangge {

/// Calls body(begin, end) on pieces of [0, count) on all cores; pieces are at least `grain` long.
/// The body must not care how the range is cut: results are the same for any number of threads.
template <typename Body>
void parallel_ranges(std::size_t count, std::size_t grain, const Body& body) {
  tbb::parallel_for(tbb::blocked_range<std::size_t>(0, count, grain),
                    [&](const auto& range) { body(range.begin(), range.end()); });
}

}  // namespace wangge
