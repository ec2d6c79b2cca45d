#include "analysis/question_error.h"

#include <algorithm>

#include "analysis/question_tokens.h"
#include "base/i18n.h"

namespace wangge::analysis {
namespace {

const char* text_of(Expected expected) {
  switch (expected) {
    case Expected::layer:
      return tr("a layer");
    case Expected::where:
      return "“where”";
    case Expected::condition:
      return tr("a condition");
    case Expected::comparison:
      return tr(
          "a comparison (=, !=, <, <=, >, >=, in, not, contains, starts with, is, from, "
          "until)");
    case Expected::empty:
      return tr("“empty” or “not empty”");
    case Expected::with:
      return "“with”";
    case Expected::value:
      return tr("a value");
    case Expected::count:
      return tr("a number of features");
    case Expected::last:
      return "“last”";
    case Expected::step:
      return tr("“hours”, “days”, “weeks”, “months” or “years”");
    case Expected::until:
      return "“until”";
    case Expected::distance:
      return tr("a distance");
    case Expected::unit:
      return tr("“m” or “km”");
    case Expected::of:
      return "“of”";
    case Expected::to:
      return "“to”";
    case Expected::place:
      return tr("a layer, “(layer where …)”, “selection” or “shape”");
    case Expected::shape_text:
      return tr("a shape as WKT in quotes");
    case Expected::and_:
      return "“and”";
    case Expected::or_:
      return "“or”";
    case Expected::comma:
      return "“,”";
    case Expected::open:
      return "“(”";
    case Expected::close:
      return "“)”";
    case Expected::closing_quote:
      return tr("the closing quote");
    case Expected::end:
      return tr("the end");
    case Expected::metres:
      return tr("“m” (a parameter stands for metres)");
    case Expected::shallow:
      return tr("a question with fewer brackets inside of one another");
    case Expected::shape_kind:
      return tr("POINT, LINESTRING, POLYGON, their MULTI forms or GEOMETRYCOLLECTION");
    case Expected::same_kind:
      return tr("a shape of the same kind as the first");
    case Expected::coordinate:
      return tr("a number");
    case Expected::degrees:
      return tr("a longitude from -180 to 180 and a latitude from -90 to 90");
    case Expected::point:
      return tr("another point (a line has two at least, a ring four)");
    case Expected::first_point:
      return tr("the first point of the ring, with which it must end");
  }
  return "";
}

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

/// Line and column of a byte, both from 1.
std::string place_of(std::string_view text, std::size_t at) {
  const std::string_view before = text.substr(0, at);
  const auto lines = std::count(before.begin(), before.end(), '\n');
  const std::size_t line_begin = lines == 0 ? 0 : before.rfind('\n') + 1;
  const std::string_view line = before.substr(line_begin);
  const auto characters =
      std::count_if(line.begin(), line.end(), [](char c) { return !continues_character(c); });
  return fmt::format("question:{}:{}", lines + 1, characters + 1);
}

/// The word or the sign at the beginning of a text; of long ones as much as tells where it is.
std::string_view found_in(std::string_view text) {
  constexpr std::size_t most_bytes = 48;
  std::size_t length = std::max<std::size_t>(1, bare_name_length(text));
  length = std::min(length, std::min(text.size(), most_bytes));
  while (length < text.size() && continues_character(text[length])) ++length;
  return text.substr(0, length);
}

}  // namespace

Error unexpected(std::string_view text, std::size_t at, const std::set<Expected>& expected) {
  std::string list;
  for (auto one = expected.begin(); one != expected.end(); ++one) {
    if (!list.empty()) list += std::next(one) == expected.end() ? tr(" or ") : ", ";
    list += text_of(*one);
  }
  Error error{ErrorCode::invalid_argument, place_of(text, at), {}, {}};
  if (at >= text.size()) {
    error.reason = trf("The text ends where {} was expected.", list);
    return error;
  }
  const std::string_view found = found_in(text.substr(at));
  error.reason = trf("Found “{}” where {} was expected.", found, list);
  const bool name_expected =
      expected.contains(Expected::layer) || expected.contains(Expected::condition) ||
      expected.contains(Expected::place) || expected.contains(Expected::value);
  if (name_expected && word_from_text(found)) {
    error.advice = tr("A name or value that is a word of the language stands in quotes.");
  }
  return error;
}

}  // namespace wangge::analysis
