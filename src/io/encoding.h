#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/layer.h"

namespace wangge::io {

/// An encoding of texts and why it is believed.
struct Encoding {
  std::string name;    ///< as iconv knows it: "UTF-8", "GB18030", "BIG5", "CP1252"
  std::string reason;  ///< a phrase in the current language
  /// What it was chosen from, the likeliest first; none where all texts are plain ASCII.
  std::vector<model::EncodingCandidate> candidates = {};
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

bool is_ascii(std::string_view text);
bool is_utf8(std::string_view bytes);

/// Reads texts of one encoding.
class TextDecoder {
 public:
  /// encoding  as iconv knows it; texts in one that it does not know stay as they are
  explicit TextDecoder(const std::string& encoding);

  struct Decoded {
    std::string text;   ///< UTF-8; U+FFFD for bytes that mean nothing
    bool clean = true;  ///< every byte had a meaning, save a character cut off at the end
  };
  Decoded decode(std::string_view bytes) const;

 private:
  struct Close {
    void operator()(void* handle) const;
  };
  bool is_utf8_;
  std::unique_ptr<void, Close> handle_;
};

/// Decides by METHODS §9: the user's choice, the .cpg, the language byte, else what the texts read
/// most like (io/encoding_guess.h). A hint that the bytes contradict is passed over and said so in
/// the reason; so is a second encoding that fits about as well.
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
