#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "model/layer.h"

namespace wangge::analysis {

/// What a newer delivery of a table changes, row by row.
struct TableUpdate {
  model::Rows added;                                               ///< rows of the newer table
  std::vector<std::pair<std::uint32_t, std::uint32_t>> changed;    ///< rows before and now
  std::vector<std::pair<std::uint32_t, std::uint32_t>> unchanged;  ///< rows before and now
  model::Rows gone;                                                ///< rows of the table of before
  std::size_t without_key = 0;   ///< rows of the newer table that have none: left out
  std::size_t repeated_key = 0;  ///< rows of the newer table whose key came before: left out
  std::vector<std::pair<std::string, std::size_t>> cells;  ///< changed cells a column, most first

  bool changes_anything() const { return !added.empty() || !changed.empty(); }
};

/// Compares two deliveries of one table by a key column (compared as join_table() does). A row has
/// changed when a column that both have reads differently, or its place moved more than 0.1 m. A
/// column that only one of them has changes nothing, and neither does a place that the newer lacks.
/// Of rows of before that share a key, or have none, only the first with that key is compared; the
/// others are never gone.
///
/// errors  invalid_argument (no such column, another kind of geometry)
/// cost    one pass over each; places in the same CRS
Result<TableUpdate> compare_tables(const model::Layer& before, const model::Layer& now,
                                   const std::string& key);

enum class GoneRows { keep, drop };

/// The table of before with the update in it: its rows in their order with the changed ones as they
/// are now, then the new ones. Columns, mapping and role are those of before, and columns that are
/// new come behind; where the newer table lacks a column, values stay, and new rows have none. A
/// column whose type differs between the two becomes text.
model::Layer updated_layer(const model::Layer& before, const model::Layer& now,
                           const TableUpdate& update, GoneRows gone);

/// "3 new, 5 changed, 90 unchanged, 2 gone", in the current language.
std::string update_sentence(const TableUpdate& update);

}  // namespace wangge::analysis
