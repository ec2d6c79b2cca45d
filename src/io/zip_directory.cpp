#include "io/zip_directory.h"

#include <algorithm>
#include <fstream>

#include "io/encoding.h"

namespace wangge::io {
namespace {

constexpr std::size_t entry_head = 46, end_head = 22, end_head_64 = 56, locator_64 = 20;
constexpr std::uint64_t in_extra = 0xFFFFFFFF;  // a size that stands in the 64-bit extra field
constexpr std::uint64_t most_directory_bytes = 256 << 20;

/// A little-endian number of `bytes` bytes; 0 beyond the end.
std::uint64_t number_at(std::string_view data, std::size_t at, std::size_t bytes) {
  if (at > data.size() || data.size() - at < bytes) return 0;
  std::uint64_t value = 0;
  for (std::size_t i = bytes; i-- > 0;)
    value = value << 8 | static_cast<unsigned char>(data[at + i]);
  return value;
}

/// Sizes that need more than 32 bits: field 1 of the extra fields, only those that do.
void read_long_sizes(std::string_view extra, ZipEntry& entry) {
  while (extra.size() >= 4) {
    const auto field = number_at(extra, 0, 2);
    const auto length = static_cast<std::size_t>(number_at(extra, 2, 2));
    if (field == 1) {
      std::size_t at = 4;
      for (std::uint64_t* size : {&entry.unpacked, &entry.packed}) {
        if (*size != in_extra) continue;
        *size = number_at(extra, at, 8);
        at += 8;
      }
      return;
    }
    extra.remove_prefix(std::min(extra.size(), 4 + length));
  }
}

std::string bytes_of(std::ifstream& file, std::uint64_t from, std::uint64_t count) {
  std::string bytes(static_cast<std::size_t>(count), '\0');
  file.clear();
  file.seekg(static_cast<std::streamoff>(from));
  file.read(bytes.data(), static_cast<std::streamsize>(count));
  bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, file.gcount())));
  return bytes;
}

}  // namespace

std::vector<ZipEntry> parse_zip_directory(std::string_view directory) {
  std::vector<ZipEntry> entries;
  while (directory.size() >= entry_head && directory.starts_with("PK\1\2")) {
    const auto name = static_cast<std::size_t>(number_at(directory, 28, 2)),
               extra = static_cast<std::size_t>(number_at(directory, 30, 2)),
               comment = static_cast<std::size_t>(number_at(directory, 32, 2));
    if (directory.size() - entry_head < name + extra) break;
    ZipEntry entry{std::string(directory.substr(entry_head, name)),
                   (number_at(directory, 8, 2) & 0x800) != 0, number_at(directory, 20, 4),
                   number_at(directory, 24, 4)};
    read_long_sizes(directory.substr(entry_head + name, extra), entry);
    entries.push_back(std::move(entry));
    directory.remove_prefix(std::min(directory.size(), entry_head + name + extra + comment));
  }
  return entries;
}

std::vector<ZipEntry> read_zip_directory(const std::string& path) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  if (!file) return {};
  const auto size = static_cast<std::uint64_t>(file.tellg());
  // The end may be followed by a comment of at most 65535 bytes.
  const std::uint64_t tail_bytes = std::min<std::uint64_t>(size, 0xFFFF + end_head + locator_64);
  const std::uint64_t tail_at = size - tail_bytes;
  const std::string tail = bytes_of(file, tail_at, tail_bytes);
  const auto end = std::string_view(tail).rfind(std::string_view("PK\5\6", 4));
  if (end == std::string_view::npos) return {};
  // What lies before the end is the directory, also where something was put before the archive.
  std::uint64_t behind = tail_at + end, bytes = number_at(tail, end + 12, 4);
  const bool has_64 = end >= locator_64 && tail.compare(end - locator_64, 4, "PK\6\7") == 0;
  if (has_64 && behind >= locator_64 + end_head_64) {
    const std::uint64_t at = behind - locator_64 - end_head_64;
    const std::string end_64 = bytes_of(file, at, end_head_64);
    if (end_64.starts_with("PK\6\6")) {
      bytes = number_at(end_64, 40, 8);
      behind = at;
    }
  }
  if (bytes > behind || bytes > most_directory_bytes) return {};
  return parse_zip_directory(bytes_of(file, behind - bytes, bytes));
}

std::string zip_name_encoding(const std::vector<ZipEntry>& entries) {
  std::vector<std::string_view> names;
  for (const ZipEntry& entry : entries) {
    if (!entry.named_in_utf8 && !is_ascii(entry.name)) names.emplace_back(entry.name);
  }
  if (names.empty()) return "CP437";
  const auto found = detect_encoding(names, {});
  // What is neither is the format's own: accented letters of a European Windows.
  const bool eastern =
      found && (found->name == "UTF-8" || found->name == "GB18030" || found->name == "BIG5");
  return eastern ? found->name : "CP437";
}

}  // namespace wangge::io
