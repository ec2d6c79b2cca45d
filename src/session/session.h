#pragma once

#include <memory>
#include <string>

#include "geo/box_tree.h"
#include "session/actions.h"
#include "session/snapshot.h"

namespace wangge::session {

struct State;

/// One open workspace: actions in, snapshots out. The window and the verbs drive the same one.
///
///   Session session;
///   session.apply(OpenFiles{{"grids.geojson", "tickets.csv"}, {}});
///   session.wait();
///   for (const Notice& notice : session.snapshot().notices) …
///
/// All members are for one thread, the one that draws. Slow work runs as jobs in the background; a
/// job computes on what it was started with and its result is taken over in update().
class Session {
 public:
  Session();
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  /// What is said of columns (SetRole, SetColumn) is kept in this file from now on, and files of
  /// the same kind are understood so when they are opened. Without it nothing is kept: verbs answer
  /// the same for everybody.
  void remember_columns_in(const std::string& path);

  /// Every export of personal data as they are leaves a line in this file; without it in the
  /// workspace alone.
  void log_exports_in(const std::string& path);

  /// Work that is in no workspace file yet is kept in files of this folder from now on, and what an
  /// earlier end of the program has left there is in Snapshot::file. Changes of a workspace are
  /// kept in its own file as its draft. Without a folder nothing is written but by SaveWorkspace.
  void keep_work_in(const std::string& folder);
  /// Until the last change is on its way to the disk; for tests.
  void wait_until_kept();

  /// Fast actions take effect at once, slow ones start a job. Never blocks.
  void apply(const Action& action);

  /// Takes over what jobs have finished. Once a frame; true when the snapshot changed.
  bool update();
  const Snapshot& snapshot() const;

  /// Until every job has ended and been taken over; for verbs and tests.
  void wait();

  /// An index over the features' boxes of an open layer, made in the background when the layer was
  /// opened; nullptr until it is ready.
  std::shared_ptr<const geo::BoxTree> index(LayerId layer) const;

 private:
  std::unique_ptr<State> state_;
};

}  // namespace wangge::session
