#include "session/job_queue.h"

#include <algorithm>

namespace wangge::session {

JobQueue::JobQueue() {
  for (int i = 0; i < 2; ++i) workers_.emplace_back([this] { work_loop(); });
}

JobQueue::~JobQueue() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
    std::erase_if(jobs_, [](const auto& job) { return !job->running; });
    for (const auto& job : jobs_) job->progress.cancel();
  }
  news_for_workers_.notify_all();
  for (std::thread& worker : workers_) worker.join();
}

JobId JobQueue::start(std::string name, Work work) {
  auto job = std::make_shared<Job>();
  job->name = std::move(name);
  job->work = std::move(work);
  const std::lock_guard lock(mutex_);
  job->id = JobId{++last_id_};
  jobs_.push_back(job);
  news_for_workers_.notify_one();
  return job->id;
}

void JobQueue::cancel(JobId id) {
  const std::lock_guard lock(mutex_);
  for (const auto& job : jobs_) {
    if (job->id == id) job->progress.cancel();
  }
}

void JobQueue::drop_all() {
  const std::lock_guard lock(mutex_);
  last_dropped_ = last_id_;
  for (const auto& job : jobs_) job->progress.cancel();
  std::erase_if(jobs_, [](const auto& job) { return !job->running; });
}

std::vector<Landing> JobQueue::take_landings() {
  const std::lock_guard lock(mutex_);
  return std::exchange(landings_, {});
}

std::vector<JobView> JobQueue::views() const {
  const std::lock_guard lock(mutex_);
  std::vector<JobView> views;
  for (const auto& job : jobs_) {
    views.push_back({job->id, job->name, job->progress.step(), job->progress.fraction()});
  }
  return views;
}

bool JobQueue::idle() const {
  const std::lock_guard lock(mutex_);
  return jobs_.empty() && landings_.empty();
}

void JobQueue::wait_for_news() {
  std::unique_lock lock(mutex_);
  news_for_session_.wait(lock, [this] { return jobs_.empty() || !landings_.empty(); });
}

void JobQueue::work_loop() {
  std::unique_lock lock(mutex_);
  while (true) {
    const auto next =
        std::find_if(jobs_.begin(), jobs_.end(), [](const auto& job) { return !job->running; });
    if (next == jobs_.end()) {
      if (closing_) return;
      news_for_workers_.wait(lock);
      continue;
    }
    const std::shared_ptr<Job> job = *next;
    job->running = true;
    lock.unlock();
    JobContext context(job->progress, [this, job](Landing landing) {
      const std::lock_guard inner(mutex_);
      landings_.push_back([this, id = job->id, landing = std::move(landing)](State& state) {
        if (static_cast<std::uint32_t>(id) > last_dropped_) landing(state);
      });
      news_for_session_.notify_all();
    });
    job->work(context);
    lock.lock();
    std::erase(jobs_, job);
    news_for_session_.notify_all();
  }
}

}  // namespace wangge::session
