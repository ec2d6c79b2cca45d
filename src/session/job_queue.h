#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/progress.h"
#include "session/snapshot.h"

namespace wangge::session {

struct State;

/// What a job brings home: done with the session's state on the session's thread.
using Landing = std::function<void(State&)>;

/// Handed to the work of a job: where it reports, and where it puts what is ready.
class JobContext {
 public:
  JobContext(Progress& job_progress, std::function<void(Landing)> land)
      : progress(job_progress), land_(std::move(land)) {}
  /// May be called several times; landings are taken over in this order.
  void land(Landing landing) { land_(std::move(landing)); }
  Progress& progress;

 private:
  std::function<void(Landing)> land_;
};

using Work = std::function<void(JobContext&)>;

/// Jobs on two background threads, in the order they were started.
class JobQueue {
 public:
  JobQueue();
  ~JobQueue();  ///< cancels what runs and waits for it
  JobQueue(const JobQueue&) = delete;
  JobQueue& operator=(const JobQueue&) = delete;

  JobId start(std::string name, Work work);
  void cancel(JobId id);
  /// Cancels all jobs; what they have landed or will land is not taken over.
  void drop_all();
  /// Landings of all jobs since the last call, in order.
  std::vector<Landing> take_landings();
  std::vector<JobView> views() const;
  bool idle() const;  ///< nothing waits, runs or has landed
  /// Until something has landed or nothing runs any more.
  void wait_for_news();

 private:
  struct Job {
    JobId id;
    std::string name;
    Work work;
    Progress progress;
    bool running = false;
  };
  void work_loop();

  mutable std::mutex mutex_;
  std::condition_variable news_for_workers_, news_for_session_;
  std::deque<std::shared_ptr<Job>> jobs_;  // waiting and running
  std::vector<Landing> landings_;
  std::uint32_t last_id_ = 0, last_dropped_ = 0;
  bool closing_ = false;
  std::vector<std::thread> workers_;
};

}  // namespace wangge::session
