#include "analysis/address_text.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <optional>

namespace wangge::analysis {
namespace {

template <std::size_t n>
bool one_of(char32_t c, const char32_t (&set)[n]) {
  return std::find(set, set + n - 1, c) != set + n - 1;
}

std::u32string decoded(const std::string& text) {
  std::u32string out;
  out.reserve(text.size() / 2);
  const auto length = static_cast<std::int32_t>(text.size());
  for (std::int32_t at = 0; at < length;) {
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(text.data(), at, length, c);
    out.push_back(static_cast<char32_t>(c));
  }
  return out;
}

/// Compatible forms, width and case.
std::u32string folded(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  static const icu::Normalizer2* const nfkc = icu::Normalizer2::getNFKCCasefoldInstance(status);
  std::string out;
  if (nfkc == nullptr) return decoded(std::string(text));  // ICU without its data
  icu::StringByteSink<std::string> sink(&out, static_cast<std::int32_t>(text.size()));
  UErrorCode problem = U_ZERO_ERROR;
  nfkc->normalizeUTF8(0, {text.data(), static_cast<std::int32_t>(text.size())}, sink, nullptr,
                      problem);
  return decoded(U_SUCCESS(problem) ? out : std::string(text));
}

char32_t simplified(char32_t c) {
  switch (c) {
    case U'棟':
      return U'栋';
    case U'號':
      return U'号';
    case U'樓':
      return U'楼';
    case U'區':
      return U'区';
    case U'單':
      return U'单';
    case U'東':
      return U'东';
    case U'層':
      return U'层';
    default:
      return c;
  }
}

bool opens(char32_t c) { return one_of(c, U"([{<【〔《「"); }
bool closes(char32_t c) { return one_of(c, U")]}>】〕》」"); }

/// Whether what stands in brackets is part of the name: （二期）, （A区）, （2栋）.
bool names_a_part(std::u32string_view inside) {
  return !inside.empty() && inside.size() <= 6 && one_of(inside.back(), U"期区栋幢座苑组团楼") &&
         inside.front() != U'近' && inside.front() != U'原';
}

/// Letters and digits of all scripts; characters that a font of the office alone knows (private
/// use) are letters too.
bool belongs_to_names(char32_t c) {
  return u_isalnum(static_cast<UChar32>(c)) || c == U'〇' || (c >= 0xE000 && c < 0xF900);
}

bool is_dash(char32_t c) { return one_of(c, U"-‐‑‒–—―−"); }

int numeral_value(char32_t c) {
  constexpr std::array<std::u32string_view, 10> forms{U"零〇○", U"一壹", U"二贰", U"三叁", U"四肆",
                                                      U"五伍",  U"六陆", U"七柒", U"八捌", U"九玖"};
  for (std::size_t value = 0; value < forms.size(); ++value) {
    if (forms[value].find(c) != std::u32string_view::npos) return static_cast<int>(value);
  }
  return -1;
}

int unit_value(char32_t c) {
  if (c == U'十' || c == U'拾') return 10;
  if (c == U'百' || c == U'佰') return 100;
  return 0;
}

bool is_numeral(char32_t c) { return numeral_value(c) >= 0 || unit_value(c) > 0 || c == U'廿'; }

/// 十二, 二百零三, 廿一, 二〇三; nothing for what is no number.
std::optional<int> read_numeral(std::u32string_view text) {
  const bool by_units =
      std::any_of(text.begin(), text.end(), [](char32_t c) { return numeral_value(c) < 0; });
  if (text.size() > 5) return std::nullopt;
  int total = 0, digit = -1;
  for (const char32_t c : text) {
    const int value = numeral_value(c), unit = unit_value(c);
    if (c == U'廿') {
      total += 20;
    } else if (unit > 0) {
      if (digit < 0 && unit == 100) return std::nullopt;  // no digit before it: a name
      total += (digit < 0 ? 1 : digit) * unit;
      digit = -1;
    } else if (by_units) {
      digit = value;
    } else {
      total = total * 10 + value;
    }
  }
  return by_units && digit > 0 ? total + digit : total;
}

/// Behind a number that counts something: then its numerals are digits.
bool is_counter(char32_t c) { return one_of(c, U"栋幢座号单层楼室期弄巷组队区门梯#房"); }

std::u32string with_digits(const std::u32string& text) {
  std::u32string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    if (!is_numeral(text[i])) {
      out.push_back(text[i++]);
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && is_numeral(text[end])) ++end;
    const bool counts =
        (end < text.size() && is_counter(text[end])) || (i > 0 && text[i - 1] == U'第');
    const auto value =
        counts ? read_numeral(std::u32string_view(text).substr(i, end - i)) : std::nullopt;
    if (value) {
      for (const char c : std::to_string(*value)) out.push_back(static_cast<char32_t>(c));
    } else {
      out.append(text, i, end - i);
    }
    i = end;
  }
  return out;
}

/// Brackets opened, signs and blanks dropped, dashes and lists kept between numbers.
std::u32string without_signs(const std::u32string& text) {
  std::u32string out;
  out.reserve(text.size());
  const auto counts = [](char32_t c) {
    return is_ascii_digit(c) || is_ascii_letter(c) || is_numeral(c);
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t c = simplified(text[i]);
    if (opens(c)) {
      std::size_t end = i + 1;
      while (end < text.size() && !closes(text[end])) ++end;
      const auto inside = std::u32string_view(text).substr(i + 1, end - i - 1);
      // A bracket that is never closed hides nothing.
      if (end < text.size() && !names_a_part(inside)) i = end;
      continue;
    }
    const char32_t before = out.empty() ? U'\0' : out.back();
    const char32_t next = i + 1 < text.size() ? text[i + 1] : U'\0';
    if (is_dash(c)) {
      if (counts(before) && counts(next)) out.push_back(U'-');
    } else if (one_of(c, U",、;/&~")) {
      if ((counts(before) || one_of(before, U"栋幢座楼")) && counts(next)) out.push_back(U',');
    } else if (one_of(c, U"和及与至") && is_ascii_digit(next) &&
               (is_ascii_digit(before) || one_of(before, U"栋幢座楼"))) {
      out.push_back(U',');  // elsewhere they are letters of names: 和平路
    } else if (c == U'#' || belongs_to_names(c)) {
      out.push_back(c);
    }
  }
  return out;
}

/// All words for a building are 栋, where they stand for one.
std::u32string with_one_word_for_building(const std::u32string& text) {
  constexpr std::array<std::u32string_view, 12> words{U"号楼栋", U"号栋", U"号楼", U"栋楼",
                                                      U"楼栋",   U"#楼",  U"#栋",  U"#",
                                                      U"栋",     U"幢",   U"座",   U"号座"};
  std::u32string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = text[i];
    // "#2" is "2#".
    if (c == U'#' && i + 1 < text.size() && is_ascii_digit(text[i + 1]) &&
        (out.empty() || !is_ascii_digit(out.back()))) {
      ++i;
      while (i < text.size() && is_ascii_digit(text[i])) out.push_back(text[i++]);
      while (i < text.size() && one_of(text[i], U"栋幢座楼")) ++i;
      out.push_back(U'栋');
      continue;
    }
    if (c == U'第' && i + 1 < text.size() && is_ascii_digit(text[i + 1])) {
      ++i;
      continue;
    }
    const char32_t before = out.empty() ? U'\0' : out.back();
    const bool numbered =
        is_ascii_digit(before) || is_ascii_letter(before) || one_of(before, U"甲乙丙丁戊");
    const bool sided = one_of(before, U"东南西北中");
    std::size_t length = 0;
    for (const std::u32string_view word : words) {
      if (text.compare(i, word.size(), word) != 0) continue;
      // 东座 is a building, 东号楼 is none.
      if (numbered || (sided && word.size() == 1 && word != U"#")) {
        length = std::max(length, word.size());
      }
    }
    if (length > 0) {
      out.push_back(U'栋');
      i += length;
    } else {
      if (c != U'#') out.push_back(c);
      ++i;
    }
  }
  return out;
}

}  // namespace

bool is_ascii_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_ascii_letter(char32_t c) { return c >= U'a' && c <= U'z'; }

std::string to_utf8(std::u32string_view text) {
  std::string out;
  out.reserve(text.size() * 3);
  for (const char32_t c : text) {
    std::array<char, 4> bytes{};
    std::int32_t length = 0;
    UBool failed = false;
    U8_APPEND(bytes.data(), length, 4, static_cast<UChar32>(c), failed);
    if (!failed) out.append(bytes.data(), static_cast<std::size_t>(length));
  }
  return out;
}

std::u32string address_text(std::string_view address) {
  return with_one_word_for_building(with_digits(without_signs(folded(address))));
}

}  // namespace wangge::analysis
