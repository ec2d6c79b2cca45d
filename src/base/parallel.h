#pragma once

#include <cstddef>

#if defined(__SANITIZE_THREAD__)
#include <algorithm>
#include <thread>
#include <vector>
#else
#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>
#endif

namespace wangge {

/// Calls body(begin, end) on pieces of [0, count) on all cores; pieces are at least `grain` long.
/// The body must not care how the range is cut: results are the same for any number of threads.
template <typename Body>
void parallel_ranges(std::size_t count, std::size_t grain, const Body& body) {
#if defined(__SANITIZE_THREAD__)
  // The thread sanitizer cannot see into TBB and takes every handing over of work for a race; on
  // plain threads it sees the races that are in the body.
  const std::size_t piece = std::max(grain, count / 4 + 1);
  std::vector<std::thread> threads;
  for (std::size_t begin = 0; begin < count; begin += piece) {
    threads.emplace_back(
        [&body, begin, end = std::min(begin + piece, count)] { body(begin, end); });
  }
  for (std::thread& thread : threads) thread.join();
#else
  tbb::parallel_for(tbb::blocked_range<std::size_t>(0, count, grain),
                    [&](const auto& range) { body(range.begin(), range.end()); });
#endif
}

}  // namespace wangge
