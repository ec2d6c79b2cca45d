#include "analysis/question_tokens.h"

#include <algorithm>
#include <array>

namespace wangge::analysis {
namespace {

constexpr std::array<std::string_view, 32> words{
    "where",    "or",    "and",        "not",    "in",       "is",      "empty",     "contains",
    "starts",   "with",  "last",       "hours",  "days",     "weeks",   "months",    "years",
    "from",     "until", "intersects", "within", "overlaps", "touches", "crosses",   "equals",
    "disjoint", "m",     "km",         "of",     "nearest",  "to",      "selection", "shape"};

constexpr std::array signs{
    std::pair{Comparison::equal, std::string_view("=")},
    std::pair{Comparison::unequal, std::string_view("!=")},
    std::pair{Comparison::less, std::string_view("<")},
    std::pair{Comparison::at_most, std::string_view("<=")},
    std::pair{Comparison::more, std::string_view(">")},
    std::pair{Comparison::at_least, std::string_view(">=")},
};

constexpr std::array wide_ends{wide_open,        wide_close,        wide_comma,
                               wide_single_open, wide_single_close, wide_double_open,
                               wide_double_close};

/// Whether no bare text goes on with what `text` begins with.
bool ends_bare(std::string_view text) {
  constexpr std::string_view narrow = "(),'\"";
  return narrow.find(text.front()) != std::string_view::npos || blank_length(text) > 0 ||
         std::any_of(wide_ends.begin(), wide_ends.end(),
                     [text](std::string_view end) { return text.starts_with(end); });
}

bool is_sign(char c) { return c == '=' || c == '<' || c == '>' || c == '!'; }

std::size_t bare_length(std::string_view text, bool with_signs) {
  if (text.empty() || text.front() == '$' || is_sign(text.front())) return 0;
  std::size_t length = 0;
  while (length < text.size() && !ends_bare(text.substr(length)) &&
         (with_signs || !is_sign(text[length]))) {
    ++length;
  }
  return length;
}

std::string in_quotes(std::string_view text, char quote) {
  std::string written(1, quote);
  for (const char c : text) {
    written += c;
    if (c == quote) written += c;
  }
  return written + quote;
}

}  // namespace

std::string_view word_text(Word word) { return words[static_cast<std::size_t>(word)]; }

std::optional<Word> word_from_text(std::string_view text) {
  const auto same = [](char word, char c) {
    return word == (c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  };
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (std::equal(words[i].begin(), words[i].end(), text.begin(), text.end(), same)) {
      return static_cast<Word>(i);
    }
  }
  return std::nullopt;
}

Word word_of(TimeStep step) {
  return static_cast<Word>(static_cast<int>(Word::hours) + static_cast<int>(step));
}

std::optional<TimeStep> step_from_word(Word word) {
  if (word < Word::hours || word > Word::years) return std::nullopt;
  return static_cast<TimeStep>(static_cast<int>(word) - static_cast<int>(Word::hours));
}

std::string_view sign_of(Comparison comparison) {
  for (const auto& [value, sign] : signs) {
    if (value == comparison) return sign;
  }
  return {};
}

std::optional<Comparison> comparison_from_sign(std::string_view text) {
  for (const auto& [value, sign] : signs) {
    if (sign == text) return value;
  }
  return std::nullopt;
}

std::size_t blank_length(std::string_view text) {
  constexpr std::string_view narrow = " \t\r\n", wide = "\u3000";
  if (text.starts_with(wide)) return wide.size();
  return !text.empty() && narrow.find(text.front()) != std::string_view::npos ? 1 : 0;
}

std::size_t bare_name_length(std::string_view text) { return bare_length(text, false); }
std::size_t bare_value_length(std::string_view text) { return bare_length(text, true); }

std::size_t quote_length(std::string_view text) {
  for (const std::string_view quote :
       {std::string_view("'"), std::string_view("\""), wide_single_open, wide_single_close,
        wide_double_open, wide_double_close}) {
    if (text.starts_with(quote)) return quote.size();
  }
  return 0;
}

std::string unquoted(std::string_view text) {
  // Inside stand only doubled quotes of the kind that encloses it, and any number of others.
  const std::size_t width = quote_length(text);
  const bool wide = width > 1;
  const bool single = text.starts_with(wide_single_open) || text.starts_with(wide_single_close);
  const auto encloses = [&](std::string_view rest) {
    if (!wide) return rest.front() == text.front();
    return single ? rest.starts_with(wide_single_open) || rest.starts_with(wide_single_close)
                  : rest.starts_with(wide_double_open) || rest.starts_with(wide_double_close);
  };
  std::string inner;
  const std::size_t end = text.size() - width;
  for (std::size_t at = width; at < end;) {
    const bool doubled = encloses(text.substr(at));
    if (doubled) at += width;
    const std::size_t length = doubled ? width : 1;
    inner += text.substr(at, length);
    at += length;
  }
  return inner;
}

std::string written_name(std::string_view name) {
  const bool bare = !name.empty() && bare_name_length(name) == name.size() && !word_from_text(name);
  return bare ? std::string(name) : in_quotes(name, '"');
}

std::string written_text(std::string_view text) { return in_quotes(text, '\''); }

std::string written_value(std::string_view value) {
  const bool bare =
      !value.empty() && bare_value_length(value) == value.size() && !word_from_text(value);
  return bare ? std::string(value) : written_text(value);
}

std::string written_parameter(std::string_view name) {
  const bool bare = !name.empty() && bare_name_length(name) == name.size();
  return "$" + (bare ? std::string(name) : in_quotes(name, '"'));
}

}  // namespace wangge::analysis
