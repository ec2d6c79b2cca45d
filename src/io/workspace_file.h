#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "base/time.h"
#include "io/workspace_state.h"
#include "model/coverage.h"

namespace wangge::io {

/// A workspace as one GeoPackage. Open layers are ordinary feature tables in it, and the grids of
/// the plan are one more (`plan_grids`), so that other programs show it as it is. Beside them:
///
///   wangge_meta   key, value: `format` 1, and `revision`, which grows with everything written
///   wangge_piece  id, kind, table_name, head: what is kept once, however often it is needed.
///                 kind `layer`: one version of a layer; head is all but its rows, which are in the
///                 feature table `table_name`, or, for versions that only undo needs, in
///                 wangge_bytes. `units`: the names of a plan's units. `plan`: all else of a plan.
///                 `edit`: one step of the history; names layers and plans by their pieces.
///   wangge_bytes  piece, part, data: the rows of a layer, packed (pack_layer.h)
///   wangge_state  name, at, steps, body: `saved` as it was last saved; `draft`, the journal: as it
///                 was after the last finished gesture since, and how many there were. The body
///                 names pieces.
///   wangge_plan   name, valid_from, valid_to, grids, units, edited: the plans, for people to read
///
/// Nothing that is in the file is written again: layers, plans and edits never change, so the same
/// pointer is the same piece. Every save is one transaction. For one thread at a time.
class WorkspaceFile {
 public:
  /// Whether a file is a workspace and no mere GeoPackage.
  static bool is_one(const std::string& path);

  /// A new file without a state, or, when it is saved whole, with one: made beside its place and
  /// then moved there, over what was there before.
  ///
  /// coverage  of the plan's units; null without a plan
  /// errors    no_permission, no_space, conflict (open elsewhere), cancelled: what was there before
  ///           is as it was
  static Result<WorkspaceFile> make(const std::string& path, const WorkspaceState& state,
                                    const model::Coverage* coverage, Progress& progress);
  /// A file for drafts alone: nothing was ever saved. Only its owner may read it.
  static Result<WorkspaceFile> make_journal(const std::string& path);

  struct Draft {
    WorkspaceState state;
    Seconds at = 0;         ///< of the last gesture in it
    std::size_t steps = 0;  ///< since the save
  };
  /// When the last gesture of the draft in a file was, and how many there were since the save;
  /// nothing where there is no draft to be read.
  static std::optional<std::pair<Seconds, std::size_t>> draft_in(const std::string& path);
  struct Opened;
  /// Makes a layer ready for showing; called once for each.
  using Ready = std::function<model::LayerVersion(const model::LayerPtr&)>;
  /// ready   fills in what undo needs beside the layers; without it they come alone
  /// errors  not_found, no_permission, not_a_map_file (no workspace), unsupported (of a newer
  ///         version), broken, cancelled
  static Result<Opened> open(const std::string& path, const Ready& ready, Progress& progress);

  /// What changed since the last save; what was drafted up to `state` is part of it. `newer_draft`:
  /// the draft in the file is later than this state and stays.
  ///
  /// errors  no_permission, no_space, conflict (another program writes, or has written), cancelled
  Result<void> save(const WorkspaceState& state, const model::Coverage* coverage, bool newer_draft,
                    Progress& progress);
  /// The journal. Survives the end of the program at any moment, and nearly always that of the
  /// machine.
  /// cost    a few milliseconds, and the rows of layers that are new
  Result<void> keep_draft(const WorkspaceState& state, Seconds at, std::size_t steps);
  Result<void> drop_draft();

  bool has_draft() const;
  bool read_only() const;
  const std::string& path() const;

  WorkspaceFile(WorkspaceFile&&) noexcept;
  WorkspaceFile& operator=(WorkspaceFile&&) noexcept;
  ~WorkspaceFile();

 private:
  struct Data;
  explicit WorkspaceFile(std::unique_ptr<Data> data);
  std::unique_ptr<Data> data_;
};

struct WorkspaceFile::Opened {
  WorkspaceFile file;
  WorkspaceState saved;  ///< empty where nothing was ever saved
  std::optional<Draft> draft;
  std::vector<std::string> warnings;  ///< what another program has changed in it
};

}  // namespace wangge::io
