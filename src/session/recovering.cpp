#include <algorithm>
#include <filesystem>

#include "session/state.h"

namespace wangge::session {
namespace fs = std::filesystem;

namespace {

void forget_found(State& state, const std::string& path) {
  std::erase_if(state.snapshot.file.found,
                [&](const FoundWork& work) { return work.path == path; });
  state.touch();
}

const FoundWork* found_at(const State& state, const std::string& path) {
  const auto& found = state.snapshot.file.found;
  const auto work = std::ranges::find(found, path, &FoundWork::path);
  return work == found.end() ? nullptr : &*work;
}

}  // namespace

void find_work(State& state) {
  std::error_code ignored;
  fs::create_directories(state.journal_folder, ignored);
  fs::permissions(state.journal_folder, fs::perms::owner_all, ignored);
  std::vector<FoundWork> found;
  for (const auto& entry : fs::directory_iterator(state.journal_folder, ignored)) {
    const std::string path = entry.path().string();
    if (entry.path().extension() != ".gpkg") continue;
    if (!io::FileClaim::take(path)) continue;  // another window works on it
    if (const auto draft = io::WorkspaceFile::draft_in(path)) {
      found.push_back({path, draft->first, draft->second, false});
    } else {
      fs::remove(path, ignored);  // ended before anything was kept
    }
  }
  std::ranges::sort(found, std::greater{}, &FoundWork::at);
  state.snapshot.file.found = std::move(found);
  state.touch();
}

void continue_work(State& state, const ContinueWork& action) {
  const FoundWork* work = found_at(state, action.path);
  if (work == nullptr) return;
  if (!work->shown) open_workspace(state, {action.path});
  forget_found(state, action.path);
}

void drop_work(State& state, const DropWork& action) {
  const FoundWork* work = found_at(state, action.path);
  if (work == nullptr) return;
  if (work->shown) {
    go_back_to_saved(state);
  } else {
    std::error_code ignored;
    for (const char* ending : {"", "-wal", "-shm"}) fs::remove(action.path + ending, ignored);
  }
  forget_found(state, action.path);
}

}  // namespace wangge::session
