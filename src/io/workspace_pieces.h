#pragma once

#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "base/progress.h"
#include "io/sqlite.h"
#include "io/workspace_state.h"

namespace wangge::io {

/// What of a workspace is in its file, by pointer.
struct Piece {
  std::int64_t id = 0;
  std::shared_ptr<const void> kept;  ///< so that no other comes to lie at its address
  std::string table;                 ///< of a layer that is a feature table
};
using Pieces = std::unordered_map<const void*, Piece>;
using Reached = std::unordered_set<const void*>;

/// The identity of the names of a plan's units, which copies of a plan share.
inline const void* identity(const model::UnitIds& ids) { return &ids.all(); }
/// Everything that a state needs.
void reach(const WorkspaceState& state, Reached& reached);

/// Writes pieces within a transaction that somebody else has begun. `pieces` is right only when it
/// was committed.
class PieceWriter {
 public:
  PieceWriter(Database& database, Pieces& pieces, Progress& progress)
      : database_(database), pieces_(pieces), progress_(progress) {}

  /// Takes away what nobody needs any more.
  void keep_only(const Reached& reached);
  /// Layers among the feature tables that are no longer open are kept as bytes.
  void put_away_tables(const Reached& open);

  std::int64_t layer(const model::LayerPtr& layer, bool as_table, std::int64_t srs);
  std::int64_t plan(const model::PlanPtr& plan);
  std::int64_t edit(const model::EditPtr& edit);

 private:
  std::int64_t insert(const char* kind, const void* what, std::shared_ptr<const void> kept,
                      const std::string& head);
  void write_bytes(std::int64_t piece, const model::Layer& layer);

  Database& database_;
  Pieces& pieces_;
  Progress& progress_;
};

/// Reads pieces; each once. What contradicts itself is null.
class PieceReader {
 public:
  using Ready = std::function<model::LayerVersion(const model::LayerPtr&)>;
  /// ready  makes what undo needs of a layer; may be empty
  PieceReader(Database& database, Pieces& pieces, const Ready& ready, Progress& progress)
      : database_(database), pieces_(pieces), ready_(ready), progress_(progress) {}

  model::LayerPtr layer(std::int64_t id);
  model::PlanPtr plan(std::int64_t id);
  model::EditPtr edit(std::int64_t id);
  std::vector<std::string> warnings;  ///< what another program has changed

 private:
  struct Row {
    std::string table, head;
  };
  std::optional<Row> row(std::int64_t id, const char* kind);
  std::optional<model::UnitIds> unit_ids(std::int64_t id);
  model::LayerVersion version(std::int64_t id);
  void know(std::int64_t id, const void* what, std::shared_ptr<const void> kept, std::string table);

  Database& database_;
  Pieces& pieces_;
  const Ready& ready_;
  Progress& progress_;
  std::unordered_map<std::int64_t, model::LayerPtr> layers_;
  std::unordered_map<std::int64_t, model::PlanPtr> plans_;
  std::unordered_map<std::int64_t, model::UnitIds> unit_ids_;
  std::unordered_map<std::int64_t, model::EditPtr> edits_;
};

}  // namespace wangge::io
