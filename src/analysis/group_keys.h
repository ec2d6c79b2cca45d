#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/grouping.h"

namespace wangge::analysis {

/// One key of all rows.
struct KeyCodes {
  std::string heading;
  std::vector<std::uint32_t> codes;  ///< one an entry of the rows: a place in `texts`
  /// What occurs, in the order of grouping.h; "" at the end where a row has no value.
  std::vector<std::string> texts;
};

/// errors  as group_rows
Result<KeyCodes> key_codes(const model::Layer& layer, const model::Rows& rows, const GroupKey& key);

/// The column that a field's key or a column's own name speaks of.
///
/// errors  not_found
Result<const model::Column*> named_column(const model::Layer& layer, const std::string& name);
/// How a person calls it, in the current language.
std::string column_heading(const model::Layer& layer, const std::string& name);

}  // namespace wangge::analysis
