// Conditions on one column, row by row; see question_values.h.
#include <algorithm>
#include <charconv>

#include "analysis/question_tokens.h"
#include "analysis/question_values.h"
#include "analysis/text_search.h"
#include "base/i18n.h"
#include "base/parallel.h"

namespace wangge::analysis {
namespace {

using model::Column;

constexpr std::size_t block_rows = 1 << 14;

/// Marks by pass(row); rows without a value by `null_passes`.
template <typename Pass>
Marks marked(const Column& column, bool null_passes, const Pass& pass) {
  Marks marks(column.size());
  parallel_ranges(marks.size(), block_rows, [&](std::size_t begin, std::size_t end) {
    for (std::size_t row = begin; row < end; ++row) {
      marks[row] = static_cast<std::uint8_t>(pass(row));
    }
    if (!column.nulls.any()) return;
    // Without a branch: it would be mispredicted every other row.
    for (std::size_t row = begin; row < end; ++row) {
      const auto null = static_cast<std::uint8_t>(column.is_null(row));
      marks[row] = static_cast<std::uint8_t>((marks[row] & (null ^ 1U)) |
                                             (null & static_cast<std::uint8_t>(null_passes)));
    }
  });
  return marks;
}

/// Of texts: pass(text) is asked once for each distinct one.
template <typename Pass>
Marks marked_texts(const Column& column, const model::Texts& texts, bool null_passes,
                   const Pass& pass) {
  std::vector<std::uint8_t> passes(texts.dictionary.size());
  parallel_ranges(passes.size(), 2048, [&](std::size_t begin, std::size_t end) {
    for (std::size_t code = begin; code < end; ++code) {
      passes[code] = static_cast<std::uint8_t>(pass(texts.dictionary[code]));
    }
  });
  return marked(column, null_passes,
                [&, codes = texts.codes.data()](std::size_t row) { return passes[codes[row]]; });
}

/// pass(text of the row), of columns of any type.
template <typename Pass>
Marks marked_by_text(const Column& column, bool null_passes, const Pass& pass) {
  if (const auto* texts = std::get_if<model::Texts>(&column.values)) {
    return marked_texts(column, *texts, null_passes, pass);
  }
  return marked(column, null_passes, [&](std::size_t row) { return pass(column.text(row)); });
}

bool is_blank(std::string_view text) {
  while (const std::size_t length = blank_length(text)) text.remove_prefix(length);
  return text.empty();
}

template <typename Value>
bool holds(Comparison comparison, const Value& found, const std::vector<Value>& asked) {
  switch (comparison) {
    case Comparison::equal:
      return std::find(asked.begin(), asked.end(), found) != asked.end();
    case Comparison::unequal:
      return std::find(asked.begin(), asked.end(), found) == asked.end();
    case Comparison::less:
      return found < asked.front();
    case Comparison::at_most:
      return found <= asked.front();
    case Comparison::more:
      return found > asked.front();
    case Comparison::at_least:
      return found >= asked.front();
    default:
      return false;
  }
}

/// get(row) against the asked values.
template <typename Value, typename Get>
Marks compared(const Column& column, Comparison comparison, const std::vector<Value>& asked,
               const Get& get) {
  return marked(column, comparison == Comparison::unequal,
                [&](std::size_t row) { return holds<Value>(comparison, get(row), asked); });
}

Result<double> asked_truth(const AskedValue& value, const std::string& where) {
  for (const char* yes : {"true", "yes", "1", "是"}) {
    if (value.text == yes && !value.parameter) return 1.0;
  }
  for (const char* no : {"false", "no", "0", "否"}) {
    if (value.text == no && !value.parameter) return 0.0;
  }
  const Result<std::string> text = asked_text(value, where);
  if (!text) return text.error();
  return Error{ErrorCode::invalid_argument, where, trf("“{}” is neither yes nor no.", *text),
               tr("Write true or false.")};
}

Result<std::int64_t> asked_integer(const AskedValue& value, const std::string& where) {
  const Result<std::string> text = asked_text(value, where);
  if (!text) return text.error();
  std::int64_t number = 0;
  const auto [end, problem] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (problem == std::errc() && end == text->data() + text->size()) return number;
  return Error{ErrorCode::invalid_argument, where, "", ""};
}

/// Each value as read(value, where) takes it.
template <typename Value>
Result<std::vector<Value>> each(const std::vector<AskedValue>& values, const std::string& where,
                                Result<Value> (*read)(const AskedValue&, const std::string&)) {
  std::vector<Value> all;
  for (const AskedValue& value : values) {
    const Result<Value> one = read(value, where);
    if (!one) return one.error();
    all.push_back(*one);
  }
  return all;
}

Result<Marks> compared_to_values(const Column& column, const AttributeCondition& asked,
                                 const std::string& where) {
  const Comparison how = asked.comparison;
  if (const auto* times = std::get_if<model::Times>(&column.values)) {
    const auto wanted = each<Seconds>(asked.values, where, asked_time);
    if (!wanted) return wanted.error();
    return compared<Seconds>(column, how, *wanted,
                             [&](std::size_t row) { return times->seconds[row]; });
  }
  if (const auto* texts = std::get_if<model::Texts>(&column.values)) {
    const auto wanted = each<std::string>(asked.values, where, asked_text);
    if (!wanted) return wanted.error();
    const std::vector<std::string_view> views(wanted->begin(), wanted->end());
    return marked_texts(column, *texts, how == Comparison::unequal,
                        [&](std::string_view text) { return holds(how, text, views); });
  }
  if (const auto* integers = std::get_if<model::Integers>(&column.values)) {
    // Long ids have more digits than a double keeps.
    if (const auto wanted = each<std::int64_t>(asked.values, where, asked_integer)) {
      return compared<std::int64_t>(column, how, *wanted,
                                    [&](std::size_t row) { return (*integers)[row]; });
    }
  }
  const bool truths = std::holds_alternative<model::Bools>(column.values);
  const auto wanted = each<double>(asked.values, where, truths ? asked_truth : asked_number);
  if (!wanted) return wanted.error();
  return compared<double>(column, how, *wanted,
                          [&](std::size_t row) { return column.number(row); });
}

}  // namespace

Result<Marks> attribute_marks(const AttributeCondition& asked, const model::Layer& layer,
                              const std::string& where) {
  const auto found = asked_column(asked.column, layer, where);
  if (!found) return found.error();
  const Column& column = **found;
  switch (asked.comparison) {
    case Comparison::is_empty:
      if (!std::holds_alternative<model::Texts>(column.values)) {
        return marked(column, true, [](std::size_t) { return false; });
      }
      return marked_by_text(column, true, is_blank);
    case Comparison::is_filled:
      if (!std::holds_alternative<model::Texts>(column.values)) {
        return marked(column, false, [](std::size_t) { return true; });
      }
      return marked_by_text(column, false, [](std::string_view text) { return !is_blank(text); });
    case Comparison::contains:
    case Comparison::starts_with: {
      const auto wanted = each<std::string>(asked.values, where, asked_text);
      if (!wanted) return wanted.error();
      const std::vector<TextSearch> searches(wanted->begin(), wanted->end());
      const bool begins = asked.comparison == Comparison::starts_with;
      return marked_by_text(column, false, [&](std::string_view text) {
        return std::any_of(searches.begin(), searches.end(), [&](const TextSearch& search) {
          return begins ? search.begins(text) : search.found_in(text);
        });
      });
    }
    default:
      return compared_to_values(column, asked, where);
  }
}

Result<Marks> time_marks(const TimeCondition& asked, const model::Layer& layer, Seconds now,
                         const std::string& where) {
  const auto found = asked_column(asked.column, layer, where);
  if (!found) return found.error();
  const Column& column = **found;
  const auto* times = std::get_if<model::Times>(&column.values);
  if (times == nullptr) {
    return Error{ErrorCode::invalid_argument, where,
                 trf("The column “{}” holds no times.", asked.column),
                 tr("Choose a column of times.")};
  }
  const Result<TimeSpan> span = asked_span(asked, now, where);
  if (!span) return span.error();
  return marked(column, false,
                [seconds = times->seconds.data(), from = span->first, until = span->second](
                    std::size_t row) { return (seconds[row] >= from) & (seconds[row] < until); });
}

}  // namespace wangge::analysis
