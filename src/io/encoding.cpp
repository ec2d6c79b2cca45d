#include "io/encoding.h"

#include <iconv.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <memory>
#include <optional>

#include "base/i18n.h"

namespace wangge::io {
namespace {

constexpr const char* replacement = "\xEF\xBF\xBD";

struct CloseIconv {
  void operator()(void* handle) const { iconv_close(handle); }
};
using Iconv = std::unique_ptr<void, CloseIconv>;

Iconv open_iconv(const std::string& to, const std::string& from) {
  const iconv_t handle = iconv_open(to.c_str(), from.c_str());
  // iconv's "no such encoding" is (iconv_t)-1.
  return Iconv(handle == reinterpret_cast<iconv_t>(-1) ? nullptr : handle);  // NOLINT
}

bool is_ascii(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; });
}

struct Converted {
  std::string text;
  bool clean = true;  // every byte had a meaning, save a character cut off at the end
};

Converted convert(std::string_view bytes, const Iconv& handle) {
  Converted out;
  iconv(handle.get(), nullptr, nullptr, nullptr, nullptr);
  std::string input(bytes);
  char* in = input.data();
  std::size_t in_left = input.size();
  char buffer[1024];
  while (in_left > 0) {
    char* to = buffer;
    std::size_t to_left = sizeof buffer;
    const std::size_t done = iconv(handle.get(), &in, &in_left, &to, &to_left);
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

// What the bytes beyond ASCII look like when they are taken for GB18030.
struct GbEvidence {
  std::size_t common = 0;  // rows 16–55 of GB 2312: the 3,755 common characters
  std::size_t other = 0;   // any other double byte
};

GbEvidence gb_evidence(const std::vector<std::string_view>& samples) {
  GbEvidence evidence;
  for (const std::string_view text : samples) {
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
      const auto lead = static_cast<unsigned char>(text[i]);
      if (lead < 0x80) continue;
      const auto trail = static_cast<unsigned char>(text[++i]);
      const bool is_common = lead >= 0xB0 && lead <= 0xD7 && trail >= 0xA1;
      const bool is_sign = lead >= 0xA1 && lead <= 0xA9 && trail >= 0xA1;  // full-width signs
      if (is_common) ++evidence.common;
      if (!is_common && !is_sign) ++evidence.other;
    }
  }
  return evidence;
}

bool all_clean(const std::vector<std::string_view>& samples, const std::string& encoding) {
  if (encoding == "UTF-8") return std::all_of(samples.begin(), samples.end(), is_utf8);
  const Iconv handle = open_iconv("UTF-8", encoding);
  return handle && std::all_of(samples.begin(), samples.end(),
                               [&](std::string_view text) { return convert(text, handle).clean; });
}

bool is_western(const std::string& encoding) {
  return encoding == "CP1252" || encoding.rfind("ISO-8859", 0) == 0 || encoding == "CP437" ||
         encoding == "CP850";
}

}  // namespace

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
  if (digits.size() == 5 && digits.rfind("8859", 0) == 0) return "ISO-8859-" + digits.substr(4);
  if (key.rfind("ISO8859", 0) == 0) return "ISO-8859-" + digits.substr(4);
  if (!digits.empty() && (key == digits || key.rfind("CP", 0) == 0 || key.rfind("ANSI", 0) == 0 ||
                          key.rfind("WINDOWS", 0) == 0)) {
    key = "CP" + digits;
  } else {
    key.assign(name);
    std::erase_if(key, [](unsigned char c) { return std::isspace(c) != 0; });
  }
  return !key.empty() && open_iconv("UTF-8", key) ? key : "";
}

bool is_utf8(std::string_view bytes) {
  std::size_t i = 0;
  while (i < bytes.size()) {
    const auto lead = static_cast<unsigned char>(bytes[i]);
    const std::size_t more = lead < 0x80                   ? 0
                             : lead >= 0xC2 && lead < 0xE0 ? 1
                             : lead >= 0xE0 && lead < 0xF0 ? 2
                             : lead >= 0xF0 && lead < 0xF5 ? 3
                                                           : 9;
    if (more == 9) return false;
    for (std::size_t k = 1; k <= more; ++k) {
      if (i + k == bytes.size()) return k > 1 || i > 0;  // cut off at the end
      const auto next = static_cast<unsigned char>(bytes[i + k]);
      if ((next & 0xC0) != 0x80) return false;
      if (k == 1 && ((lead == 0xE0 && next < 0xA0) || (lead == 0xED && next > 0x9F) ||
                     (lead == 0xF0 && next < 0x90) || (lead == 0xF4 && next > 0x8F))) {
        return false;
      }
    }
    i += more + 1;
  }
  return true;
}

Result<Encoding> detect_encoding(const std::vector<std::string_view>& all,
                                 const EncodingHints& hints) {
  if (!hints.chosen.empty()) {
    const std::string name = canonical_encoding(hints.chosen);
    if (!name.empty()) return Encoding{name, tr("chosen by you")};
    return Error{ErrorCode::invalid_argument, "",
                 trf("There is no text encoding named “{}”.", hints.chosen),
                 tr("Use UTF-8, GB18030 or BIG5.")};
  }
  std::vector<std::string_view> samples;
  std::copy_if(all.begin(), all.end(), std::back_inserter(samples),
               [](std::string_view text) { return !is_ascii(text); });
  std::string contradicted;  // the hint that the bytes contradict
  const std::string cpg = canonical_encoding(hints.cpg);
  const std::string language = canonical_encoding(hints.language);
  if (samples.empty()) {
    if (!cpg.empty()) return Encoding{cpg, tr("declared by the file")};
    return Encoding{"UTF-8", tr("all texts are plain ASCII")};
  }
  const bool utf8 = all_clean(samples, "UTF-8");
  const GbEvidence gb = gb_evidence(samples);
  const bool gb_likely = gb.common > gb.other && all_clean(samples, "GB18030");
  const auto believe = [&](const std::string& hint) {
    if (hint.empty()) return false;
    if (hint == "UTF-8") return utf8;
    if (hint.rfind("UTF-16", 0) == 0) return false;  // no DBF can hold it
    if (utf8) return false;  // valid UTF-8 of several bytes does not come about by accident
    if (is_western(hint)) return !gb_likely || gb.common < 4;
    return all_clean(samples, hint);
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
  std::string reason = tr("found from the texts");
  if (!contradicted.empty()) {
    reason = trf("found from the texts; the file wrongly declares {}", contradicted);
  }
  if (utf8) return Encoding{"UTF-8", reason};
  if (gb_likely) return Encoding{"GB18030", reason};
  return Encoding{"CP1252", tr("a guess: the texts are neither UTF-8 nor GB18030")};
}

std::string to_utf8(std::string_view bytes, const std::string& encoding) {
  if (is_ascii(bytes)) return std::string(bytes);
  const Iconv handle = open_iconv("UTF-8", encoding);
  return handle ? convert(bytes, handle).text : std::string(bytes);
}

Result<std::string> from_utf8(std::string_view text, const std::string& encoding) {
  if (is_ascii(text) || encoding == "UTF-8") return std::string(text);
  const Iconv handle = open_iconv(encoding, "UTF-8");
  Converted out = handle ? convert(text, handle) : Converted{"", false};
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
  const Iconv handle = open_iconv("UTF-8", encoding->name);
  if (!handle) return encoding;
  const auto decode = [&handle](std::string_view bytes) {
    return is_ascii(bytes) ? std::string(bytes) : convert(bytes, handle).text;
  };
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
