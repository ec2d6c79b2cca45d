#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/column.h"

namespace wangge::io {

/// An encoding of texts and why it is believed.
struct Encoding {
  std::string name;    ///< as iconv knows it: "UTF-8", "GB18030", "BIG5", "CP1252"
  std::string reason;  ///< a phrase in the current language
};

/// What a file says about its own encoding; either may be empty.
struct EncodingHints {
  std::string chosen;    ///< by the user
  std::string cpg;       ///< the text of a .cpg file or the meaning of a byte-order mark
  std::string language;  ///< from the language byte of a DBF
};

/// "936", "gbk", "GB2312" -> "GB18030"; "65001", "utf8" -> "UTF-8"; "950" -> "BIG5"; others as they
/// are. Empty where iconv knows no such encoding.
std::string canonical_encoding(std::string_view name);

bool is_utf8(std::string_view bytes);

/// Decides by METHODS §9: the user's choice, the .cpg, the language byte, valid UTF-8 with
/// characters of several bytes, GB18030 by the share of common characters, else Windows-1252. A
/// hint that the bytes contradict is passed over and said so in the reason.
///
/// samples  texts as they are in the file; those in plain ASCII tell nothing
/// errors   invalid_argument: the chosen encoding does not exist
Result<Encoding> detect_encoding(const std::vector<std::string_view>& samples,
                                 const EncodingHints& hints);

/// The text in UTF-8; bytes that mean nothing become U+FFFD, a character cut off at the end is left
/// out.
std::string to_utf8(std::string_view bytes, const std::string& encoding);

/// The text in another encoding, or nothing if it has characters that cannot be written in it.
Result<std::string> from_utf8(std::string_view text, const std::string& encoding);

/// Decodes the names and texts of a table whose bytes are as in the file.
Result<Encoding> decode_table(model::Table& table, const EncodingHints& hints);

}  // namespace wangge::io
