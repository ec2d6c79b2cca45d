#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace wangge::io {

/// How many bytes of an encoding a text may take in a format. (The characters of a spreadsheet's
/// cell are counted as pairs of bytes of UTF-16.)
struct TextLimit {
  std::string encoding = "UTF-8";
  std::size_t bytes = 0;  ///< 0: any number
};

/// The encoding that texts of a DBF are written in: "UTF-8", "GB18030" or, so that nothing is
/// written that only GB18030 has, "GBK". Empty where there is no such encoding.
std::string dbf_encoding(const std::string& chosen);

/// The longest beginning of a text that fits, no character cut.
/// errors  unsupported: it has characters that the encoding lacks
Result<std::string> fitted(std::string_view text, const TextLimit& limit);

/// A name on one line: without blanks around it, with a blank for every control character.
std::string plain_name(std::string name);

/// How names are told apart.
enum class Case { counts, ignored };

/// Names that are all different and not empty, near to what is wished: the second "a" is "a_2". No
/// character is cut.
std::vector<std::string> distinct_names(const std::vector<std::string>& wished,
                                        const TextLimit& limit, Case letters);

/// DBF names: at most 10 bytes in the encoding, no character cut, all different.
std::vector<std::string> dbf_names(const std::vector<std::string>& names,
                                   const std::string& encoding);

}  // namespace wangge::io
