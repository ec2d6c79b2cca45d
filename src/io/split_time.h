#pragma once

#include <optional>
#include <string>

#include "model/column.h"

namespace wangge::io {

/// A moment that a table keeps in columns of their own, as one column of times.
struct SplitTime {
  model::Column column;  ///< named "date", or 时间 where the columns are named in Chinese
  std::string from;      ///< the names of the columns: "YEAR, MONTH, DAY, HOUR, MINUTE"
};

/// Reads year, month and day (and hour and minute where they are there) as one time: YEAR, MONTH,
/// DAY, HOUR, MINUTE or 年, 月, 日, 时, 分, whatever their case. Rows that name no day are null.
/// Nothing where one of the first three is missing, where more than one row in a hundred names no
/// day, or where the table has a column of that name already.
std::optional<SplitTime> read_split_time(const model::Table& table);

}  // namespace wangge::io
