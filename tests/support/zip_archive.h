#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace wangge {

struct ZipFile {
  std::string name;  ///< bytes
  std::string content;
  bool named_in_utf8 = false;
  std::uint32_t claimed_bytes = 0;  ///< in place of the content's true size; 0: the true one
};

/// A zip archive of stored files (PKWARE APPNOTE 6.3): names exactly as given, false sizes too, as
/// no packing program writes them.
inline std::string zip_archive(const std::vector<ZipFile>& files) {
  const auto number = [](std::uint64_t value, int bytes) {
    std::string out;
    for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> 8 * i & 0xFF);
    return out;
  };
  const auto crc = [](const std::string& text) {
    std::uint32_t sum = 0xFFFFFFFF;
    for (const unsigned char c : text) {
      sum ^= c;
      for (int bit = 0; bit < 8; ++bit) sum = sum >> 1 ^ ((sum & 1) != 0 ? 0xEDB88320 : 0);
    }
    return ~sum;
  };
  std::string archive, directory;
  for (const ZipFile& file : files) {
    const std::uint32_t size = file.claimed_bytes != 0
                                   ? file.claimed_bytes
                                   : static_cast<std::uint32_t>(file.content.size());
    const std::string head = number(20, 2) + number(file.named_in_utf8 ? 0x800 : 0, 2) +
                             number(0, 2) + number(0, 2) + number(0x21, 2) +
                             number(crc(file.content), 4) + number(file.content.size(), 4) +
                             number(size, 4) + number(file.name.size(), 2) + number(0, 2);
    directory += "PK\1\2" + number(20, 2) + head + number(0, 2) + number(0, 2) + number(0, 2) +
                 number(0, 4) + number(archive.size(), 4) + file.name;
    archive += "PK\3\4" + head + file.name + file.content;
  }
  return archive + directory + "PK\5\6" + number(0, 4) + number(files.size(), 2) +
         number(files.size(), 2) + number(directory.size(), 4) + number(archive.size(), 4) +
         number(0, 2);
}

}  // namespace wangge
