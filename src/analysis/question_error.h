#pragma once

#include <cstddef>
#include <set>
#include <string_view>

#include "base/result.h"

namespace wangge::analysis {

/// What the text of a question can lack at a place.
enum class Expected : std::uint8_t {
  layer,
  where,
  condition,
  comparison,
  empty,  ///< after "column is"
  with,
  value,
  count,
  last,
  step,
  until,
  distance,
  unit,
  of,
  to,
  place,
  shape_text,
  and_,
  or_,
  comma,
  open,
  close,
  closing_quote,
  end,
  metres,   ///< in the place of a parameter of kilometres
  shallow,  ///< brackets less deep
  shape_kind,
  same_kind,  ///< shapes of one kind
  coordinate,
  degrees,      ///< numbers that are degrees
  point,        ///< more points of a line or ring
  first_point,  ///< that a ring ends with its first point
};

/// The question cannot go on at byte `at` of `text`: says what was found there and what was
/// expected. `where` is "question:LINE:COLUMN", columns in characters.
Error unexpected(std::string_view text, std::size_t at, const std::set<Expected>& expected);

}  // namespace wangge::analysis
