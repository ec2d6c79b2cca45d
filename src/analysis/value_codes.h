#pragma once

#include <cstdint>
#include <vector>

#include "base/time.h"
#include "model/layer.h"

namespace wangge::analysis {

/// The values of some rows as small numbers.
struct ValueCodes {
  static constexpr std::uint32_t none = 0xFFFFFFFF;  ///< of a row without a value
  std::vector<std::uint32_t> codes;                  ///< one an entry of the rows
  /// A row that holds each value; numbers and times ascending, texts in no order.
  std::vector<std::uint32_t> examples;
};

/// Without a value are nulls, empty texts and reals that are no finite numbers.
///
/// cost  a million rows: texts 2 ms, whole numbers and times within a narrow range 5 ms, others
///       200 ms
ValueCodes value_codes(const model::Column& column, const model::Rows& rows);

/// What a moment is put under.
enum class TimePart : std::uint8_t { hour_of_day, day_of_week, day };
/// The same of a column of times by a part of each.
ValueCodes value_codes(const model::Column& times, TimePart part, const model::Rows& rows);
std::int64_t part_of(Seconds time, TimePart part);

}  // namespace wangge::analysis
