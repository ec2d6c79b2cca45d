#include <filesystem>

#include "base/i18n.h"
#include "session/state.h"

namespace wangge::session {
namespace {

using Coverage = std::shared_ptr<const model::Coverage>;

bool same_file(const std::string& a, const std::string& b) {
  std::error_code ignored;
  return a == b || std::filesystem::equivalent(a, b, ignored);
}

/// The workspace in a new file; over an old one only where no other window has that open.
Result<std::shared_ptr<Keeper>> make_file(const std::string& path, const io::WorkspaceState& state,
                                          const Coverage& coverage, Progress& progress) {
  std::error_code ignored;
  std::optional<io::FileClaim> replaced;
  if (std::filesystem::exists(path, ignored)) {
    auto claim = io::FileClaim::take(path);
    if (!claim) return claim.error();
    replaced = std::move(*claim);
  }
  auto file = io::WorkspaceFile::make(path, state, coverage.get(), progress);
  if (!file) return file.error();
  auto claim = io::FileClaim::take(path);
  if (!claim) return claim.error();
  return std::make_shared<Keeper>(std::move(*file), std::move(*claim), false);
}

/// What was saved by `keeper` is the state that later ones are held against.
void land_saved(State& state, const std::shared_ptr<Keeper>& keeper, io::WorkspaceState saved) {
  Keeping& keeping = state.keeping;
  if (keeping.keeper && keeping.keeper != keeper) keeping.keeper->forget();
  keeping.keeper = keeper;
  if (state.history.edits() == saved.edits && state.history.cursor() == saved.cursor) {
    state.history.mark_saved();
    if (state.snapshot.plan) show_plan(state, state.snapshot.plan->plan);
  }
  keeping.saved = std::move(saved);
  keeping.seen.reset();
  state.snapshot.file.path = keeper->path();
  state.tell(NoticeKind::done, trf("The workspace is saved in {}.", keeper->path()));
}

}  // namespace

void save_workspace(State& state, const SaveWorkspace& action) {
  const std::string path = action.path.empty() ? state.snapshot.file.path : action.path;
  if (path.empty()) {
    state.tell({ErrorCode::invalid_argument, "", tr("The workspace has no name yet."),
                tr("Choose where to save it.")});
    return;
  }
  keep_work(state);  // what is saved is the last draft, not a newer one
  const auto& keeper = state.keeping.keeper;
  const bool same = keeper && !keeper->is_journal() && same_file(keeper->path(), path);
  const Coverage coverage = state.snapshot.plan ? state.snapshot.plan->ground->coverage : nullptr;
  state.jobs.start(trf("Saving {}", std::filesystem::path(path).filename().string()),
                   [path, keeper = same ? keeper : nullptr, step = state.keeping.step, coverage,
                    now = kept_state(state)](JobContext& context) {
                     auto in = keeper;
                     if (in) {
                       const auto saved = in->save(now, step, coverage.get(), context.progress);
                       if (!saved)
                         return context.land([e = saved.error()](State& s) { s.tell(e); });
                     } else {
                       auto made = make_file(path, now, coverage, context.progress);
                       if (!made) return context.land([e = made.error()](State& s) { s.tell(e); });
                       in = *made;
                     }
                     context.land([in, now](State& s) { land_saved(s, in, now); });
                   });
  state.touch();
}

}  // namespace wangge::session
