#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace wangge::io {

/// What the directory of a zip archive says about one file in it.
struct ZipEntry {
  std::string name;            ///< bytes as in the archive
  bool named_in_utf8 = false;  ///< the archive says so (flag 11)
  std::uint64_t packed = 0, unpacked = 0;
};

/// The entries of a central directory (PKWARE APPNOTE 6.3, 4.3.12), up to the first that is none.
std::vector<ZipEntry> parse_zip_directory(std::string_view directory);

/// The entries of a zip archive on this computer, also one with sizes of 64 bits; none where it is
/// no whole archive.
/// cost  reads the end of the file
std::vector<ZipEntry> read_zip_directory(const std::string& path);

/// What the names of the entries are in that do not say so: Windows in China writes GBK, macOS
/// UTF-8. "CP437", as the format has it, where all are plain.
std::string zip_name_encoding(const std::vector<ZipEntry>& entries);

}  // namespace wangge::io
