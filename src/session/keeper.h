#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "io/file_claim.h"
#include "io/workspace_file.h"

namespace wangge::session {

/// The work as a file keeps it while it goes on. Drafts are written on a thread of their own, so
/// that no gesture waits for the disk. The file is the workspace, or, for work that was never
/// saved, a journal; a journal without a draft is removed in the end. For any thread.
class Keeper {
 public:
  /// A journal that is made when there is something to keep.
  explicit Keeper(std::string journal) : Keeper(std::move(journal), true) {}
  /// A file that is open. `claim`: so that no other window works on it.
  Keeper(io::WorkspaceFile file, io::FileClaim claim, bool journal);
  ~Keeper();  ///< waits until what is wanted is written
  Keeper(const Keeper&) = delete;
  Keeper& operator=(const Keeper&) = delete;

  const std::string& path() const { return path_; }
  bool is_journal() const { return journal_; }

  /// The draft from now on; of several that wait the last is written. `step` counts them, `done` is
  /// what the user did since the save.
  void keep(io::WorkspaceState state, Seconds at, std::size_t step, std::size_t done);
  /// There is no draft any more.
  void forget();
  /// Saves what was the draft of `step`; see io::WorkspaceFile::save.
  Result<void> save(const io::WorkspaceState& state, std::size_t step,
                    const model::Coverage* coverage, Progress& progress);

  /// Why drafts can no longer be written; told once.
  std::optional<Error> take_failure();
  /// Until what is wanted is written.
  void wait();

 private:
  struct Wish {
    std::optional<io::WorkspaceState> draft;  ///< none: no draft
    Seconds at = 0;
    std::size_t step = 0, done = 0;
  };
  Keeper(std::string path, bool journal);
  void want(Wish wish);
  void work_loop();
  Result<void> write(const Wish& wish);

  const std::string path_;
  const bool journal_;

  std::mutex file_mutex_;  ///< for these
  std::optional<io::FileClaim> claim_;
  std::optional<io::WorkspaceFile> file_;
  std::size_t drafted_ = 0;  ///< step of the draft in the file

  std::mutex mutex_;  ///< for these
  std::condition_variable news_;
  std::optional<Wish> wish_;
  std::optional<Error> failure_;
  bool failing_ = false, writing_ = false, closing_ = false;

  std::thread thread_;  // last: it uses all of the above
};

}  // namespace wangge::session
