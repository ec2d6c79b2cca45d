#include "io/encoding.h"

#include <iconv.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <map>
#include <memory>
#include <utility>

#include "base/i18n.h"
#include "io/encoding_guess.h"

namespace wangge::io {
namespace {

constexpr const char* replacement = "\xEF\xBF\xBD";

struct CloseIconv {
  void operator()(void* handle) const { iconv_close(handle); }
};
using Iconv = std::unique_ptr<void, CloseIconv>;

void* open_iconv_once(const std::string& to, const std::string& from) {
  const iconv_t handle = iconv_open(to.c_str(), from.c_str());
  // iconv's "no such encoding" is (iconv_t)-1.
  return handle == reinterpret_cast<iconv_t>(-1) ? nullptr : handle;  // NOLINT
}

/// The first handle of a kind stays open as long as the thread: with the last one iconv gives back
/// what it has loaded from the disk for the encoding, which takes far longer than a text.
void* open_iconv(const std::string& to, const std::string& from) {
  thread_local std::map<std::pair<std::string, std::string>, Iconv> kept;
  void* const handle = open_iconv_once(to, from);
  if (handle != nullptr && !kept.contains({to, from})) {
    kept.emplace(std::pair(to, from), open_iconv_once(to, from));
  }
  return handle;
}

struct Utf8Character {
  std::size_t bytes = 1;
  bool valid = false;    // by RFC 3629: none too long, no surrogates, none above U+10FFFF
  bool cut_off = false;  // the text ends within it
};

// The first character of a text that is not empty.
Utf8Character utf8_character(std::string_view text) {
  const auto byte = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {1, true, false};
  if (lead < 0xC2 || lead > 0xF4) return {};
  const std::size_t bytes = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  for (std::size_t k = 1; k < bytes; ++k) {
    if (k == text.size()) return {k, false, true};
    if ((byte(k) & 0xC0) != 0x80) return {};
    if (k == 1 && ((lead == 0xE0 && byte(1) < 0xA0) || (lead == 0xED && byte(1) > 0x9F) ||
                   (lead == 0xF0 && byte(1) < 0x90) || (lead == 0xF4 && byte(1) > 0x8F))) {
      return {};
    }
  }
  return {bytes, true, false};
}

// iconv lets longer forms of old pass.
TextDecoder::Decoded cleaned_utf8(std::string_view text) {
  TextDecoder::Decoded out;
  for (std::size_t i = 0; i < text.size();) {
    const Utf8Character one = utf8_character(text.substr(i));
    if (one.cut_off) break;
    if (one.valid) {
      out.text.append(text.substr(i, one.bytes));
    } else {
      out.text += replacement;
      out.clean = false;
    }
    i += one.bytes;
  }
  return out;
}

TextDecoder::Decoded convert(std::string_view bytes, void* handle) {
  TextDecoder::Decoded out;
  iconv(handle, nullptr, nullptr, nullptr, nullptr);
  std::string input(bytes);
  char* in = input.data();
  std::size_t in_left = input.size();
  char buffer[1024];
  while (in_left > 0) {
    char* to = buffer;
    std::size_t to_left = sizeof buffer;
    const std::size_t done = iconv(handle, &in, &in_left, &to, &to_left);
    out.text.append(buffer, static_cast<std::size_t>(to - buffer));
    if (done != static_cast<std::size_t>(-1)) continue;
    if (errno == EINVAL) break;
    if (errno == EILSEQ) {
      out.text += replacement;
      out.clean = false;
      ++in, --in_left;
    }
  }
  return out;
}

bool is_western(const std::string& encoding) {
  return encoding == "CP1252" || encoding.rfind("ISO-8859", 0) == 0 || encoding == "CP437" ||
         encoding == "CP850";
}

// How far a hint may read worse than the likeliest encoding and still be believed.
constexpr double hint_margin = 0.15;
// Two that read alike to this are both named.
constexpr double close_race = 0.1;
constexpr double readable = 0.25;

Result<Encoding> decide(const std::vector<std::string_view>& samples,
                        const std::vector<EncodingCandidate>& candidates,
                        const EncodingHints& hints) {
  if (!hints.chosen.empty()) {
    const std::string name = canonical_encoding(hints.chosen);
    if (!name.empty()) return Encoding{name, tr("chosen by you")};
    return Error{ErrorCode::invalid_argument, "",
                 trf("There is no text encoding named “{}”.", hints.chosen),
                 tr("Use UTF-8, GB18030 or BIG5.")};
  }
  std::string contradicted;  // the hint that the bytes contradict
  const std::string cpg = canonical_encoding(hints.cpg);
  const std::string language = canonical_encoding(hints.language);
  if (samples.empty()) {
    if (!cpg.empty()) return Encoding{cpg, tr("declared by the file")};
    return Encoding{"UTF-8", tr("all texts are plain ASCII")};
  }
  const EncodingCandidate& best = candidates.front();
  const auto believe = [&](const std::string& hint) {
    if (hint.empty()) return false;
    if (hint.rfind("UTF-16", 0) == 0) return false;  // texts of a DBF and a CSV end at a zero byte
    if (hint == "UTF-8" || best.name == "UTF-8") return hint == best.name;
    const EncodingCandidate hinted = judge_encoding(hint, samples);
    return hinted.clean && hinted.score >= best.score - hint_margin;
  };
  if (believe(cpg)) return Encoding{cpg, tr("declared by the file")};
  if (!hints.cpg.empty()) contradicted = hints.cpg;
  // Almost every program writes the Western language byte without meaning it.
  if (!is_western(language) && believe(language)) {
    return Encoding{language, contradicted.empty()
                                  ? std::string(tr("language byte of the DBF"))
                                  : trf("language byte of the DBF; the file wrongly declares {}",
                                        contradicted)};
  }
  if (best.score < readable) {
    return Encoding{best.name, tr("a guess: the texts read like no encoding that is known")};
  }
  std::string reason = tr("found from the texts");
  if (!contradicted.empty()) {
    reason = trf("found from the texts; the file wrongly declares {}", contradicted);
  } else if (best.name != "UTF-8" && candidates[1].clean &&
             candidates[1].score > best.score - close_race) {
    reason = trf("found from the texts; it could also be {}", candidates[1].name);
  }
  return Encoding{best.name, reason};
}

}  // namespace

void TextDecoder::Close::operator()(void* handle) const { iconv_close(handle); }

TextDecoder::TextDecoder(const std::string& encoding)
    : is_utf8_(encoding == "UTF-8"), handle_(open_iconv("UTF-8", encoding)) {}

TextDecoder::Decoded TextDecoder::decode(std::string_view bytes) const {
  if (is_ascii(bytes) || !handle_) return {std::string(bytes), true};
  if (is_utf8_) return cleaned_utf8(bytes);
  return convert(bytes, handle_.get());
}

std::string canonical_encoding(std::string_view name) {
  std::string key, digits;
  for (const unsigned char c : name) {
    if (std::isalnum(c) != 0) key += static_cast<char>(std::toupper(c));
    if (std::isdigit(c) != 0) digits += static_cast<char>(c);
  }
  if (key == "UTF8" || digits == "65001") return "UTF-8";
  if (key.rfind("GB", 0) == 0 || digits == "936" || digits == "54936" || key == "EUCCN") {
    return "GB18030";
  }
  if (key.rfind("BIG5", 0) == 0 || digits == "950") return "BIG5";
  if (digits.rfind("8859", 0) == 0 && (key == digits || key.rfind("ISO", 0) == 0)) {
    key = "ISO-8859-" + (digits.size() > 4 ? digits.substr(4) : "1");
  } else if (!digits.empty() && (key == digits || key.rfind("CP", 0) == 0 ||
                                 key.rfind("ANSI", 0) == 0 || key.rfind("WINDOWS", 0) == 0)) {
    key = "CP" + digits;
  } else {
    key.assign(name);
    std::erase_if(key, [](unsigned char c) { return std::isspace(c) != 0; });
  }
  return !key.empty() && Iconv(open_iconv("UTF-8", key)) ? key : "";
}

bool is_ascii(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; });
}

bool is_utf8(std::string_view bytes) {
  for (std::size_t i = 0; i < bytes.size();) {
    const Utf8Character one = utf8_character(bytes.substr(i));
    if (one.cut_off) return i > 0 || bytes.size() > 1;
    if (!one.valid) return false;
    i += one.bytes;
  }
  return true;
}

Result<Encoding> detect_encoding(const std::vector<std::string_view>& all,
                                 const EncodingHints& hints) {
  std::vector<std::string_view> samples;
  std::copy_if(all.begin(), all.end(), std::back_inserter(samples),
               [](std::string_view text) { return !is_ascii(text); });
  auto candidates =
      samples.empty() ? std::vector<EncodingCandidate>() : encoding_candidates(samples);
  auto encoding = decide(samples, candidates, hints);
  if (encoding) encoding->candidates = std::move(candidates);
  return encoding;
}

std::string to_utf8(std::string_view bytes, const std::string& encoding) {
  return TextDecoder(encoding).decode(bytes).text;
}

Result<std::string> from_utf8(std::string_view text, const std::string& encoding) {
  if (is_ascii(text) || encoding == "UTF-8") return std::string(text);
  const Iconv handle(open_iconv(encoding, "UTF-8"));
  TextDecoder::Decoded out = handle ? convert(text, handle.get()) : TextDecoder::Decoded{"", false};
  if (out.clean) return std::move(out.text);
  return Error{
      ErrorCode::unsupported, "",
      trf("“{}” has characters that cannot be written in {}.", std::string(text), encoding),
      tr("Write the file in UTF-8 or GB18030.")};
}

Result<Encoding> decode_table(model::Table& table, const EncodingHints& hints) {
  std::vector<std::string_view> samples;
  for (const model::Column& column : table.columns) {
    samples.emplace_back(column.name);
    const auto* texts = std::get_if<model::Texts>(&column.values);
    if (texts == nullptr) continue;
    for (std::size_t i = 0; i < texts->dictionary.size(); ++i) {
      samples.push_back(texts->dictionary[i]);
    }
  }
  auto encoding = detect_encoding(samples, hints);
  if (!encoding) return encoding.error();
  const TextDecoder decoder(encoding->name);
  const auto decode = [&decoder](std::string_view bytes) { return decoder.decode(bytes).text; };
  for (model::Column& column : table.columns) {
    column.name = decode(column.name);
    auto* texts = std::get_if<model::Texts>(&column.values);
    if (texts == nullptr) continue;
    model::PackedStrings decoded;
    for (std::size_t i = 0; i < texts->dictionary.size(); ++i) {
      decoded.push_back(decode(texts->dictionary[i]));
    }
    texts->dictionary = std::move(decoded);
  }
  return encoding;
}

}  // namespace wangge::io
