#pragma once

#include <optional>

#include "model/layer.h"

namespace wangge::analysis {

/// Two columns that seem to name the same things.
struct JoinGuess {
  int layer_column, table_column;
  double share;  ///< of the table's different values that the layer has too, in [0, 1]
  bool operator==(const JoinGuess&) const = default;
};

/// The columns by which a table most likely belongs to a layer: those whose values agree most, and
/// of equals those that are called alike. Keys are short, few of them repeat, and they are compared
/// as join_table() does; times, reals that are no whole numbers and long texts are none. Nothing
/// where no two columns share a twentieth of their values.
///
/// cost    looks at the first 20,000 rows of each; some 10 ms
std::optional<JoinGuess> guess_join(const model::Layer& layer, const model::Layer& table);

}  // namespace wangge::analysis
