#pragma once

#include <tbb/global_control.h>

#include <utility>

namespace wangge::test {

/// Runs `work` on that many threads and hands back its value.
template <typename Work>
auto on_threads(std::size_t threads, Work&& work) {
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
  return std::forward<Work>(work)();
}

}  // namespace wangge::test
