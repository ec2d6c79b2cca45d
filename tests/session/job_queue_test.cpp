#include "session/job_queue.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>

#include "session/state.h"

namespace wangge::session {
namespace {

TEST(JobQueue, LandingsOfAJobComeInOrderAndOnlyWhenTaken) {
  JobQueue queue;
  std::vector<int> seen;
  queue.start("count", [&seen](JobContext& context) {
    for (int i = 0; i < 5; ++i) context.land([&seen, i](State&) { seen.push_back(i); });
  });
  State state;
  while (!queue.idle()) {
    queue.wait_for_news();
    for (const Landing& landing : queue.take_landings()) landing(state);
  }
  EXPECT_EQ(seen, (std::vector<int>{0, 1, 2, 3, 4}));
}

TEST(JobQueue, ACancelledJobIsToldAndEnds) {
  JobQueue queue;
  std::atomic<bool> started = false, ended = false;
  const JobId id = queue.start("endless", [&](JobContext& context) {
    started = true;
    while (!context.progress.cancelled()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    ended = true;
  });
  while (!started) std::this_thread::yield();
  ASSERT_EQ(queue.views().size(), 1U);
  EXPECT_EQ(queue.views().front().name, "endless");
  queue.cancel(id);
  queue.wait_for_news();
  EXPECT_TRUE(ended);
  EXPECT_TRUE(queue.idle());
}

TEST(JobQueue, ItsEndCancelsWhatStillRuns) {
  std::atomic<bool> ended = false;
  {
    JobQueue queue;
    std::atomic<bool> started = false;
    queue.start("endless", [&](JobContext& context) {
      started = true;
      while (!context.progress.cancelled())
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
      ended = true;
    });
    while (!started) std::this_thread::yield();
  }
  EXPECT_TRUE(ended);
}

}  // namespace
}  // namespace wangge::session
