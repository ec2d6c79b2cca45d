#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/question.h"
#include "base/result.h"
#include "model/layer.h"

namespace wangge::analysis {

// What the names and values in a question mean. `where` in all of these is the condition as to_text
// writes it, for errors to name.

/// The column that a condition names: of a field by its key, else by its own name, else area_m2 or
/// length_m, made from the geometry.
/// errors  not_found, with the names there are
Result<std::shared_ptr<const model::Column>> asked_column(const std::string& name,
                                                          const model::Layer& layer,
                                                          const std::string& where);

/// errors  invalid_argument: a parameter without a value, no number
Result<double> asked_number(const AskedValue& value, const std::string& where);
/// A whole number from 1 to 10,000.
/// errors  invalid_argument
Result<int> asked_count(const AskedValue& value, const std::string& where);
/// errors  invalid_argument: a parameter without a value, no date
Result<Seconds> asked_time(const AskedValue& value, const std::string& where);
/// errors  invalid_argument: a parameter without a value
Result<std::string> asked_text(const AskedValue& value, const std::string& where);

/// [first, second)
using TimeSpan = std::pair<Seconds, Seconds>;
/// The stretch of time that a condition speaks of when it is asked at `now`.
/// errors  invalid_argument: a parameter without a value, no date, no number of steps
Result<TimeSpan> asked_span(const TimeCondition& asked, Seconds now, const std::string& where);

/// One mark a row: 1 where it meets the condition.
using Marks = std::vector<std::uint8_t>;

/// errors  as asked_column, asked_number …
/// cost    1 ms a million rows; texts once for each distinct one
Result<Marks> attribute_marks(const AttributeCondition& asked, const model::Layer& layer,
                              const std::string& where);
/// Rows without a time do not meet it.
/// errors  also invalid_argument for a column without times
Result<Marks> time_marks(const TimeCondition& asked, const model::Layer& layer, Seconds now,
                         const std::string& where);

}  // namespace wangge::analysis
