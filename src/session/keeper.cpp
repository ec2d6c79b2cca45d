#include "session/keeper.h"

#include <filesystem>
#include <utility>

namespace wangge::session {

Keeper::Keeper(std::string path, bool journal)
    : path_(std::move(path)), journal_(journal), thread_([this] { work_loop(); }) {}

Keeper::Keeper(io::WorkspaceFile file, io::FileClaim claim, bool journal)
    : Keeper(file.path(), journal) {
  const std::lock_guard lock(file_mutex_);
  file_ = std::move(file);
  claim_ = std::move(claim);
}

Keeper::~Keeper() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
  }
  news_.notify_all();
  thread_.join();
  if (!journal_ || !file_ || file_->has_draft()) return;
  file_.reset();
  std::error_code ignored;
  std::filesystem::remove(path_, ignored);
}

void Keeper::want(Wish wish) {
  {
    const std::lock_guard lock(mutex_);
    wish_ = std::move(wish);
  }
  news_.notify_all();
}

void Keeper::keep(io::WorkspaceState state, Seconds at, std::size_t step, std::size_t done) {
  want({std::move(state), at, step, done});
}

void Keeper::forget() { want({}); }

Result<void> Keeper::save(const io::WorkspaceState& state, std::size_t step,
                          const model::Coverage* coverage, Progress& progress) {
  const std::lock_guard lock(file_mutex_);
  return file_->save(state, coverage, drafted_ > step, progress);
}

std::optional<Error> Keeper::take_failure() {
  const std::lock_guard lock(mutex_);
  return std::exchange(failure_, std::nullopt);
}

void Keeper::wait() {
  std::unique_lock lock(mutex_);
  news_.wait(lock, [this] { return !wish_ && !writing_; });
}

Result<void> Keeper::write(const Wish& wish) {
  const std::lock_guard lock(file_mutex_);
  if (!file_) {
    if (!wish.draft) return {};
    auto made = io::WorkspaceFile::make_journal(path_);
    if (!made) return made.error();
    auto claim = io::FileClaim::take(path_);
    if (!claim) return claim.error();
    file_ = std::move(*made);
    claim_ = std::move(*claim);
  }
  if (!wish.draft) return file_->drop_draft();
  auto kept = file_->keep_draft(*wish.draft, wish.at, wish.done);
  if (kept) drafted_ = wish.step;
  return kept;
}

void Keeper::work_loop() {
  std::unique_lock lock(mutex_);
  while (true) {
    news_.wait(lock, [this] { return closing_ || wish_; });
    if (!wish_) return;
    const Wish wish = *std::exchange(wish_, std::nullopt);
    writing_ = true;
    lock.unlock();
    const auto written = write(wish);
    lock.lock();
    writing_ = false;
    if (!written && !failing_) failure_ = written.error();
    failing_ = !written;
    news_.notify_all();
  }
}

}  // namespace wangge::session
