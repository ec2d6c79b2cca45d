#pragma once

#include <string>
#include <string_view>

namespace wangge::analysis {

/// The first half of address_key(): one way to write every character.
///
///   ＡＢＣ１２, ①, Ａ座      by Unicode NFKC with case folding: abc12, 1, a座
///   棟 號 樓 區 單           the words an address is made of, in simplified characters
///   blanks, signs            gone; brackets too, and what is in them unless it names a phase or
///   part
///                            (（二期） stays, （近菜场） goes)
///   二十一栋, 第三期         digits before a counter, 第 gone
///   2-301, 1、2栋            a dash or a list between numbers stays, as - and ,
///   幢, 座, 号楼, 2#, 栋楼   栋, where a number or letter stands before it
std::u32string address_text(std::string_view address);

bool is_ascii_digit(char32_t c);
bool is_ascii_letter(char32_t c);  ///< lower case
std::string to_utf8(std::u32string_view text);

}  // namespace wangge::analysis
