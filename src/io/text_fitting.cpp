#include "io/text_fitting.h"

#include <algorithm>
#include <cctype>
#include <set>

#include "io/encoding.h"

namespace wangge::io {
namespace {

constexpr std::size_t dbf_name_bytes = 10;

std::size_t encoded_bytes(std::string_view text, const std::string& encoding) {
  const auto bytes = from_utf8(text, encoding);
  return bytes ? bytes->size() : text.size();
}

/// Whole characters of the text until the limit is reached.
std::string beginning(std::string_view text, const TextLimit& limit) {
  std::string out;
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t next = i + 1;
    while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0) == 0x80) ++next;
    const std::string_view character = text.substr(i, next - i);
    bytes += encoded_bytes(character, limit.encoding);
    if (bytes > limit.bytes) break;
    out += character;
    i = next;
  }
  return out;
}

std::string folded(std::string name) {
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char c) { return static_cast<char>(c < 0x80 ? std::toupper(c) : c); });
  return name;
}

}  // namespace

std::string plain_name(std::string name) {
  std::ranges::replace_if(
      name, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
  name.erase(0, name.find_first_not_of(' '));
  name.erase(name.find_last_not_of(' ') + 1);
  return name;
}

std::string dbf_encoding(const std::string& chosen) {
  const std::string canonical = canonical_encoding(chosen);
  return canonical == "GB18030" && folded(chosen) != "GB18030" ? "GBK" : canonical;
}

Result<std::string> fitted(std::string_view text, const TextLimit& limit) {
  const bool any_length = limit.bytes == 0 || text.size() <= limit.bytes / 2;
  // No encoding takes more than twice the bytes of UTF-8.
  if (any_length && (limit.encoding == "UTF-8" || limit.encoding == "UTF-16LE")) {
    return std::string(text);
  }
  const auto bytes = from_utf8(text, limit.encoding);
  if (!bytes) return bytes.error();
  const bool fits = limit.bytes == 0 || bytes->size() <= limit.bytes;
  return fits ? std::string(text) : beginning(text, limit);
}

std::vector<std::string> distinct_names(const std::vector<std::string>& wished,
                                        const TextLimit& limit, Case letters) {
  const TextLimit whole{limit.encoding, limit.bytes == 0 ? std::string::npos : limit.bytes};
  const auto key = [letters](const std::string& name) {
    return letters == Case::ignored ? folded(name) : name;
  };
  std::set<std::string> used;
  std::vector<std::string> names;
  for (const std::string& wish : wished) {
    const std::string stem = wish.empty() ? "column" : wish;
    std::string name = plain_name(beginning(stem, whole));
    for (int n = 2; name.empty() || used.contains(key(name)); ++n) {
      const std::string suffix = "_" + std::to_string(n);
      name = beginning(stem, {whole.encoding, whole.bytes - suffix.size()}) + suffix;
    }
    used.insert(key(name));
    names.push_back(std::move(name));
  }
  return names;
}

std::vector<std::string> dbf_names(const std::vector<std::string>& names,
                                   const std::string& encoding) {
  // DBF programs do not tell upper from lower case.
  return distinct_names(names, {encoding, dbf_name_bytes}, Case::ignored);
}

}  // namespace wangge::io
