#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "analysis/question.h"

namespace wangge::analysis {

// What the texts of questions are made of (question_text.h), for those who read and write them.

/// The words of the language.
enum class Word : std::uint8_t {
  where,
  or_,
  and_,
  not_,
  in,
  is,
  empty,
  contains,
  starts,
  with,
  last,
  hours,
  days,
  weeks,
  months,
  years,
  from,
  until,
  intersects,
  within,
  overlaps,
  touches,
  crosses,
  equals,
  disjoint,
  m,
  km,
  of,
  nearest,
  to,
  selection,
  shape,
};
/// "where"
std::string_view word_text(Word word);
/// The word that a text is, its letters in either case.
std::optional<Word> word_from_text(std::string_view text);

/// "hours" …
Word word_of(TimeStep step);
std::optional<TimeStep> step_from_word(Word word);
/// "<=": of the comparisons that are written as signs; nothing for the others.
std::string_view sign_of(Comparison comparison);
std::optional<Comparison> comparison_from_sign(std::string_view sign);

/// Bytes of the blank that a text begins with, 0 where it begins with none.
std::size_t blank_length(std::string_view text);

/// Bytes of what can stand at the beginning of a text without quotes, words of the language too.
/// Names end at a sign of comparison, values do not but must not begin with one.
std::size_t bare_name_length(std::string_view text);
std::size_t bare_value_length(std::string_view text);

/// The full-width and the narrow form of a bracket, comma or quote.
inline constexpr std::string_view wide_open = "（", wide_close = "）", wide_comma = "，";
inline constexpr std::string_view wide_single_open = "‘", wide_single_close = "’",
                                  wide_double_open = "“", wide_double_close = "”";

/// Bytes of the quote that a text begins with, 0 where it begins with none.
std::size_t quote_length(std::string_view text);
/// The text between the quotes that it stands in, doubled ones taken as one.
std::string unquoted(std::string_view text);
/// The text as it is written: bare where it can be, else in quotes.
std::string written_name(std::string_view name);
std::string written_value(std::string_view value);
/// "$name"
std::string written_parameter(std::string_view name);
/// In single quotes in any case.
std::string written_text(std::string_view text);

}  // namespace wangge::analysis
