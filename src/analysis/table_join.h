#pragma once

#include <string>

#include "base/result.h"
#include "model/layer.h"

namespace wangge::analysis {

/// A layer with the columns of a table beside its own, and how well the two fitted.
struct JoinedTable {
  model::Layer layer;
  std::size_t matched = 0;   ///< rows of the layer that found a row of the table
  model::Rows without_row;   ///< rows of the layer that found none; their new values are null
  model::Rows unused;        ///< rows of the table whose key no row of the layer has
  model::Rows repeated_key;  ///< rows of the table whose key was there before: not used
};

/// Sets the columns of `table` beside those of `layer` where the keys agree. Keys are compared as
/// texts without blanks at their ends, and as numbers where both are numbers: 0412 and 412 differ,
/// "2119.0" and 2119 are one. An empty key joins nothing. A name the layer has already gets "_2".
/// Fields that the layer's role has and no column held are taken from the new columns, as their
/// names say.
///
/// errors  invalid_argument for a column that does not exist
/// cost    one pass over each; pure
Result<JoinedTable> join_table(const model::Layer& layer, const std::string& layer_key,
                               const model::Layer& table, const std::string& table_key);

/// The column of that name. errors  invalid_argument: there is none
Result<int> find_column(const model::Layer& layer, const std::string& name);

/// A key as it is compared by join_table and by updates of a layer.
std::string join_key(const model::Column& column, std::size_t row);

}  // namespace wangge::analysis
