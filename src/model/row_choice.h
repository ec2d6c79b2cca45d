#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/layer.h"

namespace wangge::model {

/// A value that a column has to hold.
struct RowCondition {
  std::string column, value;
  bool operator==(const RowCondition&) const = default;
};

/// The rows that hold one of the values; values of one column are alternatives, and so are columns.
/// Nothing where the layer has none of the columns, or there are no conditions: all rows then.
std::optional<Rows> rows_where(const Layer& layer, const std::vector<RowCondition>& conditions);

}  // namespace wangge::model
